//! A ministry asks for a question to go elsewhere and the Chamber decides; the Chamber reminds a ministry.

use chrono::NaiveDate;
use jawab_domain::{
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::entity::{ministry, ministry_reminder, question, transfer_request};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
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
        checks.known::<ministry::Entity>(self.db(), "to", &[to]).await?;
        checks.existing(self.db(), "to", &[to], self.today).await?;
        if from == to {
            checks.add("to", Problem::Twice);
        }
        let open = transfer_request::Entity::find()
            .filter(transfer_request::COLUMN.question_id.eq(question))
            .filter(transfer_request::COLUMN.from_ministry_id.eq(from))
            .filter(transfer_request::Column::Decision.is_null());
        if open.one(self.db()).await?.is_some() {
            checks.add("to", Problem::Exists);
        }
        checks.done()?;
        let row = transfer_request::ActiveModel {
            id: NotSet,
            question_id: Set(question),
            from_ministry_id: Set(from),
            to_ministry_id: Set(to),
            reason: Set(reason.clone()),
            asked_by: Set(self.by()),
            asked_at: Set(self.now),
            decision: Set(None),
            decision_reason: Set(None),
            decided_by: Set(None),
            decided_at: Set(None),
        };
        let id = row.insert(self.db()).await?.id;
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
        let asked = transfer_request::Entity::find_by_id(request).one(self.db()).await?;
        let asked = asked.filter(|row| row.question_id == held.id()).ok_or(UseCaseError::NotFound)?;
        if asked.decision.is_some() {
            return Err(Refusal::NothingAsked.into());
        }
        let (from, to, why) = (asked.from_ministry_id, asked.to_ministry_id, asked.reason.clone());
        let mut row = asked.into_active_model();
        (row.decided_by, row.decided_at) = (Set(Some(self.by())), Set(Some(self.now)));
        match decision {
            Decision::Granted(on) => {
                // Decided before the transfer closes what its ministry can no longer ask.
                row.decision = Set(Some("granted".into()));
                row.update(self.db()).await?;
                self.transfer_held(&mut held, &Transfer { on: Some(on), from, to, reason: why }).await?;
            }
            Decision::Refused(reason) => {
                let reason = check::reason(&reason)?;
                (row.decision, row.decision_reason) = (Set(Some("refused".into())), Set(Some(reason.clone())));
                row.update(self.db()).await?;
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
        let sent = ministry_reminder::ActiveModel {
            id: NotSet,
            question_id: Set(question),
            ministry_id: Set(ministry),
            sent_by: Set(self.by()),
            sent_at: Set(self.now),
            note: Set(note.clone()),
        };
        sent.insert(self.db()).await?;
        self.tell(question, EventKind::Reminded, Some(self.today), note.as_deref(), json!({ "ministry": ministry })).await
    }

    /// Waits for whoever changes a question, and keeps it as it is until the change ends: what is asked of a ministry that owes an answer
    /// must not come after the change by which it owes none. It comes before any work is held.
    async fn hold_as_it_is(&self, id: i64) -> Outcome<()> {
        question::Entity::find_by_id(id).lock_shared().one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        Ok(())
    }
}
