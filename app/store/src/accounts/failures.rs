//! Failed sign-in attempts, kept as long as they slow down the next one. Instants are milliseconds since 1970, in UTC.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    EntityTrait as _, FromQueryResult, QueryFilter as _, Statement, Value,
};

use crate::{Connection, StoreError, entity::sign_in_failure};

/// The number of failures, and the last one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromQueryResult)]
pub struct Failures {
    /// The number of failures.
    pub count: i64,
    /// The instant of the last one.
    pub last: Option<i64>,
}

/// Records a failure, and deletes those from before `forget_before`.
pub async fn record(db: &impl Connection, attempt_sha256: &str, network: &str, now: i64, forget_before: i64) -> Result<(), StoreError> {
    sign_in_failure::Entity::delete_many().filter(sign_in_failure::COLUMN.failed_at.lt(forget_before)).exec(db).await?;
    let row = sign_in_failure::ActiveModel {
        id: NotSet,
        attempt_sha256: Set(attempt_sha256.into()),
        network: Set(network.into()),
        failed_at: Set(now),
    };
    sign_in_failure::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The failures of one kind of attempt since an instant.
pub async fn of_attempt(db: &impl Connection, attempt_sha256: &str, since: i64) -> Result<Failures, StoreError> {
    let sql = "SELECT COUNT(*) AS count, MAX(failed_at) AS last FROM sign_in_failure WHERE attempt_sha256 = $1 AND failed_at >= $2";
    count(db, sql, [attempt_sha256.into(), since.into()]).await
}

/// The failures from a network since an instant.
pub async fn of_network(db: &impl Connection, network: &str, since: i64) -> Result<Failures, StoreError> {
    let sql = "SELECT COUNT(*) AS count, MAX(failed_at) AS last FROM sign_in_failure WHERE network = $1 AND failed_at >= $2";
    count(db, sql, [network.into(), since.into()]).await
}

async fn count(db: &impl Connection, sql: &str, values: [Value; 2]) -> Result<Failures, StoreError> {
    let found = Failures::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).one(db).await?;
    Ok(found.unwrap_or_default())
}

/// Deletes the failures of one kind of attempt after a successful one.
pub async fn clear(db: &impl Connection, attempt_sha256: &str) -> Result<(), StoreError> {
    sign_in_failure::Entity::delete_many().filter(sign_in_failure::COLUMN.attempt_sha256.eq(attempt_sha256)).exec(db).await?;
    Ok(())
}
