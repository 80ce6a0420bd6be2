//! The parts of a query as typed, for messages to the reader.

use super::{
    limits::within,
    parse::{QueryPart, query_parts},
};
use crate::analysis::{Word, words};

/// The parts of a query, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedQuery {
    /// The wanted words. Stop words are left out unless there is nothing else.
    pub words: Vec<String>,
    /// The wanted phrases.
    pub phrases: Vec<String>,
    /// The excluded parts.
    pub unwanted: Vec<String>,
}

impl TypedQuery {
    /// Parses typed text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut written = Self::default();
        let mut stops = Vec::new();
        for QueryPart { minus, quoted, text, .. } in query_parts(within(text)) {
            let words = words(text);
            let (Some(first), Some(end)) = (words.first(), words.iter().map(|word| word.end).max()) else { continue };
            let shown = text.get(first.start..end).unwrap_or(text).to_owned();
            let phrase = quoted && words.iter().filter(|word| !word.joined).count() > 1;
            match (minus, phrase) {
                (true, _) => written.unwanted.push(shown),
                (false, true) => written.phrases.push(shown),
                (false, false) if words.iter().all(|word: &Word| word.is_stop) => stops.push(shown),
                (false, false) => written.words.push(shown),
            }
        }
        if written.words.is_empty() && written.phrases.is_empty() {
            written.words = stops;
        }
        written
    }
}
