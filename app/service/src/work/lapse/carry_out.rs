//! Many questions end at once, and what was pending on them with them.

use jawab_domain::{Status, lifecycle::EventKind};
use jawab_store::{entity::question, id_list};
use sea_orm::{ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement, Value};
use serde_json::json;

use super::Ending;
use crate::work::{
    Outcome, Turn, UseCaseError,
    deadlines::CHUNK,
    held::{ENDED_FROM, Held},
    pending::PENDING,
};

/// The questions that a lapse (`$1`) ended.
const THESE: &str = "SELECT question_id FROM lapsed_question WHERE lapse_id = $1";

impl Turn {
    /// Ends the open questions, each with its event; how many. Nobody else writes questions meanwhile.
    pub(super) async fn lapse(&mut self, id: i64, ending: Ending, expected: i64, reason: &str) -> Outcome<i64> {
        let open = ending.foresee(self.db()).await?;
        let current = open.total();
        if current != expected || current == 0 {
            return Err(UseCaseError::Conflict { current });
        }
        for some in open.questions.chunks(CHUNK) {
            let list = id_list(some);
            let note = format!(
                "INSERT INTO lapsed_question (lapse_id, question_id, version, ended_from) \
                 SELECT CAST($1 AS BIGINT), id, version + 1, status FROM question WHERE id IN ({list})"
            );
            self.db().execute_raw(self.of_lapse(&note, id, [])).await?;
        }
        let events = format!(
            "INSERT INTO event (question_id, kind, occurred_on, recorded_at, actor, reason, data) \
             SELECT question_id, '{}', $2, $3, $4, $5, CASE ended_from WHEN 'deposited' THEN $6 ELSE $7 END \
             FROM lapsed_question WHERE lapse_id = $1",
            EventKind::Lapsed
        );
        let data = |from: &str| Value::from(json!({ "legislature": ending.legislature, "lapse": id, ENDED_FROM: from }));
        let values = [ending.on.into(), self.now.into(), self.by().into(), reason.into(), data("deposited"), data("transmitted")];
        self.db().execute_raw(self.of_lapse(&events, id, values)).await?;
        let end = format!(
            "UPDATE question SET status = '{}', ended_on = $2, due_on = NULL, due_order = {}, version = version + 1, updated_at = $3 \
             WHERE id IN ({THESE})",
            Status::Lapsed,
            i32::MAX
        );
        self.db().execute_raw(self.of_lapse(&end, id, [ending.on.into(), self.now.into()])).await?;
        self.close_pending_of(id).await?;
        self.index_among(&THESE.replace("$1", &id.to_string())).await?;
        Ok(current)
    }

    fn of_lapse<const N: usize>(&self, sql: &str, id: i64, more: [Value; N]) -> Statement {
        let values = std::iter::once(id.into()).chain(more).collect::<Vec<Value>>();
        Statement::from_sql_and_values(self.db().get_database_backend(), sql, values)
    }

    /// Closes what was pending on each of them, all having ended by now: an answer for several of these stays one.
    async fn close_pending_of(&mut self, id: i64) -> Outcome<()> {
        let pending =
            self.ids(&format!("SELECT q.id FROM question q WHERE q.id IN ({THESE}) AND {PENDING} ORDER BY q.id"), [id.into()]).await?;
        for some in pending.chunks(CHUNK) {
            let rows = question::Entity::find().filter(question::COLUMN.id.is_in(some.iter().copied())).order_by_asc(question::COLUMN.id);
            for held in Held::load_all(self.db(), rows.all(self.db()).await?).await? {
                self.close_pending(&held, true).await?;
            }
        }
        Ok(())
    }
}
