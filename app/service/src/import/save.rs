//! Writes a validated record: its rows, its events and the outbox task in the same transaction.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{AnswerKind, DeadlineRule, Status, deadline::rule_for, validation::Problem};
use jawab_store::{
    Connection, StoreError, attributions, authors, press,
    questions::{self, numbers, relations},
    rows,
    rules::Calendar,
};

use super::{draft::Draft, people::People, report::RecordProblem};
use crate::{
    due_dates::{DueDates, apply_final_answers},
    use_cases::{UseCaseError, close_pending},
};

mod acts_here;
mod answers;
mod deferred;
mod ends;
mod kept;
mod known_questions;
mod parts;
mod redacted;
mod related;
mod standing_texts;
mod sub_questions;
mod texts;

#[cfg(test)]
mod tests;

use acts_here::{Field, Said};
pub use deferred::DeferredWrites;
use kept::Kept;
pub use known_questions::KnownQuestions;
use parts::AttributionDraft;
pub use redacted::RedactedTexts;
use related::EventDraft;
use standing_texts::StandingTexts;

/// The result of saving a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveOutcome {
    Created(i64),
    Updated(i64),
    Unchanged(i64),
}

/// Why a record could not be saved.
#[derive(Debug)]
pub enum SaveError {
    /// The record is invalid: the field and its problem.
    Record(String, RecordProblem),
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
    pub known_questions: &'a KnownQuestions,
    pub now: DateTime<Utc>,
    pub actor: &'a str,
    /// The record's texts, written together.
    pub texts: Vec<rows::Text>,
    /// The redacted texts of the question, by their wording before the redaction.
    pub redacted: RedactedTexts,
    /// What is written together with other records.
    pub deferred: DeferredWrites,
    /// Fields that were not imported unchanged, and why.
    pub notes: Vec<(String, RecordProblem)>,
}

