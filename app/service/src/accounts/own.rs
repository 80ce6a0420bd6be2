//! What people do with their own account.

use jawab_domain::{
    access::{AccountEvent, ActorId},
    field::FieldName,
    validation::Problem,
};
use jawab_store::{
    Change, StoreError,
    accounts::{self, links},
    rows,
};
use serde_json::json;

use super::{
    AccountError, Accounts, Purpose, RequestOrigin,
    sign_in::NewSession,
    subject,
    throttle::{Attempt, clear},
};
use crate::refusals::RefusalKind;

/// The current password, as typed in a session.
#[derive(Debug, Clone, Copy)]
pub struct CurrentPassword<'a> {
    /// The session. Failures are counted for each session, so that the thief of one cannot slow down the holder in another.
    pub session: Option<i64>,
    /// The typed text.
    pub typed: &'a str,
    /// Where the request comes from.
    pub origin: RequestOrigin<'a>,
}

impl Accounts {
    /// Changes the password. All sessions end, and a new one begins. Links that others created become void: a holder who is notified of
    /// an unexpected link changes the password.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the input, [`AccountError::Wait`] after too many wrong passwords.
    pub async fn change_password(
        &self,
        of: &rows::Account,
        current: CurrentPassword<'_>,
        new: [&str; 2],
        origin: RequestOrigin<'_>,
    ) -> Result<NewSession, AccountError> {
        let problems = self.check_new_password(new, &of.address, &of.name).await?;
        self.check_password(of, current, problems).await?;
        let account = rows::Account { password_hash: Some(self.passwords.hash(new[0]).await?), ..of.clone() };
        let change = self.database.change().await?;
        if !accounts::save(change.connection(), &account).await? {
            return Err(AccountError::Conflict);
        }
        self.end_all_access(&change, of.id).await?;
        void_links(&change, of.id).await?;
        self.record(&change, ActorId::Account(of.id), "account.password_changed", &subject(of.id), json!({})).await?;
        self.notify_holder(&change, of, AccountEvent::PasswordChanged, None).await?;
        let entered = self.begin(&change, &account, origin).await?;
        change.commit_quietly().await?;
        Ok(entered)
    }

    /// Ends one of the holder's own sessions. The password is required, if there is one: the thief of one session cannot end the
    /// others.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such session, [`AccountError::Invalid`] for the password, [`AccountError::Conflict`]
    /// if the account has changed since.
    pub async fn end_session(&self, of: &rows::Account, session: i64, current: CurrentPassword<'_>) -> Result<(), AccountError> {
        if of.password_hash.is_some() {
            self.check_password(of, current, Vec::new()).await?;
        }
        let change = self.database.change().await?;
        Self::lock_unchanged(&change, of).await?;
        self.end_session_in(change, of.id, session).await
    }

    /// Ends all sessions and forgets the known browsers. For the password, see [`Self::end_session`].
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the password.
    pub async fn end_own_sessions(&self, of: &rows::Account, current: CurrentPassword<'_>) -> Result<(), AccountError> {
        if of.password_hash.is_some() {
            self.check_password(of, current, Vec::new()).await?;
        }
        let change = self.database.change().await?;
        Self::lock_unchanged(&change, of).await?;
        self.end_all_access(&change, of.id).await?;
        void_links(&change, of.id).await?;
        self.record(&change, ActorId::Account(of.id), "session.all_ended", &subject(of.id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Locks an account until the change ends, if it is as it was read. Checking a password takes a while; if the holder changes it
    /// meanwhile, the old one allows nothing. Writing the account's row checks the same by its version.
    pub(super) async fn lock_unchanged(change: &Change, read: &rows::Account) -> Result<(), AccountError> {
        let now = accounts::lock(change.connection(), read.id).await?;
        let same = now.is_some_and(|now| now.version == read.version && now.disabled_at.is_none());
        if same { Ok(()) } else { Err(AccountError::Conflict) }
    }

    /// Checks the current password along with other problems. Failures count as at sign-in. What it allows must be done in a change
    /// that writes the account's row at its version, or locks it: [`Self::lock_unchanged`].
    pub(super) async fn check_password(
        &self,
        of: &rows::Account,
        current: CurrentPassword<'_>,
        mut problems: Vec<(FieldName, Problem)>,
    ) -> Result<(), AccountError> {
        let attempt = Attempt::new(&format!("password of {} in {:?}", of.id, current.session), None, None);
        if let Some(wait) = self.admit(&attempt).await? {
            self.record_refusal(self.database.change().await?, RefusalKind::TooMany, &subject(of.id), current.origin).await?;
            return Err(AccountError::Wait(wait));
        }
        if self.passwords.matches(current.typed, of.password_hash.as_deref()).await? {
            clear(self.database.writer(), attempt.key()).await?;
        } else {
            self.record_refusal(self.database.change().await?, RefusalKind::Password, &subject(of.id), current.origin).await?;
            problems.insert(0, (FieldName::CurrentPassword, Problem::WrongPassword));
        }
        if problems.is_empty() { Ok(()) } else { Err(AccountError::Invalid(problems)) }
    }
}

/// Voids the links that open an account without its password.
async fn void_links(change: &Change, account: i64) -> Result<(), StoreError> {
    links::void(change.connection(), account, &[Purpose::Invitation.code(), Purpose::NewPassword.code()]).await
}
