//! Links that open a door once: invitations, new passwords, demonstration, and the way from the first step to the second.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::access::{AccountEvent, ActorId};
use jawab_store::{
    Change,
    accounts::{self, links},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Field, Problem, Secret, SignIn, Visit, password, sign_in::Entered, subject};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To join: set one's name and password.
    Invitation,
    /// To set a new password; the second factor stays.
    NewPassword,
    /// To be signed in as an account of the demonstration.
    Demonstration,
    /// To give the one-time code after a good password.
    SecondStep,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Invitation, Self::NewPassword, Self::Demonstration, Self::SecondStep];

    /// As it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::NewPassword => "new_password",
            Self::Demonstration => "demonstration",
            Self::SecondStep => "second_step",
        }
    }

    /// How long such a link holds.
    const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Invitation | Self::NewPassword | Self::Demonstration => TimeDelta::hours(72),
            Self::SecondStep => TimeDelta::minutes(10),
        }
    }
}

/// A link that can still be used.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// What it is for.
    pub purpose: Purpose,
    /// Whose it is.
    pub account: rows::Account,
    /// Until when it holds.
    pub expires_at: DateTime<Utc>,
}

impl Accounts {
    /// Makes a link within a change; earlier ones of the account, of the same use, are void.
    pub(super) async fn keep_link(&self, change: &Change, account_id: i64, purpose: Purpose) -> Result<Secret, AccountError> {
        let (db, now, token) = (change.connection(), self.clock.now(), Secret::new()?);
        match purpose {
            Purpose::SecondStep => {}
            Purpose::Invitation | Purpose::NewPassword => {
                links::void(db, account_id, &[Purpose::Invitation.code(), Purpose::NewPassword.code()]).await?;
            }
            Purpose::Demonstration => links::void(db, account_id, &[purpose.code()]).await?,
        }
        let link = rows::OneUseLink {
            token_sha256: token.sha256(),
            purpose: purpose.code().into(),
            account_id,
            created_at: now,
            expires_at: now + purpose.lifetime(),
            used_at: None,
        };
        links::keep(db, link).await?;
        Ok(token)
    }

    /// The link of a token, if it can still be used. Looking does not use it.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is none, or no longer: which of these is not said.
    pub async fn link(&self, token: &str) -> Result<OpenLink, AccountError> {
        let db = self.database.reader();
        let found = links::find(db, &Secret::presented(token).sha256()).await?.ok_or(AccountError::NotFound)?;
        let account = accounts::by_id(db, found.account_id).await?.ok_or(AccountError::NotFound)?;
        let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.code() == found.purpose);
        let open = found.used_at.is_none() && self.clock.now() < found.expires_at && account.disabled_at.is_none();
        match purpose {
            Some(purpose) if open => Ok(OpenLink { purpose, account, expires_at: found.expires_at }),
            _ => Err(AccountError::NotFound),
        }
    }

    /// Uses an invitation or a link for a new password, and signs in; where there is a second factor, it is still to follow, as
    /// whoever made the link could have used it.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where the link is none, or no longer; [`AccountError::Invalid`] for name and password.
    pub async fn set_password_by_link(
        &self,
        token: &str,
        name: &str,
        passwords: [&str; 2],
        visit: Visit<'_>,
    ) -> Result<SignIn, AccountError> {
        let link = self.link(token).await?;
        let action = match link.purpose {
            Purpose::Invitation => "account.joined",
            Purpose::NewPassword => "account.password_changed",
            Purpose::Demonstration | Purpose::SecondStep => return Err(AccountError::NotFound),
        };
        let name = super::manage::checked_name(name);
        let mut problems = check_new_password(passwords, &link.account.address, name.as_deref().unwrap_or(&link.account.name));
        problems.extend(name.as_ref().err().map(|problem| (Field::Name, *problem)));
        let (Ok(name), true) = (name, problems.is_empty()) else { return Err(AccountError::Invalid(problems)) };
        let account = rows::Account { name, password_hash: Some(self.passwords.hash(passwords[0]).await?), ..link.account };
        let change = self.database.change().await?;
        accounts::held(change.connection(), account.id).await?.ok_or(AccountError::NotFound)?;
        self.use_link(&change, token).await?;
        if !accounts::save(change.connection(), &account).await? {
            return Err(AccountError::Conflict);
        }
        self.end_everything(&change, account.id).await?;
        self.note(&change, ActorId::Account(account.id), action, &subject(account.id), json!({})).await?;
        if link.purpose == Purpose::NewPassword {
            self.notify_holder(&change, &account, AccountEvent::PasswordChanged, None).await?;
        }
        let came = self.after_password(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(came)
    }

    /// Uses a link of the demonstration, and signs in.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where the link is none, or no longer.
    pub async fn enter_demonstration(&self, token: &str, visit: Visit<'_>) -> Result<Entered, AccountError> {
        let link = self.link(token).await?;
        if link.purpose != Purpose::Demonstration {
            return Err(AccountError::NotFound);
        }
        let change = self.database.change().await?;
        let account = accounts::held(change.connection(), link.account.id).await?.filter(|account| account.disabled_at.is_none());
        let account = account.ok_or(AccountError::NotFound)?;
        self.use_link(&change, token).await?;
        let entered = self.begin(&change, &account, visit).await?;
        change.commit_quietly().await?;
        Ok(entered)
    }

    async fn use_link(&self, change: &Change, token: &str) -> Result<(), AccountError> {
        let first = links::use_once(change.connection(), &Secret::presented(token).sha256(), self.clock.now()).await?;
        first.then_some(()).ok_or(AccountError::NotFound)
    }
}

/// What is wrong with a new password given twice.
pub(super) fn check_new_password(passwords: [&str; 2], address: &str, name: &str) -> Vec<(Field, Problem)> {
    let [first, again] = passwords;
    let mut problems = Vec::new();
    problems.extend(password::weakness(first, address, name).map(|problem| (Field::Password, problem)));
    if problems.is_empty() && first != again {
        problems.push((Field::PasswordAgain, Problem::PasswordsDiffer));
    }
    problems
}
