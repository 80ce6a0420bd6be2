//! Calls the browser's passkey API.

#[cfg(feature = "hydrate")]
pub(super) use browser::prepare;

#[cfg(feature = "hydrate")]
mod browser {
    use std::rc::Rc;

    use js_sys::{Function, JSON, Promise, Reflect};
    use leptos::{
        leptos_dom::helpers::window,
        prelude::{GetUntracked, RwSignal, Set},
    };
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement};

    use super::super::State;

    struct Button {
        options: String,
        makes: bool,
        form: HtmlFormElement,
        /// The field for the response.
        answer: HtmlInputElement,
        state: RwSignal<State>,
    }

    /// Lets the form around an element ask for a passkey before it is submitted, if the browser supports that.
    pub(in super::super) fn prepare(place: &Element, [options, field]: [String; 2], makes: bool, state: RwSignal<State>) -> State {
        let form = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|_| reads_options(makes).is_ok()) else { return State::Unable };
        let answer = form.query_selector(&format!("[name={field}]")).ok().flatten();
        let Some(answer) = answer.and_then(|answer| answer.dyn_into::<HtmlInputElement>().ok()) else { return State::Unable };
        let button = Rc::new(Button { options, makes, form: form.clone(), answer, state });
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| button.sent(&event));
        let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
        // The listener lives as long as the page: the form is never removed before.
        listener.forget();
        State::Ready
    }

    impl Button {
        /// Holds the submission back until there is a response. A response that the page came with is sent as it is.
        fn sent(self: &Rc<Self>, event: &Event) {
            if !self.answer.value().is_empty() {
                return;
            }
            event.prevent_default();
            if self.state.get_untracked() == State::Asking {
                return;
            }
            self.state.set(State::Asking);
            let mine = Rc::clone(self);
            spawn_local(async move {
                let answer = match mine.ask().await {
                    Ok(answer) => answer,
                    Err(error) => error_response(&error),
                };
                mine.answer.set_value(&answer);
                let _ = mine.form.submit();
            });
        }

        /// The browser's response, as JSON.
        async fn ask(&self) -> Result<String, JsValue> {
            let read = reads_options(self.makes)?;
            let options = read.call1(&passkeys()?, &JSON::parse(&self.options)?)?;
            let asked: JsValue = js_sys::Object::new().into();
            Reflect::set(&asked, &"publicKey".into(), &options)?;
            let credentials = window().navigator().credentials();
            let answer: Promise = if self.makes {
                credentials.create_with_options(asked.unchecked_ref())?
            } else {
                credentials.get_with_options(asked.unchecked_ref())?
            };
            let answer = JsFuture::from(answer).await?;
            JSON::stringify(&answer)?.as_string().ok_or(JsValue::NULL)
        }
    }

    /// The browser's interface for passkeys.
    fn passkeys() -> Result<JsValue, JsValue> {
        Reflect::get(&window(), &"PublicKeyCredential".into())
    }

    /// The browser's function that parses options from JSON. Browsers from before 2025 lack it; their users are told to use a
    /// code.
    fn reads_options(makes: bool) -> Result<Function, JsValue> {
        let name = if makes { "parseCreationOptionsFromJSON" } else { "parseRequestOptionsFromJSON" };
        Reflect::get(&passkeys()?, &name.into())?.dyn_into()
    }

    /// The name of the browser's error.
    fn error_response(error: &JsValue) -> String {
        let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        serde_json::json!({ "error": name }).to_string()
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::prepare;

/// An empty implementation for the server, so that the island's code is the same for both.
#[cfg(not(feature = "hydrate"))]
mod server {
    use leptos::prelude::RwSignal;

    use super::super::State;

    pub(in super::super) fn prepare<T>(_place: &T, _texts: [String; 2], _makes: bool, _state: RwSignal<State>) -> State {
        State::Scriptless
    }
}
