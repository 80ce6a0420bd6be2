//! The authors of questions: members, each with their group at the time.

use sea_orm::{ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _};

use crate::{Connection, StoreError, entity::author, rows};

/// The authors of a question, in order.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::Author>, StoreError> {
    let all = author::Entity::find().filter(author::COLUMN.question_id.eq(question));
    Ok(all.order_by_asc(author::COLUMN.position).all(db).await?)
}

/// Adds authors.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Author>) -> Result<(), StoreError> {
    crate::insert_all(db, rows.into_iter().map(|row| row.into_active_model().reset_all()).collect()).await
}

/// Deletes the authors of a question.
pub async fn delete_of(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    author::Entity::delete_many().filter(author::COLUMN.question_id.eq(question)).exec(db).await?;
    Ok(())
}
