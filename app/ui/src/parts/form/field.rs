//! Fields of one line, of several, and files.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::{block_class, described_by, id, label_words, notes};
use crate::{catalogue::Tr, form::FormState, parts::text_area};

/// What a field is called and how it is explained.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name in the form.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What helps to fill it.
    pub hint: Option<String>,
    /// Whether it may stay empty.
    pub optional: bool,
    /// The language of what is typed; none: whatever the first letter says.
    pub language: Option<Locale>,
}

impl Field {
    /// A field that must be filled.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// That may stay empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Whose text is in this language.
    #[must_use]
    pub fn language(mut self, locale: Locale) -> Self {
        self.language = Some(locale);
        self
    }

    fn direction(&self) -> &'static str {
        self.language.map_or("auto", Locale::dir)
    }
}

/// What a field of one line takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Input {
    /// Any words.
    #[default]
    Text,
    /// A number: a short field, with the keys of digits.
    Number,
    /// A mail address, from left to right.
    Mail,
    /// A web address, from left to right.
    Web,
    /// A password; never shown again. The word tells the browser's keeper of passwords which one.
    Password(&'static str),
    /// A code of six digits from an authenticator.
    Code,
}

impl Input {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Number | Self::Code => "text",
            Self::Mail => "email",
            Self::Web => "url",
            Self::Password(_) => "password",
        }
    }

    const fn mode(self) -> Option<&'static str> {
        match self {
            Self::Number | Self::Code => Some("numeric"),
            _ => None,
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Mail => "username",
            Self::Password(which) => which,
            Self::Code => "one-time-code",
            _ => "off",
        }
    }

    const fn width(self) -> &'static str {
        match self {
            Self::Number | Self::Code => "control short",
            Self::Password(_) | Self::Mail => "control middle",
            _ => "control",
        }
    }
}

/// A field of one line.
pub fn input(tr: Tr, state: &FormState, field: Field, of: Input) -> AnyView {
    let ltr = !matches!(of, Input::Text);
    let value = (!matches!(of, Input::Password(_))).then(|| state.get(&field.name).to_owned());
    let wrong = state.problem(&field.name).is_some();
    view! {
        <div class=block_class(&field.name, state)>
            <label for=id(&field.name)>{label_words(tr, state, (&field.name, &field.label), field.optional)}</label>
            {notes(tr, &field.name, field.hint.as_deref(), state)}
            <input
                class=of.width()
                type=of.kind()
                id=id(&field.name)
                name=field.name.clone()
                value=value
                lang=field.language.map(Locale::code)
                dir=if ltr { "ltr" } else { field.direction() }
                inputmode=of.mode()
                autocomplete=of.autocomplete()
                spellcheck=ltr.then_some("false")
                aria-invalid=wrong.then_some("true")
                aria-describedby=described_by(&field.name, field.hint.is_some(), state)
            />
        </div>
    }
    .into_any()
}

/// A field of several lines.
pub fn textarea(tr: Tr, state: &FormState, field: Field, rows: u32) -> AnyView {
    let area = text_area::Editable {
        id: id(&field.name),
        name: field.name.clone(),
        value: state.get(&field.name),
        language: field.language,
        rows,
        wrong: state.problem(&field.name).is_some(),
        described_by: described_by(&field.name, field.hint.is_some(), state),
    };
    view! {
        <div class=block_class(&field.name, state)>
            <label for=id(&field.name)>{label_words(tr, state, (&field.name, &field.label), field.optional)}</label>
            {notes(tr, &field.name, field.hint.as_deref(), state)}
            {text_area::editable(area)}
        </div>
    }
    .into_any()
}

/// A file to send along. Browsers forget it when a form comes back, so the form says so where something was wrong.
pub fn file(tr: Tr, state: &FormState, field: Field, accept: &'static str) -> AnyView {
    let again = (!state.is_sound()).then(|| view! { <p class="hint">{tr.t("form-file-again")}</p> });
    view! {
        <div class=block_class(&field.name, state)>
            <label for=id(&field.name)>{label_words(tr, state, (&field.name, &field.label), field.optional)}</label>
            {notes(tr, &field.name, field.hint.as_deref(), state)}
            {again}
            <input
                class="control file"
                type="file"
                id=id(&field.name)
                name=field.name.clone()
                accept=accept
                aria-invalid=state.problem(&field.name).map(|_| "true")
                aria-describedby=described_by(&field.name, field.hint.is_some(), state)
            />
        </div>
    }
    .into_any()
}
