//! The only text area component of the site.

use jawab_domain::Locale;
use leptos::prelude::*;

/// Escapes the content of a text area. Leptos does not escape dynamic children of a `<textarea>`, so this must be set as its
/// inner HTML. A leading line break is doubled, because HTML parsers drop the first one.
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

/// An editable text area. The caller renders its label.
pub struct Editable<'a> {
    /// The HTML id.
    pub id: String,
    /// The field name.
    pub name: String,
    /// The text typed so far.
    pub value: &'a str,
    /// The language of the text. `None`: the direction follows the first letter.
    pub language: Option<Locale>,
    /// The number of visible lines.
    pub rows: u32,
    /// Whether the field has a problem.
    pub wrong: bool,
    /// The ids of its hint and error.
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
