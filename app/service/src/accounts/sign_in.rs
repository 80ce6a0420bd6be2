//! Signing in: a password, then for those who have one the second factor. Unknown addresses get the same answers in the
//! same time as known ones.

use std::time::Duration;

use jawab_domain::access::{AccountEvent, ActorId};
use jawab_store::{
    Change,
    accounts::{self, links, second_factor},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, Answer, Field, Problem, Purpose, Secret, Visit,
    secret::recovery_code_sha256,
    subject,
    throttle::{Attempt, clear},
    totp,
};
use crate::traces::Refused;

/// What came of a password.
#[derive(Debug)]
pub enum SignIn {
    /// Address and password do not belong together, or the account is disabled: which of these is not said.
    Wrong,
    /// Too much was tried; how long to wait.
    Wait(Duration),
    /// The second factor is to follow; the token says whose.
    SecondStep(Secret),
    /// Signed in.
    In(Box<Entered>),
}

/// What is given at the second step.
#[derive(Debug, Clone, Copy)]
pub enum Given<'a> {
    /// A one-time code, or a recovery code in its stead.
    Code(&'a str),
    /// The answer of a passkey.
    Passkey(Answer<'a>),
}

/// What came of the second step.
#[derive(Debug)]
pub enum SecondStep {
    /// What was given is wrong, or was used before.
    Wrong(Vec<(Field, Problem)>),
    /// Too much was tried; how long to wait.
    Wait(Duration),
    /// It took too long: the password is to be given again.
    Over,
    /// Signed in.
    In(Box<Entered>),
}

/// A new session.
#[derive(Debug, Clone)]
pub struct Entered {
    /// Its token.
    pub token: Secret,
    /// The token by which the browser is known from now on.
    pub browser: Secret,
    /// Whose it is.
    pub account: rows::Account,
}

impl Accounts {
    /// Tries an address and a password.
    ///
    /// # Errors
    /// When the database or the system fails.
    pub async fn sign_in(&self, address: &str, password: &str, visit: Visit<'_>) -> Result<SignIn, AccountError> {
        let key = accounts::address_key(address);
        let account = accounts::by_address(self.database.reader(), &key).await?;
        let attempt = self.attempt(&key, account.as_ref(), visit).await?;
        if let Some(wait) = self.admit(&attempt).await? {
            self.trace(self.database.change().await?, Refused::TooMany, "", visit).await?;
            return Ok(SignIn::Wait(wait));
        }
        let kept = account.as_ref().and_then(|account| account.password_hash.as_deref());
        let right = self.passwords.matches(password, kept).await?;
        let change = self.database.change().await?;
        let known = account.as_ref().map(|account| subject(account.id)).unwrap_or_default();
        let Some(account) = Self::as_judged(&change, account.filter(|_| right)).await? else {
            self.trace(change, Refused::SignIn, &known, visit).await?;
            return Ok(SignIn::Wrong);
        };
        clear(change.connection(), attempt.key()).await?;
        let came = self.after_password(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(came)
    }

    /// The account of a good password as it is now, held until the change ends. Judging takes a while: none where the password is
    /// another one since, or the account is disabled.
    async fn as_judged(change: &Change, judged: Option<rows::Account>) -> Result<Option<rows::Account>, AccountError> {
        let Some(judged) = judged else { return Ok(None) };
        let now = accounts::held(change.connection(), judged.id).await?;
        Ok(now.filter(|now| now.password_hash == judged.password_hash && now.disabled_at.is_none()))
    }

    /// What follows a good password of an account that the change holds: the second factor, where there is one, or a session.
    pub(super) async fn after_password(&self, change: &Change, of: &rows::Account, visit: Visit<'_>) -> Result<SignIn, AccountError> {
        if Self::has_factor(change.connection(), of).await? {
            return Ok(SignIn::SecondStep(self.keep_link(change, of.id, Purpose::SecondStep).await?));
        }
        Ok(SignIn::In(Box::new(self.begin(change, of, visit).await?)))
    }

    /// Tries what is given after a good password.
    ///
    /// # Errors
    /// When the database or the system fails.
    pub async fn second_step(&self, token: &str, given: Given<'_>, visit: Visit<'_>) -> Result<SecondStep, AccountError> {
        let seen = match self.link(token).await {
            Ok(link) if link.purpose == Purpose::SecondStep => link.account,
            Ok(_) | Err(AccountError::NotFound) => return Ok(SecondStep::Over),
            Err(other) => return Err(other),
        };
        // Whoever gave up has not tried anything.
        if let Given::Passkey(answer) = given
            && let Some(problem) = answer.given_up()
        {
            return Ok(SecondStep::Wrong(vec![(Field::Passkey, problem)]));
        }
        let attempt = self.attempt(&format!("second step of {}", seen.id), Some(&seen), visit).await?;
        if let Some(wait) = self.admit(&attempt).await? {
            self.trace(self.database.change().await?, Refused::TooMany, &subject(seen.id), visit).await?;
            return Ok(SecondStep::Wait(wait));
        }
        let change = self.database.change().await?;
        // As it is now: whoever changed its factor meanwhile made the link void, which shows when it is used.
        let account = accounts::held(change.connection(), seen.id).await?.filter(|account| account.disabled_at.is_none());
        let Some(account) = account else { return Ok(SecondStep::Over) };
        let used = match given {
            Given::Code(typed) => self.use_code(&change, &account, typed).await,
            Given::Passkey(answer) => self.use_passkey(change.connection(), &account, token, answer).await,
        };
        match used {
            Ok(()) => {}
            Err(AccountError::Invalid(problems)) => {
                self.trace(change, Refused::Code, &subject(account.id), visit).await?;
                return Ok(SecondStep::Wrong(problems));
            }
            Err(other) => return Err(other),
        }
        let db = change.connection();
        if !links::use_once(db, &Secret::presented(token).sha256(), self.clock.now()).await? {
            return Ok(SecondStep::Over);
        }
        clear(db, attempt.key()).await?;
        let entered = self.begin(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(SecondStep::In(Box::new(entered)))
    }

    /// Uses a one-time code, or a recovery code in its stead, within a change; the holder is told of the latter.
    async fn use_code(&self, change: &Change, of: &rows::Account, typed: &str) -> Result<(), AccountError> {
        let db = change.connection();
        let secret = of.totp_secret.as_deref().map(|kept| self.unseal(of.id, kept)).transpose()?;
        if let Some(step) = secret.and_then(|secret| totp::step_of(&secret, typed, self.clock.now_millis()))
            && second_factor::use_step(db, of.id, step).await?
        {
            return Ok(());
        }
        if !second_factor::use_recovery_code(db, of.id, &recovery_code_sha256(typed), self.clock.now()).await? {
            return Err(AccountError::Invalid(vec![(Field::Code, Problem::WrongCode)]));
        }
        self.note(change, ActorId::Account(of.id), "account.recovery_code_used", &subject(of.id), json!({})).await?;
        self.notify_holder(change, of, AccountEvent::RecoveryCodeUsed, None).await
    }

    async fn attempt(&self, tried: &str, account: Option<&rows::Account>, visit: Visit<'_>) -> Result<Attempt, AccountError> {
        let known = match account {
            Some(account) => Self::knows(self.database.reader(), account, visit.browser, self.clock.now()).await?,
            None => false,
        };
        Ok(Attempt::new(tried, visit.browser.filter(|_| known), visit.network))
    }
}
