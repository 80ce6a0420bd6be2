//! What administrators do with accounts.

use std::collections::BTreeSet;

use jawab_domain::{
    Locale,
    access::{AccountEvent, Actor, ActorId, Mandate},
    text::clean_title,
};
use jawab_store::{
    Connection, accounts, mail,
    registers::{self, Register},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Field, Problem, Purpose, Secret, subject};
use crate::new_code;

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The longest address (RFC 5321).
const LONGEST_ADDRESS: usize = 254;

/// What an administrator says of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDraft {
    /// The address to sign in with; it cannot be changed later.
    pub address: String,
    /// The holder's name.
    pub name: String,
    /// The language they read.
    pub locale: Locale,
    /// What they may do.
    pub mandate: Mandate,
}

/// An account just made, and the link by which its holder joins.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Its identity.
    pub account: i64,
    /// Its code in addresses of the site.
    pub code: String,
    /// The token of the link, not to be had again.
    pub token: Secret,
}

impl Accounts {
    /// Invites somebody.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for what is wrong with the draft, all of it.
    pub async fn invite(&self, actor: &Actor, draft: &AccountDraft) -> Result<Invited, AccountError> {
        Self::check_keeper(actor)?;
        self.invite_as(actor.id, draft).await
    }

    /// Invites an administrator by command: the way in where there is nobody yet.
    ///
    /// # Errors
    /// As [`Self::invite`].
    pub async fn create_administrator(&self, address: &str, name: &str, locale: Locale) -> Result<Invited, AccountError> {
        let draft = AccountDraft { address: address.into(), name: name.into(), locale, mandate: Mandate::Administrator };
        self.invite_as(ActorId::Jawab, &draft).await
    }

