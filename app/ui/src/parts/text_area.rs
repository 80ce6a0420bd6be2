//! The one text area of the site.

use leptos::prelude::*;

/// What a text area contains, escaped. Leptos writes dynamic children of a `<textarea>` as they are, so this must be
/// set as its inner HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A read-only block of plain text, to be copied.
pub fn read_only(id: &'static str, label: String, text: &str, rows: &'static str) -> AnyView {
    view! {
        <label for=id>{label}</label>
        <textarea id=id class="copy" readonly rows=rows dir="auto" inner_html=escaped(text)></textarea>
    }
    .into_any()
}
