//! Attributions: the parts of ministries in questions that they have, had, or are meant to receive.

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{Connection, StoreError, entity::attribution, owed::owes, rows, sql::ids};

/// The attributions of a question, in order.
pub async fn of_question(db: &impl Connection, question: i64) -> Result<Vec<rows::Attribution>, StoreError> {
    of_questions(db, &[question]).await
}

/// The attributions of several questions, in order for each. At most as many questions as a statement takes values.
pub async fn of_questions(db: &impl Connection, questions: &[i64]) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.is_in(questions.iter().copied()));
    Ok(all.order_by_asc(attribution::COLUMN.position).all(db).await?)
}

/// The attributions of the ministries that have a question now.
pub async fn open(db: &impl Connection, question: i64) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.eq(question));
    Ok(all.filter(attribution::COLUMN.until.is_null()).all(db).await?)
}

/// The attributions of ministries that owe an answer to transmitted questions. At most as many questions as a statement takes values.
pub async fn owing(db: &impl Connection, questions: &[i64]) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.is_in(questions.iter().copied()));
    Ok(all.filter(Expr::cust(owes("attribution"))).all(db).await?)
}

/// The transmitted questions to which a ministry owes an answer, in order of identity.
pub async fn owed_by(db: &impl Connection, ministry: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!(
        "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
         WHERE a.ministry_id = $1 AND q.status = 'transmitted' AND {} ORDER BY a.question_id",
        owes("a")
    );
    ids(db, &sql, [ministry.into()]).await
}

/// The questions that are meant for a ministry and not yet transmitted.
pub async fn intended_for(db: &impl Connection, ministry: i64) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
               WHERE a.ministry_id = $1 AND q.status IN ('draft', 'deposited')";
    ids(db, sql, [ministry.into()]).await
}

/// Adds an attribution and returns the stored row; the identity in the given row is ignored.
pub async fn insert(db: &impl Connection, row: rows::Attribution) -> Result<rows::Attribution, StoreError> {
    Ok(new(row).insert(db).await?)
}

/// Adds attributions; the identities in the rows are ignored.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Attribution>) -> Result<(), StoreError> {
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn new(row: rows::Attribution) -> attribution::ActiveModel {
    attribution::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }
}

/// Sets the ministries that a question, not yet transmitted, is meant for, in this order.
pub async fn set_intended(db: &impl Connection, question: i64, ministries: &[i64]) -> Result<(), StoreError> {
    delete_of(db, question).await?;
    let part = |(position, ministry): (i32, &i64)| rows::Attribution {
        id: 0,
        question_id: question,
        position,
        ministry_id: *ministry,
        since: None,
        clock_from: None,
        until: None,
        due_on: None,
        answered_on: None,
        reason: None,
    };
    insert_all(db, (1..).zip(ministries).map(part).collect()).await
}

/// Redirects a question that is meant for one ministry to another, unless it already names that one.
pub async fn replace_intended(db: &impl Connection, question: i64, from: i64, to: i64) -> Result<(), StoreError> {
    let of = |ministry: i64| {
        Condition::all().add(attribution::COLUMN.question_id.eq(question)).add(attribution::COLUMN.ministry_id.eq(ministry))
    };
    if attribution::Entity::find().filter(of(to)).one(db).await?.is_some() {
        attribution::Entity::delete_many().filter(of(from)).exec(db).await?;
    } else {
        attribution::Entity::update_many().col_expr(attribution::Column::MinistryId, Expr::value(to)).filter(of(from)).exec(db).await?;
    }
    Ok(())
}

/// Updates an attribution.
pub async fn update(db: &impl Connection, row: rows::Attribution) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// Ends an attribution on a day.
pub async fn end(db: &impl Connection, id: i64, on: NaiveDate) -> Result<(), StoreError> {
    attribution::ActiveModel { id: Set(id), until: Set(Some(on)), ..Default::default() }.update_without_returning(db).await?;
    Ok(())
}

/// Sets the day of the final answer of an attribution, if known.
pub async fn set_answered_on(db: &impl Connection, id: i64, on: Option<NaiveDate>) -> Result<(), StoreError> {
    attribution::ActiveModel { id: Set(id), answered_on: Set(on), ..Default::default() }.update_without_returning(db).await?;
    Ok(())
}

/// Sets the due date of attributions. At most as many as a statement takes values.
pub async fn set_due_on(db: &impl Connection, ids: &[i64], to: Option<NaiveDate>) -> Result<(), StoreError> {
    attribution::Entity::update_many()
        .col_expr(attribution::Column::DueOn, Expr::value(to))
        .filter(attribution::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// Sets the day on which the clocks of attributions start. At most as many as a statement takes values.
pub async fn set_clock_from(db: &impl Connection, ids: &[i64], on: NaiveDate) -> Result<(), StoreError> {
    attribution::Entity::update_many()
        .col_expr(attribution::Column::ClockFrom, Expr::value(on))
        .filter(attribution::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// Deletes an attribution.
pub async fn delete(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    attribution::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Deletes the attributions of a question.
pub async fn delete_of(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    attribution::Entity::delete_many().filter(attribution::COLUMN.question_id.eq(question)).exec(db).await?;
    Ok(())
}
