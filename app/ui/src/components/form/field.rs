//! Text inputs, text areas and file inputs.

use jawab_domain::{Locale, field::FieldPath};
use leptos::prelude::*;

use super::{block_class, described_by, id, label_words, notes};
use crate::{
    catalogue::Tr,
    components::text_area,
    form::{FILE_NOT_KEPT, FormState},
};

/// The name, label and hint of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// The field name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// A hint for filling it in.
    pub hint: Option<String>,
    /// Whether the field may stay empty.
    pub optional: bool,
    /// The language of the text. `None`: the direction follows the first letter.
    pub language: Option<Locale>,
}

impl Field {
    /// A required field.
    #[must_use]
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// A required field with the label that it has everywhere.
    #[must_use]
    pub fn labelled(tr: Tr, field: impl Into<FieldPath>) -> Self {
        let field = field.into();
        Self::new(field.form(), tr.field_at(field))
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Makes the field optional.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Sets the language of the text.
    #[must_use]
    pub fn language(mut self, locale: Locale) -> Self {
        self.language = Some(locale);
        self
    }

    fn direction(&self) -> &'static str {
        self.language.map_or("auto", Locale::dir)
    }
}

/// The kind of a single-line input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Input {
    /// Any text.
    #[default]
    Text,
    /// A number: a short field with a numeric keyboard.
    Number,
    /// A mail address, from left to right.
    Mail,
    /// A web address, from left to right.
    Web,
    /// A password. It is never shown again. The value is the `autocomplete` token for password managers.
    Password(&'static str),
    /// A six-digit code from an authenticator.
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

/// A single-line field.
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

/// A multi-line field.
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

/// A file field. Browsers clear it when a form is shown again. The form then says so: after a file was chosen ([`FILE_NOT_KEPT`]), and
/// if something else has a problem.
pub fn file(tr: Tr, state: &FormState, field: Field, accept: &'static str) -> AnyView {
    let cleared = state.has(&field.name, FILE_NOT_KEPT) || !state.is_valid() && state.problem(&field.name).is_none();
    let again_id = format!("f-{}-again", field.name);
    let described_by = [described_by(&field.name, field.hint.is_some(), state), cleared.then(|| again_id.clone())];
    let described_by = described_by.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let again = cleared.then(|| view! { <p class="notice" role="alert" id=again_id>{tr.t("form-file-again")}</p> });
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
                aria-describedby=(!described_by.is_empty()).then_some(described_by)
            />
        </div>
    }
    .into_any()
}
