//! The outbox: work that follows from a change, recorded in the same transaction.
//!
//! There is one row per kind and subject; a further change of the subject raises the revision of the row. A worker leases rows, does the
//! work, and removes a row only if its revision is still the leased one. So no change is lost. Failed work is repeated later, until it is
//! parked for an administrator.

use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};

use crate::StoreError;

/// The kind of work that updates the search index for a question.
pub const INDEX_QUESTION: &str = "index_question";

/// The kind of work that rebuilds the search index. Its subject is always 0.
pub const REBUILD_INDEX: &str = "rebuild_index";

/// The number of failures after which a row is parked.
pub const MAX_ATTEMPTS: i32 = 12;

/// The update when a subject has a row already: it is due again, however often it failed.
const ON_CONFLICT: &str =
    "ON CONFLICT (kind, subject_id) DO UPDATE SET revision = outbox.revision + 1, attempts = 0, available_at = 0, parked = FALSE";

/// A leased row.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Task {
    /// The row.
    pub id: i64,
    /// The subject's identity: a question's.
    pub subject_id: i64,
    /// The leased revision.
    pub revision: i64,
    /// The number of leases since its last change, including this one.
    pub attempts: i32,
}

/// Adds work within a transaction.
pub async fn enqueue(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<(), StoreError> {
    enqueue_all(db, kind, &[subject_id]).await
}

/// Adds work on several distinct subjects within a transaction.
pub async fn enqueue_all(db: &impl ConnectionTrait, kind: &str, subjects: &[i64]) -> Result<(), StoreError> {
    for some in subjects.chunks(500) {
        let rows: Vec<String> = (2..).zip(some).map(|(place, _)| format!("($1, ${place}, 0, FALSE)")).collect();
        let sql = format!("INSERT INTO outbox (kind, subject_id, available_at, parked) VALUES {} {ON_CONFLICT}", rows.join(", "));
        let values = std::iter::once(Value::from(kind)).chain(some.iter().map(|subject| Value::from(*subject)));
        db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    }
    Ok(())
}

/// Adds index work for the questions that are or were public, among the identities that a list or a query in SQL gives.
pub async fn index_among(db: &impl ConnectionTrait, ids: &str) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO outbox (kind, subject_id, available_at, parked) SELECT CAST($1 AS TEXT), question.id, 0, FALSE \
         FROM question WHERE publication <> 'unpublished' AND id IN ({ids}) {ON_CONFLICT}"
    );
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [INDEX_QUESTION.into()])).await?;
    Ok(())
}

/// Leases up to `most` rows until `lease_until`; both times are milliseconds since 1970, in UTC.
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

/// Removes finished rows. A row whose subject changed meanwhile is due again at once.
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

/// The rows of a kind with subjects after one, leased or not, with their current revision.
pub async fn list_after(db: &impl ConnectionTrait, kind: &str, after: i64) -> Result<Vec<Task>, StoreError> {
    let sql = "SELECT id, subject_id, revision, attempts FROM outbox WHERE kind = $1 AND subject_id > $2 ORDER BY id";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), after.into()]);
    Ok(Task::find_by_statement(statement).all(db).await?)
}

/// Removes rows whose work became unnecessary. A row whose subject changed meanwhile stays.
pub async fn remove_unchanged(db: &impl ConnectionTrait, tasks: &[Task]) -> Result<(), StoreError> {
    for some in tasks.chunks(500) {
        let rows: Vec<String> = some.iter().map(|task| format!("({}, {})", task.id, task.revision)).collect();
        db.execute_unprepared(&format!("DELETE FROM outbox WHERE (id, revision) IN (VALUES {})", rows.join(", "))).await?;
    }
    Ok(())
}

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The target was not reachable: the work waits.
    Passing,
    /// The work was refused: it is parked after too many attempts.
    Refused,
}

