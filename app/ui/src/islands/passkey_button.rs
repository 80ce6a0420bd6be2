//! The button that creates or uses a passkey. It calls the browser, puts the response into its form and submits that.
//!
//! Passkeys need a script, so without one a text replaces the button. The browser's response, or its error, goes to the server in
//! a field, and the next page reports the result.

mod ask;

use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};

/// The texts of the button, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyTexts {
    /// The button.
    pub label: String,
    /// Shown instead of the button without scripts.
    pub scriptless: String,
    /// Shown instead of the button in a browser without passkeys.
    pub unable: String,
    /// Shown while the browser asks for the passkey.
    pub asking: String,
}

/// The state of the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "on the server nothing comes of it"))]
enum State {
    Scriptless,
    Unable,
    Ready,
    Asking,
}

/// The button, in a form with a field for the response.
#[island]
pub fn PasskeyButton(
    /// The options for the browser, as JSON.
    options: String,
    /// Whether to create a passkey instead of using one.
    makes: bool,
    /// The name of the field for the response.
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
