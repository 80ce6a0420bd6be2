//! Marking what a search found, in the database's own text.
//!
//! The same analysis that finds a question decides what is marked in it: `الإشهار` for `اشهار`, `réseaux` for
//! `reseau`. Engines are not asked: theirs count bytes, escape nothing and know no Arabic stems. Of a long text the beginning is
//! looked at ([`beginning`]): work that a reader waits for is bounded.

mod needle;
mod parts;
mod snippet;
mod translated;

use crate::{
    analysis::{beginning, words},
    engine::SearchResults,
    query::Parsed,
};
use needle::{Needle, Phrase};
pub use parts::TextPart;
use parts::{FoundRange, text_parts};
pub use snippet::Snippet;
use translated::TranslatedWord;

/// Marks what a query looked for. Made once per query, used for every text of a page.
#[derive(Debug)]
pub struct Highlighter {
    needles: Vec<Needle>,
    phrases: Vec<Phrase>,
    translated: Vec<TranslatedWord>,
}

impl Highlighter {
    /// For a query as typed, each word also where it is misspelt. Negated words are never marked.
    #[must_use]
    pub fn new(query: &str) -> Self {
        let parsed = Parsed::new(query);
        let mut needles = Vec::new();
        let mut phrases = Vec::new();
        for (at, clause) in parsed.wanted.iter().enumerate() {
            needle::add(clause, parsed.is_open(at), &mut needles, &mut phrases);
        }
        Self { needles, phrases, translated: Vec::new() }
    }

    /// For a query as an engine understood it: with its translations, and with misspellings of the corrected words alone.
    #[must_use]
    pub fn from_results(query: &str, results: &SearchResults) -> Self {
        let mut this = Self { translated: translated::by_word(&results.translations), ..Self::new(query) };
        this.needles.iter_mut().for_each(|needle| needle.keep_typos_of(&results.corrected));
        this
    }

    /// The text in parts, which put together are the text again.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<TextPart> {
        text_parts(text, 0..text.len(), &self.found(text))
    }

    /// Whether a text holds any of what was looked for.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// The passage of about `around` characters that holds most of what was looked for, cut between words, with `…`
    /// where it is cut; `None` if the text holds none of it.
    #[must_use]
    pub fn snippet(&self, text: &str, around: usize) -> Option<Snippet> {
        snippet::best(text, &self.found(text), around)
    }

    /// Every find in the beginning of the text that is read for a reader, in its order. Misspellings of a word count only where it is not
    /// found itself.
    fn found(&self, text: &str) -> Vec<FoundRange> {
        if self.needles.is_empty() && self.phrases.is_empty() && self.translated.is_empty() {
            return Vec::new();
        }
        let words = words(beginning(text).0);
        let mut found = Vec::new();
        for (by, needle) in self.needles.iter().enumerate() {
            found.extend(needle.find(&words).into_iter().map(|range| FoundRange { range, by }));
        }
        for (at, phrase) in self.phrases.iter().enumerate() {
            let by = self.needles.len() + at;
            found.extend(phrase.find(&words).into_iter().map(|range| FoundRange { range, by }));
        }
        for (at, word) in self.translated.iter().enumerate() {
            let by = self.needles.len() + self.phrases.len() + at;
            found.extend(word.find(&words).into_iter().map(|range| FoundRange { range, by }));
        }
        found.sort_by_key(|one| (one.range.start, one.range.end));
        found
    }
}

#[cfg(test)]
mod tests;