/// Postpones failed work until `again_at` (milliseconds since 1970), or parks it after too many attempts.
pub async fn failed(db: &impl ConnectionTrait, task: &Task, failure: Failure, again_at: i64, error: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET available_at = $1, note = $2, parked = $3 WHERE id = $4 AND revision = $5";
    let parked = failure == Failure::Refused && task.attempts >= MAX_ATTEMPTS;
    let values: [Value; 5] = [again_at.into(), error.into(), parked.into(), task.id.into(), task.revision.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Makes parked and postponed work of a kind due again. Leased work is postponed too, and is done twice at worst.
pub async fn retry(db: &impl ConnectionTrait, kind: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET parked = FALSE, attempts = 0, available_at = 0 WHERE kind = $1 AND (parked = TRUE OR available_at > 0)";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into()])).await?;
    Ok(())
}

/// Removes the work of a kind on a subject, leased or not, because it became unnecessary.
pub async fn remove(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<(), StoreError> {
    let sql = "DELETE FROM outbox WHERE kind = $1 AND subject_id = $2";
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), subject_id.into()])).await?;
    Ok(())
}

/// Whether any work of a kind can be leased. This is a read, so that idle workers never take the write lock.
pub async fn is_due(db: &impl ConnectionTrait, kind: &str, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS due FROM outbox WHERE kind = $1 AND parked = FALSE AND available_at <= $2 LIMIT 1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), now.into()]);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Whether no work of a kind is left, due or not: everything that was committed before has been done.
pub async fn is_empty(db: &impl ConnectionTrait, kind: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS waiting FROM outbox WHERE kind = $1 LIMIT 1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into()]);
    Ok(db.query_one_raw(statement).await?.is_none())
}

/// Records the progress of leased work, and extends the lease.
pub async fn record_progress(db: &impl ConnectionTrait, task: &Task, lease_until: i64, note: &str) -> Result<(), StoreError> {
    let sql = "UPDATE outbox SET note = $1, available_at = $2 WHERE id = $3 AND revision = $4";
    let values: [Value; 4] = [note.into(), lease_until.into(), task.id.into(), task.revision.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The recorded progress of the work of a kind on a subject, if there is such work.
pub async fn progress(db: &impl ConnectionTrait, kind: &str, subject_id: i64) -> Result<Option<String>, StoreError> {
    let sql = "SELECT note FROM outbox WHERE kind = $1 AND subject_id = $2";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [kind.into(), subject_id.into()]);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get::<Option<String>>("", "note")).transpose()?.map(Option::unwrap_or_default))
}

/// The questions whose documents in the search index may contain what the public may not see. Searches exclude them.
///
/// Hidden ones are always included, because the index may be a restored older one or may have been written by a lagging process.
/// Unpublished ones and those with a redaction, in themselves or in a shared answer, are included until the index is updated.
pub async fn excluded_from_search(db: &impl ConnectionTrait) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT id FROM question WHERE publication = 'hidden' UNION \
               SELECT o.subject_id FROM outbox o JOIN question q ON q.id = o.subject_id \
               WHERE o.kind = $1 AND q.publication = 'unpublished' UNION \
               SELECT o.subject_id FROM redaction r CROSS JOIN outbox o WHERE o.kind = $1 AND o.subject_id = r.question_id UNION \
               SELECT o.subject_id FROM redaction r CROSS JOIN text t CROSS JOIN answer_question e CROSS JOIN outbox o \
               WHERE t.id = r.text_id AND e.answer_id = t.answer_id AND o.kind = $1 AND o.subject_id = e.question_id";
    // CROSS JOIN makes SQLite start with the redactions, which are few.
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [INDEX_QUESTION.into()])).await?;
    rows.iter().map(|row| Ok(row.try_get("", "id")?)).collect()
}

/// The amount of unfinished work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Rows that are not parked.
    pub waiting: i64,
    /// Parked rows.
    pub parked: i64,
}

/// Counts the backlog.
pub async fn backlog(db: &impl ConnectionTrait) -> Result<Backlog, StoreError> {
    let count = |parked: &str| {
        Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) AS n FROM outbox WHERE parked = {parked}"))
    };
    let number = |row: Option<sea_orm::QueryResult>| row.map_or(Ok(0), |row| row.try_get::<i64>("", "n"));
    Ok(Backlog { waiting: number(db.query_one_raw(count("FALSE")).await?)?, parked: number(db.query_one_raw(count("TRUE")).await?)? })
}
