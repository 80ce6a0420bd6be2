//! A change in progress, and what every use case writes besides its rows: history, audit record, and tasks for the search index.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use jawab_domain::{access::Actor, calendar::has_come, field::FieldName, lifecycle::EventKind};
use jawab_store::{
    Change, Transaction,
    audit::{self, Entry},
    history, outbox, rows,
    rules::{self, Calendar},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::use_cases::{ExpectedVersion, IdempotencyKey, Problem, UseCaseError, UseCaseResult, idempotency};
use crate::{Clock, accounts::Notifier};

/// A question, as a use case saved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedQuestion {
    /// Its internal identity.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// The current version.
    pub version: i64,
}

impl SavedQuestion {
    pub(super) fn from_row(row: &rows::Question) -> Self {
        Self { id: row.id, code: row.code.clone(), version: row.version }
    }

    /// The version to expect in the next use case of the same unit of work.
    #[must_use]
    pub const fn expected(&self) -> ExpectedVersion {
        ExpectedVersion { question: self.id, version: self.version }
    }
}

/// A change in progress by an actor, in one transaction.
#[derive(Debug)]
pub struct UnitOfWork {
    change: Change,
    pub(super) actor: Actor,
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
    /// The current time in Morocco.
    pub(super) local: NaiveDateTime,
    /// Writes the notices to other staff; without it, no notices are sent.
    pub(super) notifier: Option<Notifier>,
    pub(super) idempotency_key: Option<IdempotencyKey>,
    calendar: Option<Calendar>,
    /// Written last: on PostgreSQL the audit record is a lock that every change takes at its end.
    audit: Vec<(String, String, Value)>,
}

impl UnitOfWork {
    pub(super) fn new(change: Change, actor: Actor, clock: &Clock, notifier: Option<Notifier>) -> Self {
        let now = clock.now();
        let (today, local) = (clock.today(), clock.local(now));
        Self { change, actor, now, today, local, notifier, idempotency_key: None, calendar: None, audit: Vec::new() }
    }

    /// The connection of the change. All reads of the unit of work use it; no other connection may be taken meanwhile.
    #[must_use]
    pub const fn db(&self) -> &Transaction {
        self.change.connection()
    }

    /// The actor, as in the history.
    pub(super) fn by(&self) -> String {
        self.actor.id.to_string()
    }

    /// Commits the change.
    pub async fn commit(self) -> UseCaseResult<()> {
        self.commit_with(&Value::Null).await
    }

    /// Commits the change, with the answer to store for a repeated request.
    pub async fn commit_with(self, answer: &impl Serialize) -> UseCaseResult<()> {
        for (action, subject, data) in &self.audit {
            audit::append(self.db(), self.now, Entry { actor: self.actor.id, action, subject, data }).await?;
        }
        if let Some(key) = &self.idempotency_key {
            idempotency::remember(self.db(), self.actor.id, key, serde_json::to_string(answer)?).await?;
        }
        Ok(self.change.commit().await?)
    }

    /// Adds an entry to the audit record, written at the commit. It must contain no password, token or text.
    pub fn record(&mut self, action: impl Into<String>, subject: impl Into<String>, data: Value) {
        self.audit.push((action.into(), subject.into(), data));
    }

    /// Adds an event to the history of a question, and to the audit record.
    pub(super) async fn record_event(
        &mut self,
        question: i64,
        kind: EventKind,
        on: Option<NaiveDate>,
        reason: Option<&str>,
        data: Value,
    ) -> UseCaseResult<()> {
        let row = rows::Event {
            id: 0,
            question_id: question,
            kind: kind.code().into(),
            occurred_on: on,
            recorded_at: self.now,
            actor: self.by(),
            reason: reason.map(str::to_owned),
            data: data.clone(),
        };
        history::insert_all(self.db(), vec![row]).await?;
        self.record(format!("question.{kind}"), format!("question:{question}"), json!({ "on": on, "reason": reason, "data": data }));
        Ok(())
    }

    /// Queues a question for the search index.
    pub(super) async fn index(&self, question: i64) -> UseCaseResult<()> {
        Ok(outbox::enqueue(self.db(), outbox::INDEX_QUESTION, question).await?)
    }

    /// Queues for the search index those questions that are or were public, among the ids of a list or of an SQL query.
    pub(super) async fn index_among(&self, ids: &str) -> UseCaseResult<()> {
        Ok(outbox::index_among(self.db(), ids).await?)
    }

    /// The rules and holidays within the change.
    pub(super) async fn calendar(&mut self) -> UseCaseResult<&Calendar> {
        if self.calendar.is_none() {
            self.calendar = Some(rules::calendar(self.db()).await?);
        }
        Ok(self.calendar.get_or_insert_default())
    }

    /// Discards the loaded rules and holidays.
    pub(super) fn forget_calendar(&mut self) {
        self.calendar = None;
    }

    /// The day of an event: today if not given. A future day is rejected.
    pub(super) fn day(&self, field: FieldName, said: Option<NaiveDate>) -> UseCaseResult<NaiveDate> {
        let on = said.unwrap_or(self.today);
        if has_come(on, self.today) { Ok(on) } else { Err(UseCaseError::field(field, Problem::TooLate(self.today))) }
    }
}