impl<C: Connection> Saver<'_, C> {
    /// Creates or updates the question of a draft.
    pub async fn save(&mut self, draft: &Draft) -> Result<SaveOutcome, SaveError> {
        let hash = draft.hash();
        let known = match self.known_questions.question(&draft.source_id) {
            // Locked before it is read: changes on the site come before or after. Writes that only refer to the question, such as a
            // ministry's answer, do not wait.
            Some(id) => questions::lock(self.db, id).await?,
            None => None,
        };
        if let Some(row) = &known
            && row.source_hash.as_deref() == Some(hash.as_str())
        {
            return Ok(SaveOutcome::Unchanged(row.id));
        }
        if let Some(row) = &known {
            self.redacted = RedactedTexts::load(self.db, row.id).await?;
        }
        let source = draft;
        let own_answers = match &known {
            Some(row) => self.own_answers(row.id).await?,
            // A new question has nothing to be read.
            None => Vec::new(),
        };
        let (mut draft, kept) = match &known {
            Some(row) => {
                let mut here = self.without_annulled(row.id, source).await?;
                self.keep_days_of_answers(&own_answers, &mut here).await?;
                self.with_acts_here(row, here, source).await?
            }
            None => (Cow::Borrowed(source), Kept::nothing()),
        };
        self.check_number(&draft, known.as_ref().map(|row| row.id))?;
        let answer_ministries = self.answer_ministries(&draft, &kept, &own_answers).await?;
        let mut parts = self.parts(&draft, &kept, &answer_ministries).await?;
        if kept.is_owed_more(&draft, &parts) {
            let draft = draft.to_mut();
            (draft.status, draft.answered_on) = (Status::Transmitted, None);
        }
        let draft = &*draft;
        if let Some(before) = &known {
            self.keep_due_dates(before, draft, &mut parts).await?;
        }
        let row = self.question(draft, hash, &parts, known.as_ref());
        let mut standing = StandingTexts::default();
        let id = match &known {
            Some(before) => {
                numbers::add_alias(self.db, before, (draft.chamber.code(), draft.legislature, draft.number)).await?;
                standing = self.clear(before.id, draft, &kept).await?;
                questions::update(self.db, row).await.map_err(number_taken)?;
                before.id
            }
            None => questions::insert(self.db, row).await.map_err(number_taken)?.id,
        };
        let is_new = known.is_none();
        self.attributions(id, &parts).await?;
        if !kept.has(Field::Authors) {
            self.authors(id, draft).await?;
        }
        self.texts(id, draft, &standing);
        let sub_questions = self.sub_questions(id, draft, is_new).await?;
        let new_answers = self.answers(id, draft, &answer_ministries, &sub_questions, &own_answers).await?;
        jawab_store::texts::insert_all(self.db, std::mem::take(&mut self.texts)).await?;
        if !is_new {
            self.must_end_after_answers(id, draft).await?;
        }
        self.apply_to_other_questions(id, draft).await?;
        self.themes_press_links(id, draft, &kept).await?;
        // By now the names of the record are known.
        let imported = EventDraft::imported(is_new, kept.data_of_import(&Said::of(source, self.people)));
        self.events(id, draft, &kept, new_answers, imported).await?;
        // The update may follow an answer from the record of another question.
        if !is_new || is_part_answered(draft) {
            apply_final_answers(self.db, id).await?;
        }
        if let Some(before) = &known {
            let ends = draft.status.has_ended() && !before.status.parse::<Status>()?.has_ended();
            self.close_pending(id, draft, ends).await?;
        }
        self.deferred.touched.insert(id);
        Ok(if is_new { SaveOutcome::Created(id) } else { SaveOutcome::Updated(id) })
    }

    /// Closes the pending requests of staff that can no longer be decided, as after a change by staff.
    async fn close_pending(&mut self, id: i64, draft: &Draft, ends: bool) -> Result<(), StoreError> {
        let closed = close_pending(self.db, id, ends, self.actor, self.now).await.map_err(|error| match error {
            UseCaseError::Store(error) => error,
            error => StoreError::Unreadable(error.to_string()),
        })?;
        self.record(id, draft, closed.map(EventDraft::closed));
        Ok(())
    }

    fn check_number(&self, draft: &Draft, own: Option<i64>) -> Result<(), SaveError> {
        match self.known_questions.holder(draft) {
            Some(holder) if Some(holder) != own => Err(SaveError::Record("number".into(), Problem::Taken.into())),
            _ => Ok(()),
        }
    }

    fn question(&self, draft: &Draft, hash: String, parts: &[AttributionDraft], before: Option<&rows::Question>) -> rows::Question {
        let current = parts.iter().filter(|part| part.until.is_none()).map(|part| (!part.answered, part.due_on));
        let DueDates { due_on, keys } = DueDates::compute(draft.status, draft.deposited_on, draft.answered_on, current);
        rows::Question {
            id: before.map_or(0, |row| row.id),
            code: before.map_or_else(new_code, |row| row.code.clone()),
            version: before.map_or(1, |row| row.version + 1),
            kind: draft.kind.code().into(),
            chamber: draft.chamber.code().into(),
            legislature: draft.legislature,
            number: draft.number,
            status: draft.status.code().into(),
            publication: before.map_or_else(|| "published".into(), |row| row.publication.clone()),
            hidden_reason: before.and_then(|row| row.hidden_reason.clone()),
            deposited_on: draft.deposited_on,
            transmitted_on: draft.transmitted_on,
            answered_on: draft.answered_on,
            ended_on: draft.ended_on,
            due_on,
            deadline_rule_id: rule_of(self.calendar, draft).map(|rule| rule.id),
            deposit_order: keys.deposit,
            due_order: keys.due,
            answer_order: keys.answer,
            source_id: Some(draft.source_id.clone()),
            source_hash: Some(hash),
            created_at: before.map_or(self.now, |row| row.created_at),
            updated_at: self.now,
        }
    }

    /// Removes what an update writes again. Answers, history, redacted texts and what was recorded here stay; returns the texts that do.
    async fn clear(&mut self, id: i64, draft: &Draft, kept: &Kept) -> Result<StandingTexts, StoreError> {
        let texts = jawab_store::texts::of_question(self.db, id).await?;
        let standing = self.clear_texts(id, texts, |row| texts::in_source(draft, row)).await?;
        attributions::delete_of(self.db, id).await?;
        if !kept.has(Field::Authors) {
            authors::delete_of(self.db, id).await?;
        }
        if !kept.has(Field::Themes) {
            relations::delete_themes(self.db, id).await?;
        }
        if !kept.has(Field::Press) {
            press::delete_of(self.db, id).await?;
        }
        if !kept.has(Field::Links) {
            relations::delete_links(self.db, id).await?;
        }
        Ok(standing)
    }

    /// The question with a source id: another one, or this one.
    fn by_source(&self, id: i64, draft: &Draft, source_id: &str) -> Option<i64> {
        if source_id == draft.source_id { Some(id) } else { self.known_questions.question(source_id) }
    }
}

/// The error if somebody else gave the number to a question since the batch began.
fn number_taken(error: StoreError) -> SaveError {
    if error.is_number_taken() { SaveError::Record("number".into(), Problem::Taken.into()) } else { error.into() }
}

/// Whether a record has final answers though the question is still with the Government.
fn is_part_answered(draft: &Draft) -> bool {
    draft.status == Status::Transmitted && draft.answers.iter().any(|answer| answer.kind == AnswerKind::Final)
}

/// The rule for the deadlines of a transmitted question.
fn rule_of<'a>(calendar: &'a Calendar, draft: &Draft) -> Option<&'a DeadlineRule> {
    rule_for_day(calendar, draft, draft.transmitted_on)
}

/// The rule for its deadlines if it was transmitted on a day.
fn rule_for_day<'a>(calendar: &'a Calendar, draft: &Draft, transmitted_on: Option<NaiveDate>) -> Option<&'a DeadlineRule> {
    rule_for(&calendar.rules, draft.chamber, transmitted_on.filter(|_| draft.kind.has_deadline())?)
}

/// A new opaque public code: ten characters of an alphabet without look-alikes, fifty random bits.
pub fn new_code() -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits = uuid::Uuid::new_v4().as_u128();
    let mut code = String::with_capacity(10);
    for _ in 0..10 {
        code.extend(ALPHABET.get((bits & 31) as usize).map(|byte| char::from(*byte)));
        // The version and variant bits of the UUID are between bits 62 and 80: only the lowest fifty bits are used.
        bits >>= 5;
    }
    code
}
