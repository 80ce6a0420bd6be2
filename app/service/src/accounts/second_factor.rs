//! The second factor of one's own account: one-time codes, and the recovery codes that replace them and passkeys.

use jawab_domain::{
    access::{AccountEvent, ActorId, Mandate},
    field::FieldName,
    validation::Problem,
};
use jawab_store::{
    Change, Connection,
    accounts::{self, passkeys, second_factor},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, CurrentPassword,
    secret::{RECOVERY_CODES, recovery_code, recovery_code_sha256},
    subject, totp,
};

pub use jawab_store::accounts::second_factor::CodesLeft;

impl Accounts {
    /// Whether an account has a second factor: one-time codes or a passkey.
    pub(super) async fn has_factor(db: &impl Connection, of: &rows::Account) -> Result<bool, AccountError> {
        Ok(of.totp_secret.is_some() || passkeys::count(db, of.id).await? > 0)
    }

    /// Whether an account must have a second factor.
    pub(super) async fn must_have_factor(&self, of: &rows::Account) -> Result<bool, AccountError> {
        Ok(self.second_factor_for.asks(&accounts::mandate(self.database.reader(), of).await?))
    }

    /// Whether an account with this mandate must have a second factor and has none. Accounts without a password, as in the
    /// demonstration, need none.
    pub(super) async fn lacks_factor(&self, of: &rows::Account, mandate: &Mandate) -> Result<bool, AccountError> {
        let asked = of.password_hash.is_some() && self.second_factor_for.asks(mandate);
        Ok(asked && !Self::has_factor(self.database.reader(), of).await?)
    }

    /// Whether an account must have a second factor and has none, for what its holder receives without signing in: nothing is sent
    /// until it is set. Also true if the account does not exist.
    pub async fn lacks_second_factor(&self, account: i64) -> Result<bool, AccountError> {
        let db = self.database.reader();
        let Some(of) = accounts::by_id(db, account).await? else { return Ok(true) };
        self.lacks_factor(&of, &accounts::mandate(db, &of).await?).await
    }

    /// Sets up one-time codes, after a first code shows that the authenticator has the secret. Returns recovery codes, which cannot be
    /// read again. All sessions end except the current one.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the code or password; [`AccountError::Forbidden`] for an account without a password.
    pub async fn set_second_factor(
        &self,
        of: &rows::Account,
        secret: &str,
        typed: &str,
        current: CurrentPassword<'_>,
    ) -> Result<Vec<String>, AccountError> {
        if of.password_hash.is_none() || !totp::is_secret(secret) {
            return Err(AccountError::Forbidden);
        }
        let step = totp::step_of(secret, typed, self.clock.now_millis());
        let problems = if step.is_none() { vec![(FieldName::Code, Problem::WrongCode)] } else { Vec::new() };
        self.check_password(of, current, problems).await?;
        let sealed = self.seal(of.id, secret)?;
        let change = self.database.change().await?;
        let db = change.connection();
        if !accounts::save(db, &rows::Account { totp_secret: Some(sealed), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        second_factor::claim_totp_step(db, of.id, step.unwrap_or_default()).await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.factor_changed(&change, of, current.session, "account.second_factor_set", AccountEvent::SecondFactorSet).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// Removes one-time codes. Returns whether a second factor is left; an account that must have one keeps the last.
    ///
    /// # Errors
    /// [`AccountError::Forbidden`] if it must have one, [`AccountError::Invalid`] for the password.
    pub async fn remove_second_factor(&self, of: &rows::Account, current: CurrentPassword<'_>) -> Result<bool, AccountError> {
        let last = passkeys::count(self.database.reader(), of.id).await? == 0;
        if last && self.must_have_factor(of).await? {
            return Err(AccountError::Forbidden);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        let db = change.connection();
        if !accounts::save(db, &rows::Account { totp_secret: None, ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        if last {
            second_factor::set_recovery_codes(db, of.id, &[]).await?;
        }
        let (action, event) = if last {
            ("account.second_factor_removed", AccountEvent::SecondFactorRemoved)
        } else {
            ("account.codes_removed", AccountEvent::CodesRemoved)
        };
        self.factor_changed(&change, of, current.session, action, event).await?;
        change.commit_quietly().await?;
        Ok(!last)
    }

    /// Creates new recovery codes; the old ones become void.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] without a second factor, [`AccountError::Invalid`] for the password, [`AccountError::Conflict`] if
    /// the account has changed since.
    pub async fn new_recovery_codes(&self, of: &rows::Account, current: CurrentPassword<'_>) -> Result<Vec<String>, AccountError> {
        if !Self::has_factor(self.database.reader(), of).await? {
            return Err(AccountError::NotFound);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        Self::lock_unchanged(&change, of).await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.record(&change, ActorId::Account(of.id), "account.recovery_codes_made", &subject(of.id), json!({})).await?;
        self.notify_holder(&change, of, AccountEvent::RecoveryCodesMade, None).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// The recovery codes left, and whether they have the short format.
    pub async fn recovery_codes_left(&self, account: i64) -> Result<CodesLeft, AccountError> {
        Ok(second_factor::recovery_codes_left(self.database.reader(), account).await?)
    }

    /// Creates recovery codes within a change; earlier ones become void.
    pub(super) async fn write_recovery_codes(&self, change: &Change, account: i64) -> Result<Vec<String>, AccountError> {
        let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<_>, _>>()?;
        let hashes: Vec<String> = codes.iter().map(|code| recovery_code_sha256(code)).collect();
        second_factor::set_recovery_codes(change.connection(), account, &hashes).await?;
        Ok(codes)
    }

    /// The effects of a change of one's own second factor: other sessions end, it is recorded, and the holder is notified.
    pub(super) async fn factor_changed(
        &self,
        change: &Change,
        of: &rows::Account,
        session: Option<i64>,
        action: &str,
        event: AccountEvent,
    ) -> Result<(), AccountError> {
        self.end_other_sessions(change, of.id, session).await?;
        self.record(change, ActorId::Account(of.id), action, &subject(of.id), json!({})).await?;
        self.notify_holder(change, of, event, None).await
    }
}
