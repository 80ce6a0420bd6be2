//! What ministries do about questions until they have answered: how far the answer of each has come inside it, and reminders of it.
//!
//! Whoever changes several works of a ministry at once locks them in the order of their questions, before it changes any, so that two
//! changes wait for each other and never in a ring. Whoever changes questions too locks the questions first.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, sea_query::Expr,
};

use crate::{
    Connection, StoreError,
    entity::{ministry_reminder, ministry_work},
    id_list, rows,
    sql::{execute, ids},
};

/// A ministry's work on a question, as it is, without waiting for whoever has it in hand.
pub async fn of(db: &impl Connection, question: i64, ministry: i64) -> Result<Option<rows::MinistryWork>, StoreError> {
    Ok(ministry_work::Entity::find_by_id((question, ministry)).one(db).await?)
}

/// The works on a question, in the order of their ministries, as they are.
pub async fn on_question(db: &impl Connection, question: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.question_id.eq(question));
    Ok(all.order_by_asc(ministry_work::COLUMN.ministry_id).all(db).await?)
}

/// Keeps the works on a question as they are until the change ends, which has the question: no step is made with an answer to it.
pub async fn lock_on_question(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.question_id.eq(question));
    all.order_by_asc(ministry_work::COLUMN.ministry_id).lock_exclusive().all(db).await?;
    Ok(())
}

/// Whether a ministry has begun an answer to any of some questions that is not published.
pub async fn is_any_begun(db: &impl Connection, ministry: i64, questions: &[i64]) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT w.question_id AS id FROM ministry_work w JOIN answer n ON n.id = w.answer_id \
         WHERE w.ministry_id = $1 AND n.published_at IS NULL AND w.question_id IN ({})",
        id_list(questions)
    );
    Ok(!ids(db, &sql, [ministry.into()]).await?.is_empty())
}

/// The works on an answer, in the order of their questions, as they are.
pub async fn on_answer(db: &impl Connection, answer: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    Ok(all_on(answer).all(db).await?)
}

/// The works on an answer, in the order of their questions. Nobody else changes them until the change ends.
pub async fn lock_on_answer(db: &impl Connection, answer: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    Ok(all_on(answer).lock_exclusive().all(db).await?)
}

fn all_on(answer: i64) -> Select<ministry_work::Entity> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.answer_id.eq(answer));
    all.order_by_asc(ministry_work::COLUMN.question_id)
}

/// A ministry's work on a question, which nobody else changes until the change ends; nor those on what its answer is for as well.
pub async fn lock(db: &impl Connection, question: i64, ministry: i64) -> Result<Option<rows::MinistryWork>, StoreError> {
    if let Some(answer) = of(db, question, ministry).await?.and_then(|work| work.answer_id) {
        lock_on_answer(db, answer).await?;
    }
    Ok(ministry_work::Entity::find_by_id((question, ministry)).lock_exclusive().one(db).await?)
}

/// Locks a ministry's works on those of some questions that it has, each begun where it was not: nobody else changes them until the
/// change ends.
pub async fn lock_all(db: &impl Connection, ministry: i64, questions: &BTreeSet<i64>) -> Result<(), StoreError> {
    let list = id_list(questions);
    if list.is_empty() {
        return Ok(());
    }
    let begin = format!(
        "INSERT INTO ministry_work (question_id, ministry_id, version, state) \
         SELECT a.question_id, a.ministry_id, 0, 'received' FROM attribution a \
         WHERE a.ministry_id = $1 AND a.until IS NULL AND a.question_id IN ({list}) ORDER BY a.question_id \
         ON CONFLICT (question_id, ministry_id) DO NOTHING"
    );
    execute(db, &begin, [ministry.into()]).await?;
    let held = ministry_work::Entity::find()
        .filter(ministry_work::COLUMN.ministry_id.eq(ministry))
        .filter(ministry_work::COLUMN.question_id.is_in(questions.iter().copied()))
        .order_by_asc(ministry_work::COLUMN.question_id)
        .lock_exclusive();
    held.all(db).await?;
    Ok(())
}

/// Gives a ministry's work on a question, begun where it was not, a new version; whether it had the version that was seen, where one is
/// named.
pub async fn claim(db: &impl Connection, question: i64, ministry: i64, version: Option<i64>) -> Result<bool, StoreError> {
    let begin = "INSERT INTO ministry_work (question_id, ministry_id, version, state) VALUES ($1, $2, 0, 'received') \
                 ON CONFLICT (question_id, ministry_id) DO NOTHING";
    execute(db, begin, [question.into(), ministry.into()]).await?;
    let mut claim = ministry_work::Entity::update_many()
        .col_expr(ministry_work::Column::Version, Expr::col(ministry_work::Column::Version).add(1))
        .filter(ministry_work::COLUMN.question_id.eq(question))
        .filter(ministry_work::COLUMN.ministry_id.eq(ministry));
    if let Some(version) = version {
        claim = claim.filter(ministry_work::COLUMN.version.eq(version));
    }
    Ok(claim.exec(db).await?.rows_affected > 0)
}

/// Changes one that is locked.
pub async fn update(db: &impl Connection, row: &rows::MinistryWork) -> Result<(), StoreError> {
    row.clone().into_active_model().reset_all().update(db).await?;
    Ok(())
}

/// Hands a ministry's work on a question over to another.
pub async fn hand_over(db: &impl Connection, question: i64, from: i64, to: i64) -> Result<(), StoreError> {
    let sql = "UPDATE ministry_work SET ministry_id = $2, version = version + 1 WHERE ministry_id = $1 AND question_id = $3";
    execute(db, sql, [from.into(), to.into(), question.into()]).await?;
    Ok(())
}

/// Hands a ministry's works on questions that it has no longer over to another, which has begun none there: if such a question comes back,
/// it comes to that one.
pub async fn hand_rest_over(db: &impl Connection, from: i64, to: i64) -> Result<(), StoreError> {
    let rest = format!(
        "NOT EXISTS (SELECT 1 FROM attribution a WHERE a.question_id = ministry_work.question_id AND a.ministry_id = {from} \
         AND a.until IS NULL) AND NOT EXISTS (SELECT 1 FROM ministry_work own WHERE own.question_id = ministry_work.question_id \
         AND own.ministry_id = {to})"
    );
    let held = ministry_work::Entity::find()
        .filter(ministry_work::COLUMN.ministry_id.eq(from))
        .filter(Expr::cust(rest.clone()))
        .order_by_asc(ministry_work::COLUMN.question_id)
        .lock_exclusive();
    held.all(db).await?;
    let sql = format!("UPDATE ministry_work SET ministry_id = $2, version = version + 1 WHERE ministry_id = $1 AND {rest}");
    execute(db, &sql, [from.into(), to.into()]).await?;
    Ok(())
}

/// Adds a reminder that was sent to a ministry, whatever its identity says.
pub async fn insert_reminder(db: &impl Connection, row: rows::MinistryReminder) -> Result<(), StoreError> {
    let row = ministry_reminder::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    ministry_reminder::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
