//! Press citations of questions.

use sea_orm::{ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _};

use crate::{Connection, StoreError, entity::press_citation, rows};

/// The press citations of a question, in order.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::PressCitation>, StoreError> {
    let all = press_citation::Entity::find().filter(press_citation::COLUMN.question_id.eq(question));
    Ok(all.order_by_asc(press_citation::COLUMN.position).all(db).await?)
}

/// Adds press citations; the identities in the rows are ignored.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::PressCitation>) -> Result<(), StoreError> {
    let new = |row: rows::PressCitation| press_citation::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

/// Updates a press citation.
pub async fn update(db: &impl Connection, row: rows::PressCitation) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// Deletes press citations.
pub async fn delete(db: &impl Connection, ids: &[i64]) -> Result<(), StoreError> {
    if !ids.is_empty() {
        press_citation::Entity::delete_many().filter(press_citation::COLUMN.id.is_in(ids.iter().copied())).exec(db).await?;
    }
    Ok(())
}

/// Deletes the press citations of a question.
pub async fn delete_of(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    press_citation::Entity::delete_many().filter(press_citation::COLUMN.question_id.eq(question)).exec(db).await?;
    Ok(())
}
