//! The links between questions, and their themes.

use jawab_domain::question::LinkKind;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _};

use crate::{
    Connection, StoreError,
    entity::{question_link, question_theme},
    insert_all, rows,
};

/// The links from a question to others.
pub async fn links(db: &impl Connection, question: i64) -> Result<Vec<rows::QuestionLink>, StoreError> {
    Ok(question_link::Entity::find().filter(question_link::COLUMN.from_id.eq(question)).all(db).await?)
}

/// Adds links from a question to others.
pub async fn add_links(db: &impl Connection, question: i64, links: &[(LinkKind, i64)]) -> Result<(), StoreError> {
    let new = |(kind, other): &(LinkKind, i64)| question_link::ActiveModel {
        from_id: Set(question),
        kind: Set(kind.code().into()),
        to_id: Set(*other),
    };
    insert_all(db, links.iter().map(new).collect::<Vec<_>>()).await
}

/// Deletes a link from a question to another. Returns whether there was one.
pub async fn delete_link(db: &impl Connection, question: i64, kind: LinkKind, other: i64) -> Result<bool, StoreError> {
    let deleted = question_link::Entity::delete_by_id((question, kind.code().to_owned(), other)).exec(db).await?;
    Ok(deleted.rows_affected > 0)
}

/// Deletes the links from a question to others.
pub async fn delete_links(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    question_link::Entity::delete_many().filter(question_link::COLUMN.from_id.eq(question)).exec(db).await?;
    Ok(())
}

/// The themes of a question.
pub async fn themes(db: &impl Connection, question: i64) -> Result<Vec<i64>, StoreError> {
    let all = question_theme::Entity::find().filter(question_theme::COLUMN.question_id.eq(question)).all(db).await?;
    Ok(all.into_iter().map(|row| row.theme_id).collect())
}

/// Adds themes to a question that it does not have.
pub async fn add_themes(db: &impl Connection, question: i64, themes: &[i64]) -> Result<(), StoreError> {
    let new = |theme: &i64| question_theme::ActiveModel { question_id: Set(question), theme_id: Set(*theme) };
    insert_all(db, themes.iter().map(new).collect::<Vec<_>>()).await
}

/// Deletes the themes of a question.
pub async fn delete_themes(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    question_theme::Entity::delete_many().filter(question_theme::COLUMN.question_id.eq(question)).exec(db).await?;
    Ok(())
}
