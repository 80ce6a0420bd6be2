//! Attached documents: of which question or answer each is, and which a viewer may see.

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

/// The one of an identity.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::Attachment>, StoreError> {
    Ok(attachment::Entity::find_by_id(id).one(db).await?)
}

/// The document with this hash of a question, or of an answer where one is named.
pub async fn of(db: &impl Connection, question: i64, answer: Option<i64>, sha256: &str) -> Result<Option<rows::Attachment>, StoreError> {
    let owner = match answer {
        Some(answer) => attachment::COLUMN.answer_id.eq(answer),
        None => attachment::COLUMN.question_id.eq(question),
    };
    Ok(attachment::Entity::find().filter(owner).filter(attachment::COLUMN.sha256.eq(sha256)).one(db).await?)
}

/// Adds one, whatever its identity says; as it is kept.
pub async fn insert(db: &impl Connection, row: rows::Attachment) -> Result<rows::Attachment, StoreError> {
    Ok(attachment::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }.insert(db).await?)
}

/// Takes one away; whether it was there.
pub async fn delete(db: &impl Connection, id: i64) -> Result<bool, StoreError> {
    Ok(attachment::Entity::delete_by_id(id).exec(db).await?.rows_affected > 0)
}

/// Whether there is any at all.
pub async fn is_any(db: &impl Connection) -> Result<bool, StoreError> {
    Ok(attachment::Entity::find().one(db).await?.is_some())
}

/// Those of some hashes that a document has; no more at once than a statement takes values.
pub async fn named(db: &impl Connection, hashes: &[String]) -> Result<HashSet<String>, StoreError> {
    let rows = attachment::Entity::find().filter(attachment::COLUMN.sha256.is_in(hashes.iter().map(String::as_str))).all(db).await?;
    Ok(rows.into_iter().map(|row| row.sha256).collect())
}

/// A document with this hash, if a question or an answer that the viewer may see has it.
pub async fn visible(db: &impl Connection, viewer: Viewer, sha256: &str) -> Result<Option<rows::Attachment>, StoreError> {
    let query = attachment::Entity::find().filter(attachment::COLUMN.sha256.eq(sha256)).filter(seen_by(viewer));
    Ok(query.order_by_asc(attachment::COLUMN.id).one(db).await?)
}

/// Asked of each row by itself: few have the same hash, and the questions that a viewer may see are many.
fn seen_by(viewer: Viewer) -> SimpleExpr {
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
