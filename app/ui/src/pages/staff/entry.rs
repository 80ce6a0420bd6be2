//! Signing in: the two steps, single-use links, and forms that were sent after the session had ended.

use leptos::prelude::*;

use super::passkey::{NoPasskeys, PasskeyAsk};
use crate::{catalogue::Tr, form::FormState};

mod link;
mod mail;
mod resume;
mod sign_in;

pub(super) use link::new_password;

/// The action of the button with which a user who signed in elsewhere gets the waiting form back.
pub const ELSEWHERE: &str = "elsewhere";

/// A page for signing in. None of them has a menu.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryPage {
    /// Address and password.
    SignIn(Box<SignIn>),
    /// The second step: a one-time code, or a passkey.
    Code(Box<SecondStep>),
    /// A valid single-use link.
    Link(Box<Link>),
    /// A link that is invalid or was used.
    LinkGone,
    /// A form that was sent after the session had ended.
    Resume(SavedForm),
    /// The unsubscribe link in the daily mail.
    StopMail {
        /// The mail address.
        address: String,
        /// The secret of the link; `None` once the mail is stopped.
        token: Option<String>,
    },
}

/// A form for signing in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SignIn {
    /// The form.
    pub form: FormState,
    /// The address to continue to.
    pub then: String,
    /// A form that waits to be shown again.
    pub saved_form: Option<SavedForm>,
}

/// The second step of signing in.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondStep {
    /// The form of the first step, carried along.
    pub way: SignIn,
    /// Whether one-time codes are set up. Otherwise only recovery codes are accepted as codes.
    pub codes: bool,
    /// If there are passkeys: the request to the browser, or why passkeys do not work here.
    pub passkey: Option<Result<PasskeyAsk, NoPasskeys>>,
}

/// A form that was sent after the session had ended. It is carried along until its author has signed in again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SavedForm {
    /// The address that it was sent to.
    pub action: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The fields encoded for one hidden field.
    pub packed: String,
}

/// A single-use link.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The purpose.
    pub what: LinkFor,
    /// The token in the address.
    pub token: String,
    /// The address of the account holder.
    pub address: String,
    /// The form.
    pub form: FormState,
}

/// The purpose of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFor {
    /// Joining.
    Invitation,
    /// Setting a new password.
    NewPassword,
    /// Signing in as a person of the demonstration, with this name and role.
    Demonstration(String, jawab_domain::access::Role),
}

impl EntryPage {
    /// Its title.
    pub(super) fn title(&self, tr: Tr) -> String {
        match self {
            Self::SignIn(_) => tr.t("sign-in-title"),
            Self::Code(page) => sign_in::step_title(tr, page),
            Self::Link(page) => link::title(tr, page),
            Self::LinkGone => tr.t("link-gone-title"),
            Self::Resume(_) => tr.t("resume-title"),
            Self::StopMail { .. } => tr.t("notices-mail"),
        }
    }

    /// Its view.
    pub(super) fn into_view(self, tr: Tr) -> AnyView {
        match self {
            Self::SignIn(page) => sign_in::view(tr, &page),
            Self::Code(page) => sign_in::code_view(tr, &page),
            Self::Link(page) => link::view(tr, &page),
            Self::LinkGone => link::expired(tr),
            Self::Resume(form) => resume::view(tr, &form),
            Self::StopMail { address, token } => mail::view(tr, &address, token.as_deref()),
        }
    }
}
