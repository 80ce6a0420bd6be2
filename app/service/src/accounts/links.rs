//! Links that can be used once: invitations, new passwords, demonstration, and the token between the two steps of a sign-in.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::{
    access::{AccountEvent, ActorId},
    field::FieldName,
    validation::Problem,
};
use jawab_store::{
    Change,
    accounts::{self, links},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, RequestOrigin, Secret, SignIn, sign_in::NewSession, subject};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To join: the holder sets a name and a password.
    Invitation,
    /// To set a new password; the second factor stays.
    NewPassword,
    /// To sign in to a demonstration account.
    Demonstration,
    /// To give the second factor after a correct password.
    SecondStep,
}

impl Purpose {
    const ALL: [Self; 4] = [Self::Invitation, Self::NewPassword, Self::Demonstration, Self::SecondStep];

    /// Its code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::NewPassword => "new_password",
            Self::Demonstration => "demonstration",
            Self::SecondStep => "second_step",
        }
    }

    /// How long a link is valid.
    const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Invitation | Self::NewPassword | Self::Demonstration => TimeDelta::hours(72),
            Self::SecondStep => TimeDelta::minutes(10),
        }
    }
}

/// A link that is still valid.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// Its purpose.
    pub purpose: Purpose,
    /// Its account.
    pub account: rows::Account,
    /// When it expires.
    pub expires_at: DateTime<Utc>,
}

impl Accounts {
    /// Creates a link within a change; earlier links of the account with the same purpose become void.
    pub(super) async fn create_link(&self, change: &Change, account_id: i64, purpose: Purpose) -> Result<Secret, AccountError> {
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
        links::insert(db, link).await?;
        Ok(token)
    }

    /// The link of a token, if it is still valid. This does not use it up.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if it does not exist or is no longer valid; the two are not distinguished.
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

    /// Uses an invitation or a link for a new password, and signs in. If the account has a second factor, it is still required, since
    /// whoever created the link could have used it.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if the link is not valid; [`AccountError::Invalid`] for the name and the password.
    pub async fn set_password_by_link(
        &self,
        token: &str,
        name: &str,
        passwords: [&str; 2],
        origin: RequestOrigin<'_>,
    ) -> Result<SignIn, AccountError> {
        let link = self.link(token).await?;
        let action = match link.purpose {
            Purpose::Invitation => "account.joined",
            Purpose::NewPassword => "account.password_changed",
            Purpose::Demonstration | Purpose::SecondStep => return Err(AccountError::NotFound),
        };
        let name = super::manage::checked_name(name);
        let holder = name.as_deref().unwrap_or(&link.account.name);
        let mut problems = self.check_new_password(passwords, &link.account.address, holder).await?;
        problems.extend(name.as_ref().err().map(|problem| (FieldName::AccountName, problem.clone())));
        let (Ok(name), true) = (name, problems.is_empty()) else { return Err(AccountError::Invalid(problems)) };
        let account = rows::Account { name, password_hash: Some(self.passwords.hash(passwords[0]).await?), ..link.account };
        let change = self.database.change().await?;
        accounts::lock(change.connection(), account.id).await?.ok_or(AccountError::NotFound)?;
        self.use_link(&change, token).await?;
        if !accounts::save(change.connection(), &account).await? {
            return Err(AccountError::Conflict);
        }
        self.end_all_access(&change, account.id).await?;
        self.record(&change, ActorId::Account(account.id), action, &subject(account.id), json!({})).await?;
        if link.purpose == Purpose::NewPassword {
            self.notify_holder(&change, &account, AccountEvent::PasswordChanged, None).await?;
        }
        let came = self.after_password(&change, &account, origin).await?;
        change.commit_quietly().await?;
        Ok(came)
    }

    /// Uses a demonstration link, and signs in.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if the link is not valid.
    pub async fn enter_demonstration(&self, token: &str, origin: RequestOrigin<'_>) -> Result<NewSession, AccountError> {
        let link = self.link(token).await?;
        if link.purpose != Purpose::Demonstration {
            return Err(AccountError::NotFound);
        }
        let change = self.database.change().await?;
        let account = accounts::lock(change.connection(), link.account.id).await?.filter(|account| account.disabled_at.is_none());
        let account = account.ok_or(AccountError::NotFound)?;
        self.use_link(&change, token).await?;
        let entered = self.begin(&change, &account, origin).await?;
        change.commit_quietly().await?;
        Ok(entered)
    }

    async fn use_link(&self, change: &Change, token: &str) -> Result<(), AccountError> {
        let first = links::use_once(change.connection(), &Secret::presented(token).sha256(), self.clock.now()).await?;
        first.then_some(()).ok_or(AccountError::NotFound)
    }

    /// The problems of a new password, given twice.
    pub(super) async fn check_new_password(
        &self,
        [first, again]: [&str; 2],
        address: &str,
        name: &str,
    ) -> Result<Vec<(FieldName, Problem)>, AccountError> {
        let mut problems = Vec::new();
        problems.extend(self.passwords.weakness(first, address, name).await?.map(|problem| (FieldName::Password, problem)));
        if problems.is_empty() && first != again {
            problems.push((FieldName::PasswordAgain, Problem::PasswordsDiffer));
        }
        Ok(problems)
    }
}
