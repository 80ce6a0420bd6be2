//! The history of questions, in the order in which events were recorded. Events are never changed or deleted.

use jawab_domain::lifecycle::EventKind;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};

use crate::{Connection, StoreError, entity::event, rows};

/// The events of a question, the oldest first.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::Event>, StoreError> {
    Ok(about(question).order_by_asc(event::COLUMN.id).all(db).await?)
}

/// A page of the events of a question, the latest first, with their total number.
pub async fn page(db: &impl Connection, question: i64, from: u64, limit: u64) -> Result<(Vec<rows::Event>, u64), StoreError> {
    let some = about(question).order_by_desc(event::COLUMN.id).offset(from).limit(limit);
    Ok((some.all(db).await?, about(question).count(db).await?))
}

/// The latest event of a question.
pub async fn latest(db: &impl Connection, question: i64) -> Result<Option<rows::Event>, StoreError> {
    Ok(about(question).order_by_desc(event::COLUMN.id).one(db).await?)
}

/// The latest event of these kinds of a question.
pub async fn latest_of(db: &impl Connection, question: i64, kinds: &[EventKind]) -> Result<Option<rows::Event>, StoreError> {
    let of = about(question).filter(event::COLUMN.kind.is_in(kinds.iter().map(|kind| kind.code())));
    Ok(of.order_by_desc(event::COLUMN.id).one(db).await?)
}

/// The latest events of a kind of a question, the latest first.
pub async fn latest_all(db: &impl Connection, question: i64, kind: EventKind, limit: u64) -> Result<Vec<rows::Event>, StoreError> {
    let of = about(question).filter(event::COLUMN.kind.eq(kind.code()));
    Ok(of.order_by_desc(event::COLUMN.id).limit(limit).all(db).await?)
}

/// Adds events; the identities in the rows are ignored.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Event>) -> Result<(), StoreError> {
    let new = |row: rows::Event| event::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn about(question: i64) -> Select<event::Entity> {
    event::Entity::find().filter(event::COLUMN.question_id.eq(question))
}
