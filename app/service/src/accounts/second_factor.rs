//! The second factor of one's own account: one-time codes, and the recovery codes that stand in for them and for passkeys.

use jawab_domain::access::{AccountEvent, ActorId, Mandate};
use jawab_store::{
    Change, Connection,
    accounts::{self, passkeys, second_factor},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, CurrentPassword, Field, Problem,
    secret::{RECOVERY_CODES, recovery_code, recovery_code_sha256},
    subject, totp,
};

pub use jawab_store::accounts::second_factor::CodesLeft;

impl Accounts {
    /// Whether an account asks for more than the password: for a one-time code or a passkey.
    pub(super) async fn has_factor(db: &impl Connection, of: &rows::Account) -> Result<bool, AccountError> {
        Ok(of.totp_secret.is_some() || passkeys::count(db, of.id).await? > 0)
    }

    /// Whether the holder of an account must have a second factor.
    pub(super) async fn must_have_factor(&self, of: &rows::Account) -> Result<bool, AccountError> {
        Ok(self.second_factor_for.asks(&accounts::mandate(self.database.reader(), of).await?))
    }

    /// Whether the holder of an account, who may do this, must have a second factor and has none. Without a password, as in the
    /// demonstration, none is asked for.
    pub(super) async fn lacks_factor(&self, of: &rows::Account, mandate: &Mandate) -> Result<bool, AccountError> {
        let asked = of.password_hash.is_some() && self.second_factor_for.asks(mandate);
        Ok(asked && !Self::has_factor(self.database.reader(), of).await?)
    }

    /// Whether the holder of an account must have a second factor and has none, for what reaches them without signing in: until
    /// they set it they get nothing. So it is with an account that is not there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn lacks_second_factor(&self, account: i64) -> Result<bool, AccountError> {
        let db = self.database.reader();
        let Some(of) = accounts::by_id(db, account).await? else { return Ok(true) };
        self.lacks_factor(&of, &accounts::mandate(db, &of).await?).await
    }

    /// Sets one-time codes as a second factor, once the first one shows that the authenticator has the secret; gives the
    /// recovery codes, not to be had again. All sessions end but the one it is done in.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for code or password; [`AccountError::Forbidden`] for an account without a password.
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
        let problems = if step.is_none() { vec![(Field::Code, Problem::WrongCode)] } else { Vec::new() };
        self.check_password(of, current, problems).await?;
        let sealed = self.seal(of.id, secret)?;
        let change = self.database.change().await?;
        let db = change.connection();
        if !accounts::save(db, &rows::Account { totp_secret: Some(sealed), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        second_factor::use_step(db, of.id, step.unwrap_or_default()).await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.factor_changed(&change, of, current.session, "account.second_factor_set", AccountEvent::SecondFactorSet).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// Takes one-time codes away, and says whether a second factor is left; whoever must have one keeps the last.
    ///
    /// # Errors
    /// [`AccountError::Forbidden`] for somebody who must have one, [`AccountError::Invalid`] for the password.
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

    /// Makes new recovery codes; the old ones are void.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] without a second factor, [`AccountError::Invalid`] for the password, [`AccountError::Conflict`] where
    /// the account was changed meanwhile.
    pub async fn new_recovery_codes(&self, of: &rows::Account, current: CurrentPassword<'_>) -> Result<Vec<String>, AccountError> {
        if !Self::has_factor(self.database.reader(), of).await? {
            return Err(AccountError::NotFound);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        Self::hold_as_read(&change, of).await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "account.recovery_codes_made", &subject(of.id), json!({})).await?;
        self.notify_holder(&change, of, AccountEvent::RecoveryCodesMade, None).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// The recovery codes that are left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, account: i64) -> Result<CodesLeft, AccountError> {
        Ok(second_factor::recovery_codes_left(self.database.reader(), account).await?)
    }

    /// Makes recovery codes within a change; earlier ones are void.
    pub(super) async fn write_recovery_codes(&self, change: &Change, account: i64) -> Result<Vec<String>, AccountError> {
        let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<_>, _>>()?;
        let kept: Vec<String> = codes.iter().map(|code| recovery_code_sha256(code)).collect();
        second_factor::set_recovery_codes(change.connection(), account, &kept).await?;
        Ok(codes)
    }

    /// What follows from a change of one's own factor: other sessions end, it is recorded, and the holder is told.
    pub(super) async fn factor_changed(
        &self,
        change: &Change,
        of: &rows::Account,
        session: Option<i64>,
        action: &str,
        event: AccountEvent,
    ) -> Result<(), AccountError> {
        self.end_others(change, of.id, session).await?;
        self.note(change, ActorId::Account(of.id), action, &subject(of.id), json!({})).await?;
        self.notify_holder(change, of, event, None).await
    }
}
