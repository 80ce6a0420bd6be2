//! Attributions: the parts of ministries in questions, of those that have a question, had it, or are meant to.

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{Connection, StoreError, entity::attribution, owed::owes, rows, sql::ids};

/// Those of a question, in order.
pub async fn of(db: &impl Connection, question: i64) -> Result<Vec<rows::Attribution>, StoreError> {
    of_all(db, &[question]).await
}

/// Those of questions, of each in order; no more questions at once than a statement takes values.
pub async fn of_all(db: &impl Connection, questions: &[i64]) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.is_in(questions.iter().copied()));
    Ok(all.order_by_asc(attribution::COLUMN.position).all(db).await?)
}

/// Those of ministries that have a question now.
pub async fn open(db: &impl Connection, question: i64) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.eq(question));
    Ok(all.filter(attribution::COLUMN.until.is_null()).all(db).await?)
}

/// Those of ministries that owe an answer to questions which are with the Government; no more questions at once than a statement takes
/// values.
pub async fn owing(db: &impl Connection, questions: &[i64]) -> Result<Vec<rows::Attribution>, StoreError> {
    let all = attribution::Entity::find().filter(attribution::COLUMN.question_id.is_in(questions.iter().copied()));
    Ok(all.filter(Expr::cust(owes("attribution"))).all(db).await?)
}

/// The questions with the Government to which a ministry owes an answer, in the order of their identities.
pub async fn owed_by(db: &impl Connection, ministry: i64) -> Result<Vec<i64>, StoreError> {
    let sql = format!(
        "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
         WHERE a.ministry_id = $1 AND q.status = 'transmitted' AND {} ORDER BY a.question_id",
        owes("a")
    );
    ids(db, &sql, [ministry.into()]).await
}

/// The questions before their transmission that are meant for a ministry.
pub async fn meant_for(db: &impl Connection, ministry: i64) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT a.question_id AS id FROM attribution a JOIN question q ON q.id = a.question_id \
               WHERE a.ministry_id = $1 AND q.status IN ('draft', 'deposited')";
    ids(db, sql, [ministry.into()]).await
}

/// Adds one, whatever its identity says; as it is kept.
pub async fn insert(db: &impl Connection, row: rows::Attribution) -> Result<rows::Attribution, StoreError> {
    Ok(new(row).insert(db).await?)
}

/// Adds some, whatever their identities say.
pub async fn insert_all(db: &impl Connection, rows: Vec<rows::Attribution>) -> Result<(), StoreError> {
    crate::insert_all(db, rows.into_iter().map(new).collect()).await
}

fn new(row: rows::Attribution) -> attribution::ActiveModel {
    attribution::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() }
}

/// Makes those of a question, which is not transmitted yet, such that it is meant for these ministries, in this order.
pub async fn intend(db: &impl Connection, question: i64, ministries: &[i64]) -> Result<(), StoreError> {
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

/// Makes a question that is meant for a ministry be meant for another, if it is not already.
pub async fn intend_another(db: &impl Connection, question: i64, from: i64, to: i64) -> Result<(), StoreError> {
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

/// Changes one.
pub async fn update(db: &impl Connection, row: rows::Attribution) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// Ends one on a day: its ministry has the question no longer.
pub async fn end(db: &impl Connection, id: i64, on: NaiveDate) -> Result<(), StoreError> {
    attribution::ActiveModel { id: Set(id), until: Set(Some(on)), ..Default::default() }.update(db).await?;
    Ok(())
}

/// Sets on which day the ministry of one answered, if it is known.
pub async fn set_answered_on(db: &impl Connection, id: i64, on: Option<NaiveDate>) -> Result<(), StoreError> {
    attribution::ActiveModel { id: Set(id), answered_on: Set(on), ..Default::default() }.update(db).await?;
    Ok(())
}

/// Moves the due date of some; no more at once than a statement takes values.
pub async fn set_due_on(db: &impl Connection, ids: &[i64], to: Option<NaiveDate>) -> Result<(), StoreError> {
    attribution::Entity::update_many()
        .col_expr(attribution::Column::DueOn, Expr::value(to))
        .filter(attribution::COLUMN.id.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes one away.
pub async fn delete(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    attribution::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Takes those of a question away.
pub async fn delete_of(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    attribution::Entity::delete_many().filter(attribution::COLUMN.question_id.eq(question)).exec(db).await?;
    Ok(())
}
