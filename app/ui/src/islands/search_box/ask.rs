//! Requests suggestions from the server: after a short pause in typing, one request at a time. Failures are ignored.

use super::combobox::Combobox;
use leptos::prelude::RwSignal;

#[cfg(feature = "hydrate")]
pub(super) use browser::{Asker, go_to, reveal};

#[cfg(feature = "hydrate")]
mod browser {
    use super::{Combobox, RwSignal};
    use crate::islands::search_box::combobox::Suggestion;
    use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window};
    use leptos::prelude::{Update, document};
    use serde::Deserialize;
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::{
        AbortController, AbortSignal, RequestInit, Response, ScrollIntoViewOptions, ScrollLogicalPosition, js_sys::encode_uri_component,
    };

    /// The pause in typing before a request: long enough to skip most keystrokes, too short to be noticed.
    const PAUSE: Duration = Duration::from_millis(120);
    /// The minimum text length; shorter texts match nearly everything.
    const MIN_CHARS: usize = 2;

    #[derive(Deserialize)]
    struct Suggestions {
        suggestions: Vec<Suggestion>,
    }

    /// Fills the list with the server's suggestions.
    #[derive(Clone)]
    pub(in super::super) struct Asker(Rc<Inner>);

    struct Inner {
        suggest: String,
        limit: usize,
        state: RwSignal<Combobox>,
        timer: Cell<Option<TimeoutHandle>>,
        running: RefCell<Option<AbortController>>,
    }

    impl Asker {
        pub(in super::super) fn new(suggest: String, limit: usize, state: RwSignal<Combobox>) -> Self {
            Self(Rc::new(Inner { suggest, limit, state, timer: Cell::new(None), running: RefCell::new(None) }))
        }

        /// Requests suggestions for `query` and cancels any earlier request.
        pub(in super::super) fn ask(&self, query: &str) {
            self.cancel();
            if query.chars().count() < MIN_CHARS {
                self.0.state.update(Combobox::clear);
                return;
            }
            let separator = if self.0.suggest.contains('?') { '&' } else { '?' };
            let url = format!("{}{separator}q={}", self.0.suggest, String::from(encode_uri_component(query)));
            let asker = self.clone();
            self.0.timer.set(set_timeout_with_handle(move || asker.fetch(url), PAUSE).ok());
        }

        /// Cancels the request.
        pub(in super::super) fn cancel(&self) {
            if let Some(timer) = self.0.timer.take() {
                timer.clear();
            }
            if let Some(running) = self.0.running.take() {
                running.abort();
            }
        }

        fn fetch(self, url: String) {
            let Ok(controller) = AbortController::new() else { return };
            let signal = controller.signal();
            self.0.running.replace(Some(controller));
            spawn_local(async move {
                let answer = load(&url, &signal).await;
                if signal.aborted() {
                    return;
                }
                let limit = self.0.limit;
                self.0.state.update(|state| match answer {
                    Ok(found) => state.show(found.into_iter().filter(Suggestion::is_ours).take(limit).collect()),
                    Err(_) => state.clear(),
                });
            });
        }
    }

    async fn load(url: &str, signal: &AbortSignal) -> Result<Vec<Suggestion>, JsValue> {
        let init = RequestInit::new();
        init.set_signal(Some(signal));
        let response: Response = JsFuture::from(window().fetch_with_str_and_init(url, &init)).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
        serde_json::from_str::<Suggestions>(&text).map(|answer| answer.suggestions).map_err(|_| JsValue::NULL)
    }

    /// Scrolls the active option into view.
    pub(in super::super) fn reveal(id: &str) {
        if let Some(option) = document().get_element_by_id(id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    /// Goes to another page of this site.
    pub(in super::super) fn go_to(url: &str) {
        // If navigation is refused, the reader stays on the page with a usable form.
        let _ = window().location().assign(url);
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::{Asker, go_to, reveal};

/// Empty implementations for the server, so that the form's code is the same for both.
#[cfg(not(feature = "hydrate"))]
mod server {
    use super::{Combobox, RwSignal};

    #[derive(Clone)]
    pub(in super::super) struct Asker;

    impl Asker {
        pub(in super::super) fn new(_suggest: String, _limit: usize, _state: RwSignal<Combobox>) -> Self {
            Self
        }
        pub(in super::super) fn ask(&self, _query: &str) {}
        pub(in super::super) fn cancel(&self) {}
    }

    pub(in super::super) fn reveal(_id: &str) {}
    pub(in super::super) fn go_to(_url: &str) {}
}
