//! The one text area of the site.

use jawab_domain::Locale;
use leptos::prelude::*;

/// What a text area contains, escaped. Leptos writes dynamic children of a `<textarea>` as they are, so this must be
/// set as its inner HTML. A line break at the very start is doubled, because parsers drop the first.
fn escaped(text: &str) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

/// A read-only block of plain text, to be copied.
pub fn read_only(id: &'static str, label: String, text: &str, rows: &'static str) -> AnyView {
    view! {
        <label for=id>{label}</label>
        <textarea id=id class="copy" readonly rows=rows dir="auto" inner_html=escaped(text)></textarea>
    }
    .into_any()
}

/// A text area to write in; its label is the caller's.
pub struct Editable<'a> {
    /// Its id in the page.
    pub id: String,
    /// Its name in the form.
    pub name: String,
    /// What was typed.
    pub value: &'a str,
    /// The language of what is typed; none: whatever the first letter says.
    pub language: Option<Locale>,
    /// How many lines are seen.
    pub rows: u32,
    /// Whether something is wrong with it.
    pub wrong: bool,
    /// The ids of what explains it.
    pub described_by: Option<String>,
}

/// The text area.
pub fn editable(of: Editable<'_>) -> AnyView {
    view! {
        <textarea
            class="control"
            id=of.id
            name=of.name
            rows=of.rows.to_string()
            lang=of.language.map(Locale::code)
            dir=of.language.map_or("auto", Locale::dir)
            aria-invalid=of.wrong.then_some("true")
            aria-describedby=of.described_by
            inner_html=escaped(of.value)
        ></textarea>
    }
    .into_any()
}
