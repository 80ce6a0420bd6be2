//! Accounts of staff: invitations, signing in, the second factor, sessions, and tokens of programs.
//!
//! Nothing that opens a door is kept in clear: passwords as Argon2id hashes, the secrets of authenticators sealed, all others as
//! their SHA-256. Whatever happens to an account is in the audit record, and its holder is told of what could be a thief's doing.

use std::time::Duration;

use jawab_domain::{
    access::{Act, Actor, ActorId, Place, SecondFactorFor},
    lifecycle::Refusal,
};
use jawab_store::{
    Change, Database, StoreError, Viewer, accounts,
    audit::{self, Entry},
    rows,
};
use serde_json::{Value, json};

use crate::{
    Clock,
    traces::{Refused, Traces, Unsaid, short_browser},
};

mod demonstration;
mod links;
mod manage;
mod notices;
mod own;
mod passkeys;
pub mod password;
mod removal;
pub mod seal;
mod second_factor;
mod secret;
mod session;
mod settings;
mod sign_in;
mod throttle;
mod tokens;
pub mod totp;

pub use demonstration::{DemonstrationLink, is_demonstration};
pub use links::{OpenLink, Purpose};
pub use manage::{AccountDraft, Invited};
pub(crate) use notices::Teller;
pub use notices::Words;
pub use own::CurrentPassword;
pub use passkeys::{Answer, Asked, Challenge, Served};
pub use seal::{KeyError, Keys};
pub use second_factor::CodesLeft;
pub use secret::{RECOVERY_CODES, Secret};
pub use session::{Identity, Visit};
pub use settings::may_be_set;
pub use sign_in::{Entered, Given, SecondStep, SignIn};
pub use tokens::{Issued, TokenDraft};

/// What is done with accounts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Accounts {
    database: Database,
    clock: Clock,
    passwords: password::Passwords,
    traces: Traces,
    second_factor_for: SecondFactorFor,
    keys: Option<Keys>,
    site: Option<passkeys::Site>,
    words: Option<notices::Teller>,
}

/// Why something was not done to an account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The actor's mandate does not allow it.
    #[error("the mandate does not allow this")]
    Forbidden,
    /// There is no such account, link, session or token; or no longer.
    #[error("there is no such account, link, session or token")]
    NotFound,
    /// Somebody else changed the account meanwhile.
    #[error("the account was changed meanwhile")]
    Conflict,
    /// What was given cannot be taken: the fields, and why.
    #[error("what was given cannot be taken: {0:?}")]
    Invalid(Vec<(Field, Problem)>),
    /// Too much was tried; how long to wait.
    #[error("too much was tried; wait {0:?}")]
    Wait(Duration),
    /// Another person is needed, or somebody to ask first.
    #[error(transparent)]
    Refused(Refusal),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system failed.
    #[error("{0}")]
    Internal(String),
}

impl From<jawab_domain::UnknownCode> for AccountError {
    fn from(error: jawab_domain::UnknownCode) -> Self {
        Self::Store(error.into())
    }
}

/// A field of a form about accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The address signed in with.
    Address,
    /// The name of a person or token.
    Name,
    /// The role.
    Role,
    /// The Chamber.
    Chamber,
    /// The ministries.
    Ministries,
    /// The current password.
    CurrentPassword,
    /// The new password.
    Password,
    /// The new password again.
    PasswordAgain,
    /// The one-time code.
    Code,
    /// The passkey.
    Passkey,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// It is longer than is taken.
    Long,
    /// It is no address.
    NoAddress,
    /// Another account has this address.
    AddressTaken,
    /// A password of fewer than twelve characters.
    PasswordShort,
    /// A password of more than a thousand characters.
    PasswordLong,
    /// A password among those tried first, or easily guessed.
    PasswordCommon,
    /// A password of words that anybody would expect here: the Parliament's, the country's, a year.
    PasswordExpected,
    /// A password with the holder's name or address, or the site's name, in it.
    PasswordPersonal,
    /// The two passwords differ.
    PasswordsDiffer,
    /// The current password is another one.
    WrongPassword,
    /// The one-time code is wrong, or was used.
    WrongCode,
    /// No passkey was shown: somebody gave up, or took too long.
    PasskeyCancelled,
    /// The passkey answers what was asked too long ago, or elsewhere.
    PasskeyExpired,
    /// The passkey is none of this account's.
    PasskeyUnknown,
    /// The answer of the passkey is not right.
    PasskeyRefused,
    /// The passkey was used more often than is known here: there may be a copy of it.
    PasskeyCopied,
    /// The authenticator, or its key, is known already.
    PasskeyKnown,
    /// The authenticator makes no key that serves here.
    PasskeyUnsuited,
    /// The last administrator cannot go.
    LastAdministrator,
    /// It names nothing that exists.
    Unknown,
}

impl Accounts {
    /// Over a database, by a clock.
    #[must_use]
    pub fn new(database: Database, clock: Clock) -> Self {
        let passwords = password::Passwords::default();
        let (traces, second_factor_for) = (Traces::default(), SecondFactorFor::default());
        Self { database, clock, passwords, traces, second_factor_for, keys: None, site: None, words: None }
    }

