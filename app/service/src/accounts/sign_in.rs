//! Sign-in: a password, then the second factor if there is one. Unknown addresses get the same answers in the same time as known ones.

use std::time::Duration;

use jawab_domain::{
    access::{AccountEvent, ActorId},
    field::FieldName,
    validation::Problem,
};
use jawab_store::{
    Change,
    accounts::{self, links, second_factor},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, PasskeyAnswer, Purpose, RequestOrigin, Secret,
    secret::recovery_code_sha256,
    subject,
    throttle::{Attempt, clear},
    totp,
};
use crate::refusals::RefusalKind;

/// The result of a password.
#[derive(Debug)]
pub enum SignIn {
    /// The address or password is wrong, or the account is disabled; these are not distinguished.
    Wrong,
    /// Too many attempts; the time to wait.
    Wait(Duration),
    /// The second factor is required; the token identifies the half-finished sign-in.
    SecondStep(Secret),
    /// Signed in.
    In(Box<NewSession>),
}

/// The input of the second step.
#[derive(Debug, Clone, Copy)]
pub enum SecondFactorInput<'a> {
    /// A one-time code or a recovery code.
    Code(&'a str),
    /// The answer of a passkey.
    Passkey(PasskeyAnswer<'a>),
}

/// The result of the second step.
#[derive(Debug)]
pub enum SecondStep {
    /// The input is wrong, or was used before.
    Wrong(Vec<(FieldName, Problem)>),
    /// Too many attempts; the time to wait.
    Wait(Duration),
    /// It took too long: the password is required again.
    Over,
    /// Signed in.
    In(Box<NewSession>),
}

/// A new session.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Its token.
    pub token: Secret,
    /// The token by which the browser is known from now on.
    pub browser: Secret,
    /// Its account.
    pub account: rows::Account,
}

impl Accounts {
    /// Tries an address and a password.
    pub async fn sign_in(&self, address: &str, password: &str, origin: RequestOrigin<'_>) -> Result<SignIn, AccountError> {
        let key = accounts::address_key(address);
        let account = accounts::by_address(self.database.reader(), &key).await?;
        let attempt = self.attempt(&key, account.as_ref(), origin).await?;
        if let Some(wait) = self.admit(&attempt).await? {
            self.record_refusal(self.database.change().await?, RefusalKind::TooMany, "", origin).await?;
            return Ok(SignIn::Wait(wait));
        }
        let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let right = self.passwords.matches(password, stored).await?;
        let change = self.database.change().await?;
        let known = account.as_ref().map(|account| subject(account.id)).unwrap_or_default();
        let Some(account) = Self::lock_if_unchanged(&change, account.filter(|_| right)).await? else {
            self.record_refusal(change, RefusalKind::SignIn, &known, origin).await?;
            return Ok(SignIn::Wrong);
        };
        clear(change.connection(), attempt.key()).await?;
        let came = self.after_password(&change, &account, origin).await?;
        change.commit_quietly().await?;
        Ok(came)
    }

    /// Locks the account of a correct password, as it is now, until the change ends. Verification takes a while: `None` if the password
    /// has changed since, or the account is disabled.
    async fn lock_if_unchanged(change: &Change, judged: Option<rows::Account>) -> Result<Option<rows::Account>, AccountError> {
        let Some(judged) = judged else { return Ok(None) };
        let now = accounts::lock(change.connection(), judged.id).await?;
        Ok(now.filter(|now| now.password_hash == judged.password_hash && now.disabled_at.is_none()))
    }

    /// What follows a correct password of a locked account: the second step, or a session.
    pub(super) async fn after_password(
        &self,
        change: &Change,
        of: &rows::Account,
        origin: RequestOrigin<'_>,
    ) -> Result<SignIn, AccountError> {
        if Self::has_factor(change.connection(), of).await? {
            return Ok(SignIn::SecondStep(self.create_link(change, of.id, Purpose::SecondStep).await?));
        }
        Ok(SignIn::In(Box::new(self.begin(change, of, origin).await?)))
    }

