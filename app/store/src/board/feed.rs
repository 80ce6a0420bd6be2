//! Private calendar feeds, found by the hash of their secret URL.

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, EntityTrait as _, FromQueryResult, QueryFilter as _, Statement, Value};

use crate::{StoreError, entity::calendar_feed};

/// The owner of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subscriber {
    /// The account.
    pub account: i64,
    /// The language of the account.
    pub locale: Locale,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    locale: String,
}

/// The owner of a feed, if its URL was not revoked and the account still works for a ministry.
pub async fn subscriber(db: &impl ConnectionTrait, token_sha256: &str) -> Result<Option<Subscriber>, StoreError> {
    let sql = "SELECT a.id, a.locale FROM calendar_feed f JOIN account a ON a.id = f.account_id \
               WHERE f.token_sha256 = $1 AND a.disabled_at IS NULL AND a.role = 'ministry_agent'";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [token_sha256.into()]);
    let row = Row::find_by_statement(statement).one(db).await?;
    row.map(|row| Ok(Subscriber { account: row.id, locale: row.locale.parse()? })).transpose()
}

/// When the feed of an account was created, if it has one.
pub async fn feed_since(db: &impl ConnectionTrait, account: i64) -> Result<Option<DateTime<Utc>>, StoreError> {
    let row = calendar_feed::Entity::find().filter(calendar_feed::COLUMN.account_id.eq(account)).one(db).await?;
    Ok(row.map(|row| row.created_at))
}

/// Gives the feed of an account a new URL, within a transaction. The previous one stops working.
pub async fn renew_feed(db: &impl ConnectionTrait, account: i64, token_sha256: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
    revoke_feed(db, account).await?;
    let sql = "INSERT INTO calendar_feed (token_sha256, account_id, created_at) VALUES ($1, $2, $3)";
    let values: [Value; 3] = [token_sha256.into(), account.into(), now.into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Deletes the feed of an account, within a transaction. Returns whether it had one.
pub async fn revoke_feed(db: &impl ConnectionTrait, account: i64) -> Result<bool, StoreError> {
    let deleted = calendar_feed::Entity::delete_many().filter(calendar_feed::COLUMN.account_id.eq(account)).exec(db).await?;
    Ok(deleted.rows_affected > 0)
}
