//! What administrators do with accounts.

use std::collections::BTreeSet;

use jawab_domain::{
    Locale,
    access::{AccountEvent, Actor, ActorId, Mandate},
    field::FieldName,
    text::clean_title,
    validation::Problem,
};
use jawab_store::{
    Change, Connection, accounts, board, mail,
    registers::{self, Register},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Purpose, Secret, subject};
use crate::new_code;

/// The maximum length of a name, in characters.
const MAX_NAME_CHARS: usize = 200;
/// The maximum length of a mail address (RFC 5321), in characters.
const MAX_ADDRESS_CHARS: usize = 254;

/// The data of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDraft {
    /// The address for signing in; it never changes.
    pub address: String,
    /// The holder's name.
    pub name: String,
    /// The holder's language.
    pub locale: Locale,
    /// The mandate.
    pub mandate: Mandate,
}

/// A new account, and the link by which its holder joins.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Its id.
    pub account: i64,
    /// Its code in addresses of the site.
    pub code: String,
    /// The token of the link. It cannot be read again.
    pub token: Secret,
}

impl Accounts {
    /// Invites somebody.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] with every problem of the data.
    pub async fn invite(&self, actor: &Actor, draft: &AccountDraft) -> Result<Invited, AccountError> {
        Self::require_administrator(actor)?;
        self.invite_as(actor.id, draft).await
    }

    /// Invites an administrator from the command line, for a site without any administrator.
    pub async fn create_administrator(&self, address: &str, name: &str, locale: Locale) -> Result<Invited, AccountError> {
        let draft = AccountDraft { address: address.into(), name: name.into(), locale, mandate: Mandate::Administrator };
        self.invite_as(ActorId::Jawab, &draft).await
    }

    async fn invite_as(&self, actor: ActorId, draft: &AccountDraft) -> Result<Invited, AccountError> {
        let name = self.check(draft, None).await?;
        let code = new_code();
        let change = self.database.change().await?;
        let db = change.connection();
        // Checked within the change, so that of two concurrent invitations of one address only one succeeds.
        if accounts::by_address(db, &accounts::address_key(&draft.address)).await?.is_some() {
            return Err(AccountError::Invalid(vec![(FieldName::Address, Problem::AddressTaken)]));
        }
        let at = self.clock.now();
        let new = accounts::NewAccount {
            code: code.clone(),
            address: &draft.address,
            name: &name,
            locale: draft.locale,
            mandate: &draft.mandate,
            at,
        };
        let account = accounts::add(db, new).await?;
        let token = self.create_link(&change, account, Purpose::Invitation).await?;
        self.record(&change, actor, "account.invited", &subject(account), mandate_data(&draft.mandate)).await?;
        change.commit_quietly().await?;
        Ok(Invited { account, code, token })
    }