    /// Tries the second factor after a correct password.
    pub async fn second_step(
        &self,
        token: &str,
        given: SecondFactorInput<'_>,
        origin: RequestOrigin<'_>,
    ) -> Result<SecondStep, AccountError> {
        let holder = match self.link(token).await {
            Ok(link) if link.purpose == Purpose::SecondStep => link.account,
            Ok(_) | Err(AccountError::NotFound) => return Ok(SecondStep::Over),
            Err(other) => return Err(other),
        };
        // Cancelling is not a failed attempt.
        if let SecondFactorInput::Passkey(answer) = given
            && let Some(problem) = answer.missing_answer()
        {
            return Ok(SecondStep::Wrong(vec![(FieldName::Passkey, problem)]));
        }
        if let SecondFactorInput::Code(typed) = given
            && typed.trim().is_empty()
        {
            return Ok(SecondStep::Wrong(vec![(FieldName::Code, Problem::Missing)]));
        }
        let attempt = self.attempt(&format!("second step of {}", holder.id), Some(&holder), origin).await?;
        if let Some(wait) = self.admit(&attempt).await? {
            self.record_refusal(self.database.change().await?, RefusalKind::TooMany, &subject(holder.id), origin).await?;
            return Ok(SecondStep::Wait(wait));
        }
        let change = self.database.change().await?;
        // The current account: if its second factor was changed meanwhile, the link is void, which shows when it is used.
        let account = accounts::lock(change.connection(), holder.id).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = account else { return Ok(SecondStep::Over) };
        let used = match given {
            SecondFactorInput::Code(typed) => self.use_code(&change, &account, typed).await,
            SecondFactorInput::Passkey(answer) => self.use_passkey(change.connection(), &account, token, answer).await,
        };
        match used {
            Ok(()) => {}
            Err(AccountError::Invalid(problems)) => {
                self.record_refusal(change, RefusalKind::Code, &subject(account.id), origin).await?;
                return Ok(SecondStep::Wrong(problems));
            }
            Err(other) => return Err(other),
        }
        let db = change.connection();
        if !links::use_once(db, &Secret::presented(token).sha256(), self.clock.now()).await? {
            return Ok(SecondStep::Over);
        }
        clear(db, attempt.key()).await?;
        let entered = self.begin(&change, &account, origin).await?;
        change.commit_quietly().await?;
        Ok(SecondStep::In(Box::new(entered)))
    }

    /// Uses a one-time code or a recovery code within a change. The holder is notified of a used recovery code.
    async fn use_code(&self, change: &Change, of: &rows::Account, typed: &str) -> Result<(), AccountError> {
        let db = change.connection();
        let secret = of.totp_secret.as_deref().map(|stored| self.unseal(of.id, stored)).transpose()?;
        if let Some(step) = secret.and_then(|secret| totp::step_of(&secret, typed, self.clock.now_millis()))
            && second_factor::claim_totp_step(db, of.id, step).await?
        {
            return Ok(());
        }
        if !second_factor::use_recovery_code(db, of.id, &recovery_code_sha256(typed), self.clock.now()).await? {
            // Without one-time codes there is no next code to wait for.
            let problem = match of.totp_secret {
                Some(_) => Problem::WrongCode,
                None => Problem::WrongRecoveryCode,
            };
            return Err(AccountError::Invalid(vec![(FieldName::Code, problem)]));
        }
        self.record(change, ActorId::Account(of.id), "account.recovery_code_used", &subject(of.id), json!({})).await?;
        self.notify_holder(change, of, AccountEvent::RecoveryCodeUsed, None).await
    }

    async fn attempt(&self, tried: &str, account: Option<&rows::Account>, origin: RequestOrigin<'_>) -> Result<Attempt, AccountError> {
        let known = match account {
            Some(account) => Self::knows_browser(self.database.reader(), account, origin.browser, self.clock.now()).await?,
            None => false,
        };
        Ok(Attempt::new(tried, origin.browser.filter(|_| known), origin.network))
    }
}
