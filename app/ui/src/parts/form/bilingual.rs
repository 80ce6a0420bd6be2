//! One text in both languages, side by side: each field with its own language and direction, the reader's first. Neither is the
//! main one: either may be filled first, or alone.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::{Field, Input, block_class, id, input, label_words, notes, textarea};
use crate::{catalogue::Tr, form::FormState};

/// A text in every language of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// The name of the group; the fields are called `NAME-ar`, `NAME-fr`.
    pub name: String,
    /// What the text is.
    pub label: String,
    /// What helps to fill it.
    pub hint: Option<String>,
    /// Whether it may stay empty in every language.
    pub optional: bool,
    /// How many lines the fields have; 1: fields of one line.
    pub rows: u32,
}

/// The fields of a text in every language. Problems of the group as a whole stand under its label.
pub fn bilingual(tr: Tr, state: &FormState, of: Bilingual) -> AnyView {
    let fields = std::iter::once(tr.locale).chain(tr.locale.others()).enumerate().map(|(n, locale)| {
        // The summary's link to the group leads to its first field.
        let anchor = (n == 0).then(|| id(&of.name));
        view! { <div class="side" id=anchor>{one(tr, state, &of, locale)}</div> }
    });
    view! {
        <fieldset class=block_class(&of.name, state)>
            <legend>{label_words(tr, state, (&of.name, &of.label), of.optional)}</legend>
            {notes(tr, &of.name, of.hint.as_deref(), state)}
            <div class="sides">{fields.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

fn one(tr: Tr, state: &FormState, of: &Bilingual, locale: Locale) -> AnyView {
    let field = Field::new(format!("{}-{locale}", of.name), tr.in_language(locale)).language(locale);
    if of.rows <= 1 { input(tr, state, field, Input::Text) } else { textarea(tr, state, field, of.rows) }
}
