//! The request to create or use a passkey, in the form that sends the browser's response.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{
        form::{hidden, id},
        lang,
    },
    islands::{PasskeyButton, PasskeyTexts},
};

/// The field with the browser's response.
pub const ANSWER: &str = FieldName::Passkey.form();
/// The field with the sealed challenge.
pub const SEALED: &str = "passkey-asked";

/// A request to the browser.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PasskeyAsk {
    /// The options of `navigator.credentials`, as JSON.
    pub options: String,
    /// The sealed challenge, which is sent back with the response.
    pub sealed: String,
    /// The response, if the browser already gave one and the form has another problem.
    pub answer: String,
}

/// Why passkeys do not work at the address where the site was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPasskeys {
    /// They work at this address of the site.
    ButAt(String),
    /// They work at no address of the site.
    Anywhere,
}

impl NoPasskeys {
    /// The notice in place of the button.
    pub(super) fn notice(&self, tr: Tr) -> AnyView {
        let said = match self {
            Self::ButAt(address) => view! { {tr.t("passkeys-elsewhere")} " " <a href=address.clone()>{lang::ltr(address)}</a> }.into_any(),
            Self::Anywhere => tr.t("passkeys-not-here").into_any(),
        };
        view! { <p class="notice">{said}</p> }.into_any()
    }
}

/// The button with its hidden fields.
pub(super) fn ask(tr: Tr, ask: &PasskeyAsk, makes: bool, label: String) -> AnyView {
    let texts =
        PasskeyTexts { label, scriptless: tr.t("passkey-scriptless"), unable: tr.t("passkey-unable"), asking: tr.t("passkey-asking") };
    view! {
        {hidden(SEALED, ask.sealed.clone())}
        {hidden(ANSWER, ask.answer.clone())}
        <div id=id(ANSWER)><PasskeyButton options=ask.options.clone() makes field=ANSWER.to_owned() texts /></div>
    }
    .into_any()
}
