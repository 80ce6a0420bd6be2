//! The morning's mail: who wants it, and who has had it.

use chrono::NaiveDate;
use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement};

use crate::{
    StoreError,
    entity::{account, digest_sent},
};

/// Somebody who wants the morning's mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The account.
    pub account: i64,
    /// The mail address.
    pub address: String,
    /// The name.
    pub name: String,
    /// The language.
    pub locale: Locale,
}

/// The agents who want the morning's mail and have not had that of a day.
///
/// # Errors
/// When the database cannot be read.
pub async fn digest_readers(db: &impl ConnectionTrait, day: NaiveDate) -> Result<Vec<Reader>, StoreError> {
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
    let reader = |row: account::Model| Ok(Reader { account: row.id, locale: row.locale.parse()?, address: row.address, name: row.name });
    rows.into_iter().map(reader).collect()
}

/// Claims the mail of a day for an account; whether nobody had before. Two programs that send at once so send one.
///
/// # Errors
/// When the database refuses.
pub async fn claim_digest(db: &impl ConnectionTrait, account: i64, day: NaiveDate) -> Result<bool, StoreError> {
    let sql = "INSERT INTO digest_sent (account_id, on_day) VALUES ($1, $2) ON CONFLICT (account_id, on_day) DO NOTHING";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [account.into(), day.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected() == 1)
}

/// Gives a claim back, because the mail could not be sent.
///
/// # Errors
/// When the database refuses.
pub async fn release_digest(db: &impl ConnectionTrait, account: i64, day: NaiveDate) -> Result<(), StoreError> {
    digest_sent::Entity::delete_by_id((account, day)).exec(db).await?;
    Ok(())
}
