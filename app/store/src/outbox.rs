//! Work that follows from a change, kept in the same transaction as the change.
//!
//! One row per kind and subject: a further change of the same subject raises the row's revision. A worker leases rows,
//! does the work, and removes a row only if its revision is still the one it leased; so no change is ever lost, and
//! work that fails comes back later, until it is parked for an administrator to see.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};

use crate::StoreError;

/// The kind of the work that brings the search index in step with a question.
pub const INDEX_QUESTION: &str = "index_question";

/// The kind of the request to build the search index anew; its subject is always 0.
pub const REBUILD_INDEX: &str = "rebuild_index";

/// After this many failures a row is parked.
pub const MOST_ATTEMPTS: i32 = 12;

/// What adding work comes to where there is some on the subject already: it is due anew, however often it failed.
const AGAIN: &str =
    "ON CONFLICT (kind, subject_id) DO UPDATE SET revision = outbox.revision + 1, attempts = 0, available_at = 0, parked = FALSE";

/// A leased row.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Task {
    /// The row.
    pub id: i64,
    /// The subject's identity: a question's.
    pub subject_id: i64,
    /// The revision leased.
    pub revision: i64,
    /// How often it was leased since its last change, this time included.
    pub attempts: i32,
}

/// Adds work within a change.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<(), StoreError> {
    enqueue_all(db, kind, &[subject_id]).await
}

/// Adds work on several subjects within a change, none of them twice.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_all(db: &impl ConnectionTrait, kind: &str, subjects: &[i64]) -> Result<(), StoreError> {
    for some in subjects.chunks(500) {
        let rows: Vec<String> = (2..).zip(some).map(|(place, _)| format!("($1, ${place}, 0, FALSE)")).collect();
        let sql = format!("INSERT INTO outbox (kind, subject_id, available_at, parked) VALUES {} {AGAIN}", rows.join(", "));
        let values = std::iter::once(Value::from(kind)).chain(some.iter().map(|subject| Value::from(*subject)));
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Has the search index hear of those questions that the public sees or saw, among the identities that a list or a query in SQL gives.
pub async fn index_among(db: &impl ConnectionTrait, ids: &str) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO outbox (kind, subject_id, available_at, parked) SELECT CAST($1 AS TEXT), question.id, 0, FALSE \
         FROM question WHERE publication <> 'unpublished' AND id IN ({ids}) {AGAIN}"
    );
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [INDEX_QUESTION.into()])).await?;
    Ok(())
}

/// Leases up to `most` rows until `lease_until`; both times are milliseconds since 1970, in UTC.
///
/// # Errors
/// When the database refuses.
pub async fn lease(db: &impl ConnectionTrait, kind: &str, now: i64, lease_until: i64, most: u64) -> Result<Vec<Task>, StoreError> {
    let lock = if db.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE outbox SET available_at = $1, attempts = attempts + 1 WHERE id IN \
         (SELECT id FROM outbox WHERE kind = $2 AND parked = FALSE AND available_at <= $3 ORDER BY available_at, id LIMIT $4 {lock}) \
         RETURNING id, subject_id, revision, attempts"
    );
    let values: [Value; 4] = [lease_until.into(), kind.into(), now.into(), most.cast_signed().into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Task::find_by_statement(statement).all(db).await?)
}

/// Removes rows whose work is done. One whose subject changed meanwhile is due again at once.
///
/// # Errors
/// When the database refuses.
pub async fn done(db: &impl ConnectionTrait, tasks: &[Task]) -> Result<(), StoreError> {
    let backend = db.get_database_backend();
    for task in tasks {
        let values: [Value; 2] = [task.id.into(), task.revision.into()];
        let delete = "DELETE FROM outbox WHERE id = $1 AND revision = $2";
        let deleted = db.execute_raw(Statement::from_sql_and_values(backend, delete, values)).await?;
        if deleted.rows_affected() == 0 {
            let again = "UPDATE outbox SET available_at = 0, attempts = 0 WHERE id = $1";
            db.execute_raw(Statement::from_sql_and_values(backend, again, [task.id.into()])).await?;
        }
    }
    Ok(())
}

/// The work of a kind that waits on subjects beyond one, leased or not: each row with the revision that stands.
///
/// # Errors
/// When the database cannot be read.
pub async fn standing(db: &impl ConnectionTrait, kind: &str, after: i64) -> Result<Vec<Task>, StoreError> {
    let sql = "SELECT id, subject_id, revision, attempts FROM outbox WHERE kind = $1 AND subject_id > $2 ORDER BY id";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), after.into()]);
    Ok(Task::find_by_statement(statement).all(db).await?)
}

