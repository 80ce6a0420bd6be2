//! The work of ministries on questions until they have answered: the state of each answer inside its ministry, and reminders.
//!
//! To avoid deadlocks, a transaction that changes several works of a ministry first locks them all in order of their questions. If it
//! changes questions too, it locks the questions first.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait as _, ActiveValue::NotSet, EntityTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select, Statement, sea_query::Expr,
};

use crate::{
    Connection, StoreError,
    entity::{ministry_reminder, ministry_work},
    id_list, owed, rows,
    sql::execute,
};

mod prepared;

pub use prepared::{Prepared, owed_on, prepared};

/// A ministry's work on a question, without a lock.
pub async fn find(db: &impl Connection, question: i64, ministry: i64) -> Result<Option<rows::MinistryWork>, StoreError> {
    Ok(ministry_work::Entity::find_by_id((question, ministry)).one(db).await?)
}

/// The works on a question in order of ministry, without a lock.
pub async fn on_question(db: &impl Connection, question: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.question_id.eq(question));
    Ok(all.order_by_asc(ministry_work::COLUMN.ministry_id).all(db).await?)
}

/// Locks the works on a question, which the transaction has locked, until the transaction ends. No step of the answer workflow can happen
/// then.
pub async fn lock_on_question(db: &impl Connection, question: i64) -> Result<(), StoreError> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.question_id.eq(question));
    all.order_by_asc(ministry_work::COLUMN.ministry_id).lock_exclusive().all(db).await?;
    Ok(())
}

/// The works on an answer in order of question, without a lock.
pub async fn on_answer(db: &impl Connection, answer: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    Ok(all_on(answer).all(db).await?)
}

/// Locks the works on an answer, in order of question, until the transaction ends.
pub async fn lock_on_answer(db: &impl Connection, answer: i64) -> Result<Vec<rows::MinistryWork>, StoreError> {
    Ok(all_on(answer).lock_exclusive().all(db).await?)
}

fn all_on(answer: i64) -> Select<ministry_work::Entity> {
    let all = ministry_work::Entity::find().filter(ministry_work::COLUMN.answer_id.eq(answer));
    all.order_by_asc(ministry_work::COLUMN.question_id)
}

/// Locks a ministry's work on a question until the transaction ends, with the other works on the same answer.
pub async fn lock(db: &impl Connection, question: i64, ministry: i64) -> Result<Option<rows::MinistryWork>, StoreError> {
    if let Some(answer) = find(db, question, ministry).await?.and_then(|work| work.answer_id) {
        lock_on_answer(db, answer).await?;
    }
    Ok(ministry_work::Entity::find_by_id((question, ministry)).lock_exclusive().one(db).await?)
}

/// Locks a ministry's works on those of these questions that it has, until the transaction ends. Missing works are created.
pub async fn lock_all(db: &impl Connection, ministry: i64, questions: &BTreeSet<i64>) -> Result<(), StoreError> {
    begin(db, ministry, questions).await?;
    lock_begun(db, &[ministry], questions).await
}

/// Locks a ministry's work on a question that it has, begun where it was not, and those on what its answer is for as well.
pub async fn begin_and_lock(db: &impl Connection, question: i64, ministry: i64) -> Result<(), StoreError> {
    begin(db, ministry, &BTreeSet::from([question])).await?;
    lock(db, question, ministry).await?;
    Ok(())
}

/// Begins a ministry's works on those of some questions that it has; waits for whoever is just beginning one.
async fn begin(db: &impl Connection, ministry: i64, questions: &BTreeSet<i64>) -> Result<(), StoreError> {
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
    Ok(())
}

/// Locks the works of some ministries on some questions, where they are begun.
pub async fn lock_begun(db: &impl Connection, ministries: &[i64], questions: &BTreeSet<i64>) -> Result<(), StoreError> {
    let list = id_list(questions);
    if list.is_empty() {
        return Ok(());
    }
    let held = ministry_work::Entity::find()
        .filter(ministry_work::COLUMN.ministry_id.is_in(ministries.iter().copied()))
        .filter(Expr::cust(format!("question_id IN ({list})")))
        .order_by_asc(ministry_work::COLUMN.question_id)
        .order_by_asc(ministry_work::COLUMN.ministry_id)
        .lock_exclusive();
    held.all(db).await?;
    Ok(())
}

/// Increments the version of a ministry's work on a question, which is created if missing. Returns whether it had the expected version, if
/// one is given.
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

/// Updates a locked work.
pub async fn update(db: &impl Connection, row: &rows::MinistryWork) -> Result<(), StoreError> {
    row.clone().into_active_model().reset_all().update_without_returning(db).await?;
    Ok(())
}

/// Hands a ministry's work on a question over to another.
pub async fn reassign(db: &impl Connection, question: i64, from: i64, to: i64) -> Result<(), StoreError> {
    let sql = "UPDATE ministry_work SET ministry_id = $2, version = version + 1 WHERE ministry_id = $1 AND question_id = $3";
    execute(db, sql, [from.into(), to.into(), question.into()]).await?;
    Ok(())
}

/// Hands a ministry's works on questions that it no longer has over to a successor, where that one has none. If such a question comes
/// back, it comes to the successor.
pub async fn reassign_former(db: &impl Connection, from: i64, to: i64) -> Result<(), StoreError> {
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

/// The number of works assigned to an account on questions whose answer is still owed.
pub async fn count_assigned(db: &impl Connection, account: i64) -> Result<u64, StoreError> {
    let open = format!(
        "SELECT COUNT(*) AS n FROM ministry_work w JOIN question q ON q.id = w.question_id \
         JOIN attribution a ON a.question_id = w.question_id AND a.ministry_id = w.ministry_id \
         WHERE w.assigned_to = $1 AND q.status = 'transmitted' AND {}",
        owed::owes("a")
    );
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), open, [account.into()])).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"))?.cast_unsigned())
}

/// The reminders of a question to a ministry, the latest first.
pub async fn reminders(db: &impl Connection, question: i64, ministry: i64) -> Result<Vec<rows::MinistryReminder>, StoreError> {
    let all = ministry_reminder::Entity::find()
        .filter(ministry_reminder::COLUMN.question_id.eq(question))
        .filter(ministry_reminder::COLUMN.ministry_id.eq(ministry));
    Ok(all.order_by_desc(ministry_reminder::COLUMN.sent_at).order_by_desc(ministry_reminder::COLUMN.id).all(db).await?)
}

/// Adds a reminder to a ministry; the identity in the row is ignored.
pub async fn insert_reminder(db: &impl Connection, row: rows::MinistryReminder) -> Result<(), StoreError> {
    let row = ministry_reminder::ActiveModel { id: NotSet, ..row.into_active_model().reset_all() };
    ministry_reminder::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}
