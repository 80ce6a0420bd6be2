//! The way in: signing in, its second step, links that can be used once, and what was typed before a session ended.

use leptos::prelude::*;

use super::passkey::{NoPasskeys, PasskeyAsk};
use crate::{catalogue::Tr, form::FormState};

mod link;
mod mail;
mod resume;
mod sign_in;

pub(super) use link::new_password;

/// What the button asks for by which whoever has signed in elsewhere gets the form back that waits.
pub const ELSEWHERE: &str = "elsewhere";

/// A page on the way in. None of them has a menu.
#[derive(Debug, Clone, PartialEq)]
pub enum EntryPage {
    /// Address and password.
    SignIn(Box<SignIn>),
    /// The second step: a one-time code, or a passkey.
    Code(Box<SecondStep>),
    /// A link that can be used.
    Link(Box<Link>),
    /// A link that cannot be used, or no longer.
    LinkGone,
    /// A form that was sent when its session had ended.
    Resume(Kept),
    /// The link in the morning's mail by which it is stopped; the mail address, and the token while it is not stopped yet.
    StopMail {
        /// Where the mail goes.
        address: String,
        /// The secret of the link; none once the mail is stopped.
        token: Option<String>,
    },
}

/// A form of the way in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SignIn {
    /// What was typed, and what is wrong with it.
    pub form: FormState,
    /// The address to go on to.
    pub then: String,
    /// A form that waits to be shown again.
    pub kept: Option<Kept>,
}

/// The second step of signing in.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondStep {
    /// What is carried along, and what is wrong.
    pub way: SignIn,
    /// Whether one-time codes are set; else only recovery codes are codes.
    pub codes: bool,
    /// Where there are passkeys: what the browser is asked, or why they cannot be used here.
    pub passkey: Option<Result<PasskeyAsk, NoPasskeys>>,
}

/// A form that was sent when its session had ended: carried along until its sender is signed in again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where it was sent to.
    pub action: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The same, as one text for a hidden field.
    pub packed: String,
}

/// What a link opens.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// What it is for.
    pub what: LinkFor,
    /// Its token, part of the address.
    pub token: String,
    /// The address of its holder.
    pub address: String,
    /// What was typed, and what is wrong with it.
    pub form: FormState,
}

/// What a link is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFor {
    /// To join.
    Invitation,
    /// To set a new password.
    NewPassword,
    /// To be signed in as somebody of the demonstration, by this name and role.
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
            Self::LinkGone => link::gone(tr),
            Self::Resume(kept) => resume::view(tr, &kept),
            Self::StopMail { address, token } => mail::view(tr, &address, token.as_deref()),
        }
    }
}
