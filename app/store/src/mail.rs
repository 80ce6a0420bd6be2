//! Mails that are still to be sent, kept in the transaction of what they tell of.
//!
//! A sender leases a mail, hands it over and removes it. Between handing over and removing a crash leaves the mail in the
//! table: it is sent again, with the same `Message-ID`, by which its receiver's program recognises it. So none is lost, and
//! what is doubled can be told. Instants are milliseconds since 1970, in UTC.

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};

use crate::{Connection, StoreError, sql::execute};

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail<'a> {
    /// What makes it this mail: one with the key of another is not kept. It is the first half of its `Message-ID`, so it is
    /// made of letters, digits, dots and hyphens.
    pub key: &'a str,
    /// The name of whoever gets it.
    pub name: &'a str,
    /// Their address.
    pub address: &'a str,
    /// The language it is written in.
    pub locale: Locale,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub body: &'a str,
    /// The address at which its receiver stops such mails; none where they cannot be stopped.
    pub stop_url: Option<&'a str>,
    /// After this instant it is not worth sending any more.
    pub not_after: i64,
}

/// A leased mail.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Mail {
    /// The row.
    pub id: i64,
    /// See [`NewMail::key`].
    pub key: String,
    /// The name of whoever gets it.
    pub name: String,
    /// Their address.
    pub address: String,
    /// The code of its language.
    pub locale: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// See [`NewMail::stop_url`].
    pub stop_url: Option<String>,
    /// When it was written: its `Date`, at every attempt.
    pub queued_at: DateTime<Utc>,
    /// How often it was leased, this time included.
    pub attempts: i32,
}

/// Keeps a mail to be sent, within a change; whether there was none with its key.
pub async fn enqueue(db: &impl Connection, mail: &NewMail<'_>, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "INSERT INTO mail (key, name, address, locale, subject, body, stop_url, queued_at, not_after) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (key) DO NOTHING";
    let values: [Value; 9] = [
        mail.key.into(),
        mail.name.into(),
        mail.address.into(),
        mail.locale.code().into(),
        mail.subject.into(),
        mail.body.into(),
        mail.stop_url.map(str::to_owned).into(),
        now.into(),
        mail.not_after.into(),
    ];
    Ok(execute(db, sql, values).await? == 1)
}

/// Leases the mail that has been due longest, until `lease_until`.
pub async fn lease(db: &impl Connection, now: i64, lease_until: i64) -> Result<Option<Mail>, StoreError> {
    let lock = if db.get_database_backend() == DbBackend::Postgres { "FOR UPDATE SKIP LOCKED" } else { "" };
    let sql = format!(
        "UPDATE mail SET available_at = $1, attempts = attempts + 1 WHERE id IN \
         (SELECT id FROM mail WHERE available_at <= $2 ORDER BY available_at, id LIMIT 1 {lock}) \
         RETURNING id, key, name, address, locale, subject, body, stop_url, queued_at, attempts"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [lease_until.into(), now.into()]);
    Ok(Mail::find_by_statement(statement).one(db).await?)
}

/// Whether a mail can be leased: a read, so that an idle sender never asks for the write lock.
pub async fn is_due(db: &impl Connection, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM mail WHERE available_at <= $1 LIMIT 1";
    Ok(db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()])).await?.is_some())
}

/// Removes a mail that was handed over.
pub async fn sent(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    execute(db, "DELETE FROM mail WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Puts a mail off until `again_at`, with the reason.
pub async fn put_off(db: &impl Connection, id: i64, again_at: i64, why: &str) -> Result<(), StoreError> {
    execute(db, "UPDATE mail SET available_at = $1, note = $2 WHERE id = $3", [again_at.into(), why.into(), id.into()]).await?;
    Ok(())
}

/// A mail that was given up.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GivenUp {
    /// See [`NewMail::key`].
    pub key: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Why it was not sent the last time.
    pub note: Option<String>,
}

/// Removes the mails that are not worth sending any more, and says which.
pub async fn give_up(db: &impl Connection, now: i64) -> Result<Vec<GivenUp>, StoreError> {
    let sql = "DELETE FROM mail WHERE not_after < $1 AND available_at <= $1 RETURNING key, attempts, note";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()]);
    Ok(GivenUp::find_by_statement(statement).all(db).await?)
}

/// Removes the mails to an address that its holder could stop, within a change: they have no reader any more. What happened to an
/// account is still told.
pub async fn withdraw(db: &impl Connection, address: &str) -> Result<(), StoreError> {
    execute(db, "DELETE FROM mail WHERE address = $1 AND stop_url IS NOT NULL", [address.into()]).await?;
    Ok(())
}

/// How many mails wait to be sent.
pub async fn waiting(db: &impl Connection) -> Result<i64, StoreError> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) AS n FROM mail")).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}
