//! Writes a checked record: the same transaction holds its rows, its events and the outbox.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use jawab_domain::{AnswerKind, DeadlineRule, Status, deadline::rule_for};
use jawab_store::{StoreError, entity::*, insert_all, rules::Calendar};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _, SqlErr,
    sea_query::LockType,
};

use super::{draft::Draft, people::People, report::Problem};
use crate::{
    settle::{Dues, settle},
    work::{UseCaseError, close_pending, keep_old_reference},
};

mod answers;
mod ends;
mod later;
mod parts;
mod present;
mod redacted;
mod related;
mod sub_questions;
mod texts;

#[cfg(test)]
mod tests;

pub use later::Later;
use parts::Part;
pub use present::Present;
pub use redacted::Redacted;
use related::Fact;

/// What saving a record came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    Created(i64),
    Updated(i64),
    Unchanged(i64),
}

/// Why a record could not be saved.
#[derive(Debug)]
pub enum SaveError {
    /// The record is at fault: its field, and why.
    Record(String, Problem),
    /// The database failed.
    Store(StoreError),
}

impl<E: Into<StoreError>> From<E> for SaveError {
    fn from(error: E) -> Self {
        Self::Store(error.into())
    }
}

/// Saves records within one change.
pub struct Saver<'a, C> {
    pub db: &'a C,
    pub people: &'a mut People,
    pub calendar: &'a Calendar,
    pub present: &'a Present,
    pub now: DateTime<Utc>,
    pub actor: &'a str,
    /// Texts that are still to be written, with all others of the record.
    pub texts: Vec<text::ActiveModel>,
    /// The texts of the question that were redacted here, as they read before.
    pub redacted: Redacted,
    /// What is to be written with that of other records.
    pub later: Later,
    /// Fields that were not taken over as they are, and why.
    pub notes: Vec<(String, Problem)>,
}

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Creates or updates the question of a draft.
    pub async fn save(&mut self, draft: &Draft) -> Result<Saved, SaveError> {
        let hash = draft.hash();
        let known = match self.present.question(&draft.source_id) {
            // As it is when it is written: whoever changes it meanwhile on the site comes before or after. Whoever writes what only refers
            // to it, such as a ministry its answer, does not wait.
            Some(id) => question::Entity::find_by_id(id).lock(LockType::NoKeyUpdate).one(self.db).await?,
            None => None,
        };
        if let Some(row) = &known
            && row.source_hash.as_deref() == Some(hash.as_str())
        {
            return Ok(Saved::Unchanged(row.id));
        }
        if let Some(row) = &known {
            self.redacted = Redacted::of(self.db, row.id).await?;
        }
        let draft = match &known {
            Some(row) => self.without_annulled(row.id, draft).await?,
            None => Cow::Borrowed(draft),
        };
        let draft = &*draft;
        self.check_number(draft, known.as_ref().map(|row| row.id))?;
        let answer_ministries = self.answer_ministries(draft).await?;
        let parts = self.parts(draft, &answer_ministries).await?;
        let row = self.question(draft, hash, &parts, known.as_ref());
        let mut standing = Vec::new();
        let id = match &known {
            Some(before) => {
                keep_old_reference(self.db, before, (draft.chamber.code(), draft.legislature, draft.number)).await?;
                standing = self.clear(before.id).await?;
                row.update(self.db).await.map_err(number_taken)?.id
            }
            None => question::Entity::insert(row).exec(self.db).await.map_err(number_taken)?.last_insert_id,
        };
        // Of a question that was not there nothing has to be read.
        let is_new = known.is_none();
        self.attributions(id, &parts).await?;
        self.authors(id, draft).await?;
        self.texts(id, draft, &standing);
        let sub_questions = self.sub_questions(id, draft, is_new).await?;
        let new_answers = self.answers(id, draft, &answer_ministries, &sub_questions, is_new).await?;
        insert_all(self.db, std::mem::take(&mut self.texts)).await?;
        if !is_new {
            self.must_end_after_answers(id, draft).await?;
        }
        self.settle_others(id, draft).await?;
        self.themes_press_links(id, draft).await?;
        self.events(id, draft, is_new, new_answers).await?;
        // An update may have come after an answer that another question's record holds.
        if !is_new || is_part_answered(draft) {
            settle(self.db, id).await?;
        }
        if let Some(before) = &known {
            let ends = draft.status.has_ended() && !before.status.parse::<Status>()?.has_ended();
            self.close_pending(id, draft, ends).await?;
        }
        self.later.touched.insert(id);
        Ok(if is_new { Saved::Created(id) } else { Saved::Updated(id) })
    }

    /// What staff wait for of a question is closed where it can no longer be decided, as if they had brought that about.
    async fn close_pending(&mut self, id: i64, draft: &Draft, ends: bool) -> Result<(), StoreError> {
        let closed = close_pending(self.db, id, ends, self.actor, self.now).await.map_err(|error| match error {
            UseCaseError::Store(error) => error,
            error => StoreError::Unreadable(error.to_string()),
        })?;
        self.record(id, draft, closed.map(Fact::closed));
        Ok(())
    }

    fn check_number(&self, draft: &Draft, own: Option<i64>) -> Result<(), SaveError> {
        match self.present.holder(draft) {
            Some(holder) if Some(holder) != own => Err(SaveError::Record("number".into(), Problem::NumberTaken)),
            _ => Ok(()),
        }
    }

    fn question(&self, draft: &Draft, hash: String, parts: &[Part], before: Option<&question::Model>) -> question::ActiveModel {
        let current = parts.iter().filter(|part| part.until.is_none()).map(|part| (!part.answered, part.due_on));
        let Dues { due_on, keys } = Dues::of(draft.status, draft.deposited_on, draft.answered_on, current);
        question::ActiveModel {
            id: before.map_or(NotSet, |row| sea_orm::ActiveValue::Unchanged(row.id)),
            code: before.map_or_else(|| Set(new_code()), |row| sea_orm::ActiveValue::Unchanged(row.code.clone())),
            version: Set(before.map_or(1, |row| row.version + 1)),
            kind: Set(draft.kind.code().into()),
            chamber: Set(draft.chamber.code().into()),
            legislature: Set(draft.legislature),
            number: Set(draft.number),
            status: Set(draft.status.code().into()),
            publication: before.map_or_else(|| Set("published".into()), |row| sea_orm::ActiveValue::Unchanged(row.publication.clone())),
            hidden_reason: before.map_or(Set(None), |row| sea_orm::ActiveValue::Unchanged(row.hidden_reason.clone())),
            deposited_on: Set(draft.deposited_on),
            transmitted_on: Set(draft.transmitted_on),
            answered_on: Set(draft.answered_on),
            ended_on: Set(draft.ended_on),
            due_on: Set(due_on),
            deadline_rule_id: Set(rule_of(self.calendar, draft).map(|rule| rule.id)),
            deposit_order: Set(keys.deposit),
            due_order: Set(keys.due),
            answer_order: Set(keys.answer),
            source_id: Set(Some(draft.source_id.clone())),
            source_hash: Set(Some(hash)),
            created_at: before.map_or(Set(self.now), |row| sea_orm::ActiveValue::Unchanged(row.created_at)),
            updated_at: Set(self.now),
        }
    }

    /// Removes what an update writes anew. Answers and history stay, and so do texts that were redacted, which it gives.
    async fn clear(&self, id: i64) -> Result<Vec<text::Model>, StoreError> {
        let texts = text::Entity::find().filter(text::COLUMN.question_id.eq(id)).all(self.db).await?;
        let (standing, gone): (Vec<_>, Vec<_>) = self.parted(texts).await?;
        author::Entity::delete_many().filter(author::COLUMN.question_id.eq(id)).exec(self.db).await?;
        attribution::Entity::delete_many().filter(attribution::COLUMN.question_id.eq(id)).exec(self.db).await?;
        text::Entity::delete_many().filter(text::COLUMN.id.is_in(gone.iter().map(|text| text.id))).exec(self.db).await?;
        question_theme::Entity::delete_many().filter(question_theme::COLUMN.question_id.eq(id)).exec(self.db).await?;
        press_citation::Entity::delete_many().filter(press_citation::COLUMN.question_id.eq(id)).exec(self.db).await?;
        question_link::Entity::delete_many().filter(question_link::COLUMN.from_id.eq(id)).exec(self.db).await?;
        Ok(standing)
    }

    /// The question that a record names by its identity in the source: another one, or its own.
    fn by_source(&self, id: i64, draft: &Draft, source_id: &str) -> Option<i64> {
        if source_id == draft.source_id { Some(id) } else { self.present.question(source_id) }
    }
}

