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

mod disable;
mod edit;
mod list;
mod tokens;

pub(super) use tokens::scope;

/// A page of the account management.
#[derive(Debug, Clone, PartialEq)]
pub enum AccountsPage {
    /// All accounts.
    List(Vec<AccountRow>),
    /// A new or an existing account.
    Edit(Box<AccountEdit>),
    /// Disabling an account.
    Disable(Box<Disabling>),
    /// A new link, shown once.
    LinkMade(Box<LinkMade>),
    /// The tokens of programs.
    Tokens(Box<Tokens>),
    /// A new token, shown once.
    TokenMade(String),
}

/// An account in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountRow {
    /// Its code.
    pub code: String,
    /// The holder's name.
    pub name: String,
    /// The address for signing in.
    pub address: String,
    /// The role.
    pub role: Role,
    /// A clerk's Chamber.
    pub chamber: Option<Chamber>,
    /// An agent's ministries.
    pub ministries: Vec<PerLocale<String>>,
    /// The state of the account.
    pub state: AccountState,
    /// Whether the account has a second factor.
    pub second_factor: bool,
    /// The pending request to remove the second factor.
    pub removal: Option<Removal>,
    /// When the holder last signed in.
    pub last_seen: Option<NaiveDateTime>,
}

/// A pending request to remove a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// The administrator who asked.
    pub asked_by: String,
    /// When the request was made, in Moroccan local time.
    pub asked_at: NaiveDateTime,
    /// When the request expires.
    pub waits_until: NaiveDateTime,
    /// Whether the user may confirm the request.
    pub may_confirm: bool,
}

/// The state of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// The holder was invited and has not joined yet.
    Invited,
    /// The account is in use.
    Working,
    /// The account is disabled.
    Disabled,
}

/// The form of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountEdit {
    /// The existing account, if it is not a new one.
    pub existing: Option<AccountRow>,
    /// The version of the existing account.
    pub version: Option<i64>,
    /// All ministries.
    pub ministries: Vec<Pick>,
    /// The form.
    pub form: FormState,
    /// Whether somebody else changed the account in the meantime. Then its current row is shown above the form.
    pub conflict: bool,
    /// Whether it is the user's own account.
    pub own: bool,
    /// The number of unanswered questions that are assigned to the holder.
    pub assigned: u64,
}

/// Disabling an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Disabling {
    /// The account.
    pub row: AccountRow,
    /// Whether it is the user's own account, which only somebody else can disable.
    pub own: bool,
    /// The number of unanswered questions that are assigned to the holder.
    pub assigned: u64,
    /// The form, with what stands against it.
    pub form: FormState,
}

/// A link just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkMade {
    /// The recipient.
    pub name: String,
    /// The full address, in each language of the site.
    pub addresses: Vec<(Locale, String)>,
    /// Whether the link is an invitation; otherwise it sets a new password.
    pub invites: bool,
}

/// The tokens of programs.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// All tokens, newest first.
    pub rows: Vec<TokenRow>,
    /// The form for a new token.
    pub form: FormState,
    /// The code that makes the form for a new token idempotent.
    pub idempotency_key: String,
}

/// A program's token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its identity.
    pub id: i64,
    /// The purpose.
    pub name: String,
    /// The scope.
    pub scope: Scope,
    /// The Chamber; `None`: both.
    pub chamber: Option<Chamber>,
    /// When the token was issued.
    pub issued: NaiveDateTime,
    /// The day of its last use.
    pub used: Option<NaiveDate>,
    /// Whether the token was revoked.
    pub revoked: bool,
}

impl AccountsPage {
    /// Its title.
    pub(super) fn title(&self, tr: Tr) -> String {
        match self {
            Self::List(_) => tr.t("staff-menu-accounts"),
            Self::Edit(page) => page.existing.as_ref().map_or_else(|| tr.t("account-invite"), |account| account.name.clone()),
            Self::Disable(_) => tr.t("account-disable"),
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
            Self::Disable(page) => disable::view(tr, &page),
            Self::LinkMade(page) => list::link_made(tr, *page),
            Self::Tokens(page) => tokens::view(tr, &page),
            Self::TokenMade(token) => tokens::made(tr, &token),
        }
    }
}
