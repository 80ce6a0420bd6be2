//! A lapse is undone within a day: exactly the questions that it ended, and nobody has touched since, are as before.

use chrono::TimeDelta;
use jawab_domain::{
    Status,
    access::Actor,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_store::{
    entity::{event, legislature_lapse},
    id_list,
    ledger::running_clocks,
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait as _, EntityTrait as _, FromQueryResult, IntoActiveModel as _, Statement,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ending, LapseAtHand, UNDONE_WITHIN, must_be_allowed};
use crate::work::{
    Outcome, Problem, Turn, UseCaseError, Work, check,
    deadlines::{CHUNK, moved},
};

/// Whether nobody has touched a question (`q`) since it lapsed (`l`).
const UNTOUCHED: &str = "q.version = l.version AND q.status = 'lapsed'";

/// What became of the questions when a lapse was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// How many are as before.
    pub restored: u64,
    /// How many are left as they are, as somebody has touched them since.
    pub left: u64,
}

/// A question that a lapse ended.
#[derive(FromQueryResult)]
struct Lapsed {
    id: i64,
    ended_from: String,
    untouched: bool,
}

impl Work {
    /// How many questions would be as before if a lapse were undone.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_restore(&self, actor: &Actor, lapse: &LapseAtHand) -> Outcome<i64> {
        must_be_allowed(actor, lapse.ending.chamber)?;
        let sql = format!(
            "SELECT COUNT(*) AS n FROM lapsed_question l JOIN question q ON q.id = l.question_id WHERE l.lapse_id = $1 AND {UNTOUCHED}"
        );
        let db = self.database.reader();
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [lapse.id.into()]);
        let row = db.query_one_raw(statement).await?.ok_or(UseCaseError::NotFound)?;
        Ok(row.try_get("", "n")?)
    }
}

impl Turn {
    /// Undoes a lapse: the questions it ended are as before, but for those that somebody has touched since.
    ///
    /// It takes one person, where the lapse took two. Undoing decides nothing new: it restores exactly what was there before the two
    /// acted, within a day, and only where nobody built on it. Meanwhile deadlines that ministries are held to stand still, so waiting
    /// for a second person would harm. It wants a reason, and the record names the two whose act it was.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] after a day; [`UseCaseError::Refused`] where it was not confirmed, or was undone.
    pub async fn undo_lapse(&mut self, id: i64, reason: &str) -> Outcome<Restored> {
        self.hold_questions().await?;
        let row = legislature_lapse::Entity::find_by_id(id).one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        let ending = Ending::of(&row)?;
        must_be_allowed(&self.actor, ending.chamber)?;
        let reason = check::reason(reason)?;
        let confirmed_at = row.confirmed_at.filter(|_| row.undone_at.is_none()).ok_or(Refusal::NothingAsked)?;
        if self.now - confirmed_at > TimeDelta::hours(UNDONE_WITHIN) {
            return Err(UseCaseError::field("", Problem::DayPassed));
        }
        let all = self.lapsed(id).await?;
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let total = count(all.len());
        let untouched: Vec<Lapsed> = all.into_iter().filter(|of| of.untouched).collect();
        let restored = Restored { restored: count(untouched.len()), left: total - count(untouched.len()) };
        for some in untouched.chunks(CHUNK) {
            self.restore(some, &row, &reason).await?;
        }
        self.follow_calendar(&untouched, &reason).await?;
        let data = json!({
            "restored": restored.restored, "left": restored.left, "reason": reason,
            "asked_by": row.asked_by, "confirmed_by": row.confirmed_by,
        });
        let mut row = row.into_active_model();
        (row.undone_by, row.undone_at, row.undone_reason) = (Set(Some(self.by())), Set(Some(self.now)), Set(Some(reason)));
        row.update(self.db()).await?;
        self.record_lapse("legislature.lapse_undone", ending, data);
        Ok(restored)
    }

    async fn lapsed(&self, id: i64) -> Outcome<Vec<Lapsed>> {
        let sql = format!(
            "SELECT q.id AS id, l.ended_from AS ended_from, ({UNTOUCHED}) AS untouched \
             FROM lapsed_question l JOIN question q ON q.id = l.question_id WHERE l.lapse_id = $1 ORDER BY q.id"
        );
        let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, [id.into()]);
        Ok(Lapsed::find_by_statement(statement).all(self.db()).await?)
    }

    async fn restore(&mut self, some: &[Lapsed], lapse: &legislature_lapse::Model, reason: &str) -> Outcome<()> {
        for status in [Status::Deposited, Status::Transmitted] {
            let ids: Vec<i64> = some.iter().filter(|of| of.ended_from == status.code()).map(|of| of.id).collect();
            if ids.is_empty() {
                continue;
            }
            let list = id_list(&ids);
            let sql = format!(
                "UPDATE question SET status = '{status}', ended_on = NULL, version = version + 1, updated_at = $1 WHERE id IN ({list})"
            );
            let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, [self.now.into()]);
            self.db().execute_raw(statement).await?;
            if status == Status::Transmitted {
                self.move_questions(&ids).await?;
            } else {
                self.index_among(&list).await?;
            }
        }
        let data = json!({ "what": CorrectionKind::NotEnded, "before": lapse.on_day, "ended": Status::Lapsed.code(), "lapse": lapse.id });
        let rows = some.iter().map(|of| event::ActiveModel {
            id: NotSet,
            question_id: Set(of.id),
            kind: Set(EventKind::EndUndone.code().into()),
            occurred_on: Set(Some(self.today)),
            recorded_at: Set(self.now),
            actor: Set(self.by()),
            reason: Set(Some(reason.to_owned())),
            data: Set(data.clone()),
        });
        event::Entity::insert_many(rows).exec_without_returning(self.db()).await?;
        Ok(())
    }

    /// A deadline that rules or holidays would have moved meanwhile moves now.
    async fn follow_calendar(&mut self, restored: &[Lapsed], reason: &str) -> Outcome<()> {
        let calendar = self.calendar().await?.clone();
        let mut all = moved(running_clocks(self.db()).await?, &calendar);
        all.retain(|one| restored.binary_search_by_key(&one.question, |of| of.id).is_ok());
        self.write_moves(&all, reason).await?;
        self.note_rules().await
    }
}
