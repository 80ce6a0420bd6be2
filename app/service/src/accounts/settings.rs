//! Settings of one's own account that need no password: the language, the daily mail, the calendar. Each change is an entry in the
//! audit record, which is permanent: a change without effect writes none, and frequent changes are blocked for a while.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{Locale, access::ActorId};
use jawab_store::{Connection, StoreError, accounts, audit, board, rows};
use serde_json::json;

use super::{AccountError, Accounts, subject};

/// Their actions in the audit record.
const SETTINGS: [&str; 5] = ["account.language_changed", "digest.started", "digest.stopped", "calendar.made", "calendar.revoked"];
/// The maximum number of such entries of an account in an hour.
const MAX_CHANGES_PER_HOUR: usize = 20;
const HOUR: Duration = Duration::from_secs(3_600);

/// Whether an account may change another setting now. Switching something off is always allowed.
pub async fn may_change_settings(db: &impl Connection, account: i64, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (own, since) = (subject(account), now - TimeDelta::hours(1));
    let lines = audit::done_to(db, &own, &SETTINGS, since).await?;
    Ok(lines.iter().filter(|line| line.actor == own).count() < MAX_CHANGES_PER_HOUR)
}

impl Accounts {
    /// Sets the language of one's mails and of the page after sign-in. Returns whether it changed.
    ///
    /// # Errors
    /// [`AccountError::Conflict`] if the account has changed since, [`AccountError::Wait`] after too many changes.
    pub async fn set_language(&self, of: &rows::Account, locale: Locale) -> Result<bool, AccountError> {
        if of.locale == locale.code() {
            return Ok(false);
        }
        let change = self.database.change().await?;
        let db = change.connection();
        if !may_change_settings(db, of.id, self.clock.now()).await? {
            return Err(AccountError::Wait(HOUR));
        }
        if !accounts::save(db, &rows::Account { locale: locale.to_string(), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        self.record(&change, ActorId::Account(of.id), "account.language_changed", &subject(of.id), json!({ "locale": locale })).await?;
        change.commit_quietly().await?;
        Ok(true)
    }

    /// Starts or stops the daily mail. Returns whether it changed.
    ///
    /// # Errors
    /// [`AccountError::Wait`] if it was started too often.
    pub async fn set_digest(&self, of: &rows::Account, wanted: bool) -> Result<bool, AccountError> {
        let change = self.database.change().await?;
        let db = change.connection();
        if !board::set_digest(db, of.id, wanted).await? {
            return Ok(false);
        }
        if wanted && !may_change_settings(db, of.id, self.clock.now()).await? {
            return Err(AccountError::Wait(HOUR));
        }
        let action = if wanted { "digest.started" } else { "digest.stopped" };
        self.record(&change, ActorId::Account(of.id), action, &subject(of.id), json!({})).await?;
        change.commit_quietly().await?;
        Ok(true)
    }
}
