//! A lapse is undone within a day: exactly the questions that it ended, and nobody has touched since, are as before.

use chrono::TimeDelta;
use jawab_domain::{
    Status,
    access::Actor,
    lifecycle::{CorrectionKind, EventKind, Refusal},
};
use jawab_store::{
    history, id_list,
    lapses::{self, Lapsed},
    ledger::running_clocks,
    questions, rows,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Ending, LapseAtHand, UNDONE_WITHIN, must_be_allowed};
use crate::work::{
    Outcome, Problem, Turn, UseCaseError, Work, check,
    deadlines::{CHUNK, moved},
};

/// What became of the questions when a lapse was undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// How many are as before.
    pub restored: u64,
    /// How many are left as they are, as somebody has touched them since.
    pub left: u64,
}

impl Work {
    /// How many questions would be as before if a lapse were undone.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_restore(&self, actor: &Actor, lapse: &LapseAtHand) -> Outcome<i64> {
        must_be_allowed(actor, lapse.ending.chamber)?;
        Ok(lapses::count_untouched(self.database.reader(), lapse.id).await?)
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
        questions::lock_all(self.db()).await?;
        let row = lapses::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let ending = Ending::of(&row)?;
        must_be_allowed(&self.actor, ending.chamber)?;
        let reason = check::reason(reason)?;
        let confirmed_at = row.confirmed_at.filter(|_| row.undone_at.is_none()).ok_or(Refusal::NothingAsked)?;
        if self.now - confirmed_at > TimeDelta::hours(UNDONE_WITHIN) {
            return Err(UseCaseError::field("", Problem::DayPassed));
        }
        let all = lapses::lapsed(self.db(), id).await?;
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
        lapses::undo(self.db(), id, self.by(), self.now, reason).await?;
        self.record_lapse("legislature.lapse_undone", ending, data);
        Ok(restored)
    }

    async fn restore(&mut self, some: &[Lapsed], lapse: &rows::LegislatureLapse, reason: &str) -> Outcome<()> {
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

    /// A deadline that rules or holidays would have moved meanwhile moves now.
    async fn follow_calendar(&mut self, restored: &[Lapsed], reason: &str) -> Outcome<()> {
        let calendar = self.calendar().await?.clone();
        let mut all = moved(running_clocks(self.db()).await?, &calendar);
        all.retain(|one| restored.binary_search_by_key(&one.question, |of| of.id).is_ok());
        self.write_moves(&all, reason).await?;
        self.note_rules().await
    }
}
