//! The end of a legislature: its open questions lapse, all at once.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Status,
    access::{Act, Actor},
    lifecycle::EventKind,
};
use jawab_store::outbox;
use sea_orm::{ConnectionTrait, Statement, Value};
use serde_json::json;

use super::{Outcome, Turn, UseCaseError, Work, check};

/// What would lapse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LapsePreview {
    /// Questions that are deposited and not transmitted.
    pub deposited: i64,
    /// Questions that are transmitted and not answered.
    pub transmitted: i64,
    /// Open questions that stay as they are, as they were deposited or transmitted after that day.
    pub later: i64,
}

impl LapsePreview {
    /// How many questions would lapse.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.deposited + self.transmitted
    }
}

/// The questions of a Chamber (`$1`) and legislature (`$2`) that can lapse, whatever the day.
const OPEN: &str = "chamber = $1 AND legislature = $2 AND status IN ('deposited', 'transmitted')";
/// Whether one of them can lapse on a day (`$3`).
const BY_THEN: &str = "COALESCE(transmitted_on, deposited_on, $3) <= $3";

impl Work {
    /// What would lapse on a day.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn lapse_preview(&self, actor: &Actor, chamber: Chamber, legislature: i32, on: NaiveDate) -> Outcome<LapsePreview> {
        self.look(actor).await?.lapse_preview(chamber, legislature, on).await
    }
}

impl Work {
    /// The first of the questions that would lapse on a day, by deposit.
    ///
    /// # Errors
    /// As [`Self::lapse_preview`].
    pub async fn lapsing(&self, actor: &Actor, chamber: Chamber, legislature: i32, on: NaiveDate, most: i64) -> Outcome<Vec<i64>> {
        let turn = self.look(actor).await?;
        turn.must_be_allowed(Act::LapseLegislature, Some(chamber))?;
        let sql = format!("SELECT id FROM question WHERE {OPEN} AND {BY_THEN} ORDER BY deposit_order, id LIMIT $4");
        let rows = turn.db().query_all_raw(turn.statement(&sql, chamber, legislature, on, [most.into()])).await?;
        rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
    }
}

impl Turn {
    async fn lapse_preview(&self, chamber: Chamber, legislature: i32, on: NaiveDate) -> Outcome<LapsePreview> {
        self.must_be_allowed(Act::LapseLegislature, Some(chamber))?;
        let count = |what: &str| format!("COUNT(CASE WHEN {what} THEN 1 END)");
        let of = |status: Status| count(&format!("status = '{status}' AND {BY_THEN}"));
        let later = count(&format!("NOT ({BY_THEN})"));
        let sql = format!(
            "SELECT {} AS deposited, {} AS transmitted, {later} AS later FROM question WHERE {OPEN}",
            of(Status::Deposited),
            of(Status::Transmitted)
        );
        let row = self.db().query_one_raw(self.statement(&sql, chamber, legislature, on, [])).await?.ok_or(UseCaseError::NotFound)?;
        Ok(LapsePreview {
            deposited: row.try_get("", "deposited")?,
            transmitted: row.try_get("", "transmitted")?,
            later: row.try_get("", "later")?,
        })
    }

    /// Ends the open questions of a Chamber and legislature, each with its event; how many. `expected` is what the preview
    /// said: if it is different now, nothing lapses.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the number there is now.
    pub async fn lapse(&mut self, chamber: Chamber, legislature: i32, on: NaiveDate, expected: i64, reason: &str) -> Outcome<i64> {
        self.must_be_allowed(Act::LapseLegislature, Some(chamber))?;
        let reason = check::reason(reason)?;
        let on = self.day("on", Some(on))?;
        // Every statement below is of the rows that this one locks.
        let lock = format!("UPDATE question SET version = version + 1, updated_at = $4 WHERE {OPEN} AND {BY_THEN}");
        let locked = self.db().execute_raw(self.statement(&lock, chamber, legislature, on, [self.now.into()])).await?.rows_affected();
        let current = i64::try_from(locked).unwrap_or(i64::MAX);
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        let events = format!(
            "INSERT INTO event (question_id, kind, occurred_on, recorded_at, actor, reason, data) \
             SELECT id, '{}', $3, $4, $5, $6, $7 FROM question WHERE {OPEN} AND {BY_THEN}",
            EventKind::Lapsed
        );
        let data: Value = json!({ "legislature": legislature }).into();
        let values = [self.now.into(), self.by().into(), reason.as_str().into(), data];
        self.db().execute_raw(self.statement(&events, chamber, legislature, on, values)).await?;
        let work = format!(
            "INSERT INTO outbox (kind, subject_id, available_at, parked) SELECT '{}', id, 0, FALSE FROM question \
             WHERE {OPEN} AND {BY_THEN} AND publication <> 'unpublished' \
             ON CONFLICT (kind, subject_id) DO UPDATE SET revision = outbox.revision + 1, attempts = 0, available_at = 0, parked = FALSE",
            outbox::INDEX_QUESTION
        );
        self.db().execute_raw(self.statement(&work, chamber, legislature, on, [])).await?;
        let end = format!(
            "UPDATE question SET status = 'lapsed', ended_on = $3, due_on = NULL, due_order = {} WHERE {OPEN} AND {BY_THEN}",
            i32::MAX
        );
        self.db().execute_raw(self.statement(&end, chamber, legislature, on, [])).await?;
        let data = json!({ "on": on, "questions": current, "reason": reason });
        self.record("legislature.lapsed", format!("legislature:{chamber}/{legislature}"), data);
        Ok(current)
    }

    fn statement<const N: usize>(&self, sql: &str, chamber: Chamber, legislature: i32, on: NaiveDate, more: [Value; N]) -> Statement {
        let values = [chamber.code().into(), legislature.into(), on.into()].into_iter().chain(more);
        Statement::from_sql_and_values(self.db().get_database_backend(), sql, values.collect::<Vec<Value>>())
    }
}
