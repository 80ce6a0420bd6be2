//! One's own account: password, second factor, language, sessions.

use chrono::NaiveDateTime;
use jawab_domain::{Locale, access::Role};
use leptos::prelude::*;

use super::passkey::{NoPasskeys, PasskeyAsk};
use crate::{catalogue::Tr, form::FormState};

mod account;
mod new_passkey;
mod passkeys;
mod second_factor;

/// A page on one's own account.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnPage {
    /// The account as a whole.
    Account(Box<OwnAccount>),
    /// A new password.
    Password(FormState),
    /// Setting or replacing the second factor.
    SecondFactor(Box<SecondFactor>),
    /// Adding a passkey.
    NewPasskey(Box<NewPasskey>),
    /// Removing a passkey.
    RemovePasskey(Box<RemovePasskey>),
    /// Recovery codes, shown once.
    RecoveryCodes(Vec<String>),
}

/// One's own account.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAccount {
    /// The holder's name.
    pub name: String,
    /// The address signed in with.
    pub address: String,
    /// The role.
    pub role: Role,
    /// The language of mails and of the first page.
    pub locale: Locale,
    /// Whether there is a password: accounts of the demonstration have none.
    pub has_password: bool,
    /// The recovery codes that are left, if there is a second factor.
    pub second_factor: Option<CodesLeft>,
    /// Whether one-time codes are one.
    pub one_time_codes: bool,
    /// The passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Why none can be added here, where that is so.
    pub no_passkeys: Option<NoPasskeys>,
    /// Whether the last second factor must be kept.
    pub second_factor_stays: bool,
    /// What was typed to change the second factor, and what is wrong with it.
    pub form: FormState,
    /// Where one is signed in.
    pub sessions: Vec<SessionRow>,
}

/// The recovery codes that are left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodesLeft {
    /// How many.
    pub count: usize,
    /// Whether they are of the short kind that was once made, and better replaced.
    pub short: bool,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    /// The passkey.
    pub id: i64,
    /// What its holder calls it.
    pub name: String,
    /// When it was added, by the clocks of Morocco.
    pub made: NaiveDateTime,
    /// When it was last used, if it was.
    pub used: Option<NaiveDateTime>,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: i64,
    /// What the browser is called; empty: not known.
    pub browser: String,
    /// When it began, by the clocks of Morocco.
    pub started: NaiveDateTime,
    /// When it was last used.
    pub seen: NaiveDateTime,
    /// Whether it is this one.
    pub here: bool,
}

/// Setting the second factor.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondFactor {
    /// The secret, for who cannot photograph it.
    pub secret: String,
    /// The same as an address for authenticators.
    pub uri: String,
    /// The same as a square code: its width in modules, and the dark ones as the data of a path.
    pub square: Option<(usize, String)>,
    /// Whether it must be set before work goes on.
    pub required: bool,
    /// Whether a passkey can be added in its stead.
    pub passkeys_served: bool,
    /// What was typed, and what is wrong with it.
    pub form: FormState,
}

/// Adding a passkey.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPasskey {
    /// What the browser is asked, or why no passkey can be added here.
    pub ask: Result<PasskeyAsk, NoPasskeys>,
    /// What was typed, and what is wrong with it.
    pub form: FormState,
}

/// Removing a passkey.
#[derive(Debug, Clone, PartialEq)]
pub struct RemovePasskey {
    /// Which.
    pub row: PasskeyRow,
    /// What was typed, and what is wrong with it.
    pub form: FormState,
}

impl OwnAccount {
    /// Whether the only second factor there is must be kept.
    fn keeps_last(&self) -> bool {
        self.second_factor_stays && usize::from(self.one_time_codes) + self.passkeys.len() == 1
    }
}

impl OwnPage {
    /// Its title.
    pub(super) fn title(&self, tr: Tr) -> String {
        match self {
            Self::Account(_) => tr.t("staff-account"),
            Self::Password(_) => tr.t("password-change"),
            Self::SecondFactor(_) => tr.t("second-factor-title"),
            Self::NewPasskey(_) => tr.t("passkey-add"),
            Self::RemovePasskey(_) => tr.t("passkey-removal"),
            Self::RecoveryCodes(_) => tr.t("recovery-codes-title"),
        }
    }

    /// Its view.
    pub(super) fn into_view(self, tr: Tr) -> AnyView {
        match self {
            Self::Account(page) => account::view(tr, &page),
            Self::Password(form) => account::password(tr, &form),
            Self::SecondFactor(page) => second_factor::view(tr, &page),
            Self::NewPasskey(page) => new_passkey::view(tr, &page),
            Self::RemovePasskey(page) => passkeys::removal(tr, &page),
            Self::RecoveryCodes(codes) => second_factor::codes(tr, codes),
        }
    }
}
