//! The addresses of the translation desk below its list.

use jawab_domain::Locale;

use super::{escape, staff};

/// The page that translates the texts of a question into a language.
#[must_use]
pub fn question(locale: Locale, code: &str, into: Locale) -> String {
    format!("{}/{}/{into}", staff::desk(locale), escape(code))
}

/// The page that translates a published answer, by its code, into a language.
#[must_use]
pub fn answer(locale: Locale, code: &str, into: Locale, answer: &str) -> String {
    format!("{}/answers/{}", question(locale, code, into), escape(answer))
}
