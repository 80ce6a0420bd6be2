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

    use js_sys::Date;
    use leptos::{
        leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window, window_event_listener_untyped},
        prelude::{RwSignal, Set, document},
    };
    use wasm_bindgen::{JsCast, closure::Closure};
    use wasm_bindgen_futures::spawn_local;
    use web_sys::{BeforeUnloadEvent, Element, Event, FormData, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

    use super::super::{
        Said,
        sending::{page, post, replace},
    };

    /// How long after a change the form is kept: nobody loses more than this.
    const KEEP_AFTER: Duration = Duration::from_secs(4);
    /// How long after it could not be kept that is tried again; then twice as long each time, up to the other.
    const AGAIN_AFTER: Duration = Duration::from_secs(4);
    const AGAIN_AFTER_MOST: Duration = Duration::from_secs(60);
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
        said: RwSignal<Said>,
        /// How often the form was changed.
        typed: Cell<u32>,
        /// Up to which of these changes it is kept.
        kept: Cell<u32>,
        /// Up to which it was handed to the browser to be sent as the page goes.
        handed: Cell<u32>,
        /// Since what time of day it cannot be kept.
        failing: RefCell<Option<String>>,
        /// After how long that is tried again.
        pause: Cell<Duration>,
        /// The next time that it will be kept.
        next: RefCell<Option<TimeoutHandle>>,
        /// Whether it is being kept just now.
        keeping: Cell<bool>,
        /// Whether the form itself is being sent: then nobody is asked.
        sent: Cell<bool>,
        showing: RefCell<Option<TimeoutHandle>>,
        shown: Cell<u32>,
    }

    /// Watches the form around a place: where it is kept, and what is shown anew.
    pub(in super::super) fn watch(place: &Element, [keep, live]: [String; 2], said: RwSignal<Said>) {
        let Some(form) = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let companion = Rc::new(Companion {
            keep,
            live,
            form,
            said,
            typed: Cell::new(0),
            kept: Cell::new(0),
            handed: Cell::new(0),
            failing: RefCell::new(None),
            pause: Cell::new(AGAIN_AFTER),
            next: RefCell::new(None),
            keeping: Cell::new(false),
            sent: Cell::new(false),
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
            on(&self.form, "submit", move |_| mine.sent.set(true));
            self.on_window("beforeunload", |mine, event| mine.ask(event));
            self.on_window("pagehide", |mine, _| mine.left());
            // A telephone may end a page that is out of sight without a word: this is the last that is sure to be told. It comes up to the
            // window from the document. Whoever comes back may have signed in elsewhere.
            self.on_window("visibilitychange", |mine, _| if document().hidden() { mine.left() } else { mine.keep() });
            self.on_window("online", |mine, _| mine.keep());
            // Come back to as it was left: the form was not sent after all, or its answer was no page.
            self.on_window("pageshow", |mine, _| {
                mine.sent.set(false);
                mine.keep();
            });
            // Before scripts are there somebody may have typed already.
            let fields = self.form.elements();
            (0..fields.length()).filter_map(|n| fields.item(n)).filter(was_typed_into).for_each(|field| self.changed(&field));
        }

        fn on_window(self: &Rc<Self>, event: &str, act: impl Fn(&Rc<Self>, &Event) + 'static) {
            let mine = Rc::clone(self);
            // As long as the page.
            std::mem::forget(window_event_listener_untyped(event, move |event| act(&mine, &event)));
        }

        fn typed(self: &Rc<Self>, event: &Event) {
            if let Some(field) = event.target().and_then(|field| field.dyn_into::<Element>().ok()) {
                self.changed(&field);
            }
        }

        fn changed(self: &Rc<Self>, field: &Element) {
            self.typed.set(self.typed.get().wrapping_add(1));
            self.sent.set(false);
            if self.next.borrow().is_none() && !self.keeping.get() {
                self.keep_after(if self.failing.borrow().is_some() { self.pause.get() } else { KEEP_AFTER });
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

        fn is_kept(&self) -> bool {
            self.typed.get() == self.kept.get()
        }

        /// Hands the form to the browser, which delivers such a beacon even as the page goes; says whether it took it: it takes no more
        /// than 64 KiB. Nobody says whether a beacon was kept: where the page stays, it is sent again.
        fn hand_over(&self) -> bool {
            let typed = self.typed.get();
            if self.handed.get() == typed {
                return true;
            }
            let Some(fields) = self.fields(&[]) else { return false };
            let taken = window().navigator().send_beacon_with_opt_form_data(&self.keep, Some(&fields)).unwrap_or(false);
            if taken {
                self.handed.set(typed);
            }
            taken
        }

        /// Asks before the page is left with something that is not kept. What was typed in the last seconds goes with a beacon, where it
        /// was kept until then.
        fn ask(&self, event: &Event) {
            if self.sent.get() || self.is_kept() || self.failing.borrow().is_none() && self.hand_over() {
                return;
            }
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("1");
            }
        }

        /// Left, or out of sight: what a beacon does not take is sent as ever, for as long as the page is still there.
        fn left(self: &Rc<Self>) {
            if !self.sent.get() && !self.is_kept() && !self.hand_over() {
                self.keep();
            }
        }

        fn keep_after(self: &Rc<Self>, after: Duration) {
            let mine = Rc::clone(self);
            let next = set_timeout_with_handle(move || mine.keep(), after).ok();
            if let Some(earlier) = self.next.replace(next) {
                earlier.clear();
            }
        }

        /// Has the form kept, where it was changed since.
        fn keep(self: &Rc<Self>) {
            if let Some(next) = self.next.take() {
                next.clear();
            }
            if self.is_kept() || self.keeping.get() {
                return;
            }
            let Some(fields) = self.fields(&[]) else { return };
            self.keeping.set(true);
            let (mine, typed) = (Rc::clone(self), self.typed.get());
            spawn_local(async move {
                let status = post(&mine.keep, &fields).await.map(|answer| answer.status());
                mine.keeping.set(false);
                match status {
                    Ok(200..=299) => mine.was_kept(typed),
                    Ok(status) => mine.was_not_kept(status),
                    Err(_) => mine.was_not_kept(0),
                }
            });
        }

        /// It is kept up to a change.
        fn was_kept(self: &Rc<Self>, typed: u32) {
            self.kept.set(typed);
            self.pause.set(AGAIN_AFTER);
            let failed = self.failing.take().is_some();
            self.said.set(if failed { Said::Again } else { Said::Kept });
            if !self.is_kept() {
                self.keep_after(KEEP_AFTER);
            }
        }

        /// It could not be kept: that is said, and tried again where it may be kept later. Where it is refused, who types more or comes
        /// back tries again. `status` is that of the answer; 0 where none came.
        fn was_not_kept(self: &Rc<Self>, status: u16) {
            let pause = self.pause.get();
            self.pause.set((pause * 2).min(AGAIN_AFTER_MOST));
            if matches!(status, 0 | 408 | 429 | 500..) {
                self.keep_after(pause);
            }
            // Once the form was sent it is saved, and needs not be kept.
            if self.sent.get() {
                return;
            }
            let since = self.failing.borrow_mut().get_or_insert_with(time_of_day).clone();
            self.said.set(match status {
                401 => Said::SignedOut(since),
                400 | 403 | 404 | 409 | 413 => Said::Refused(since),
                422 => Said::Full(since),
                _ => Said::Failing(since),
            });
        }

        fn show(self: Rc<Self>) {
            let Some(fields) = self.fields(&[("do", "look")]) else { return };
            let turn = self.shown.get().wrapping_add(1);
            self.shown.set(turn);
            spawn_local(async move {
                let action = self.form.get_attribute("action").unwrap_or_default();
                let Ok(page) = page(&action, &fields).await else { return };
                if self.shown.get() == turn {
                    let _ = replace(&page, &self.live);
                    let _ = replace(&page, DAY);
                }
            });
        }
    }

    /// The time of day on the clock of whoever types, as `14:05`.
    fn time_of_day() -> String {
        let now = Date::new_0();
        format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
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
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::watch;

/// On the server nobody types: the same name, so that the island is written once.
#[cfg(not(feature = "hydrate"))]
mod server {
    use leptos::prelude::RwSignal;

    use super::super::Said;

    pub(in super::super) fn watch<T>(_place: &T, _wanted: [String; 2], _said: RwSignal<Said>) {}
}
