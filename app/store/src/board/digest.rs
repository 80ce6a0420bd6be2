//! The daily digest: its subscribers, and who has received it.

use chrono::NaiveDate;
use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement, Value, sea_query::Expr};

use crate::{StoreError, entity::account, rows};

/// A subscriber of the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigestSubscriber {
    /// The account.
    pub account: i64,
    /// The code of the account.
    pub code: String,
    /// The mail address.
    pub address: String,
    /// The name.
    pub name: String,
    /// The language.
    pub locale: Locale,
}

/// The agents who subscribe to the digest and have not received that of a day.
pub async fn digest_subscribers(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<DigestSubscriber>, StoreError> {
    let rows = account::Entity::find()
        .filter(account::COLUMN.role.eq("ministry_agent"))
        .filter(account::COLUMN.digest.eq(true))
        .filter(account::COLUMN.disabled_at.is_null())
        .filter(sea_orm::sea_query::Expr::cust(format!(
            "NOT EXISTS (SELECT 1 FROM digest_sent d WHERE d.account_id = \"account\".\"id\" AND d.on_day = '{day}')"
        )))
        .order_by_asc(account::COLUMN.id)
        .all(db)
        .await?;
    let reader = |row: rows::Account| {
        Ok(DigestSubscriber { account: row.id, code: row.code, locale: row.locale.parse()?, address: row.address, name: row.name })
    };
    rows.into_iter().map(reader).collect()
}

/// Claims the digest of a day for an account, in the transaction that queues the mail. Returns whether nobody claimed it before, so that
/// two processes send it only once.
pub async fn claim_digest(db: &impl ConnectionTrait, account: i64, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "INSERT INTO digest_sent (account_id, on_day) VALUES ($1, $2) ON CONFLICT (account_id, on_day) DO NOTHING";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [account.into(), day.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected() == 1)
}

/// Stores, within a transaction, the hashed secret of an unsubscribe link of an account, and deletes those from before a day.
pub async fn add_unsubscribe_link(
    db: &impl ConnectionTrait,
    account: i64,
    token_sha256: &str,
    day: NaiveDate,
    drop_before: NaiveDate,
) -> Result<(), StoreError> {
    let run = |sql, values: Vec<Value>| db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values));
    run("DELETE FROM unsubscribe_link WHERE account_id = $1 AND made_on < $2", vec![account.into(), drop_before.into()]).await?;
    let sql = "INSERT INTO unsubscribe_link (token_sha256, account_id, made_on) VALUES ($1, $2, $3)";
    run(sql, vec![token_sha256.into(), account.into(), day.into()]).await?;
    Ok(())
}

/// The account of an unsubscribe link.
pub async fn unsubscribe_account(db: &impl ConnectionTrait, token_sha256: &str) -> Result<Option<rows::Account>, StoreError> {
    let sql = "SELECT account_id FROM unsubscribe_link WHERE token_sha256 = $1";
    let found = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [token_sha256.into()])).await?;
    let Some(found) = found else { return Ok(None) };
    Ok(account::Entity::find_by_id(found.try_get::<i64>("", "account_id")?).one(db).await?)
}

/// Sets, within a transaction, whether an account subscribes to the digest. Returns whether that changed.
pub async fn set_digest(db: &impl ConnectionTrait, account: i64, wanted: bool) -> Result<bool, StoreError> {
    let update = account::Entity::update_many().col_expr(account::Column::Digest, Expr::value(wanted));
    let update = update.filter(account::COLUMN.id.eq(account)).filter(account::COLUMN.digest.eq(!wanted));
    Ok(update.exec(db).await?.rows_affected > 0)
}
