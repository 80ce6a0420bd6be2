//! Attached documents, as far as a viewer may see them.

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use crate::{
    StoreError, Viewer, answers_visible_to,
    entity::{answer, answer_question, attachment, question},
    visible_to,
};

/// A document with this hash, if a question or an answer that the viewer may see has it.
///
/// # Errors
/// When the database cannot be read.
pub async fn visible(db: &impl ConnectionTrait, viewer: Viewer, sha256: &str) -> Result<Option<attachment::Model>, StoreError> {
    Ok(seen_by(viewer).filter(attachment::COLUMN.sha256.eq(sha256)).order_by_asc(attachment::COLUMN.id).one(db).await?)
}

fn seen_by(viewer: Viewer) -> sea_orm::Select<attachment::Entity> {
    let questions = || question::Entity::find().select_only().column(question::Column::Id).filter(visible_to(viewer)).into_query();
    let answered = answer_question::Entity::find()
        .select_only()
        .column(answer_question::Column::AnswerId)
        .filter(answer_question::Column::QuestionId.in_subquery(questions()))
        .into_query();
    let answers = answer::Entity::find()
        .select_only()
        .column(answer::Column::Id)
        .filter(answers_visible_to(viewer))
        .filter(answer::Column::Id.in_subquery(answered))
        .into_query();
    let seen = Condition::any()
        .add(attachment::Column::QuestionId.in_subquery(questions()))
        .add(attachment::Column::AnswerId.in_subquery(answers));
    attachment::Entity::find().filter(seen)
}
