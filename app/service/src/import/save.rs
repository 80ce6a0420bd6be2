//! Writes a checked record: the same transaction holds its rows, its events and the outbox.

use chrono::{DateTime, Utc};
use jawab_domain::{DeadlineRule, Status, deadline::rule_for, lifecycle::EventKind};
use jawab_store::{StoreError, desk, entity::*, outbox, rules::Calendar};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _,
};

use super::{draft::Draft, people::People, report::Problem};
use crate::{
    settle::{Dues, settle},
    work::{CLOSED, is_taken},
};

mod answers;
mod ends;
mod parts;
mod redacted;
mod related;
mod texts;

use parts::Part;
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
    pub now: DateTime<Utc>,
    pub actor: &'a str,
    /// Fields that were not taken over as they are, and why.
    pub notes: Vec<(String, Problem)>,
}

impl<C: ConnectionTrait> Saver<'_, C> {
    /// Creates or updates the question of a draft.
    pub async fn save(&mut self, draft: &Draft) -> Result<Saved, SaveError> {
        let hash = draft.hash();
        let known = question::Entity::find().filter(question::COLUMN.source_id.eq(draft.source_id.as_str())).one(self.db).await?;
        if let Some(row) = &known
            && row.source_hash.as_deref() == Some(hash.as_str())
        {
            return Ok(Saved::Unchanged(row.id));
        }
        let draft = &*self.without_annulled(draft).await?;
        self.check_number(draft, known.as_ref().map(|row| row.id)).await?;
        let answer_ministries = self.answer_ministries(draft).await?;
        let parts = self.parts(draft, &answer_ministries).await?;
        let row = self.question(draft, hash, &parts, known.as_ref());
        let mut standing = Vec::new();
        let id = match &known {
            Some(before) => {
                self.keep_old_reference(before, &row).await?;
                standing = self.clear(before.id).await?;
                row.update(self.db).await?.id
            }
            None => row.insert(self.db).await?.id,
        };
        self.attributions(id, &parts).await?;
        self.authors(id, draft).await?;
        self.texts(id, draft, &standing).await?;
        let sub_questions = self.sub_questions(id, draft).await?;
        let new_answers = self.answers(id, draft, &answer_ministries, &sub_questions).await?;
        self.must_end_after_answers(id, draft).await?;
        self.settle_others(draft).await?;
        self.themes_press_links(id, draft).await?;
        self.languages(id, draft).await?;
        desk::note_needs(self.db, id).await?;
        self.events(id, draft, known.is_none(), new_answers).await?;
        // An update may have come after an answer that another question's record holds.
        settle(self.db, id).await?;
        if known.is_some() {
            self.close_transfers(id, draft).await?;
        }
        outbox::enqueue(self.db, outbox::INDEX_QUESTION, id).await?;
        Ok(if known.is_some() { Saved::Updated(id) } else { Saved::Created(id) })
    }

    /// Of a question that is no longer with the Government no transfer can be decided.
    async fn close_transfers(&self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let open = question::Entity::find_by_id(id).one(self.db).await?.is_some_and(|row| row.status == Status::Transmitted.code());
        if open {
            return Ok(());
        }
        let close = transfer_request::Entity::update_many()
            .set(transfer_request::ActiveModel {
                decision: Set(Some(CLOSED.into())),
                decided_by: Set(Some(self.actor.into())),
                decided_at: Set(Some(self.now)),
                ..Default::default()
            })
            .filter(transfer_request::COLUMN.question_id.eq(id))
            .filter(transfer_request::COLUMN.decision.is_null());
        if close.exec(self.db).await?.rows_affected > 0 {
            self.record(id, draft, [Fact::new(EventKind::PendingClosed, None)]).await?;
        }
        Ok(())
    }

    async fn check_number(&self, draft: &Draft, own: Option<i64>) -> Result<(), SaveError> {
        let (Some(legislature), Some(number)) = (draft.legislature, draft.number) else { return Ok(()) };
        if is_taken(self.db, own, draft.chamber.code(), legislature, number).await? {
            return Err(SaveError::Record("number".into(), Problem::NumberTaken));
        }
        Ok(())
    }

    /// A question's old reference keeps leading to it.
    async fn keep_old_reference(&self, before: &question::Model, after: &question::ActiveModel) -> Result<(), StoreError> {
        let (Some(legislature), Some(number)) = (before.legislature, before.number) else { return Ok(()) };
        let same = after.chamber.as_ref() == &before.chamber
            && after.legislature.as_ref() == &before.legislature
            && after.number.as_ref() == &before.number;
        if same {
            return Ok(());
        }
        let alias = reference_alias::ActiveModel {
            chamber: Set(before.chamber.clone()),
            legislature: Set(legislature),
            number: Set(number),
            question_id: Set(before.id),
        };
        let on_conflict = sea_orm::sea_query::OnConflict::columns([
            reference_alias::Column::Chamber,
            reference_alias::Column::Legislature,
            reference_alias::Column::Number,
        ])
        .update_column(reference_alias::Column::QuestionId)
        .to_owned();
        reference_alias::Entity::insert(alias).on_conflict(on_conflict).exec_without_returning(self.db).await?;
        Ok(())
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
        question_language::Entity::delete_many().filter(question_language::COLUMN.question_id.eq(id)).exec(self.db).await?;
        Ok(standing)
    }

    async fn by_source(&self, source_id: &str) -> Result<Option<i64>, StoreError> {
        // PostgreSQL refuses to be asked for what it cannot hold.
        if source_id.contains('\0') {
            return Ok(None);
        }
        Ok(question::Entity::find().filter(question::COLUMN.source_id.eq(source_id)).one(self.db).await?.map(|row| row.id))
    }
}

/// The rule by which the deadlines of a question are reckoned, once it is transmitted.
fn rule_of<'a>(calendar: &'a Calendar, draft: &Draft) -> Option<&'a DeadlineRule> {
    let day = draft.transmitted_on.filter(|_| draft.kind.has_deadline())?;
    rule_for(&calendar.rules, draft.chamber, day)
}

/// Inserts rows in one statement; none is no statement.
async fn insert_all<A>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), StoreError>
where
    A: sea_orm::ActiveModelTrait,
{
    if !rows.is_empty() {
        A::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
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