/// What a number comes to that somebody else gave to a question since the batch began.
fn number_taken(error: DbErr) -> SaveError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(what)) if what.contains("number") => {
            SaveError::Record("number".into(), Problem::NumberTaken)
        }
        _ => error.into(),
    }
}

/// Whether a record has final answers and the question is still with the Government.
fn is_part_answered(draft: &Draft) -> bool {
    draft.status == Status::Transmitted && draft.answers.iter().any(|answer| answer.kind == AnswerKind::Final)
}

/// The rule by which the deadlines of a question are reckoned, once it is transmitted.
fn rule_of<'a>(calendar: &'a Calendar, draft: &Draft) -> Option<&'a DeadlineRule> {
    let day = draft.transmitted_on.filter(|_| draft.kind.has_deadline())?;
    rule_for(&calendar.rules, draft.chamber, day)
}

/// A new opaque public code: ten characters of an alphabet without look-alikes, fifty random bits.
pub fn new_code() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits = uuid::Uuid::new_v4().as_u128();
    let mut code = String::with_capacity(10);
    for _ in 0..10 {
        code.extend(ALPHABET.get((bits & 31) as usize).map(|byte| char::from(*byte)));
        // Version and variant bits of the UUID lie between bits 62 and 80: only the lowest fifty are used.
        bits >>= 5;
    }
    code
}
