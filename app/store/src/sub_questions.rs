//! Sub-questions and their order.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{
    Connection, MAX_ROWS, StoreError,
    entity::{sub_question, text},
    rows,
};

/// The sub-questions of a question, in order.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::SubQuestion>, StoreError> {
    let all = sub_question::Entity::find().filter(sub_question::COLUMN.question_id.eq(question));
    Ok(all.order_by_asc(sub_question::COLUMN.position).all(db).await?)
}

/// The sub-questions of several questions.
pub async fn of_questions(db: &impl Connection, questions: impl IntoIterator<Item = i64>) -> Result<Vec<rows::SubQuestion>, StoreError> {
    Ok(sub_question::Entity::find().filter(sub_question::COLUMN.question_id.is_in(questions)).all(db).await?)
}

/// Loads a sub-question.
pub async fn by_id(db: &impl Connection, id: i64) -> Result<Option<rows::SubQuestion>, StoreError> {
    Ok(sub_question::Entity::find_by_id(id).one(db).await?)
}

/// Adds `count` sub-questions to a question after a position, and returns their identities in order.
pub async fn insert(db: &impl Connection, question: i64, after: i32, count: usize) -> Result<Vec<i64>, StoreError> {
    let row = |position| sub_question::ActiveModel { id: NotSet, question_id: Set(question), position: Set(position) };
    let rows: Vec<sub_question::ActiveModel> = (after + 1..).take(count).map(row).collect();
    let mut made = Vec::new();
    for some in rows.chunks(MAX_ROWS) {
        made.extend(sub_question::Entity::insert_many(some.to_vec()).exec_with_returning(db).await?);
    }
    made.sort_by_key(|row| row.position);
    Ok(made.into_iter().map(|row| row.id).collect())
}

/// Deletes sub-questions with their texts.
pub async fn delete(db: &impl Connection, ids: &[i64]) -> Result<(), StoreError> {
    text::Entity::delete_many().filter(text::COLUMN.sub_question_id.is_in(ids.iter().copied())).exec(db).await?;
    sub_question::Entity::delete_many().filter(sub_question::COLUMN.id.is_in(ids.iter().copied())).exec(db).await?;
    Ok(())
}

/// Reorders the sub-questions of a question. The list contains each of them once.
pub async fn arrange(db: &impl Connection, question: i64, order: &[i64]) -> Result<(), StoreError> {
    let rows = of_question(db, question).await?;
    let stands = |(row, (place, id)): (&rows::SubQuestion, (i32, &i64))| (row.position, row.id) == (place, *id);
    if rows.len() == order.len() && rows.iter().zip((1..).zip(order)).all(stands) {
        return Ok(());
    }
    // Positions are unique at every step and at least 1, so all sub-questions first move beyond the last position.
    let room = std::cmp::max(rows.iter().map(|row| row.position).max().unwrap_or_default(), i32::try_from(order.len()).unwrap_or(i32::MAX));
    sub_question::Entity::update_many()
        .col_expr(sub_question::Column::Position, Expr::col(sub_question::Column::Position).add(room))
        .filter(sub_question::COLUMN.question_id.eq(question))
        .exec(db)
        .await?;
    for (place, id) in (1_i32..).zip(order) {
        sub_question::Entity::update_many()
            .col_expr(sub_question::Column::Position, Expr::value(place))
            .filter(sub_question::COLUMN.id.eq(*id))
            .exec(db)
            .await?;
    }
    Ok(())
}