    /// The same, asking these people for a second factor.
    #[must_use]
    pub fn asking_second_factor_of(mut self, of: SecondFactorFor) -> Self {
        self.second_factor_for = of;
        self
    }

    /// The same, sealing secrets under these keys; without any no authenticator can be set or used.
    #[must_use]
    pub fn sealing_with(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// The same, taking passkeys where the public address of the site can serve them; without any none is taken.
    #[must_use]
    pub fn at_address(mut self, public_url: &str) -> Self {
        self.site = passkeys::Site::at(public_url);
        self
    }

    /// The same, telling holders in these words what happens to their accounts; without any nobody is told.
    #[must_use]
    pub fn telling_in(mut self, words: Words) -> Self {
        self.words = Some(notices::Teller(words));
        self
    }

    /// Whoever puts into words what people are told.
    pub(crate) fn teller(&self) -> Option<Teller> {
        self.words.clone()
    }

    /// Whether a second factor is asked of people with this mandate.
    #[must_use]
    pub const fn asks_second_factor_of(&self, mandate: &jawab_domain::access::Mandate) -> bool {
        self.second_factor_for.asks(mandate)
    }

    /// Whether an actor may keep accounts; it is asked first by all that does.
    fn check_keeper(actor: &Actor) -> Result<(), AccountError> {
        actor.mandate.allows(Act::KeepAccounts, Place::default()).then_some(()).ok_or(AccountError::Forbidden)
    }

    /// Records what was done, within a change.
    async fn note(&self, change: &Change, actor: ActorId, action: &str, subject: &str, data: Value) -> Result<(), AccountError> {
        Ok(audit::append(change.connection(), self.clock.now(), Entry { actor, action, subject, data: &data }).await?)
    }

    /// What was refused, counted.
    #[must_use]
    pub const fn traces(&self) -> &Traces {
        &self.traces
    }

    /// Leaves a trace of a refusal, in log and record, unless its network has filled its share. The change is made to last.
    async fn trace(&self, change: Change, what: Refused, subject: &str, visit: Visit<'_>) -> Result<(), AccountError> {
        if self.traces.count(what, visit.network, self.clock.now_millis()) {
            let browser = short_browser(visit.user_agent);
            tracing::warn!(what = what.code(), subject, network = visit.network, browser, "refused");
            // Not what was typed: it may be a password in the wrong field.
            self.note(&change, ActorId::Jawab, what.code(), subject, visit.noted()).await?;
        }
        Ok(change.commit_quietly().await?)
    }

    /// Says in log and record what was refused and not written in the hours that are over; at the end, `all` that was not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_unsaid(&self, all: bool) -> Result<(), AccountError> {
        for Unsaid { what, network, count } in self.traces.unsaid(if all { i64::MAX } else { self.clock.now_millis() }) {
            tracing::warn!(what = what.code(), network, count, "refused as often again within an hour");
            if what.is_of_sign_in() {
                self.note_alone_by(ActorId::Jawab, what.code(), json!({ "network": network, "count": count })).await?;
            }
        }
        Ok(())
    }

    /// Records that the list of accounts was read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_listing(&self, actor: &Actor) -> Result<(), AccountError> {
        self.note_alone(actor, "account.listed", json!({})).await
    }

    /// Records that the audit record was read, and what was looked for in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_audit_reading(&self, actor: &Actor, asked: Value) -> Result<(), AccountError> {
        self.note_alone(actor, "audit.read", asked).await
    }

    async fn note_alone(&self, actor: &Actor, action: &str, data: Value) -> Result<(), AccountError> {
        self.note_alone_by(actor.id, action, data).await
    }

    async fn note_alone_by(&self, actor: ActorId, action: &str, data: Value) -> Result<(), AccountError> {
        let change = self.database.change().await?;
        self.note(&change, actor, action, "", data).await?;
        Ok(change.commit_quietly().await?)
    }

    /// An account as it acts and sees.
    async fn actor(&self, of: &rows::Account) -> Result<(Actor, Viewer), AccountError> {
        let mandate = accounts::mandate(self.database.reader(), of).await?;
        let viewer = viewer(&mandate, of.id);
        Ok((Actor { id: ActorId::Account(of.id), name: of.name.clone(), mandate }, viewer))
    }
}

/// What somebody with a mandate sees.
fn viewer(mandate: &jawab_domain::access::Mandate, account: i64) -> Viewer {
    use jawab_domain::access::{Mandate, Scope};
    match mandate {
        Mandate::Administrator | Mandate::Program(Scope::Import, None) => Viewer::Operator,
        Mandate::Clerk(chamber) | Mandate::Program(Scope::Import, Some(chamber)) => Viewer::Clerk(*chamber),
        Mandate::MinistryAgent(_) => Viewer::Agent(account),
        Mandate::Program(Scope::Read, _) => Viewer::Public,
    }
}

/// An account as the audit record names it.
fn subject(account: i64) -> String {
    ActorId::Account(account).to_string()
}
