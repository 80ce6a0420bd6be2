//! The history of questions: what happened to each, in the order in which it was recorded. Nothing of it is changed or taken away.

use jawab_domain::lifecycle::EventKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};

use crate::{Connection, StoreError, entity::event, rows};

/// Everything that happened to a question, the oldest first.
pub async fn of(db: &impl Connection, question: i64) -> Result<Vec<rows::Event>, StoreError> {
    Ok(about(question).order_by_asc(event::COLUMN.id).all(db).await?)
}

/// A stretch of that, the latest first, and how many there are in all.
pub async fn stretch(db: &impl Connection, question: i64, from: u64, limit: u64) -> Result<(Vec<rows::Event>, u64), StoreError> {
    let some = about(question).order_by_desc(event::COLUMN.id).offset(from).limit(limit);
    Ok((some.all(db).await?, about(question).count(db).await?))
}

/// The last thing that happened to a question.
pub async fn latest(db: &impl Connection, question: i64) -> Result<Option<rows::Event>, StoreError> {
    Ok(about(question).order_by_desc(event::COLUMN.id).one(db).await?)
}

/// The last thing of some kinds that happened to a question.
pub async fn latest_of(db: &impl Connection, question: i64, kinds: &[EventKind]) -> Result<Option<rows::Event>, StoreError> {
    let of = about(question).filter(event::COLUMN.kind.is_in(kinds.iter().map(|kind| kind.code())));
    Ok(of.order_by_desc(event::COLUMN.id).one(db).await?)
}

/// Adds what happened, whatever the identities say.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Event>) -> Result<(), StoreError> {
    let new = |row: rows::Event| event::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn about(question: i64) -> Select<event::Entity> {
    event::Entity::find().filter(event::COLUMN.question_id.eq(question))
}
