//! Choice fields: select, radio buttons, checkboxes.

use leptos::prelude::*;

use super::{Field, block_class, described_by, id, label_words, notes};
use crate::{catalogue::Tr, form::FormState};

/// Above this number of choices, they are laid out in columns.
const MAX_SINGLE_COLUMN: usize = 6;

/// One choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value in the form.
    pub value: String,
    /// The label, as plain text.
    pub label: String,
    /// A hint about the choice.
    pub hint: Option<String>,
}

impl Choice {
    /// Creates a choice.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A select. `none` is the label of the empty choice, if there is one.
pub fn select(tr: Tr, state: &FormState, field: Field, none: Option<String>, choices: Vec<Choice>) -> AnyView {
    let chosen = state.get(&field.name);
    let none = none.map(|label| view! { <option value="">{label}</option> });
    let options = choices.into_iter().map(|choice| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }
    });
    view! {
        <div class=block_class(&field.name, state)>
            <label for=id(&field.name)>{label_words(tr, state, (&field.name, &field.label), field.optional)}</label>
            {notes(tr, &field.name, field.hint.as_deref(), state)}
            <select
                class="control"
                id=id(&field.name)
                name=field.name.clone()
                aria-invalid=state.problem(&field.name).map(|_| "true")
                aria-describedby=described_by(&field.name, field.hint.is_some(), state)
            >
                {none}
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// Radio buttons.
pub fn radios(tr: Tr, state: &FormState, field: Field, choices: Vec<Choice>) -> AnyView {
    boxes(tr, state, field, choices, "radio")
}

/// Checkboxes.
pub fn checkboxes(tr: Tr, state: &FormState, field: Field, choices: Vec<Choice>) -> AnyView {
    boxes(tr, state, field, choices, "checkbox")
}

fn boxes(tr: Tr, state: &FormState, field: Field, choices: Vec<Choice>, kind: &'static str) -> AnyView {
    let options = choices
        .iter()
        .enumerate()
        .map(|(n, choice)| {
            let label = (choice.label.clone(), choice.hint.clone().map(|hint| view! { <small class="hint">{hint}</small> }));
            tick(state, &field.name, n, kind, &choice.value, label)
        })
        .collect_view();
    let class = if choices.len() > MAX_SINGLE_COLUMN { "ticks many" } else { "ticks" };
    view! {
        <fieldset class=block_class(&field.name, state) aria-describedby=described_by(&field.name, field.hint.is_some(), state)>
            <legend>{label_words(tr, state, (&field.name, &field.label), field.optional)}</legend>
            {notes(tr, &field.name, field.hint.as_deref(), state)}
            <div class=class>{options}</div>
        </fieldset>
    }
    .into_any()
}

/// A checkbox or radio button with its label. The first one of a field has the field's own id, to which the error summary links.
pub(super) fn tick(state: &FormState, name: &str, n: usize, kind: &'static str, value: &str, label: impl IntoView + 'static) -> AnyView {
    let id = if n == 0 { id(name) } else { format!("f-{name}-{n}") };
    view! {
        <div class="tick">
            <input type=kind id=id.clone() name=name.to_owned() value=value.to_owned() checked=state.has(name, value) />
            <label for=id>{label}</label>
        </div>
    }
    .into_any()
}
