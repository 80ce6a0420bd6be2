//! Accounts and tokens, for administrators.

use chrono::{NaiveDate, NaiveDateTime};
use jawab_domain::{
    Chamber, Locale, PerLocale,
    access::{Role, Scope},
};
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    form::{FormState, Pick},
};

mod edit;
mod list;
mod tokens;

pub(super) use tokens::scope;

/// A page for the keeping of accounts.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountsPage {
    /// All accounts.
    List(Vec<AccountRow>),
    /// A new account, or one that is there.
    Edit(Box<AccountEdit>),
    /// A link just made, shown once.
    LinkMade(Box<LinkMade>),
    /// The tokens of programs.
    Tokens(Box<Tokens>),
    /// A token just issued, shown once.
    TokenMade(String),
}

/// An account in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRow {
    /// Its code.
    pub code: String,
    /// The holder's name.
    pub name: String,
    /// The address signed in with.
    pub address: String,
    /// The role.
    pub role: Role,
    /// A clerk's Chamber.
    pub chamber: Option<Chamber>,
    /// An agent's ministries.
    pub ministries: Vec<PerLocale<String>>,
    /// Where it stands.
    pub state: AccountState,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// Whether it waits for a second administrator to remove that.
    pub removal: Option<Removal>,
    /// When its holder last signed in.
    pub seen: Option<NaiveDateTime>,
}

/// A request that a second factor be removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The administrator who asked.
    pub asked_by: String,
    /// When, by the clocks of Morocco.
    pub asked_at: NaiveDateTime,
    /// Until when it waits.
    pub waits_until: NaiveDateTime,
    /// Whether whoever looks may confirm it.
    pub may_confirm: bool,
}

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// Its holder was invited and has not joined.
    Invited,
    /// In use.
    Working,
    /// Disabled.
    Disabled,
}

/// An account to be made or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountEdit {
    /// The account, if it is there already.
    pub existing: Option<AccountRow>,
    /// Its version, if it is there already.
    pub version: Option<i64>,
    /// All ministries.
    pub ministries: Vec<Pick>,
    /// What was typed, and what is wrong with it.
    pub form: FormState,
    /// Whether somebody else changed the account meanwhile: then the list of today is above what was typed.
    pub conflict: bool,
}

/// A link just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMade {
    /// For whom.
    pub name: String,
    /// The whole address, in each language of the site.
    pub addresses: Vec<(Locale, String)>,
    /// Whether it invites, or sets a new password.
    pub invites: bool,
}

/// The tokens of programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// All of them, the latest first.
    pub rows: Vec<TokenRow>,
    /// What was typed for a new one, and what is wrong with it.
    pub form: FormState,
    /// The code by which the form for a new one, sent twice, is known.
    pub once: String,
}

/// A program's token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its identity.
    pub id: i64,
    /// What it is for.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// For which Chamber; none: both.
    pub chamber: Option<Chamber>,
    /// When it was issued.
    pub issued: NaiveDateTime,
    /// On what day it was last used.
    pub used: Option<NaiveDate>,
    /// Whether it was revoked.
    pub revoked: bool,
}

impl AccountsPage {
    /// Its title.
    pub(super) fn title(&self, tr: Tr) -> String {
        match self {
            Self::List(_) => tr.t("staff-menu-accounts"),
            Self::Edit(page) => page.existing.as_ref().map_or_else(|| tr.t("account-invite"), |account| account.name.clone()),
            Self::LinkMade(_) => tr.t("link-made-title"),
            Self::Tokens(_) => tr.t("tokens-title"),
            Self::TokenMade(_) => tr.t("token-made-title"),
        }
    }

    /// Its view.
    pub(super) fn into_view(self, tr: Tr) -> AnyView {
        match self {
            Self::List(rows) => list::view(tr, &rows),
            Self::Edit(page) => edit::view(tr, &page),
            Self::LinkMade(page) => list::link_made(tr, *page),
            Self::Tokens(page) => tokens::view(tr, &page),
            Self::TokenMade(token) => tokens::made(tr, &token),
        }
    }
}
