//! The user's own account: password, second factor, language, sessions.

use chrono::NaiveDateTime;
use jawab_domain::{Locale, access::Role};
use leptos::prelude::*;

use super::passkey::{NoPasskeys, PasskeyAsk};
use crate::{catalogue::Tr, form::FormState};

mod account;
mod new_passkey;
mod passkeys;
mod second_factor;

/// A page about the user's own account.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnPage {
    /// The overview.
    Account(Box<OwnAccount>),
    /// A new password.
    Password(FormState),
    /// Setting or replacing one-time codes.
    SecondFactor(Box<SecondFactor>),
    /// Adding a passkey.
    NewPasskey(Box<NewPasskey>),
    /// Removing a passkey.
    RemovePasskey(Box<RemovePasskey>),
    /// New recovery codes, shown once.
    RecoveryCodes(Vec<String>),
}

/// The overview of the user's own account.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnAccount {
    /// The holder's name.
    pub name: String,
    /// The address for signing in.
    pub address: String,
    /// The role.
    pub role: Role,
    /// The language of mails and of the first page.
    pub locale: Locale,
    /// Whether there is a password. Demonstration accounts have none.
    pub has_password: bool,
    /// The remaining recovery codes, if there is a second factor.
    pub second_factor: Option<CodesLeft>,
    /// Whether one-time codes are set up.
    pub one_time_codes: bool,
    /// The passkeys.
    pub passkeys: Vec<PasskeyRow>,
    /// Why passkeys cannot be added here, if so.
    pub no_passkeys: Option<NoPasskeys>,
    /// Whether the last second factor cannot be removed.
    pub second_factor_stays: bool,
    /// The form that changes the second factor.
    pub form: FormState,
    /// The sessions.
    pub sessions: Vec<SessionRow>,
}

/// The remaining recovery codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodesLeft {
    /// The number of codes.
    pub count: usize,
    /// Whether the codes have the former short format and should be replaced.
    pub short: bool,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    /// The passkey.
    pub id: i64,
    /// The name that the holder gave it.
    pub name: String,
    /// When it was added, in Moroccan local time.
    pub made: NaiveDateTime,
    /// When it was last used, if ever.
    pub used: Option<NaiveDateTime>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// The session.
    pub id: i64,
    /// The name of the browser; empty if unknown.
    pub browser: String,
    /// When it began, in Moroccan local time.
    pub started: NaiveDateTime,
    /// When it was last used.
    pub last_seen: NaiveDateTime,
    /// Whether it is the current session.
    pub here: bool,
}

/// Setting up one-time codes.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondFactor {
    /// The secret, for manual entry.
    pub secret: String,
    /// The secret as an `otpauth` address.
    pub uri: String,
    /// The address as a QR code: its width in modules, and the dark modules as SVG path data.
    pub qr_code: Option<(usize, String)>,
    /// Whether the second factor is required before any other work.
    pub required: bool,
    /// Whether a passkey can be added instead.
    pub passkeys_served: bool,
    /// The form.
    pub form: FormState,
}

/// Adding a passkey.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPasskey {
    /// The request to the browser, or why no passkey can be added here.
    pub ask: Result<PasskeyAsk, NoPasskeys>,
    /// The form.
    pub form: FormState,
}

/// Removing a passkey.
#[derive(Debug, Clone, PartialEq)]
pub struct RemovePasskey {
    /// The passkey.
    pub row: PasskeyRow,
    /// Whether it is the only second factor, which goes with it.
    pub last: bool,
    /// The form.
    pub form: FormState,
}

impl OwnAccount {
    /// Whether the only second factor cannot be removed.
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
