//! What statements over many rows share.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait as _, FromQueryResult, Statement, Value};

use crate::StoreError;

/// Rows that are inserted by one statement: few enough for the 32,766 values of one in `SQLite`, and for those that are kept prepared.
pub const MAX_ROWS: usize = 100;

/// What a row refers to that is open while the database's guards let something published change: nothing, so that it cannot outlive its
/// transaction.
pub(crate) const NEVER: i64 = 0;

/// Identities as the list of an `IN (…)`: they are numbers, so nothing in it has to be escaped.
pub fn id_list<'a>(ids: impl IntoIterator<Item = &'a i64>) -> String {
    ids.into_iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// Inserts rows, many by one statement; none is no statement.
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

/// The identities that a query gives, as its column `id`.
pub(crate) async fn ids(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<i64>, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        id: i64,
    }
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(Row::find_by_statement(statement).all(db).await?.into_iter().map(|row| row.id).collect())
}

/// Carries out a statement; how many rows it wrote.
pub(crate) async fn execute(db: &impl ConnectionTrait, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}
