//! The texts of questions, sub-questions and answers, and what corrected ones read before.

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

/// What a text belongs to.
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
    /// What the text is of it.
    #[must_use]
    pub const fn part(self) -> TextPart {
        match self {
            Self::Subject(_) => TextPart::Subject,
            Self::Question(_) => TextPart::Question,
            Self::SubQuestion(_) => TextPart::SubQuestion,
            Self::Answer(_) => TextPart::Answer,
        }
    }

    /// Its identities as a row has them: of a question, a sub-question, an answer.
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

/// The texts of an owner, one a language.
pub async fn of(db: &impl Connection, owner: Owner) -> Result<Vec<rows::Text>, StoreError> {
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

/// The one of an identity.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Text>, StoreError> {
    Ok(text::Entity::find_by_id(id).one(db).await?)
}

/// Those of some identities.
pub async fn by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::Text>, StoreError> {
    Ok(text::Entity::find().filter(text::COLUMN.id.is_in(ids)).all(db).await?)
}

/// Adds one, whatever its identity says; the identity that it got.
pub async fn insert(db: &impl Connection, row: rows::Text) -> Result<i64, StoreError> {
    Ok(new(row).insert(db).await?.id)
}

/// Adds several, whatever their identities say.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Text>) -> Result<(), StoreError> {
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn new(row: rows::Text) -> text::ActiveModel {
    text::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }
}

/// What a text is to read from now on, and by whom it was entered.
#[derive(Debug)]
pub struct NewBody {
    /// What it reads.
    pub body: String,
    /// Its role, by its code.
    pub role: String,
    /// Where it is from.
    pub provenance: Value,
    /// Who entered it.
    pub entered_by: String,
}

/// Puts a text in other words, which nobody has read over yet.
pub async fn rewrite(db: &impl Connection, old: &rows::Text, new: NewBody) -> Result<(), StoreError> {
    let mut row = old.clone().into_active_model();
    (row.body, row.role) = (Set(new.body), Set(new.role));
    (row.provenance, row.entered_by) = (Set(new.provenance), Set(Some(new.entered_by)));
    (row.reviewed_by, row.reviewed_on) = (Set(None), Set(None));
    row.update(db).await?;
    Ok(())
}

/// Notes who read a text over, and when.
pub async fn review(db: &impl Connection, row: rows::Text, by: &str, on: chrono::NaiveDate) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    (row.reviewed_by, row.reviewed_on) = (Set(Some(by.to_owned())), Set(Some(on)));
    row.update(db).await?;
    Ok(())
}

/// Puts the body of a text in the words that a redaction leaves: nothing else of it may change.
pub async fn set_body(db: &impl Connection, row: rows::Text, body: String) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    row.body = Set(body);
    row.update(db).await?;
    Ok(())
}

/// Takes texts away.
pub async fn delete(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<(), StoreError> {
    text::Entity::delete_many().filter(text::COLUMN.id.is_in(ids)).exec(db).await?;
    Ok(())
}

/// Takes the texts of an owner away.
pub async fn delete_of(db: &impl Connection, owner: Owner) -> Result<(), StoreError> {
    text::Entity::delete_many().filter(owner.condition()).exec(db).await?;
    Ok(())
}

/// Keeps what a text read before it was corrected; the identity of that.
pub async fn keep_earlier(db: &impl Connection, row: rows::EarlierText) -> Result<i64, StoreError> {
    let row = earlier_text::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    Ok(row.insert(db).await?.id)
}

/// What the texts of a question read earlier.
pub async fn earlier(db: &impl Connection, question: i64) -> Result<Vec<rows::EarlierText>, StoreError> {
    Ok(earlier_text::Entity::find().filter(earlier_text::COLUMN.question_id.eq(question)).all(db).await?)
}

/// Of what the texts of a question read earlier, the identity of each and that of its text, the oldest first.
pub async fn earlier_ids(db: &impl Connection, question: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let all = earlier_text::Entity::find()
        .select_only()
        .column(earlier_text::Column::Id)
        .column(earlier_text::Column::TextId)
        .filter(earlier_text::COLUMN.question_id.eq(question))
        .order_by_asc(earlier_text::Column::Id);
    Ok(all.into_tuple().all(db).await?)
}

/// Those of some identities.
pub async fn earlier_by_ids(db: &impl Connection, ids: impl IntoIterator<Item = i64>) -> Result<Vec<rows::EarlierText>, StoreError> {
    Ok(earlier_text::Entity::find().filter(earlier_text::COLUMN.id.is_in(ids)).all(db).await?)
}

/// Puts what a text read earlier in the words that a redaction leaves.
pub async fn set_earlier_body(db: &impl Connection, row: rows::EarlierText, body: String) -> Result<(), StoreError> {
    let mut row = row.into_active_model();
    row.body = Set(body);
    row.update(db).await?;
    Ok(())
}
