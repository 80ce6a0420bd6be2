//! A change in progress, and what every use case leaves behind: history, audit record, and work for the index.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use jawab_domain::{access::Actor, lifecycle::EventKind};
use jawab_store::{
    Change, Transaction,
    audit::{self, Entry},
    history, outbox, questions, rows,
    rules::{self, Calendar},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Once, Outcome, Problem, Seen, UseCaseError, once};
use crate::{Clock, accounts::Teller};

/// A question as a use case left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its internal identity.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// Its version now.
    pub version: i64,
}

impl Kept {
    /// It, for the next use case of the same turn.
    #[must_use]
    pub const fn seen(&self) -> Seen {
        Seen { question: self.id, version: self.version }
    }
}

/// A change in progress by an actor: one transaction.
#[derive(Debug)]
pub struct Turn {
    change: Change,
    pub(super) actor: Actor,
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
    /// The instant, by the clocks of Morocco.
    pub(super) local: NaiveDateTime,
    /// Whoever puts into words what others are told by mail; without any nobody is told.
    pub(super) teller: Option<Teller>,
    pub(super) once: Option<Once>,
    calendar: Option<Calendar>,
    /// Written at the end: on PostgreSQL the audit record is a lock that all changes take last.
    audit: Vec<(String, String, Value)>,
}

impl Turn {
    pub(super) fn new(change: Change, actor: Actor, clock: &Clock, teller: Option<Teller>) -> Self {
        let now = clock.now();
        let (today, local) = (clock.today(), clock.local(now));
        Self { change, actor, now, today, local, teller, once: None, calendar: None, audit: Vec::new() }
    }

    /// The connection of the change. Whatever is read within the turn is read through it: no other is to be had meanwhile.
    #[must_use]
    pub const fn db(&self) -> &Transaction {
        self.change.connection()
    }

    /// The actor, as history keeps it.
    pub(super) fn by(&self) -> String {
        self.actor.id.to_string()
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the database refuses; then nothing has changed.
    pub async fn commit(self) -> Outcome<()> {
        self.commit_with(&Value::Null).await
    }

    /// Makes it last, with the answer that the same request gets when it comes again.
    ///
    /// # Errors
    /// As [`Self::commit`].
    pub async fn commit_with(self, answer: &impl Serialize) -> Outcome<()> {
        for (action, subject, data) in &self.audit {
            audit::append(self.db(), self.now, Entry { actor: self.actor.id, action, subject, data }).await?;
        }
        if let Some(once) = &self.once {
            once::remember(self.db(), self.actor.id, once, serde_json::to_string(answer)?).await?;
        }
        Ok(self.change.commit().await?)
    }

    /// Adds to the audit record, when the turn is committed. Never a password, token or text.
    pub fn record(&mut self, action: impl Into<String>, subject: impl Into<String>, data: Value) {
        self.audit.push((action.into(), subject.into(), data));
    }

    /// Adds to the history of a question and to the audit record.
    pub(super) async fn tell(
        &mut self,
        question: i64,
        kind: EventKind,
        on: Option<NaiveDate>,
        reason: Option<&str>,
        data: Value,
    ) -> Outcome<()> {
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

    /// Has the search index hear of a question.
    pub(super) async fn index(&self, question: i64) -> Outcome<()> {
        Ok(outbox::enqueue(self.db(), outbox::INDEX_QUESTION, question).await?)
    }

    /// Has the search index hear of those questions that the public sees or saw, among the identities that a list or a
    /// query in SQL gives.
    pub(super) async fn index_among(&self, ids: &str) -> Outcome<()> {
        Ok(outbox::index_among(self.db(), ids).await?)
    }

    /// The rules and holidays, as they are within the change.
    pub(super) async fn calendar(&mut self) -> Outcome<&Calendar> {
        if self.calendar.is_none() {
            self.calendar = Some(rules::calendar(self.db()).await?);
        }
        Ok(self.calendar.get_or_insert_default())
    }

    /// The rules and holidays must be read anew.
    pub(super) fn forget_calendar(&mut self) {
        self.calendar = None;
    }

    pub(super) async fn kept(&self, question: i64) -> Outcome<Kept> {
        let row = questions::by_id(self.db(), question).await?.ok_or(UseCaseError::NotFound)?;
        Ok(Kept { id: row.id, code: row.code, version: row.version })
    }

    /// A day that somebody says something happened: today unless said, and never later.
    pub(super) fn day(&self, field: &str, said: Option<NaiveDate>) -> Outcome<NaiveDate> {
        let on = said.unwrap_or(self.today);
        if on > self.today { Err(UseCaseError::field(field, Problem::TooLate(self.today))) } else { Ok(on) }
    }
}
