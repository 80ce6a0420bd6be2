//! Accounts of staff: invitations, sign-in, the second factor, sessions, and tokens of programs.
//!
//! No secret is stored in clear: passwords are stored as Argon2id hashes, the secrets of authenticators encrypted, and all others as
//! SHA-256. Every change of an account is in the audit record, and its holder is notified of what a thief could have done.

use std::time::Duration;

use jawab_domain::{
    access::{Act, Actor, ActorId, Place, SecondFactorFor},
    field::FieldName,
    lifecycle::Refusal,
    validation::Problem,
};
use jawab_store::{
    Change, Database, StoreError, Viewer, accounts,
    audit::{self, Entry},
    rows,
};
use serde_json::{Value, json};

use crate::{
    Clock,
    refusals::{RefusalKind, RefusalLog, UnwrittenCount, short_browser},
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
pub use notices::NoticeWriter;
pub(crate) use notices::Notifier;
pub use own::CurrentPassword;
pub use passkeys::{Challenge, PasskeyAnswer, PasskeyAvailability, SecondStepOptions};
pub use seal::{KeyError, Keys};
pub use second_factor::CodesLeft;
pub use secret::{RECOVERY_CODES, Secret};
pub use session::{Identity, RequestOrigin};
pub use settings::may_change_settings;
pub use sign_in::{NewSession, SecondFactorInput, SecondStep, SignIn};
pub use tokens::{Issued, TokenDraft};

/// The operations on accounts. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Accounts {
    database: Database,
    clock: Clock,
    passwords: password::Passwords,
    refusals: RefusalLog,
    second_factor_for: SecondFactorFor,
    keys: Option<Keys>,
    site: Option<passkeys::Site>,
    words: Option<notices::Notifier>,
}

/// Why an operation on an account failed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The actor's mandate does not allow it.
    #[error("the mandate does not allow this")]
    Forbidden,
    /// The account, link, session or token does not exist, or no longer.
    #[error("there is no such account, link, session or token")]
    NotFound,
    /// Somebody else changed the account since.
    #[error("the account was changed meanwhile")]
    Conflict,
    /// The input is invalid: the fields and their problems.
    #[error("what was given cannot be taken: {0:?}")]
    Invalid(Vec<(FieldName, Problem)>),
    /// Too many attempts; the time to wait.
    #[error("too much was tried; wait {0:?}")]
    Wait(Duration),
    /// Another person must do this, or somebody must ask first.
    #[error(transparent)]
    Refused(Refusal),
    /// The database failed.
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

impl Accounts {
    /// Creates the operations of a database, with a clock.
    #[must_use]
    pub fn new(database: Database, clock: Clock) -> Self {
        let passwords = password::Passwords::default();
        let (refusals, second_factor_for) = (RefusalLog::default(), SecondFactorFor::default());
        Self { database, clock, passwords, refusals, second_factor_for, keys: None, site: None, words: None }
    }

    /// Sets for whom a second factor is required.
    #[must_use]
    pub fn asking_second_factor_of(mut self, of: SecondFactorFor) -> Self {
        self.second_factor_for = of;
        self
    }

    /// Sets the keys that encrypt secrets. Without keys, authenticators cannot be set or used.
    #[must_use]
    pub fn sealing_with(mut self, keys: Keys) -> Self {
        self.keys = Some(keys);
        self
    }

    /// Enables passkeys, if the public address of the site can serve them.
    #[must_use]
    pub fn at_address(mut self, public_url: &str) -> Self {
        self.site = passkeys::Site::at(public_url);
        self
    }

    /// Sets who writes the notices to holders about their accounts. Without it, no notices are sent.
    #[must_use]
    pub fn notifying_in(mut self, words: NoticeWriter) -> Self {
        self.words = Some(notices::Notifier(words));
        self
    }

    /// The writer of notices.
    pub(crate) fn notifier(&self) -> Option<Notifier> {
        self.words.clone()
    }

    /// Whether a second factor is required for this mandate.
    #[must_use]
    pub const fn asks_second_factor_of(&self, mandate: &jawab_domain::access::Mandate) -> bool {
        self.second_factor_for.asks(mandate)
    }