    /// Changes the name, language and mandate of an account, at a version. A new mandate ends its sessions and its calendar. If nothing
    /// differs, nothing is written.
    ///
    /// # Errors
    /// [`AccountError::Conflict`] at another version; [`AccountError::Invalid`] with every problem of the data.
    pub async fn change(&self, actor: &Actor, id: i64, version: i64, draft: &AccountDraft) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let name = self.check(draft, Some(id)).await?;
        let (role, chamber, ministries) = accounts::mandate_columns(&draft.mandate).ok_or(AccountError::Forbidden)?;
        let change = self.database.change().await?;
        let db = change.connection();
        let administrators = Self::administrators(db, actor).await?;
        let before = accounts::lock(db, id).await?.ok_or(AccountError::NotFound)?;
        let mandate = accounts::mandate(db, &before).await?;
        if draft.mandate != Mandate::Administrator {
            check_not_last(&administrators, id)?;
        }
        if before.version == version && before.name == name && before.locale == draft.locale.code() && mandate == draft.mandate {
            return Ok(());
        }
        let after = rows::Account { version, name, locale: draft.locale.to_string(), role: role.to_string(), chamber, ..before };
        if !accounts::save(db, &after).await? {
            return Err(AccountError::Conflict);
        }
        accounts::set_ministries(db, id, &ministries).await?;
        if mandate != draft.mandate {
            self.end_all_access(&change, id).await?;
            self.end_calendar(&change, actor.id, id).await?;
        }
        self.record(&change, actor.id, "account.changed", &subject(id), mandate_data(&draft.mandate)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Disables an account. Its sessions and its calendar end at once, and its links become void.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the actor's own account and for the last administrator, [`AccountError::NotFound`] if there is no such
    /// account.
    pub async fn disable(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        if actor.id == ActorId::Account(id) {
            return Err(AccountError::Invalid(vec![(FieldName::AccountRole, Problem::OwnAccount)]));
        }
        let change = self.database.change().await?;
        let db = change.connection();
        let administrators = Self::administrators(db, actor).await?;
        let before = accounts::lock(db, id).await?.filter(|account| account.disabled_at.is_none()).ok_or(AccountError::NotFound)?;
        check_not_last(&administrators, id)?;
        accounts::links::void(db, id, &[Purpose::Invitation.code(), Purpose::NewPassword.code(), Purpose::Demonstration.code()]).await?;
        self.end_all_access(&change, id).await?;
        self.end_calendar(&change, actor.id, id).await?;
        mail::withdraw(db, &before.address).await?;
        let after = rows::Account { disabled_at: Some(self.clock.now()), ..before };
        if !accounts::save(db, &after).await? {
            return Err(AccountError::Conflict);
        }
        self.record(&change, actor.id, "account.disabled", &subject(id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Ends the calendar of an account: its secret address was given out under a mandate, and must not serve another one.
    pub(super) async fn end_calendar(&self, change: &Change, actor: ActorId, id: i64) -> Result<(), AccountError> {
        if board::revoke_feed(change.connection(), id).await? {
            self.record(change, actor, "calendar.revoked", &subject(id), json!({})).await?;
        }
        Ok(())
    }

    /// Enables a disabled account.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such disabled account.
    pub async fn enable(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        let db = change.connection();
        let before = accounts::by_id(db, id).await?.filter(|account| account.disabled_at.is_some()).ok_or(AccountError::NotFound)?;
        if !accounts::save(db, &rows::Account { disabled_at: None, ..before }).await? {
            return Err(AccountError::Conflict);
        }
        self.record(&change, actor.id, "account.enabled", &subject(id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Ends the sessions of an account, and notifies its holder.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such account.
    pub async fn end_sessions(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        let found = accounts::by_id(change.connection(), id).await?.ok_or(AccountError::NotFound)?;
        self.end_all_access(&change, id).await?;
        self.record(&change, actor.id, "session.all_ended", &subject(id), json!({})).await?;
        self.notify_holder(&change, &found, AccountEvent::SessionsEnded, Some(&actor.name)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Creates a new link for an account: an invitation if it has no password yet, else a link for a new password.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such account, or it is disabled.
    pub async fn new_link(&self, actor: &Actor, id: i64) -> Result<Secret, AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        let found = accounts::lock(change.connection(), id).await?;
        let found = found.filter(|account| account.disabled_at.is_none()).ok_or(AccountError::NotFound)?;
        let purpose = if found.password_hash.is_some() { Purpose::NewPassword } else { Purpose::Invitation };
        let token = self.create_link(&change, id, purpose).await?;
        self.record(&change, actor.id, "account.link_made", &subject(id), json!({ "for": purpose.code() })).await?;
        self.notify_holder(&change, &found, AccountEvent::LinkMade, Some(&actor.name)).await?;
        change.commit_quietly().await?;
        Ok(token)
    }

    /// Validates the data of an account. Returns the cleaned name.
    async fn check(&self, draft: &AccountDraft, existing: Option<i64>) -> Result<String, AccountError> {
        let mut problems = Vec::new();
        if existing.is_none() {
            problems.extend(address_problem(&draft.address).map(|problem| (FieldName::Address, problem)));
        }
        let name = checked_name(&draft.name);
        problems.extend(name.as_ref().err().map(|problem| (FieldName::AccountName, problem.clone())));
        if let Mandate::MinistryAgent(of) = &draft.mandate {
            let wanted: BTreeSet<i64> = of.iter().copied().collect();
            let all: Vec<i64> = wanted.iter().copied().collect();
            let there = registers::existing(self.database.reader(), Register::Ministries, &all).await?;
            if wanted.is_empty() {
                problems.push((FieldName::AccountMinistries, Problem::Missing));
            } else if there.len() != wanted.len() {
                problems.push((FieldName::AccountMinistries, Problem::Unknown));
            }
        }
        match (name, problems.is_empty()) {
            (Ok(name), true) => Ok(name),
            _ => Err(AccountError::Invalid(problems)),
        }
    }

    /// Locks the active administrators until the change ends. The actor must still be one of them: if two remove each other's mandate
    /// at once, the second one fails.
    async fn administrators(db: &impl Connection, actor: &Actor) -> Result<BTreeSet<i64>, AccountError> {
        let all = accounts::lock_active_administrators(db).await?;
        match actor.id {
            ActorId::Account(id) if !all.contains(&id) => Err(AccountError::Forbidden),
            _ => Ok(all),
        }
    }
}

/// Refuses to remove the last administrator.
fn check_not_last(administrators: &BTreeSet<i64>, id: i64) -> Result<(), AccountError> {
    let last = administrators.contains(&id) && administrators.len() == 1;
    if last { Err(AccountError::Invalid(vec![(FieldName::AccountRole, Problem::LastAdministrator)])) } else { Ok(()) }
}

/// Cleans a name: one line, without control characters.
pub(super) fn checked_name(raw: &str) -> Result<String, Problem> {
    match clean_title(raw) {
        Err(Problem::TooLong { .. }) => Err(Problem::TooLong { most: MAX_NAME_CHARS }),
        Ok(name) if name.chars().count() > MAX_NAME_CHARS => Err(Problem::TooLong { most: MAX_NAME_CHARS }),
        checked => checked,
    }
}

fn address_problem(raw: &str) -> Option<Problem> {
    let address = raw.trim();
    let (before, after) = address.split_once('@').unwrap_or_default();
    // Letters of other scripts look like these, and some characters are invisible: two addresses could look the same.
    let plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';'));
    match address.chars().count() {
        0 => Some(Problem::Missing),
        n if n > MAX_ADDRESS_CHARS => Some(Problem::TooLong { most: MAX_ADDRESS_CHARS }),
        _ => (before.is_empty() || after.is_empty() || after.contains('@') || !plain).then_some(Problem::NotAMailAddress),
    }
}

/// The data of a mandate in the audit record.
pub(super) fn mandate_data(mandate: &Mandate) -> serde_json::Value {
    match accounts::mandate_columns(mandate) {
        Some((role, Some(chamber), _)) => json!({ "role": role, "chamber": chamber }),
        Some((role, None, ministries)) if !ministries.is_empty() => json!({ "role": role, "ministries": ministries }),
        Some((role, ..)) => json!({ "role": role }),
        None => json!({}),
    }
}