    async fn invite_as(&self, actor: ActorId, draft: &AccountDraft) -> Result<Invited, AccountError> {
        let name = self.check(draft, None).await?;
        let code = new_code();
        let change = self.database.change().await?;
        let db = change.connection();
        // Asked within the change, so that two invitations of one address cannot both pass.
        if accounts::by_address(db, &accounts::address_key(&draft.address)).await?.is_some() {
            return Err(AccountError::Invalid(vec![(Field::Address, Problem::AddressTaken)]));
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
        let token = self.keep_link(&change, account, Purpose::Invitation).await?;
        self.note(&change, actor, "account.invited", &subject(account), mandate_data(&draft.mandate)).await?;
        change.commit_quietly().await?;
        Ok(Invited { account, code, token })
    }

    /// Changes name, language and mandate of an account of a version. A new mandate ends its sessions; where nothing is another, nothing is
    /// written.
    ///
    /// # Errors
    /// [`AccountError::Conflict`] where the version is another; [`AccountError::Invalid`] for the draft.
    pub async fn change(&self, actor: &Actor, id: i64, version: i64, draft: &AccountDraft) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let name = self.check(draft, Some(id)).await?;
        let (role, chamber, ministries) = accounts::mandate_columns(&draft.mandate).ok_or(AccountError::Forbidden)?;
        let change = self.database.change().await?;
        let db = change.connection();
        let administrators = Self::administrators(db, actor).await?;
        let before = accounts::held(db, id).await?.ok_or(AccountError::NotFound)?;
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
            self.end_everything(&change, id).await?;
        }
        self.note(&change, actor.id, "account.changed", &subject(id), mandate_data(&draft.mandate)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Disables an account: its sessions end at once, its links are void.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the last administrator, [`AccountError::NotFound`] where there is no such account.
    pub async fn disable(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let change = self.database.change().await?;
        let db = change.connection();
        let administrators = Self::administrators(db, actor).await?;
        let before = accounts::held(db, id).await?.filter(|account| account.disabled_at.is_none()).ok_or(AccountError::NotFound)?;
        check_not_last(&administrators, id)?;
        accounts::links::void(db, id, &[Purpose::Invitation.code(), Purpose::NewPassword.code(), Purpose::Demonstration.code()]).await?;
        self.end_everything(&change, id).await?;
        mail::withdraw(db, &before.address).await?;
        let after = rows::Account { disabled_at: Some(self.clock.now()), ..before };
        if !accounts::save(db, &after).await? {
            return Err(AccountError::Conflict);
        }
        self.note(&change, actor.id, "account.disabled", &subject(id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Enables an account again.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is no such disabled account.
    pub async fn enable(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let change = self.database.change().await?;
        let db = change.connection();
        let before = accounts::by_id(db, id).await?.filter(|account| account.disabled_at.is_some()).ok_or(AccountError::NotFound)?;
        if !accounts::save(db, &rows::Account { disabled_at: None, ..before }).await? {
            return Err(AccountError::Conflict);
        }
        self.note(&change, actor.id, "account.enabled", &subject(id), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Ends the sessions of an account, whose holder is told.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is no such account.
    pub async fn end_sessions(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let change = self.database.change().await?;
        let found = accounts::by_id(change.connection(), id).await?.ok_or(AccountError::NotFound)?;
        self.end_everything(&change, id).await?;
        self.note(&change, actor.id, "session.all_ended", &subject(id), json!({})).await?;
        self.notify_holder(&change, &found, AccountEvent::SessionsEnded, Some(&actor.name)).await?;
        Ok(change.commit_quietly().await?)
    }

    /// Makes a new link for an account: an invitation where it has no password yet, else for a new password.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is no such account, or it is disabled.
    pub async fn new_link(&self, actor: &Actor, id: i64) -> Result<Secret, AccountError> {
        Self::check_keeper(actor)?;
        let change = self.database.change().await?;
        let found = accounts::held(change.connection(), id).await?;
        let found = found.filter(|account| account.disabled_at.is_none()).ok_or(AccountError::NotFound)?;
        let purpose = if found.password_hash.is_some() { Purpose::NewPassword } else { Purpose::Invitation };
        let token = self.keep_link(&change, id, purpose).await?;
        self.note(&change, actor.id, "account.link_made", &subject(id), json!({ "for": purpose.code() })).await?;
        self.notify_holder(&change, &found, AccountEvent::LinkMade, Some(&actor.name)).await?;
        change.commit_quietly().await?;
        Ok(token)
    }

    /// Checks a draft; gives the name as it will be kept.
    async fn check(&self, draft: &AccountDraft, existing: Option<i64>) -> Result<String, AccountError> {
        let mut problems = Vec::new();
        if existing.is_none() {
            problems.extend(address_problem(&draft.address).map(|problem| (Field::Address, problem)));
        }
        let name = checked_name(&draft.name);
        problems.extend(name.as_ref().err().map(|problem| (Field::Name, *problem)));
        if let Mandate::MinistryAgent(of) = &draft.mandate {
            let wanted: BTreeSet<i64> = of.iter().copied().collect();
            let all: Vec<i64> = wanted.iter().copied().collect();
            let there = registers::existing(self.database.reader(), Register::Ministries, &all).await?;
            if wanted.is_empty() {
                problems.push((Field::Ministries, Problem::Missing));
            } else if there.len() != wanted.len() {
                problems.push((Field::Ministries, Problem::Unknown));
            }
        }
        match (name, problems.is_empty()) {
            (Ok(name), true) => Ok(name),
            _ => Err(AccountError::Invalid(problems)),
        }
    }

    /// The administrators who can sign in, until the change ends. Whoever acts must still be one of them: of two who take the mandate
    /// from each other at once, the second has none.
    async fn administrators(db: &impl Connection, actor: &Actor) -> Result<BTreeSet<i64>, AccountError> {
        let all = accounts::working_administrators(db).await?;
        match actor.id {
            ActorId::Account(id) if !all.contains(&id) => Err(AccountError::Forbidden),
            _ => Ok(all),
        }
    }
}

/// Refuses to take the mandate of the last administrator.
fn check_not_last(administrators: &BTreeSet<i64>, id: i64) -> Result<(), AccountError> {
    let last = administrators.contains(&id) && administrators.len() == 1;
    if last { Err(AccountError::Invalid(vec![(Field::Role, Problem::LastAdministrator)])) } else { Ok(()) }
}

/// A name as it is kept: one line, without controls.
pub(super) fn checked_name(raw: &str) -> Result<String, Problem> {
    let name = clean_title(raw).map_err(|_| Problem::Missing)?;
    if name.is_empty() {
        return Err(Problem::Missing);
    }
    if name.chars().count() > LONGEST_NAME { Err(Problem::Long) } else { Ok(name) }
}

fn address_problem(raw: &str) -> Option<Problem> {
    let address = raw.trim();
    let (before, after) = address.split_once('@').unwrap_or_default();
    // Letters of other scripts look like these, and some characters are not seen: two addresses would be read as one.
    let plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | ',' | ';'));
    match address.chars().count() {
        0 => Some(Problem::Missing),
        n if n > LONGEST_ADDRESS => Some(Problem::Long),
        _ => (before.is_empty() || after.is_empty() || after.contains('@') || !plain).then_some(Problem::NoAddress),
    }
}

/// A mandate as the audit record keeps it.
pub(super) fn mandate_data(mandate: &Mandate) -> serde_json::Value {
    match accounts::mandate_columns(mandate) {
        Some((role, Some(chamber), _)) => json!({ "role": role, "chamber": chamber }),
        Some((role, None, ministries)) if !ministries.is_empty() => json!({ "role": role, "ministries": ministries }),
        Some((role, ..)) => json!({ "role": role }),
        None => json!({}),
    }
}
