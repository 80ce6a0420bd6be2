//! The button by which a passkey is made or used: it asks the browser, puts its answer into the form it stands in, and sends that.
//!
//! Passkeys need a script, so without one there are words in place of the button. Whatever the browser answers, and why it does
//! not, goes to the server in a field: a page says what came of it.

mod ask;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// Every text of the button, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyTexts {
    /// The button.
    pub label: String,
    /// In place of the button as long as there is no script.
    pub scriptless: String,
    /// In place of the button in a browser that knows no passkeys.
    pub unable: String,
    /// Said while the browser asks for the passkey.
    pub asking: String,
}

/// What has come of the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing comes of it"))]
enum State {
    Scriptless,
    Unable,
    Ready,
    Asking,
}

/// The button, in a form with a field for the answer.
#[island]
pub fn PasskeyButton(
    /// What the browser is asked, as JSON.
    options: String,
    /// Whether a passkey is made; else one is used.
    makes: bool,
    /// The name of the field for the answer.
    field: String,
    /// The button's texts.
    texts: PasskeyTexts,
) -> impl IntoView {
    let state = RwSignal::new(State::Scriptless);
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            state.set(ask::prepare(&place, [options.clone(), field.clone()], makes, state));
        }
    });
    let PasskeyTexts { label, scriptless, unable, asking } = texts;
    let said = move || match state.get() {
        State::Scriptless => scriptless.clone(),
        State::Unable => unable.clone(),
        State::Ready => String::new(),
        State::Asking => asking.clone(),
    };
    let able = move || matches!(state.get(), State::Ready | State::Asking);
    view! {
        <div class="passkey" node_ref=place>
            {move || able().then(|| view! { <button class="button" type="submit">{label.clone()}</button> })}
            <p class="hint" role="status">{said}</p>
        </div>
    }
}
