//! The search form with suggestions.
//!
//! Without scripts it is a plain GET form. With scripts, the field becomes a combobox with a list box, as in the WAI-ARIA
//! Authoring Practices: arrows move, Enter opens the active suggestion or submits the form, Escape closes, and a polite live
//! region announces the number of suggestions.

mod ask;
mod combobox;

use ask::Asker;
use combobox::{Answer, Combobox, Move, Suggestion};
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};

/// The texts of the form, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchBoxTexts {
    /// The field's visible label.
    pub label: String,
    /// The label of the submit button.
    pub button: String,
    /// Read out with the field: how to reach and choose suggestions.
    pub hint: String,
    /// The accessible name of the list of suggestions.
    pub list: String,
    /// Announced when there is no suggestion.
    pub none: String,
    /// Announced for 1, 2, 3 … suggestions, in this order. No more suggestions are shown than there are texts. The texts are
    /// prepared on the server, because Arabic has a form for two and another for three to ten, and plural rules are not compiled
    /// for the browser.
    pub counts: Vec<String>,
    /// The label of a suggested question.
    pub question: String,
    /// The label of a suggested ministry.
    pub ministry: String,
    /// The label of a suggested member.
    pub member: String,
}

impl SearchBoxTexts {
    fn announcement(&self, found: Option<usize>) -> String {
        let text = match found {
            None => None,
            Some(0) => Some(&self.none),
            Some(count) => self.counts.get(count - 1),
        };
        text.cloned().unwrap_or_default()
    }

    fn kind(&self, suggestion: &Suggestion) -> String {
        match suggestion.kind.as_str() {
            "ministry" => &self.ministry,
            "member" => &self.member,
            _ => &self.question,
        }
        .clone()
    }
}

/// The search form.
#[island]
pub fn SearchBox(
    /// The target of the form.
    action: String,
    /// The current search text, or empty.
    value: String,
    /// The form's texts.
    texts: SearchBoxTexts,
    /// The address of the suggestions; `q` is added to it.
    suggest: String,
    /// Hidden fields that are sent along, such as the active filters.
    hidden: Vec<(String, String)>,
    /// The id of the field, if a page has several search forms. Default: `search`.
    #[prop(optional)]
    id: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| "search".to_owned());
    let limit = texts.counts.len();
    let filled = RwSignal::new(!value.is_empty());
    let alive = RwSignal::new(false);
    let state = RwSignal::new(Combobox::default());
    let texts = StoredValue::new(texts);
    let list_id = format!("{id}-suggestions");
    let hint_id = format!("{id}-hint");
    let option_id = {
        let list_id = list_id.clone();
        move |index: usize| format!("{list_id}-{index}")
    };

    // Effects run only in the browser: before that, the field must not announce features that need a script.
    Effect::new(move |_| alive.set(true));
    Effect::new({
        let option_id = option_id.clone();
        move |_| {
            if let Some(active) = state.with(Combobox::active) {
                ask::reveal(&option_id(active));
            }
        }
    });

    let asker = Asker::new(suggest, limit, state);
    let on_input = {
        let asker = asker.clone();
        move |event| {
            let query = event_target_value(&event);
            filled.set(!query.is_empty());
            asker.ask(query.trim());
        }
    };
    let on_keydown = {
        let asker = asker.clone();
        move |event: ev::KeyboardEvent| on_key(&event, state, &asker)
    };
    let on_blur = move |_| {
        asker.cancel();
        state.update(Combobox::close);
    };

    let when_alive = move |text: String| move || alive.get().then(|| text.clone());
    let active_id = {
        let option_id = option_id.clone();
        move || state.with(Combobox::active).map(&option_id)
    };
    let options = move || {
        state.with(|state| {
            let option = |(index, suggestion): (usize, &Suggestion)| {
                let url = suggestion.url.clone();
                let kind = texts.with_value(|texts| texts.kind(suggestion));
                view! {
                    <li
                        class="suggestion"
                        role="option"
                        id=option_id(index)
                        aria-selected=if state.active() == Some(index) { "true" } else { "false" }
                        on:click=move |_| ask::go_to(&url)
                    >
                        <span class="suggestion-kind">{kind}</span>
                        " "
                        <span class="suggestion-label" lang=suggestion.lang.clone() dir=suggestion.direction()>
                            {suggestion.label.clone()}
                        </span>
                        " "
                        <bdi class="suggestion-detail">{suggestion.detail.clone()}</bdi>
                    </li>
                }
            };
            state.suggestions().iter().enumerate().map(option).collect_view()
        })
    };

    view! {
        <form class="search" role="search" action=action method="get">
            <label for=id.clone()>{texts.with_value(|texts| texts.label.clone())}</label>
            <div class="search-field">
                <input
                    type="search"
                    id=id
                    name="q"
                    value=value
                    dir=move || filled.get().then_some("auto")
                    autocomplete="off"
                    enterkeyhint="search"
                    role=when_alive("combobox".to_owned())
                    aria-autocomplete=when_alive("list".to_owned())
                    aria-controls=when_alive(list_id.clone())
                    aria-describedby=when_alive(hint_id.clone())
                    aria-expanded=move || alive.get().then(|| if state.with(Combobox::is_open) { "true" } else { "false" })
                    aria-activedescendant=active_id
                    on:input=on_input
                    on:keydown=on_keydown
                    on:blur=on_blur
                />
                <ul
                    class="suggestions"
                    role="listbox"
                    id=list_id
                    aria-label=texts.with_value(|texts| texts.list.clone())
                    hidden=move || !state.with(Combobox::is_open)
                    on:mousedown=|event| event.prevent_default()
                >
                    {options}
                </ul>
            </div>
            {hidden
                .into_iter()
                .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                .collect_view()}
            <button class="button" type="submit">{texts.with_value(|texts| texts.button.clone())}</button>
            <span id=hint_id hidden=true>{texts.with_value(|texts| texts.hint.clone())}</span>
            <span class="visually-hidden" role="status">
                {move || texts.with_value(|texts| texts.announcement(state.with(Combobox::found)))}
            </span>
        </form>
    }
}

/// Lets the combobox handle a key. Unhandled keys keep their meaning in a text field.
fn on_key(event: &ev::KeyboardEvent, state: RwSignal<Combobox>, asker: &Asker) {
    let Some(movement) = Move::from_key(&event.key(), event.alt_key()) else { return };
    if event.is_composing() {
        return;
    }
    let answer = state.try_update(|state| state.answer(movement)).unwrap_or(Answer::Leave);
    match answer {
        Answer::Leave => return,
        Answer::Moved => {}
        Answer::Close => asker.cancel(),
        Answer::Open(url) => ask::go_to(&url),
    }
    event.prevent_default();
}
