//! Removal of a lost second factor: one administrator asks, another confirms.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{
    access::{AccountEvent, Actor},
    lifecycle::Refusal,
};
use jawab_store::{
    Change,
    accounts::{self, passkeys, removals, second_factor},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, subject};
use crate::second_person::second_administrator_may;

/// How long a request awaits confirmation.
const REQUEST_LIFETIME: TimeDelta = TimeDelta::days(3);

impl Accounts {
    /// Asks for the removal of an account's second factor; its holder is notified.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such account, or it has no second factor.
    pub async fn ask_factor_removal(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        let account = self.with_factor(&change, id).await?;
        removals::ask(change.connection(), id, &actor.id.to_string(), self.clock.now()).await?;
        self.record(&change, actor.id, "account.factor_removal_asked", &subject(id), json!({})).await?;
        self.notify_holder(&change, &account, AccountEvent::RemovalAsked, Some(&actor.name)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Removes an account's second factor, as another administrator asked: authenticator, passkeys and recovery codes. Its sessions
    /// end, and its holder is notified.
    ///
    /// # Errors
    /// [`AccountError::Refused`] if nobody asked, or by [`second_administrator_may`].
    pub async fn confirm_factor_removal(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        let (db, now) = (change.connection(), self.clock.now());
        let account = self.with_factor(&change, id).await?;
        let asked = removals::open(db, now - REQUEST_LIFETIME).await?.into_iter().find(|asked| asked.account_id == id);
        let asked = asked.ok_or(AccountError::Refused(Refusal::NothingAsked))?;
        second_administrator_may(db, &asked.asked_by, &actor.id.to_string(), now).await?.map_err(AccountError::Refused)?;
        removals::drop(db, id).await?;
        if !accounts::save(db, &rows::Account { totp_secret: None, ..account.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        passkeys::remove_all(db, id).await?;
        second_factor::set_recovery_codes(db, id, &[]).await?;
        self.end_all_access(&change, id).await?;
        self.record(&change, actor.id, "account.factor_removal_confirmed", &subject(id), json!({ "asked_by": asked.asked_by })).await?;
        self.notify_holder(&change, &account, AccountEvent::RemovalConfirmed, Some(&actor.name)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Whether an actor may confirm a request, by [`second_administrator_may`].
    pub async fn may_confirm_factor_removal(&self, actor: &Actor, asked: &rows::FactorRemoval) -> Result<bool, AccountError> {
        let db = self.database.reader();
        Ok(second_administrator_may(db, &asked.asked_by, &actor.id.to_string(), self.clock.now()).await?.is_ok())
    }

    /// Drops the request for an account.
    ///
    /// # Errors
    /// [`AccountError::Refused`] if nobody asked.
    pub async fn drop_factor_removal(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        if !removals::drop(change.connection(), id).await? {
            return Err(AccountError::Refused(Refusal::NothingAsked));
        }
        self.record(&change, actor.id, "account.factor_removal_dropped", &subject(id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// The requests that await a second administrator.
    pub async fn factor_removals(&self) -> Result<Vec<rows::FactorRemoval>, AccountError> {
        Ok(removals::open(self.database.reader(), self.clock.now() - REQUEST_LIFETIME).await?)
    }

    /// When a request expires.
    #[must_use]
    pub fn removal_waits_until(asked: &rows::FactorRemoval) -> DateTime<Utc> {
        asked.asked_at + REQUEST_LIFETIME
    }

    async fn with_factor(&self, change: &Change, id: i64) -> Result<rows::Account, AccountError> {
        let db = change.connection();
        let account = accounts::by_id(db, id).await?.ok_or(AccountError::NotFound)?;
        if Self::has_factor(db, &account).await? { Ok(account) } else { Err(AccountError::NotFound) }
    }
}
