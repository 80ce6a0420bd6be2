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
        SaveStatus,
        sending::{page, post, replace},
    };

    /// The delay between a change and saving the draft: nobody loses more input than this.
    const SAVE_DELAY: Duration = Duration::from_secs(4);
    /// The delay before a failed save is retried. It doubles each time, up to [`MAX_RETRY_DELAY`].
    const RETRY_DELAY: Duration = Duration::from_secs(4);
    const MAX_RETRY_DELAY: Duration = Duration::from_secs(60);
    /// The pause in typing after which the deadline and the duplicates are refreshed.
    const REFRESH_DELAY: Duration = Duration::from_millis(700);

    /// The id of the button that shows the day of transmission. It is refreshed with the rest.
    const DAY: &str = "clock";

    /// The field of a form from which a question was made before. What the browser has filled in again is saved then.
    const MADE: &str = "made";

    struct Companion {
        /// The address that saves the draft.
        keep: String,
        /// The id of the part of the page that is refreshed; empty if there is none.
        live: String,
        form: HtmlFormElement,
        said: RwSignal<SaveStatus>,
        /// The number of changes so far.
        typed: Cell<u32>,
        /// The number of changes that are saved.
        saved: Cell<u32>,
        /// The number of changes that were handed to the browser as a beacon.
        handed: Cell<u32>,
        /// The time of day since which saving fails.
        failing: RefCell<Option<String>>,
        /// The delay before the next retry.
        pause: Cell<Duration>,
        /// The timer of the next save.
        next: RefCell<Option<TimeoutHandle>>,
        /// Whether a save is under way.
        saving: Cell<bool>,
        /// Whether the form itself is being submitted. Then no warning is shown.
        sent: Cell<bool>,
        showing: RefCell<Option<TimeoutHandle>>,
        shown: Cell<u32>,
    }

    /// Watches the form around an element. `keep` is where the draft is saved, `live` what is refreshed.
    pub(in super::super) fn watch(place: &Element, [keep, live]: [String; 2], said: RwSignal<SaveStatus>) {
        let Some(form) = place.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) else { return };
        let companion = Rc::new(Companion {
            keep,
            live,
            form,
            said,
            typed: Cell::new(0),
            saved: Cell::new(0),
            handed: Cell::new(0),
            failing: RefCell::new(None),
            pause: Cell::new(RETRY_DELAY),
            next: RefCell::new(None),
            saving: Cell::new(false),
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
            // A mobile browser may kill a hidden page without notice, so this is the last event that is sure to arrive. It
            // bubbles from the document to the window. A user who comes back may have signed in elsewhere.
            self.on_window("visibilitychange", |mine, _| if document().hidden() { mine.left() } else { mine.save() });
            self.on_window("online", |mine, _| mine.save());
            // The page was restored from the back/forward cache: the form was not submitted after all, or the response was not a
            // page.
            self.on_window("pageshow", |mine, _| {
                mine.sent.set(false);
                mine.save();
            });
            // The user may have typed before the script was loaded, or come back to a form that the browser has filled again. That is
            // saved at once: as long as it holds what was saved when the page was left, it takes the place of that draft.
            let fields = self.form.elements();
            if fields.named_item(MADE).is_none() {
                (0..fields.length()).filter_map(|n| fields.item(n)).filter(was_typed_into).for_each(|field| self.changed(&field));
                self.save();
            }
        }

        fn on_window(self: &Rc<Self>, event: &str, act: impl Fn(&Rc<Self>, &Event) + 'static) {
            let mine = Rc::clone(self);
            // The listener lives as long as the page.
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
            if self.next.borrow().is_none() && !self.saving.get() {
                self.save_after(if self.failing.borrow().is_some() { self.pause.get() } else { SAVE_DELAY });
            }
            let name = field.get_attribute("name").filter(|_| !self.live.is_empty());
            if name.is_some_and(|name| name.starts_with("subject-") || name.starts_with("transmitted-")) {
                let mine = Rc::clone(self);
                let later = set_timeout_with_handle(move || mine.show(), REFRESH_DELAY).ok();
                if let Some(earlier) = self.showing.replace(later) {
                    earlier.clear();
                }
            }
        }

        /// The form's fields and these additional ones. They are sent as multipart, where an Arabic letter takes two bytes
        /// instead of six.
        fn fields(&self, more: &[(&str, &str)]) -> Option<FormData> {
            let fields = FormData::new_with_form(&self.form).ok()?;
            for (name, value) in more {
                fields.append_with_str(name, value).ok()?;
            }
            Some(fields)
        }

        fn is_saved(&self) -> bool {
            self.typed.get() == self.saved.get()
        }

        /// Hands the draft to the browser as a beacon, which is delivered even while the page unloads. Returns whether the
        /// browser accepted it; the limit is 64 KiB. There is no response to a beacon, so if the page stays open, the draft is
        /// sent again.
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

        /// Warns before the page is left with unsaved input. The input of the last seconds goes with a beacon, if saving has
        /// worked so far.
        fn ask(&self, event: &Event) {
            if self.sent.get() || self.is_saved() || self.failing.borrow().is_none() && self.hand_over() {
                return;
            }
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                event.set_return_value("1");
            }
        }

        /// The page is hidden or left: what is too large for a beacon is sent as usual, as long as the page still exists.
        fn left(self: &Rc<Self>) {
            if !self.sent.get() && !self.is_saved() && !self.hand_over() {
                self.save();
            }
        }

        fn save_after(self: &Rc<Self>, after: Duration) {
            let mine = Rc::clone(self);
            let next = set_timeout_with_handle(move || mine.save(), after).ok();
            if let Some(earlier) = self.next.replace(next) {
                earlier.clear();
            }
        }

        /// Saves the draft if it changed.
        fn save(self: &Rc<Self>) {
            if let Some(next) = self.next.take() {
                next.clear();
            }
            if self.is_saved() || self.saving.get() {
                return;
            }
            let Some(fields) = self.fields(&[]) else { return };
            self.saving.set(true);
            let (mine, typed) = (Rc::clone(self), self.typed.get());
            spawn_local(async move {
                let status = post(&mine.keep, &fields).await.map(|answer| answer.status());
                mine.saving.set(false);
                match status {
                    Ok(200..=299) => mine.save_succeeded(typed),
                    Ok(status) => mine.save_failed(status),
                    Err(_) => mine.save_failed(0),
                }
            });
        }

        /// The draft was saved up to this change.
        fn save_succeeded(self: &Rc<Self>, typed: u32) {
            self.saved.set(typed);
            self.pause.set(RETRY_DELAY);
            let failed = self.failing.take().is_some();
            self.said.set(if failed { SaveStatus::Again } else { SaveStatus::Saved });
            if !self.is_saved() {
                self.save_after(SAVE_DELAY);
            }
        }

        /// Saving failed. Reports it, and schedules a retry if a later save may work. After a refusal, only new input or a return
        /// to the page tries again. `status` is the HTTP status; 0 without a response.
        fn save_failed(self: &Rc<Self>, status: u16) {
            let pause = self.pause.get();
            self.pause.set((pause * 2).min(MAX_RETRY_DELAY));
            if matches!(status, 0 | 408 | 429 | 500..) {
                self.save_after(pause);
            }
            // A submitted form needs no draft.
            if self.sent.get() {
                return;
            }
            let since = self.failing.borrow_mut().get_or_insert_with(time_of_day).clone();
            self.said.set(match status {
                401 => SaveStatus::SignedOut(since),
                400 | 403 | 404 | 409 | 413 => SaveStatus::Refused(since),
                422 => SaveStatus::Full(since),
                _ => SaveStatus::Failing(since),
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

    /// The local time of the user, as `14:05`.
    fn time_of_day() -> String {
        let now = Date::new_0();
        format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
    }

    /// Whether the value of a field differs from what the server sent.
    fn was_typed_into(field: &Element) -> bool {
        let differs = |line: &HtmlInputElement| line.value() != line.default_value() || line.checked() != line.default_checked();
        let line = field.dyn_ref::<HtmlInputElement>().is_some_and(differs);
        line || field.dyn_ref::<HtmlTextAreaElement>().is_some_and(|text| text.default_value().is_ok_and(|sent| sent != text.value()))
    }

    fn on(form: &HtmlFormElement, event: &str, act: impl Fn(Event) + 'static) {
        let listener = Closure::<dyn Fn(Event)>::new(act);
        let _ = form.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        // The listener lives as long as the page: the form is never removed before.
        listener.forget();
    }
}

#[cfg(not(feature = "hydrate"))]
pub(super) use server::watch;

/// An empty implementation for the server, so that the island's code is the same for both.
#[cfg(not(feature = "hydrate"))]
mod server {
    use leptos::prelude::RwSignal;

    use super::super::SaveStatus;

    pub(in super::super) fn watch<T>(_place: &T, _wanted: [String; 2], _said: RwSignal<SaveStatus>) {}
}
