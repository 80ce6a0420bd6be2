//! One text in both languages, side by side. Each field has its own language and direction, and the reader's language comes
//! first. Neither language is required before the other.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::{Field, Input, block_class, id, input, label_words, notes, textarea};
use crate::{catalogue::Tr, form::FormState};

/// A text in every language of the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// The name of the group. The fields are called `NAME-ar` and `NAME-fr`.
    pub name: String,
    /// The label of the group.
    pub label: String,
    /// A hint for filling it in.
    pub hint: Option<String>,
    /// Whether every language may stay empty.
    pub optional: bool,
    /// The number of lines of each field. 1: single-line fields.
    pub rows: u32,
}

/// The fields of a text in every language. Problems of the whole group are shown under its label.
pub fn bilingual(tr: Tr, state: &FormState, of: Bilingual) -> AnyView {
    let fields = std::iter::once(tr.locale).chain(tr.locale.others()).enumerate().map(|(n, locale)| {
        // The error summary's link to the group leads to its first field.
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
