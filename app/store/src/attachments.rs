//! Attached documents of questions and answers, and which of them a viewer may see.

use std::collections::HashSet;

use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::NotSet,
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, ExprTrait as _, SimpleExpr},
};

use crate::{
    Connection, StoreError, Viewer, answers_visible_to,
    entity::{answer, answer_question, attachment, question},
    rows, visible_to,
};

/// Loads an attachment.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Attachment>, StoreError> {
    Ok(attachment::Entity::find_by_id(id).one(db).await?)
}

/// The document with this hash that is attached to a question, or to an answer if one is given.
pub async fn find(db: &impl Connection, question: i64, answer: Option<i64>, sha256: &str) -> Result<Option<rows::Attachment>, StoreError> {
    let owner = match answer {
        Some(answer) => attachment::COLUMN.answer_id.eq(answer),
        None => attachment::COLUMN.question_id.eq(question),
    };
    Ok(attachment::Entity::find().filter(owner).filter(attachment::COLUMN.sha256.eq(sha256)).one(db).await?)
}

/// Adds a document and returns the stored row; the identity in the given row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Attachment) -> Result<rows::Attachment, StoreError> {
    Ok(attachment::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }.insert(db).await?)
}

/// Deletes a document. Returns whether it was there.
pub async fn delete(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(attachment::Entity::delete_by_id(id).exec(db).await?.rows_affected > 0)
}

/// Whether there is any document.
pub async fn is_any(db: &impl Connection) -> Result<bool, StoreError> {
    Ok(attachment::Entity::find().one(db).await?.is_some())
}

/// The hashes among these that a document has. At most as many as a statement takes values.
pub async fn named(db: &impl Connection, hashes: &[String]) -> Result<HashSet<String>, StoreError> {
    let rows = attachment::Entity::find().filter(attachment::COLUMN.sha256.is_in(hashes.iter().map(String::as_str))).all(db).await?;
    Ok(rows.into_iter().map(|row| row.sha256).collect())
}

/// A document with this hash, if the viewer may see its question or answer.
pub async fn visible(db: &impl Connection, viewer: Viewer, sha256: &str) -> Result<Option<rows::Attachment>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::COLUMN.sha256.eq(sha256)).filter(visible_attachments(viewer));
    Ok(query.order_by_asc(attachment::COLUMN.id).one(db).await?)
}

/// Evaluated for each row: few documents have the same hash, while a viewer may see many questions.
fn visible_attachments(viewer: Viewer) -> SimpleExpr {
    let question = |id: SimpleExpr| {
        let seen = question::Entity::find().select_only().column(question::Column::Id).filter(visible_to(viewer));
        Expr::exists(seen.filter(Expr::col((question::Entity, question::Column::Id)).eq(id)).into_query())
    };
    let answered = answer_question::Entity::find()
        .select_only()
        .column(answer_question::Column::QuestionId)
        .filter(Expr::col((answer_question::Entity, answer_question::Column::AnswerId)).equals((answer::Entity, answer::Column::Id)))
        .filter(question(Expr::col((answer_question::Entity, answer_question::Column::QuestionId))));
    let answer = answer::Entity::find()
        .select_only()
        .column(answer::Column::Id)
        .filter(answers_visible_to(viewer))
        .filter(Expr::col((answer::Entity, answer::Column::Id)).equals((attachment::Entity, attachment::Column::AnswerId)))
        .filter(Expr::exists(answered.into_query()));
    question(Expr::col((attachment::Entity, attachment::Column::QuestionId))).or(Expr::exists(answer.into_query()))
}
