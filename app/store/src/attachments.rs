//! Attached documents, as far as a viewer may see them.

use sea_orm::{
    ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, ExprTrait as _, SimpleExpr},
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
