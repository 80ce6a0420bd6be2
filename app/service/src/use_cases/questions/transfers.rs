//! A ministry asks for a transfer and the Chamber decides; the Chamber reminds a ministry.

use chrono::NaiveDate;
use jawab_domain::{
    access::Act,
    field::FieldName,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{
    questions,
    registers::Register,
    requests::{self, TransferDecision},
    rows, works,
};
use serde_json::json;

use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, Transfer, UnitOfWork, UseCaseError, UseCaseResult,
    validation::{self, Checks},
};

/// The Chamber's decision on a requested transfer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Granted, on this day.
    Granted(NaiveDate),
    /// Refused, for this reason.
    Refused(String),
}

impl UnitOfWork {
    /// A ministry asks for a transfer to another ministry. Returns the id of the request.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it owes no answer; [`UseCaseError::Invalid`] if it asked before, or the other ministry no longer
    /// exists.
    pub async fn ask_transfer(&mut self, question: i64, from: i64, to: i64, reason: &str) -> UseCaseResult<i64> {
        self.authorize(question, Act::PrepareAnswer, Some(from)).await?;
        let locked = self.lock_shared(question).await?;
        self.must_owe(&locked, from).await?;
        let reason = validation::reason(reason)?;
        let mut checks = Checks::default();
        checks.known(self.db(), Register::Ministries, FieldName::To, &[to]).await?;
        checks.require_existing_ministries(self.db(), FieldName::To, &[to], self.today).await?;
        if from == to {
            checks.add(FieldName::To, Problem::Twice);
        }
        if requests::open_transfers(self.db(), question).await?.iter().any(|asked| asked.from_ministry_id == from) {
            checks.add(FieldName::To, Problem::Exists);
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
        self.record_event(question, EventKind::TransferAsked, Some(self.today), Some(&reason), data).await?;
        Ok(id)
    }

    /// A ministry withdraws its request for a transfer, until the Chamber decides on it.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`] if it was decided, closed or withdrawn before.
    pub async fn withdraw_transfer(&mut self, question: i64, from: i64, request: i64) -> UseCaseResult<()> {
        self.authorize(question, Act::PrepareAnswer, Some(from)).await?;
        self.lock_shared(question).await?;
        let asked = requests::transfer(self.db(), request).await?;
        let asked = asked.filter(|row| row.question_id == question && row.from_ministry_id == from).ok_or(Refusal::NothingAsked)?;
        // Colleagues may withdraw it at the same time: a shared lock on the question does not keep them apart.
        if !requests::withdraw_transfer(self.db(), request, &self.by(), self.now).await? {
            return Err(Refusal::NothingAsked.into());
        }
        let data = json!({ "from": from, "to": asked.to_ministry_id, "request": request });
        self.record_event(question, EventKind::TransferWithdrawn, Some(self.today), None, data).await
    }

    /// Decides a requested transfer. If granted, the transfer gets the reason of the request.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`] if it was decided before.
    pub async fn decide_transfer(&mut self, expected: ExpectedVersion, request: i64, decision: Decision) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let asked = requests::transfer(self.db(), request).await?;
        let asked = asked.filter(|row| row.question_id == loaded.id()).ok_or(UseCaseError::NotFound)?;
        if asked.decision.is_some() {
            return Err(Refusal::NothingAsked.into());
        }
        let (from, to) = (asked.from_ministry_id, asked.to_ministry_id);
        match decision {
            Decision::Granted(on) => {
                // Decided first: the transfer closes the pending requests of the ministry.
                requests::decide_transfer(self.db(), request, TransferDecision::Granted, None, self.by(), self.now).await?;
                self.transfer_loaded(&mut loaded, &Transfer { on: Some(on), from, to, reason: asked.reason }).await?;
            }
            Decision::Refused(reason) => {
                let reason = validation::reason(&reason)?;
                requests::decide_transfer(self.db(), request, TransferDecision::Refused, Some(&reason), self.by(), self.now).await?;
                let data = json!({ "from": from, "to": to, "request": request });
                self.record_event(loaded.id(), EventKind::TransferRefused, Some(self.today), Some(&reason), data).await?;
            }
        }
        Ok(loaded.saved())
    }

    /// Reminds a ministry of an answer that it owes.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it owes none.
    pub async fn remind(&mut self, question: i64, ministry: i64, note: Option<&str>) -> UseCaseResult<()> {
        self.authorize(question, Act::DirectQuestion, None).await?;
        let locked = self.lock_shared(question).await?;
        self.must_owe(&locked, ministry).await?;
        let note = validation::optional_reason(note)?;
        let sent = rows::MinistryReminder {
            id: 0,
            question_id: question,
            ministry_id: ministry,
            sent_by: self.by(),
            sent_at: self.now,
            note: note.clone(),
        };
        works::insert_reminder(self.db(), sent).await?;
        self.record_event(question, EventKind::Reminded, Some(self.today), note.as_deref(), json!({ "ministry": ministry })).await
    }

    /// Locks a question without changing it, until the change ends: a request to a ministry that owes an answer must not follow the
    /// change after which it owes none. Taken before any lock on works.
    async fn lock_shared(&self, id: i64) -> UseCaseResult<rows::Question> {
        questions::lock_shared(self.db(), id).await?.ok_or(UseCaseError::NotFound)
    }
}
