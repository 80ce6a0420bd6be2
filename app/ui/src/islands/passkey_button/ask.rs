//! Asks the browser for a passkey.

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
        /// The field for the answer.
        answer: HtmlInputElement,
        state: RwSignal<State>,
    }

    /// Has the form around a place ask for a passkey before it is sent, if the browser knows how.
    pub(in super::super) fn prepare(place: &Element, [options, field]: [String; 2], makes: bool, state: RwSignal<State>) -> State {
        let form = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form.filter(|_| reads_options(makes).is_ok()) else { return State::Unable };
        let answer = form.query_selector(&format!("[name={field}]")).ok().flatten();
        let Some(answer) = answer.and_then(|answer| answer.dyn_into::<HtmlInputElement>().ok()) else { return State::Unable };
        let button = Rc::new(Button { options, makes, form: form.clone(), answer, state });
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| button.sent(&event));
        let _ = form.add_event_listener_with_callback("submit", listener.as_ref().unchecked_ref());
        // As long as the page: the form is never taken away before it.
        listener.forget();
        State::Ready
    }

    impl Button {
        /// Holds the form back until there is an answer; one that the page came with is sent as it is.
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
                    Err(error) => given_up(&error),
                };
                mine.answer.set_value(&answer);
                let _ = mine.form.submit();
            });
        }

        /// The browser's answer, as JSON.
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

    /// What the browser has of passkeys.
    fn passkeys() -> Result<JsValue, JsValue> {
        Reflect::get(&window(), &"PublicKeyCredential".into())
    }

    /// What reads options written as JSON. Browsers that lack it, of before 2025, are told to use a code.
    fn reads_options(makes: bool) -> Result<Function, JsValue> {
        let name = if makes { "parseCreationOptionsFromJSON" } else { "parseRequestOptionsFromJSON" };
        Reflect::get(&passkeys()?, &name.into())?.dyn_into()
    }

    /// Why there is no answer, by the name that browsers give it.
    fn given_up(error: &JsValue) -> String {
        let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        serde_json::json!({ "error": name }).to_string()
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::prepare;

/// On the server there is no browser: the same name, so that the island is written once.
#[cfg(not(feature = "hydrate"))]
mod server {
    use leptos::prelude::RwSignal;

    use super::super::State;

    pub(in super::super) fn prepare<T>(_place: &T, _texts: [String; 2], _makes: bool, _state: RwSignal<State>) -> State {
        State::Scriptless
    }
}