/// Drops rows whose work has been done otherwise. One whose subject changed meanwhile stays.
///
/// # Errors
/// When the database refuses.
pub async fn drop_done(db: &impl ConnectionTrait, tasks: &[Task]) -> Result<(), StoreError> {
    for some in tasks.chunks(500) {
        let rows: Vec<String> = some.iter().map(|task| format!("({}, {})", task.id, task.revision)).collect();
        db.execute_unprepared(&format!("DELETE FROM outbox WHERE (id, revision) IN (VALUES {})", rows.join(", "))).await?;
    }
    Ok(())
}

/// What is to become of work that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Whoever does it was out of reach: it only waits.
    Passing,
    /// It was refused: after too many attempts it is parked.
    Refused,
}

/// Puts work that failed off until `again_at` (milliseconds since 1970), or parks it after too many attempts.
///
/// # Errors
/// When the database refuses.
pub async fn failed(db: &impl ConnectionTrait, task: &Task, failure: Failure, again_at: i64, error: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET available_at = $1, note = $2, parked = $3 WHERE id = $4 AND revision = $5";
    let parked = failure == Failure::Refused && task.attempts >= MOST_ATTEMPTS;
    let values: [Value; 5] = [again_at.into(), error.into(), parked.into(), task.id.into(), task.revision.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Makes work of a kind that was parked or put off due again; what is leased is put off too, and is done twice at worst.
///
/// # Errors
/// When the database refuses.
pub async fn retry(db: &impl ConnectionTrait, kind: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET parked = FALSE, attempts = 0, available_at = 0 WHERE kind = $1 AND (parked = TRUE OR available_at > 0)";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into()])).await?;
    Ok(())
}

/// Drops the work of a kind on a subject, leased or not: it has been done otherwise.
///
/// # Errors
/// When the database refuses.
pub async fn settle(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM outbox WHERE kind = $1 AND subject_id = $2";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), subject_id.into()])).await?;
    Ok(())
}

/// Whether any work of a kind can be leased: a read, so that idle workers never ask for the write lock.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_due(db: &impl ConnectionTrait, kind: &str, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS due FROM outbox WHERE kind = $1 AND parked = FALSE AND available_at <= $2 LIMIT 1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), now.into()]);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Notes how far leased work has come, and keeps the lease.
///
/// # Errors
/// When the database refuses.
pub async fn note(db: &impl ConnectionTrait, task: &Task, lease_until: i64, note: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET note = $1, available_at = $2 WHERE id = $3 AND revision = $4";
    let values: [Value; 4] = [note.into(), lease_until.into(), task.id.into(), task.revision.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// What was last noted of the work of a kind on a subject; none once it is done.
///
/// # Errors
/// When the database cannot be read.
pub async fn noted(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT note FROM outbox WHERE kind = $1 AND subject_id = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), subject_id.into()]);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get::<Option<String>>("", "note")).transpose()?.map(Option::unwrap_or_default))
}

/// Questions of which the search index may have what the public may not see: no search finds them. Hidden ones are always among
/// them, as the index may be an older one that was put back, or have been written to by a process that lags; those that are not
/// published or were redacted, themselves or in an answer they share, as long as the index has to hear of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn kept_from_searches(db: &impl ConnectionTrait) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT id FROM question WHERE publication = 'hidden' UNION \
               SELECT o.subject_id FROM outbox o JOIN question q ON q.id = o.subject_id \
               WHERE o.kind = $1 AND q.publication = 'unpublished' UNION \
               SELECT o.subject_id FROM redaction r CROSS JOIN outbox o WHERE o.kind = $1 AND o.subject_id = r.question_id UNION \
               SELECT o.subject_id FROM redaction r CROSS JOIN text t CROSS JOIN answer_question e CROSS JOIN outbox o \
               WHERE t.id = r.text_id AND e.answer_id = t.answer_id AND o.kind = $1 AND o.subject_id = e.question_id";
    // The redactions come first, few as they are, whatever waits: that is what CROSS JOIN says to SQLite.
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [INDEX_QUESTION.into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// How much work waits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Rows still to be worked on.
    pub waiting: i64,
    /// Rows given up on.
    pub parked: i64,
}

/// Counts the backlog.
///
/// # Errors
/// When the database cannot be read.
pub async fn backlog(db: &impl ConnectionTrait) -> Result<Backlog, StoreError> {
    let count = |parked: &str| {
        Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) AS n FROM outbox WHERE parked = {parked}"))
    };
    let number = |row: Option<sea_orm::QueryResult>| row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"));
    Ok(Backlog { waiting: number(db.query_one_raw(count("FALSE")).await?)?, parked: number(db.query_one_raw(count("TRUE")).await?)? })
}
