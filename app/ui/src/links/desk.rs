//! Every address of the translation desk below its list.

use jawab_domain::Locale;

use super::{escape, staff};

/// Where the texts of a question are put into a language.
#[must_use]
pub fn question(locale: Locale, code: &str, into: Locale) -> String {
    format!("{}/{}/{into}", staff::desk(locale), escape(code))
}

/// Where a published answer to a question, by its code, is put into a language.
#[must_use]
pub fn answer(locale: Locale, code: &str, into: Locale, answer: &str) -> String {
    format!("{}/answers/{}", question(locale, code, into), escape(answer))
}
