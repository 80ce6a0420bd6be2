//! The queue of mails. A mail is queued in the same transaction as the change that it reports.
//!
//! A sender leases a mail, delivers it and removes it. After a crash between delivery and removal the mail is sent again with the same
//! `Message-ID`, by which the receiver recognises the duplicate. So no mail is lost. Instants are milliseconds since 1970, in UTC.

use chrono::{DateTime, Utc};
use jawab_domain::Locale;
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};

use crate::{Connection, StoreError, sql::execute};

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail<'a> {
    /// The unique key of the mail: a second mail with the same key is not queued. It is the first half of the `Message-ID`, so it consists
    /// of letters, digits, dots and hyphens.
    pub key: &'a str,
    /// The name of the receiver.
    pub name: &'a str,
    /// The address of the receiver.
    pub address: &'a str,
    /// The language of the mail.
    pub locale: Locale,
    /// Its subject.
    pub subject: &'a str,
    /// Its text.
    pub body: &'a str,
    /// The URL at which the receiver unsubscribes, if such mails can be stopped.
    pub stop_url: Option<&'a str>,
    /// The instant after which it is no longer sent.
    pub not_after: i64,
}

/// A leased mail.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Mail {
    /// The row.
    pub id: i64,
    /// See [`NewMail::key`].
    pub key: String,
    /// The name of the receiver.
    pub name: String,
    /// The address of the receiver.
    pub address: String,
    /// The code of its language.
    pub locale: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// See [`NewMail::stop_url`].
    pub stop_url: Option<String>,
    /// When it was queued: its `Date` at every attempt.
    pub queued_at: DateTime<Utc>,
    /// The number of leases, including this one.
    pub attempts: i32,
}

/// Queues a mail within a transaction. Returns whether its key was new.
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

/// Whether a mail can be leased. This is a read, so that an idle sender never takes the write lock.
pub async fn is_due(db: &impl Connection, now: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM mail WHERE available_at <= $1 LIMIT 1";
    Ok(db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()])).await?.is_some())
}

/// Removes a delivered mail.
pub async fn sent(db: &impl Connection, id: i64) -> Result<(), StoreError> {
    execute(db, "DELETE FROM mail WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Postpones a mail until `again_at`, with the reason.
pub async fn postpone(db: &impl Connection, id: i64, again_at: i64, why: &str) -> Result<(), StoreError> {
    execute(db, "UPDATE mail SET available_at = $1, note = $2 WHERE id = $3", [again_at.into(), why.into(), id.into()]).await?;
    Ok(())
}

/// An expired mail.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExpiredMail {
    /// See [`NewMail::key`].
    pub key: String,
    /// The number of attempts.
    pub attempts: i32,
    /// Why the last attempt failed.
    pub note: Option<String>,
}

/// Removes the expired mails and returns them.
pub async fn remove_expired(db: &impl Connection, now: i64) -> Result<Vec<ExpiredMail>, StoreError> {
    let sql = "DELETE FROM mail WHERE not_after < $1 AND available_at <= $1 RETURNING key, attempts, note";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [now.into()]);
    Ok(ExpiredMail::find_by_statement(statement).all(db).await?)
}

/// Removes, within a transaction, the mails to an address that its holder can unsubscribe from. Mails about the account itself are still
/// sent.
pub async fn withdraw(db: &impl Connection, address: &str) -> Result<(), StoreError> {
    execute(db, "DELETE FROM mail WHERE address = $1 AND stop_url IS NOT NULL", [address.into()]).await?;
    Ok(())
}

/// The number of queued mails.
pub async fn waiting(db: &impl Connection) -> Result<i64, StoreError> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), "SELECT COUNT(*) AS n FROM mail")).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}
