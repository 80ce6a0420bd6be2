//! Collects the problems of a record, and validates plain values.

use jawab_domain::{
    PerLocale,
    text::{clean_title, is_direction_control, is_sha256},
    validation::Problem,
};

use crate::{address::is_web_address, import::report::RecordProblem};

/// The problems of a record, and the repaired values, each with its field.
#[derive(Default)]
pub struct Problems {
    pub found: Vec<(String, RecordProblem)>,
    pub notes: Vec<(String, RecordProblem)>,
}

impl Problems {
    /// Adds a problem.
    pub fn add(&mut self, field: impl Into<String>, problem: impl Into<RecordProblem>) {
        self.found.push((field.into(), problem.into()));
    }

    /// Adds that a field is missing, unless what it has is invalid.
    pub fn missing(&mut self, field: &str) {
        if !self.is_found(field) {
            self.add(field, Problem::Missing);
        }
    }

    /// Whether a problem of a field, or of a part of it, was found.
    pub fn is_found(&self, field: &str) -> bool {
        let within = |found: &str| found.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
        self.found.iter().any(|(found, _)| within(found))
    }

    /// Cleans a name or title; `None` if it is empty or invalid.
    pub fn title(&mut self, field: &str, raw: &str) -> Option<String> {
        match clean_title(raw) {
            Ok(title) => Some(title),
            Err(Problem::Missing) => None,
            // Stray direction controls in a source are no reason to reject a record: they are removed and reported.
            Err(problem @ Problem::DirectionControls) => {
                self.notes.push((field.to_owned(), problem.into()));
                self.title(field, &raw.replace(is_direction_control, ""))
            }
            Err(problem) => {
                self.add(field, problem);
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

    /// An optional name or title.
    pub fn optional_title(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        raw.and_then(|raw| self.title(field, &raw))
    }

    /// A SHA-256 in hexadecimal.
    pub fn sha256(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let hash = raw?.to_ascii_lowercase();
        if is_sha256(&hash) {
            return Some(hash);
        }
        self.add(field, Problem::NotASha256);
        None
    }

    /// A web address. It is shown, never fetched.
    pub fn url(&mut self, field: &str, raw: Option<String>) -> Option<String> {
        let url = raw.map(|raw| raw.trim().to_owned()).filter(|url| !url.is_empty())?;
        if is_web_address(&url) {
            return Some(url);
        }
        self.add(field, Problem::NotAnAddress);
        None
    }
}
