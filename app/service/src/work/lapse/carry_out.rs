//! Many questions end at once, and what was pending on them with them.

use jawab_domain::{Status, lifecycle::EventKind};
use jawab_store::outbox;
use sea_orm::{ConnectionTrait as _, Statement, Value};
use serde_json::json;

use super::Ending;
use crate::work::{Outcome, Turn, UseCaseError, deadlines::CHUNK, held::ENDED_FROM, pending::CLOSED};

/// The questions that a lapse (`$1`) ended.
const THESE: &str = "SELECT question_id FROM lapsed_question WHERE lapse_id = $1";
/// Answers that a ministry agreed to or handed over (`w`), and that are not published.
const AGREED: &str = "w.state IN ('cleared', 'submitted') AND NOT EXISTS \
    (SELECT 1 FROM answer a WHERE a.id = w.answer_id AND a.published_at IS NOT NULL)";

impl Turn {
    /// Ends the open questions, each with its event; how many. Nobody else writes questions meanwhile.
    pub(super) async fn lapse(&mut self, id: i64, ending: Ending, expected: i64, reason: &str) -> Outcome<i64> {
        let open = ending.foresee(self.db()).await?;
        let current = open.total();
        if current != expected || current == 0 {
            return Err(UseCaseError::Conflict { current });
        }
        for some in open.questions.chunks(CHUNK) {
            let list = some.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
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
        self.index_these(id).await?;
        Ok(current)
    }

    fn of_lapse<const N: usize>(&self, sql: &str, id: i64, more: [Value; N]) -> Statement {
        let values = std::iter::once(id.into()).chain(more).collect::<Vec<Value>>();
        Statement::from_sql_and_values(self.db().get_database_backend(), sql, values)
    }

    async fn index_these(&self, id: i64) -> Outcome<()> {
        let work = format!(
            "INSERT INTO outbox (kind, subject_id, available_at, parked) SELECT '{}', id, 0, FALSE FROM question \
             WHERE publication <> 'unpublished' AND id IN ({THESE}) \
             ON CONFLICT (kind, subject_id) DO UPDATE SET revision = outbox.revision + 1, attempts = 0, available_at = 0, parked = FALSE",
            outbox::INDEX_QUESTION
        );
        self.db().execute_raw(self.of_lapse(&work, id, [])).await?;
        Ok(())
    }

    /// What [`Turn::close_pending`] does to one question that ends, for all of them: requests for transfers, answers that were agreed to
    /// or handed over, and wishes for corrections.
    async fn close_pending_of(&mut self, id: i64) -> Outcome<()> {
        let events = format!(
            "INSERT INTO event (question_id, kind, occurred_on, recorded_at, actor, reason, data) \
             SELECT l.question_id, '{}', NULL, $2, $3, NULL, $4 FROM lapsed_question l WHERE l.lapse_id = $1 AND (\
             EXISTS (SELECT 1 FROM transfer_request r WHERE r.question_id = l.question_id AND r.decision IS NULL) \
             OR EXISTS (SELECT 1 FROM ministry_work w WHERE w.question_id = l.question_id AND {AGREED}) \
             OR EXISTS (SELECT 1 FROM correction_request c WHERE c.question_id = l.question_id))",
            EventKind::PendingClosed
        );
        let values = [self.now.into(), self.by().into(), json!({ "lapse": id }).into()];
        self.db().execute_raw(self.of_lapse(&events, id, values)).await?;
        let transfers = format!(
            "UPDATE transfer_request SET decision = '{CLOSED}', decided_by = $2, decided_at = $3 \
             WHERE decision IS NULL AND question_id IN ({THESE})"
        );
        self.db().execute_raw(self.of_lapse(&transfers, id, [self.by().into(), self.now.into()])).await?;
        self.leave_shared(id).await?;
        let drafts = format!(
            "UPDATE ministry_work AS w SET state = 'drafted', submitted_on = NULL, version = version + 1 \
             WHERE w.question_id IN ({THESE}) AND {AGREED}"
        );
        self.db().execute_raw(self.of_lapse(&drafts, id, [])).await?;
        let corrections = format!("DELETE FROM correction_request WHERE question_id IN ({THESE})");
        self.db().execute_raw(self.of_lapse(&corrections, id, [])).await?;
        Ok(())
    }

    /// An answer that is for other questions too goes on without these.
    async fn leave_shared(&mut self, id: i64) -> Outcome<()> {
        let sql = format!(
            "SELECT w.question_id AS question, w.ministry_id AS ministry FROM ministry_work w WHERE w.question_id IN ({THESE}) \
             AND w.answer_id IS NOT NULL AND EXISTS (SELECT 1 FROM ministry_work o JOIN answer a ON a.id = o.answer_id \
             WHERE o.answer_id = w.answer_id AND a.published_at IS NULL AND o.question_id NOT IN ({THESE}))"
        );
        for row in self.db().query_all_raw(self.of_lapse(&sql, id, [])).await? {
            self.leave_work(row.try_get("", "question")?, row.try_get("", "ministry")?).await?;
        }
        Ok(())
    }
}
