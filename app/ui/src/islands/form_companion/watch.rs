//! Watches a form in the browser.

#[cfg(feature = "hydrate")]
pub(super) use browser::watch;

#[cfg(feature = "hydrate")]
mod browser {
    use std::{
        cell::{Cell, RefCell},
        rc::Rc,
        time::Duration,
    };

    use leptos::{
        leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window, window_event_listener_untyped},
        prelude::{RwSignal, Set, document},
    };
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::{JsFuture, spawn_local};
    use web_sys::{
        DomParser, Element, Event, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, RequestInit, Response, SupportedType,
    };

    /// How long after a change the form is kept: nobody loses more than this.
    const KEEP_AFTER: Duration = Duration::from_secs(4);
    /// How long somebody must have stopped typing before deadline and duplicates are shown anew.
    const SHOW_AFTER: Duration = Duration::from_millis(700);

    /// The button that names the day of transmission, shown anew with the rest.
    const DAY: &str = "clock";

    struct Companion {
        /// Where the form is kept.
        keep: String,
        /// The part of the page that is shown anew; empty where there is none.
        live: String,
        form: HtmlFormElement,
        said: RwSignal<bool>,
        changed: Cell<bool>,
        keeping: Cell<bool>,
        showing: RefCell<Option<TimeoutHandle>>,
        shown: Cell<u32>,
    }

    /// Watches the form around a place: where it is kept, and what is shown anew.
    pub(in super::super) fn watch(place: &Element, [keep, live]: [String; 2], said: RwSignal<bool>) {
        let Some(form) = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let companion = Rc::new(Companion {
            keep,
            live,
            form,
            said,
            changed: Cell::new(false),
            keeping: Cell::new(false),
            showing: RefCell::new(None),
            shown: Cell::new(0),
        });
        companion.listen();
    }

    impl Companion {
        fn listen(self: &Rc<Self>) {
            let mine = Rc::clone(self);
            on(&self.form, "input", move |event| mine.typed(&event));
            let mine = Rc::clone(self);
            on(&self.form, "submit", move |_| mine.changed.set(false));
            let mine = Rc::clone(self);
            std::mem::forget(window_event_listener_untyped("pagehide", move |_| mine.left()));
            let mine = Rc::clone(self);
            // A telephone may end a page that is out of sight without a word: this is the last that is sure to be told. It comes up to the
            // window from the document.
            let hides = move |_| {
                if document().hidden() {
                    mine.left();
                }
            };
            std::mem::forget(window_event_listener_untyped("visibilitychange", hides));
            // Before scripts are there somebody may have typed already.
            let fields = self.form.elements();
            (0..fields.length()).filter_map(|n| fields.item(n)).filter(was_typed_into).for_each(|field| self.changed(&field));
        }

        fn typed(self: &Rc<Self>, event: &Event) {
            if let Some(field) = event.target().and_then(|field| field.dyn_into::<Element>().ok()) {
                self.changed(&field);
            }
        }

        fn changed(self: &Rc<Self>, field: &Element) {
            self.changed.set(true);
            if !self.keeping.replace(true) {
                let mine = Rc::clone(self);
                let _ = set_timeout_with_handle(move || mine.keep(), KEEP_AFTER);
            }
            let name = field.get_attribute("name").filter(|_| !self.live.is_empty());
            if name.is_some_and(|name| name.starts_with("subject-") || name.starts_with("transmitted-")) {
                let mine = Rc::clone(self);
                let later = set_timeout_with_handle(move || mine.show(), SHOW_AFTER).ok();
                if let Some(earlier) = self.showing.replace(later) {
                    earlier.clear();
                }
            }
        }

        /// What would be sent, and these fields with it. It goes in parts: an Arabic letter has two bytes in them, and six in an address.
        fn fields(&self, more: &[(&str, &str)]) -> Option<FormData> {
            let fields = FormData::new_with_form(&self.form).ok()?;
            for (name, value) in more {
                fields.append_with_str(name, value).ok()?;
            }
            Some(fields)
        }

        /// Left without sending: the browser delivers a beacon even as the page goes. It takes no more than 64 KiB; what is longer is sent
        /// as ever, for as long as the page is still there. Nobody says whether a beacon was kept: where the page stays, it is sent again.
        fn left(self: &Rc<Self>) {
            if !self.changed.get() {
                return;
            }
            let Some(fields) = self.fields(&[]) else { return };
            let taken = window().navigator().send_beacon_with_opt_form_data(&self.keep, Some(&fields)).unwrap_or(false);
            if !taken {
                Rc::clone(self).send();
            }
        }

        fn keep(self: Rc<Self>) {
            self.keeping.set(false);
            self.send();
        }

        /// Has the form kept, where it was changed since.
        fn send(self: Rc<Self>) {
            if !self.changed.replace(false) {
                return;
            }
            let Some(fields) = self.fields(&[]) else { return };
            spawn_local(async move {
                match post(&self.keep, &fields).await {
                    Ok(_) => self.said.set(true),
                    // Tried again with the next change, and when the page is left; meanwhile it is not kept, and not said to be.
                    Err(_) => {
                        self.changed.set(true);
                        self.said.set(false);
                    }
                }
            });
        }

        fn show(self: Rc<Self>) {
            let Some(fields) = self.fields(&[("do", "look")]) else { return };
            let turn = self.shown.get().wrapping_add(1);
            self.shown.set(turn);
            spawn_local(async move {
                let action = self.form.get_attribute("action").unwrap_or_default();
                let Ok(page) = post(&action, &fields).await else { return };
                if self.shown.get() == turn {
                    let _ = replace(&page, &self.live);
                    let _ = replace(&page, DAY);
                }
            });
        }
    }

    /// Whether a field holds other words than the server sent in it.
    fn was_typed_into(field: &Element) -> bool {
        let line = field.dyn_ref::<HtmlInputElement>().is_some_and(|line| line.value() != line.default_value());
        line || field.dyn_ref::<HtmlTextAreaElement>().is_some_and(|text| text.default_value().is_ok_and(|sent| sent != text.value()))
    }

    fn on(form: &HtmlFormElement, event: &str, act: impl Fn(Event) + 'static) {
        let listener = Closure::<dyn Fn(Event)>::new(act);
        let _ = form.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // As long as the page: the form is never taken away before it.
        listener.forget();
    }

    async fn post(to: &str, fields: &FormData) -> Result<String, JsValue> {
        let init = RequestInit::new();
        init.set_method("POST");
        init.set_body(fields);
        let response: Response = JsFuture::from(window().fetch_with_str_and_init(to, &init)).await?.dyn_into()?;
        if !response.ok() {
            return Err(JsValue::NULL);
        }
        Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
    }

    /// Puts a part of a page that the server rendered in place of the same part of this one.
    fn replace(page: &str, id: &str) -> Result<(), JsValue> {
        let page = DomParser::new()?.parse_from_string(page, SupportedType::TextHtml)?;
        if let (Some(new), Some(old)) = (page.get_element_by_id(id), document().get_element_by_id(id)) {
            old.replace_with_with_node_1(&new)?;
        }
        Ok(())
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::watch;

/// On the server nobody types: the same name, so that the island is written once.
#[cfg(not(feature = "hydrate"))]
mod server {
    use leptos::prelude::RwSignal;

    pub(in super::super) fn watch<T>(_place: &T, _wanted: [String; 2], _said: RwSignal<bool>) {}
}