    /// Checks that an actor may manage accounts. Every operation of administrators checks this first.
    fn require_administrator(actor: &Actor) -> Result<(), AccountError> {
        actor.mandate.allows(Act::KeepAccounts, Place::default()).then_some(()).ok_or(AccountError::Forbidden)
    }

    /// Writes an audit entry within a change.
    async fn record(&self, change: &Change, actor: ActorId, action: &str, subject: &str, data: Value) -> Result<(), AccountError> {
        Ok(audit::append(change.connection(), self.clock.now(), Entry { actor, action, subject, data: &data }).await?)
    }

    /// The counts of refusals.
    #[must_use]
    pub const fn refusal_log(&self) -> &RefusalLog {
        &self.refusals
    }

    /// Writes a refusal to the log and the audit record, unless its network has used up its share. Commits the change.
    async fn record_refusal(
        &self,
        change: Change,
        what: RefusalKind,
        subject: &str,
        origin: RequestOrigin<'_>,
    ) -> Result<(), AccountError> {
        if self.refusals.count(what, origin.network, self.clock.now_millis()) {
            let browser = short_browser(origin.user_agent);
            tracing::warn!(what = what.code(), subject, network = origin.network, browser, "refused");
            // The typed text is not recorded: it may be a password in the wrong field.
            self.record(&change, ActorId::Jawab, what.code(), subject, origin.audit_data()).await?;
        }
        Ok(change.commit_quietly().await?)
    }

    /// Writes the number of refusals that were not written in past hours to the log and the audit record; with `all`, also those of the
    /// current hour.
    pub async fn write_unwritten_counts(&self, all: bool) -> Result<(), AccountError> {
        for UnwrittenCount { what, network, count } in self.refusals.unwritten(if all { i64::MAX } else { self.clock.now_millis() }) {
            tracing::warn!(what = what.code(), network, count, "refused as often again within an hour");
            if what.is_of_sign_in() {
                self.record_alone_by(ActorId::Jawab, what.code(), json!({ "network": network, "count": count })).await?;
            }
        }
        Ok(())
    }

    /// Records that the list of accounts was read.
    pub async fn record_listing(&self, actor: &Actor) -> Result<(), AccountError> {
        self.record_alone(actor, "account.listed", json!({})).await
    }

    /// Records that the audit record was read, and the search.
    pub async fn record_audit_reading(&self, actor: &Actor, asked: Value) -> Result<(), AccountError> {
        self.record_alone(actor, "audit.read", asked).await
    }

    async fn record_alone(&self, actor: &Actor, action: &str, data: Value) -> Result<(), AccountError> {
        self.record_alone_by(actor.id, action, data).await
    }

    async fn record_alone_by(&self, actor: ActorId, action: &str, data: Value) -> Result<(), AccountError> {
        let change = self.database.change().await?;
        self.record(&change, actor, action, "", data).await?;
        Ok(change.commit_quietly().await?)
    }

    /// The actor and the viewer of an account.
    async fn actor(&self, of: &rows::Account) -> Result<(Actor, Viewer), AccountError> {
        let mandate = accounts::mandate(self.database.reader(), of).await?;
        let viewer = viewer(&mandate, of.id);
        Ok((Actor { id: ActorId::Account(of.id), name: of.name.clone(), mandate }, viewer))
    }
}

/// The viewer of a mandate.
fn viewer(mandate: &jawab_domain::access::Mandate, account: i64) -> Viewer {
    use jawab_domain::access::{Mandate, Scope};
    match mandate {
        Mandate::Administrator | Mandate::Program(Scope::Import, None) => Viewer::Operator,
        Mandate::Clerk(chamber) | Mandate::Program(Scope::Import, Some(chamber)) => Viewer::Clerk(*chamber),
        Mandate::MinistryAgent(_) => Viewer::Agent(account),
        Mandate::Program(Scope::Read, _) => Viewer::Public,
    }
}

/// The subject of an account in the audit record.
fn subject(account: i64) -> String {
    ActorId::Account(account).to_string()
}
