//! Private calendars: who may read one, by the hash of its secret address.

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _, Statement, Value};

use crate::{StoreError, entity::calendar_feed};

/// Whose calendar it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscriber {
    /// The account.
    pub account: i64,
    /// Its language.
    pub locale: Locale,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    locale: String,
}

/// The reader of a calendar, as long as the address was not revoked and the account still works for a ministry.
///
/// # Errors
/// When the database cannot be read.
pub async fn subscriber(db: &impl ConnectionTrait, token_sha256: &str) -> Result<Option<Subscriber>, StoreError> {
    let sql = "SELECT a.id, a.locale FROM calendar_feed f JOIN account a ON a.id = f.account_id \
               WHERE f.token_sha256 = $1 AND a.disabled_at IS NULL AND a.role = 'ministry_agent'";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [token_sha256.into()]);
    let row = Row::find_by_statement(statement).one(db).await?;
    row.map(|row| Ok(Subscriber { account: row.id, locale: row.locale.parse()? })).transpose()
}

/// Since when an account has a calendar, if it has one.
///
/// # Errors
/// When the database cannot be read.
pub async fn feed_since(db: &impl ConnectionTrait, account: i64) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = calendar_feed::Entity::find().filter(calendar_feed::COLUMN.account_id.eq(account)).one(db).await?;
    Ok(row.map(|row| row.created_at))
}

/// Gives an account a calendar at a new address, within a change; the one before is gone.
///
/// # Errors
/// When the database refuses.
pub async fn renew_feed(db: &impl ConnectionTrait, account: i64, token_sha256: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    revoke_feed(db, account).await?;
    let sql = "INSERT INTO calendar_feed (token_sha256, account_id, created_at) VALUES ($1, $2, $3)";
    let values: [Value; 3] = [token_sha256.into(), account.into(), now.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Takes an account's calendar away, within a change; whether it had one.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_feed(db: &impl ConnectionTrait, account: i64) -> Result<bool, StoreError> {
    let deleted = calendar_feed::Entity::delete_many().filter(calendar_feed::COLUMN.account_id.eq(account)).exec(db).await?;
    Ok(deleted.rows_affected > 0)
}
