//! The texts of questions, sub-questions and answers, with the previous versions of corrected ones.

use jawab_domain::{Locale, text::TextPart};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::Value;

use crate::{
    Connection, StoreError,
    entity::{earlier_text, text},
    rows,
};

/// The owner of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A question, as its subject.
    Subject(i64),
    /// A question, as its text.
    Question(i64),
    /// A sub-question.
    SubQuestion(i64),
    /// An answer.
    Answer(i64),
}

impl Owner {
    /// The part of the record that the text is.
    #[must_use]
    pub const fn part(self) -> TextPart {
        match self {
            Self::Subject(_) => TextPart::Subject,
            Self::Question(_) => TextPart::Question,
            Self::SubQuestion(_) => TextPart::SubQuestion,
            Self::Answer(_) => TextPart::Answer,
        }
    }

    /// The foreign keys of a row: question, sub-question, answer.
    #[must_use]
    pub const fn keys(self) -> (Option<i64>, Option<i64>, Option<i64>) {
        match self {
            Self::Subject(id) | Self::Question(id) => (Some(id), None, None),
            Self::SubQuestion(id) => (None, Some(id), None),
            Self::Answer(id) => (None, None, Some(id)),
        }
    }

    fn condition(self) -> Condition {
        let of = match self {
            Self::Subject(id) | Self::Question(id) => text::COLUMN.question_id.eq(id),
            Self::SubQuestion(id) => text::COLUMN.sub_question_id.eq(id),
            Self::Answer(id) => text::COLUMN.answer_id.eq(id),
        };
        Condition::all().add(of).add(text::COLUMN.part.eq(self.part().code()))
    }
}

/// The texts of an owner, one per language.
pub async fn of_owner(db: &impl Connection, owner: Owner) -> Result<Vec<rows::Text>, StoreError> {
    Ok(text::Entity::find().filter(owner.condition()).all(db).await?)
}

/// Whether an owner has a text in any language.
pub async fn is_any(db: &impl Connection, owner: Owner) -> Result<bool, StoreError> {
    Ok(text::Entity::find().filter(owner.condition()).one(db).await?.is_some())
}

/// The text of an owner in a language.
pub async fn in_language(db: &impl Connection, owner: Owner, locale: Locale) -> Result<Option<rows::Text>, StoreError> {
    let of = text::Entity::find().filter(owner.condition());
    Ok(of.filter(text::COLUMN.locale.eq(locale.code())).one(db).await?)
}

/// The subject and the text of a question.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::Text>, StoreError> {
    Ok(text::Entity::find().filter(text::COLUMN.question_id.eq(question)).all(db).await?)
}

/// The texts of sub-questions.
pub async fn of_sub_questions(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Text>, StoreError> {
    Ok(text::Entity::find().filter(text::COLUMN.sub_question_id.is_in(ids)).all(db).await?)
}

/// Loads a text.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Text>, StoreError> {
    Ok(text::Entity::find_by_id(id).one(db).await?)
}

/// Loads texts.
pub async fn by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Text>, StoreError> {
    Ok(text::Entity::find().filter(text::COLUMN.id.is_in(ids)).all(db).await?)
}

/// Adds a text and returns its new identity; the one in the row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Text) -> Result<i64, StoreError> {
    Ok(new(row).insert(db).await?.id)
}

/// Adds texts; the identities in the rows are ignored.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Text>) -> Result<(), StoreError> {
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn new(row: rows::Text) -> text::ActiveModel {
    text::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }
}

/// The new body of a text.
#[derive(Debug)]
pub struct NewBody {
    /// The body.
    pub body: String,
    /// The code of its role.
    pub role: String,
    /// Its provenance.
    pub provenance: Value,
    /// The actor who entered it.
    pub entered_by: String,
}

/// Replaces the body of a text and removes its review.
pub async fn replace_body(db: &impl Connection, old: &rows::Text, new: NewBody) -> Result<(), StoreError> {
    let mut row = old.clone().into_active_model();
    (row.body, row.role) = (Set(new.body), Set(new.role));
    (row.provenance, row.entered_by) = (Set(new.provenance), Set(Some(new.entered_by)));
    (row.reviewed_by, row.reviewed_on) = (Set(None), Set(None));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Records the review of a text.
pub async fn review(db: &impl Connection, row: rows::Text, by: &str, on: chrono::NaiveDate) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    (row.reviewed_by, row.reviewed_on) = (Set(Some(by.to_owned())), Set(Some(on)));
    row.update_without_returning(db).await?;
    Ok(())
}

/// Writes the redacted body of a text. Nothing else of it may change.
pub async fn set_body(db: &impl Connection, row: rows::Text, body: String) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    row.body = Set(body);
    row.update_without_returning(db).await?;
    Ok(())
}

/// Deletes texts.
pub async fn delete(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<(), StoreError> {
    text::Entity::delete_many().filter(text::COLUMN.id.is_in(ids)).exec(db).await?;
    Ok(())
}

/// Deletes the texts of an owner.
pub async fn delete_of(db: &impl Connection, owner: Owner) -> Result<(), StoreError> {
    text::Entity::delete_many().filter(owner.condition()).exec(db).await?;
    Ok(())
}

/// Stores the previous version of a corrected text and returns its identity.
pub async fn insert_earlier(db: &impl Connection, row: rows::EarlierText) -> Result<i64, StoreError> {
    let row = earlier_text::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    Ok(row.insert(db).await?.id)
}

/// The previous versions of the texts of a question.
pub async fn earlier(db: &impl Connection, question: i64) -> Result<Vec<rows::EarlierText>, StoreError> {
    Ok(earlier_text::Entity::find().filter(earlier_text::COLUMN.question_id.eq(question)).all(db).await?)
}

/// The identities of the previous versions of the texts of a question, each with that of its text, the oldest first.
pub async fn earlier_ids(db: &impl Connection, question: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let all = earlier_text::Entity::find()
        .select_only()
        .column(earlier_text::Column::Id)
        .column(earlier_text::Column::TextId)
        .filter(earlier_text::COLUMN.question_id.eq(question))
        .order_by_asc(earlier_text::Column::Id);
    Ok(all.into_tuple().all(db).await?)
}

/// Loads previous versions of texts.
pub async fn earlier_by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::EarlierText>, StoreError> {
    Ok(earlier_text::Entity::find().filter(earlier_text::COLUMN.id.is_in(ids)).all(db).await?)
}

/// Writes the redacted body of a previous version of a text.
pub async fn set_earlier_body(db: &impl Connection, row: rows::EarlierText, body: String) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    row.body = Set(body);
    row.update_without_returning(db).await?;
    Ok(())
}
