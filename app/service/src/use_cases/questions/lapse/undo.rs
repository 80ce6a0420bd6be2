//! Undoes a lapse within a day: restores exactly those questions that it ended and that nobody has changed since.

use chrono::TimeDelta;
use jawab_domain::{
    Status,
    access::Actor,
    field::FieldName,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_store::{
    history, id_list,
    lapses::{self, LapsedQuestion},
    ledger::running_clocks,
    questions, rows,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{LapseRequest, LegislatureEnd, UNDO_HOURS, must_be_allowed};
use crate::use_cases::{
    Problem, UnitOfWork, UseCaseError, UseCaseResult, UseCases,
    questions::deadlines::{CHUNK, compute_moves},
    validation,
};

/// The result of undoing a lapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoredQuestions {
    /// The number of restored questions.
    pub restored: u64,
    /// The number of questions left as they are, because somebody changed them since, or asks for a correction.
    pub left: u64,
}

impl UseCases {
    /// The number of questions that undoing a lapse would restore.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_restore(&self, actor: &Actor, lapse: &LapseRequest) -> UseCaseResult<i64> {
        must_be_allowed(actor, lapse.ending.chamber)?;
        Ok(lapses::count_untouched(self.database.reader(), lapse.id).await?)
    }

    /// The questions that undoing a lapse would leave as they are: somebody changed them since, or asks for a correction.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_leave(&self, actor: &Actor, lapse: &LapseRequest) -> UseCaseResult<Vec<i64>> {
        must_be_allowed(actor, lapse.ending.chamber)?;
        let all = lapses::lapsed(self.database.reader(), lapse.id).await?;
        Ok(all.into_iter().filter(|of| !of.untouched).map(|of| of.id).collect())
    }
}

impl UnitOfWork {
    /// Undoes a lapse: restores its questions, except those that somebody has changed since.
    ///
    /// One person can do this, though the lapse took two. Undoing decides nothing new: it restores the state before the lapse, within a
    /// day, and only where nobody built on the lapse. Until then the deadlines of ministries are suspended, so waiting for a second
    /// person would do harm. A reason is required, and the audit record names the two people of the lapse.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] after a day; [`UseCaseError::Refused`] if it was not confirmed, or was undone before.
    pub async fn undo_lapse(&mut self, id: i64, reason: &str) -> UseCaseResult<RestoredQuestions> {
        questions::lock_all(self.db()).await?;
        let row = lapses::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let ending = LegislatureEnd::from_row(&row)?;
        must_be_allowed(&self.actor, ending.chamber)?;
        let reason = validation::reason(reason)?;
        let confirmed_at = row.confirmed_at.filter(|_| row.undone_at.is_none()).ok_or(Refusal::NothingAsked)?;
        if self.now - confirmed_at > TimeDelta::hours(UNDO_HOURS) {
            return Err(UseCaseError::field(FieldName::Whole, Problem::DayPassed));
        }
        let all = lapses::lapsed(self.db(), id).await?;
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        let total = count(all.len());
        let untouched: Vec<LapsedQuestion> = all.into_iter().filter(|of| of.untouched).collect();
        let restored = RestoredQuestions { restored: count(untouched.len()), left: total - count(untouched.len()) };
        for some in untouched.chunks(CHUNK) {
            self.restore(some, &row, &reason).await?;
        }
        self.follow_calendar(&untouched, &reason).await?;
        let data = json!({
            "restored": restored.restored, "left": restored.left, "reason": reason,
            "asked_by": row.asked_by, "confirmed_by": row.confirmed_by,
        });
        lapses::undo(self.db(), id, self.by(), self.now, reason).await?;
        self.record_lapse("legislature.lapse_undone", ending, data);
        Ok(restored)
    }

    async fn restore(&mut self, some: &[LapsedQuestion], lapse: &rows::LegislatureLapse, reason: &str) -> UseCaseResult<()> {
        for status in [Status::Deposited, Status::Transmitted] {
            let ids: Vec<i64> = some.iter().filter(|of| of.ended_from == status.code()).map(|of| of.id).collect();
            if ids.is_empty() {
                continue;
            }
            lapses::restore(self.db(), &ids, status, self.now).await?;
            if status == Status::Transmitted {
                self.move_questions(&ids).await?;
            } else {
                self.index_among(&id_list(&ids)).await?;
            }
        }
        let data = json!({ "what": CorrectionKind::NotEnded, "before": lapse.on_day, "ended": Status::Lapsed.code(), "lapse": lapse.id });
        let events = some.iter().map(|of| rows::Event {
            id: 0,
            question_id: of.id,
            kind: EventKind::EndUndone.code().into(),
            occurred_on: Some(self.today),
            recorded_at: self.now,
            actor: self.by(),
            reason: Some(reason.to_owned()),
            data: data.clone(),
        });
        Ok(history::insert_all(self.db(), events.collect()).await?)
    }

    /// Moves the deadlines that rules or holidays would have moved meanwhile.
    async fn follow_calendar(&mut self, restored: &[LapsedQuestion], reason: &str) -> UseCaseResult<()> {
        let calendar = self.calendar().await?.clone();
        let mut all = compute_moves(running_clocks(self.db(), &calendar).await?, &calendar);
        all.retain(|one| restored.binary_search_by_key(&one.question, |of| of.id).is_ok());
        self.write_moves(&all, reason).await?;
        self.update_deadline_rules().await
    }
}
