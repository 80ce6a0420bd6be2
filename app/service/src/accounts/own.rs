//! What people do with their own account.

use jawab_domain::access::{AccountEvent, ActorId};
use jawab_store::{
    Change, StoreError,
    accounts::{self, links},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, Field, Problem, Purpose, Visit,
    links::check_new_password,
    sign_in::Entered,
    subject,
    throttle::{Attempt, clear},
};
use crate::traces::Refused;

/// The current password, as somebody typed it in a session.
#[derive(Debug, Clone, Copy)]
pub struct CurrentPassword<'a> {
    /// The session. Each has a count of its own: who stole one cannot slow the holder down in another.
    pub session: Option<i64>,
    /// What was typed.
    pub typed: &'a str,
    /// From where.
    pub visit: Visit<'a>,
}

impl Accounts {
    /// Changes the password; all sessions end, and a new one begins. Links that others made for the account are void: whoever was
    /// told of one that they did not ask for changes the password.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for what was given, [`AccountError::Wait`] after too many wrong passwords.
    pub async fn change_password(
        &self,
        of: &rows::Account,
        current: CurrentPassword<'_>,
        new: [&str; 2],
        visit: Visit<'_>,
    ) -> Result<Entered, AccountError> {
        let problems = check_new_password(new, &of.address, &of.name);
        self.check_password(of, current, problems).await?;
        let account = rows::Account { password_hash: Some(self.passwords.hash(new[0]).await?), ..of.clone() };
        let change = self.database.change().await?;
        if !accounts::save(change.connection(), &account).await? {
            return Err(AccountError::Conflict);
        }
        self.end_everything(&change, of.id).await?;
        void_openings(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "account.password_changed", &subject(of.id), json!({})).await?;
        self.notify_holder(&change, of, AccountEvent::PasswordChanged, None).await?;
        let entered = self.begin(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(entered)
    }

    /// Signs out of one of one's own sessions. Who has a password gives it: a thief of one session cannot end the others.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is none, [`AccountError::Invalid`] for the password, [`AccountError::Conflict`] where the
    /// account was changed meanwhile.
    pub async fn end_session(&self, of: &rows::Account, session: i64, current: CurrentPassword<'_>) -> Result<(), AccountError> {
        if of.password_hash.is_some() {
            self.check_password(of, current, Vec::new()).await?;
        }
        let change = self.database.change().await?;
        Self::hold_as_read(&change, of).await?;
        self.end_session_in(change, of.id, session).await
    }

    /// Signs out everywhere, and forgets the browsers; for the password, see [`Self::end_session`].
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the password.
    pub async fn end_own_sessions(&self, of: &rows::Account, current: CurrentPassword<'_>) -> Result<(), AccountError> {
        if of.password_hash.is_some() {
            self.check_password(of, current, Vec::new()).await?;
        }
        let change = self.database.change().await?;
        Self::hold_as_read(&change, of).await?;
        self.end_everything(&change, of.id).await?;
        void_openings(&change, of.id).await?;
        self.note(&change, ActorId::Account(of.id), "session.all_ended", &subject(of.id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Holds an account until the change ends, where it is as it was read. Checking a password takes a while: what was allowed by one
    /// that its holder changed meanwhile is not done. Who writes the account's row asks the same by its version.
    pub(super) async fn hold_as_read(change: &Change, read: &rows::Account) -> Result<(), AccountError> {
        let now = accounts::held(change.connection(), read.id).await?;
        let same = now.is_some_and(|now| now.version == read.version && now.disabled_at.is_none());
        if same { Ok(()) } else { Err(AccountError::Conflict) }
    }

    /// Checks the current password along with what else is wrong; wrong ones are counted as at signing in. What it allows is done in a
    /// change that writes the account's row by its version, or holds it: [`Self::hold_as_read`].
    pub(super) async fn check_password(
        &self,
        of: &rows::Account,
        current: CurrentPassword<'_>,
        mut problems: Vec<(Field, Problem)>,
    ) -> Result<(), AccountError> {
        let attempt = Attempt::new(&format!("password of {} in {:?}", of.id, current.session), None, None);
        if let Some(wait) = self.admit(&attempt).await? {
            self.trace(self.database.change().await?, Refused::TooMany, &subject(of.id), current.visit).await?;
            return Err(AccountError::Wait(wait));
        }
        if self.passwords.matches(current.typed, of.password_hash.as_deref()).await? {
            clear(self.database.writer(), attempt.key()).await?;
        } else {
            self.trace(self.database.change().await?, Refused::Password, &subject(of.id), current.visit).await?;
            problems.insert(0, (Field::CurrentPassword, Problem::WrongPassword));
        }
        if problems.is_empty() { Ok(()) } else { Err(AccountError::Invalid(problems)) }
    }
}

/// Voids what would open an account without its password.
async fn void_openings(change: &Change, account: i64) -> Result<(), StoreError> {
    links::void(change.connection(), account, &[Purpose::Invitation.code(), Purpose::NewPassword.code()]).await
}
