//! The search form, and its suggestions once the script is there.
//!
//! Without script it is a plain GET form. With it, the field becomes a combobox with a list box as the WAI-ARIA Authoring
//! Practices describe it: arrows move, Enter opens the chosen suggestion or sends the form, Escape closes, and a polite live
//! region says how many suggestions there are.

mod ask;
mod combobox;

use ask::Asker;
use combobox::{Answer, Combobox, Move, Suggestion};
use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};

/// Every text of the form, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchBoxTexts {
    /// The field's visible label.
    pub label: String,
    /// The button that sends the form.
    pub button: String,
    /// Read out with the field: how suggestions are reached and chosen.
    pub hint: String,
    /// The name of the list of suggestions.
    pub list: String,
    /// Announced when there is no suggestion.
    pub none: String,
    /// Announced when there are 1, 2, 3 … suggestions, in this order; no more are shown than there are texts. Ready-made because
    /// Arabic has a form of its own for two, another for three to ten: plural rules stay on the server.
    pub counts: Vec<String>,
    /// What a suggested question is called.
    pub question: String,
    /// What a suggested ministry is called.
    pub ministry: String,
    /// What a suggested member is called.
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
    /// Where the form is sent.
    action: String,
    /// What was searched for, or nothing.
    value: String,
    /// The form's texts.
    texts: SearchBoxTexts,
    /// The address that suggests; `q` is added to it.
    suggest: String,
    /// Further fields that go with the search, such as the filters in force.
    hidden: Vec<(String, String)>,
    /// Distinguishes the forms of one page: the field's id, `search` unless told.
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

    // Only in the browser: until then the field must not promise what only a script can do.
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

/// Lets the combobox answer a key; keys it does not know keep what they mean in a text field.
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
