//! What statements over many rows share.

use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait as _};

use crate::StoreError;

/// Rows that are inserted by one statement: few enough for the 32,766 values of one in `SQLite`, and for those that are kept prepared.
pub const MAX_ROWS: usize = 100;

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
