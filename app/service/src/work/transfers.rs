//! A ministry asks for a question to go elsewhere and the Chamber decides; the Chamber reminds a ministry.

use chrono::NaiveDate;
use jawab_domain::{
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{
    questions,
    registers::Register,
    requests::{self, TransferDecision},
    rows, works,
};
use serde_json::json;

use super::{
    Kept, Outcome, Problem, Seen, Transfer, Turn, UseCaseError,
    check::{self, Checks},
};

/// What the Chamber says to a ministry that asked for a transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It goes there, on this day.
    Granted(NaiveDate),
    /// It stays, and why.
    Refused(String),
}

impl Turn {
    /// A ministry asks for its part to go to another; the identity of the request.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it owes no answer; [`UseCaseError::Invalid`] where it has asked already, or the other is no more.
    pub async fn ask_transfer(&mut self, question: i64, from: i64, to: i64, reason: &str) -> Outcome<i64> {
        self.look(question, Act::PrepareAnswer, Some(from)).await?;
        self.hold_as_it_is(question).await?;
        self.must_owe(question, from).await?;
        let reason = check::reason(reason)?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, "to", &[to]).await?;
        checks.existing(self.db(), "to", &[to], self.today).await?;
        if from == to {
            checks.add("to", Problem::Twice);
        }
        if requests::open_transfers(self.db(), question).await?.iter().any(|asked| asked.from_ministry_id == from) {
            checks.add("to", Problem::Exists);
        }
        checks.done()?;
        let row = rows::TransferRequest {
            id: 0,
            question_id: question,
            from_ministry_id: from,
            to_ministry_id: to,
            reason: reason.clone(),
            asked_by: self.by(),
            asked_at: self.now,
            decision: None,
            decision_reason: None,
            decided_by: None,
            decided_at: None,
        };
        let id = requests::ask_transfer(self.db(), row).await?;
        let data = json!({ "from": from, "to": to, "request": id });
        self.tell(question, EventKind::TransferAsked, Some(self.today), Some(&reason), data).await?;
        Ok(id)
    }

    /// Decides what a ministry asked for; granted, the transfer has the ministry's reason.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`] where it was decided before.
    pub async fn decide_transfer(&mut self, seen: Seen, request: i64, decision: Decision) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::DirectQuestion).await?;
        let asked = requests::transfer(self.db(), request).await?;
        let asked = asked.filter(|row| row.question_id == held.id()).ok_or(UseCaseError::NotFound)?;
        if asked.decision.is_some() {
            return Err(Refusal::NothingAsked.into());
        }
        let (from, to) = (asked.from_ministry_id, asked.to_ministry_id);
        match decision {
            Decision::Granted(on) => {
                // Decided before the transfer closes what its ministry can no longer ask.
                requests::decide_transfer(self.db(), request, TransferDecision::Granted, None, self.by(), self.now).await?;
                self.transfer_held(&mut held, &Transfer { on: Some(on), from, to, reason: asked.reason }).await?;
            }
            Decision::Refused(reason) => {
                let reason = check::reason(&reason)?;
                requests::decide_transfer(self.db(), request, TransferDecision::Refused, Some(&reason), self.by(), self.now).await?;
                let data = json!({ "from": from, "to": to, "request": request });
                self.tell(held.id(), EventKind::TransferRefused, Some(self.today), Some(&reason), data).await?;
            }
        }
        self.kept(held.id()).await
    }

    /// Reminds a ministry of an answer that it owes.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it owes none.
    pub async fn remind(&mut self, question: i64, ministry: i64, note: Option<&str>) -> Outcome<()> {
        self.look(question, Act::DirectQuestion, None).await?;
        self.hold_as_it_is(question).await?;
        self.must_owe(question, ministry).await?;
        let note = check::optional_reason(note)?;
        let sent = rows::MinistryReminder {
            id: 0,
            question_id: question,
            ministry_id: ministry,
            sent_by: self.by(),
            sent_at: self.now,
            note: note.clone(),
        };
        works::insert_reminder(self.db(), sent).await?;
        self.tell(question, EventKind::Reminded, Some(self.today), note.as_deref(), json!({ "ministry": ministry })).await
    }

    /// Waits for whoever changes a question, and keeps it as it is until the change ends: what is asked of a ministry that owes an answer
    /// must not come after the change by which it owes none. It comes before any work is held.
    async fn hold_as_it_is(&self, id: i64) -> Outcome<()> {
        if questions::lock_as_it_is(self.db(), id).await? { Ok(()) } else { Err(UseCaseError::NotFound) }
    }
}
