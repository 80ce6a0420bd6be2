//! What people do with their own account.

use jawab_domain::{
    Locale,
    access::{ActorId, Mandate},
};
use jawab_store::{
    accounts::{self as rows, second_factor},
    entity::account,
};
use serde_json::json;

use super::{
    AccountError, Accounts, Field, Problem, Visit,
    links::check_new_password,
    secret::{RECOVERY_CODES, recovery_code, recovery_code_sha256},
    sign_in::Entered,
    subject,
    throttle::{Attempt, clear},
    totp,
};

impl Accounts {
    /// Changes the password; all sessions end, and a new one begins.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for what was given, [`AccountError::Wait`] after too many wrong passwords.
    pub async fn change_password(
        &self,
        of: &account::Model,
        current: &str,
        new: [&str; 2],
        visit: Visit<'_>,
    ) -> Result<Entered, AccountError> {
        let problems = check_new_password(new, &of.address, &of.name);
        self.check_password(of, current, problems).await?;
        let account = account::Model { password_hash: Some(self.passwords.hash(new[0]).await?), ..of.clone() };
        let change = self.database.change().await?;
        if !rows::save(change.connection(), &account).await? {
            return Err(AccountError::Conflict);
        }
        self.end_everything(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "account.password_changed", &subject(of.id), json!({})).await?;
        let entered = self.begin(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(entered)
    }

    /// Sets the second factor, once its first code shows that the authenticator has it; gives the recovery codes, not to be
    /// had again. To replace one, the password is asked for.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for code or password; [`AccountError::Forbidden`] for an account without a password.
    pub async fn set_second_factor(
        &self,
        of: &account::Model,
        secret: &str,
        typed: &str,
        current: &str,
    ) -> Result<Vec<String>, AccountError> {
        if of.password_hash.is_none() || !totp::is_secret(secret) {
            return Err(AccountError::Forbidden);
        }
        let step = totp::step_of(secret, typed, self.clock.now_millis());
        let problems = if step.is_none() { vec![(Field::Code, Problem::WrongCode)] } else { Vec::new() };
        if of.totp_secret.is_some() {
            self.check_password(of, current, problems).await?;
        } else if !problems.is_empty() {
            return Err(AccountError::Invalid(problems));
        }
        let change = self.database.change().await?;
        let db = change.connection();
        if !rows::save(db, &account::Model { totp_secret: Some(secret.to_owned()), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        second_factor::use_step(db, of.id, step.unwrap_or_default()).await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "account.second_factor_set", &subject(of.id), json!({})).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// Takes the second factor away; administrators must keep theirs.
    ///
    /// # Errors
    /// [`AccountError::Forbidden`] for administrators, [`AccountError::Invalid`] for the password.
    pub async fn remove_second_factor(&self, of: &account::Model, current: &str) -> Result<(), AccountError> {
        if rows::mandate(self.database.reader(), of).await? == Mandate::Administrator {
            return Err(AccountError::Forbidden);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        if !rows::save(change.connection(), &account::Model { totp_secret: None, ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        second_factor::set_recovery_codes(change.connection(), of.id, &[]).await?;
        self.note(&change, ActorId::Account(of.id), "account.second_factor_removed", &subject(of.id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Makes new recovery codes; the old ones are void.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] without a second factor, [`AccountError::Invalid`] for the password.
    pub async fn new_recovery_codes(&self, of: &account::Model, current: &str) -> Result<Vec<String>, AccountError> {
        if of.totp_secret.is_none() {
            return Err(AccountError::NotFound);
        }
        self.check_password(of, current, Vec::new()).await?;
        let change = self.database.change().await?;
        let codes = self.write_recovery_codes(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "account.recovery_codes_made", &subject(of.id), json!({})).await?;
        change.commit_quietly().await?;
        Ok(codes)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, account: i64) -> Result<u64, AccountError> {
        Ok(second_factor::recovery_codes_left(self.database.reader(), account).await?)
    }

    /// Sets the language of one's mails and of the page after signing in.
    ///
    /// # Errors
    /// [`AccountError::Conflict`] where the account was changed meanwhile.
    pub async fn set_language(&self, of: &account::Model, locale: Locale) -> Result<(), AccountError> {
        let change = self.database.change().await?;
        if !rows::save(change.connection(), &account::Model { locale: locale.to_string(), ..of.clone() }).await? {
            return Err(AccountError::Conflict);
        }
        self.note(&change, ActorId::Account(of.id), "account.language_changed", &subject(of.id), json!({ "locale": locale })).await?;
        Ok(change.commit_quietly().await?)
    }

    async fn write_recovery_codes(&self, change: &jawab_store::Change, account: i64) -> Result<Vec<String>, AccountError> {
        let codes = (0..RECOVERY_CODES).map(|_| recovery_code()).collect::<Result<Vec<_>, _>>()?;
        let kept: Vec<String> = codes.iter().map(|code| recovery_code_sha256(code)).collect();
        second_factor::set_recovery_codes(change.connection(), account, &kept).await?;
        Ok(codes)
    }

    /// Checks the current password along with what else is wrong; wrong ones are counted as at signing in.
    async fn check_password(&self, of: &account::Model, current: &str, mut problems: Vec<(Field, Problem)>) -> Result<(), AccountError> {
        let attempt = Attempt::new(&format!("password of {}", of.id), None, None);
        if let Some(wait) = self.admit(&attempt).await? {
            return Err(AccountError::Wait(wait));
        }
        if self.passwords.matches(current, of.password_hash.as_deref()).await? {
            clear(self.database.writer(), attempt.key()).await?;
        } else {
            problems.insert(0, (Field::CurrentPassword, Problem::WrongPassword));
        }
        if problems.is_empty() { Ok(()) } else { Err(AccountError::Invalid(problems)) }
    }
}
