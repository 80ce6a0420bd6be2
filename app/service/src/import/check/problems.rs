//! What is wrong with a record, gathered while it is checked, and the plain values that are checked alike everywhere.

use jawab_domain::{
    PerLocale,
    text::{TextError, clean_title, is_direction_control},
};

use crate::{address::is_web_address, import::report::Problem};

/// The problems of a record, and what of it was mended, with the fields concerned.
#[derive(Default)]
pub struct Problems {
    pub found: Vec<(String, Problem)>,
    pub notes: Vec<(String, Problem)>,
}

impl Problems {
    /// Notes a problem.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.found.push((field.into(), problem));
    }

    /// A name or title, cleaned; none where it is empty or at fault.
    pub fn title(&mut self, field: &str, raw: &str) -> Option<String> {
        match clean_title(raw) {
            Ok(title) => Some(title),
            Err(TextError::Empty) => None,
            // A source's stray direction controls are no reason to refuse a record; they go, and the report says so.
            Err(error @ TextError::DirectionControls) => {
                self.notes.push((field.to_owned(), Problem::Text(error)));
                self.title(field, &raw.replace(is_direction_control, ""))
            }
            Err(error) => {
                self.add(field, Problem::Text(error));
                None
            }
        }
    }

    /// A name or title per language.
    pub fn titles(&mut self, field: &str, raw: PerLocale<String>) -> PerLocale<String> {
        let mut clean = PerLocale::default();
        for (locale, value) in raw.iter() {
            if let Some(title) = self.title(&format!("{field}.{locale}"), value) {
                clean.set(locale, title);
            }
        }
        clean
    }

    /// A name or title that may be missing.
    pub fn optional_title(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        raw.and_then(|raw| self.title(field, &raw))
    }

    /// A SHA-256 in hexadecimal.
    pub fn sha256(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let hash = raw?.to_ascii_lowercase();
        if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(hash);
        }
        self.add(field, Problem::NotAllowed("a SHA-256 has 64 hexadecimal digits".into()));
        None
    }

    /// A web address; shown, never fetched.
    pub fn url(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let url = raw.map(|raw| raw.trim().to_owned()).filter(|url| !url.is_empty())?;
        if is_web_address(&url) {
            return Some(url);
        }
        self.add(field, Problem::NotAllowed("an address begins with https:// or http:// and has no spaces".into()));
        None
    }
}
