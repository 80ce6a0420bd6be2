//! Isolation marks for text without markup: titles, attributes, select options.

use jawab_domain::Locale;

/// Wraps the text in isolation marks if its direction differs from the direction around it.
#[must_use]
pub fn isolate(around: Locale, of: Locale, text: &str) -> String {
    if around.dir() == of.dir() {
        return text.to_owned();
    }
    let open = if of.dir() == "rtl" { '\u{2067}' } else { '\u{2066}' };
    format!("{open}{text}\u{2069}")
}

/// Wraps the text in isolation marks that take their direction from its first strong letter.
#[must_use]
pub fn isolate_unknown(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}
