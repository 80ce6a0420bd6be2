//! Settings of one's own account that no password is asked for: the language, the morning's mail, the calendar. Each change of one is a line in
//! the record, which keeps it for good: what changes nothing writes none, and who changes them back and forth is stopped for a while.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{Locale, access::ActorId};
use jawab_store::{Connection, StoreError, accounts, audit, board, rows};
use serde_json::json;

use super::{AccountError, Accounts, subject};

/// What the record calls them.
const SETTINGS: [&str; 5] = ["account.language_changed", "digest.started", "digest.stopped", "calendar.made", "calendar.revoked"];
/// Lines of them that an account fills in an hour.
const MOST: usize = 20;
const HOUR: Duration = Duration::from_secs(3_600);

/// Whether somebody may change another setting of their own account now. To take something back is never refused: it was set before.
///
/// # Errors
/// When the database cannot be read.
pub async fn may_be_set(db: &impl Connection, account: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (own, since) = (subject(account), now - TimeDelta::hours(1));
    let lines = audit::done_to(db, &own, &SETTINGS, since).await?;
    Ok(lines.iter().filter(|line| line.actor == own).count() < MOST)
}

impl Accounts {
    /// Sets the language of one's mails and of the page after signing in; whether it was another.
    ///
    /// # Errors
    /// [`AccountError::Conflict`] where the account was changed meanwhile, [`AccountError::Wait`] after too many changes.
    pub async fn set_language(&self, of: &rows::Account, locale: Locale) -> Result<bool, AccountError> {
        if of.locale == locale.code() {
            return Ok(false);
        }
        let change = self.database.change().await?;
        let db = change.connection();
        if !may_be_set(db, of.id, self.clock.now()).await? {
            return Err(AccountError::Wait(HOUR));
        }
        if !accounts::save(db, &rows::Account { locale: locale.to_string(), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        self.note(&change, ActorId::Account(of.id), "account.language_changed", &subject(of.id), json!({ "locale": locale })).await?;
        change.commit_quietly().await?;
        Ok(true)
    }

    /// Starts the morning's mail to oneself, or stops it; whether it was otherwise before.
    ///
    /// # Errors
    /// [`AccountError::Wait`] where it was started too often.
    pub async fn set_digest(&self, of: &rows::Account, wanted: bool) -> Result<bool, AccountError> {
        let change = self.database.change().await?;
        let db = change.connection();
        if !board::want_digest(db, of.id, wanted).await? {
            return Ok(false);
        }
        if wanted && !may_be_set(db, of.id, self.clock.now()).await? {
            return Err(AccountError::Wait(HOUR));
        }
        let action = if wanted { "digest.started" } else { "digest.stopped" };
        self.note(&change, ActorId::Account(of.id), action, &subject(of.id), json!({})).await?;
        change.commit_quietly().await?;
        Ok(true)
    }
}
