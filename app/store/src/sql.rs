//! Helpers for statements over many rows.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait as _, FromQueryResult, Statement, Value};

use crate::StoreError;

/// The number of rows per insert: below the limit of 32,766 values per statement of `SQLite`, and few enough for prepared statements.
pub const MAX_ROWS: usize = 100;

/// The reference in a row that opens the protection of published rows within a transaction. No row has this identity, so a deferred
/// foreign key refuses to commit while it is open.
pub(crate) const NEVER: i64 = 0;

/// Identities as the list of an `IN (…)`. They are numbers, so nothing needs escaping.
pub fn id_list<'a>(ids: impl IntoIterator<Item = &'a i64>) -> String {
    ids.into_iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// Inserts rows in batches. An empty list executes nothing.
pub async fn insert_all<A: ActiveModelTrait>(db: &impl ConnectionTrait, rows: Vec<A>) -> Result<(), StoreError> {
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<A> = rows.by_ref().take(MAX_ROWS).collect();
        if some.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(some).exec_without_returning(db).await?;
    }
}

/// The identities in the column `id` of a query.
pub(crate) async fn ids(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Row::find_by_statement(statement).all(db).await?.into_iter().map(|row| row.id).collect())
}

/// Executes a statement and returns the number of affected rows.
pub(crate) async fn execute(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}
