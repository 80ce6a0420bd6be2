//! What a browser is asked to make or to use a passkey, in the form that brings its answer.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    islands::{PasskeyButton, PasskeyTexts},
    parts::{
        form::{hidden, id},
        lang,
    },
};

/// The field of the browser's answer.
pub const ANSWER: &str = "passkey";
/// The field of the seal that came with the question.
pub const SEALED: &str = "passkey-asked";

/// What a browser is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PasskeyAsk {
    /// The options of `navigator.credentials`, as JSON.
    pub options: String,
    /// What comes back with the answer.
    pub sealed: String,
    /// The answer, where there is one already and the form lacks something else.
    pub answer: String,
}

/// Why passkeys can be neither made nor used where the site was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPasskeys {
    /// They can at this address of the site.
    ButAt(String),
    /// They can at no address of the site.
    Anywhere,
}

impl NoPasskeys {
    /// The notice that says so, in the place of a button.
    pub(super) fn notice(&self, tr: Tr) -> AnyView {
        let said = match self {
            Self::ButAt(address) => view! { {tr.t("passkeys-elsewhere")} " " <a href=address.clone()>{lang::ltr(address)}</a> }.into_any(),
            Self::Anywhere => tr.t("passkeys-not-here").into_any(),
        };
        view! { <p class="notice">{said}</p> }.into_any()
    }
}

/// The button, and the fields that go with it unseen.
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
