//! Highlighting of search matches in the text of the database.
//!
//! The analysis that matches a question also decides what is marked in it: `الإشهار` for `اشهار`, `réseaux` for `reseau`. Highlights of
//! engines are not used: they count bytes, escape nothing and know no Arabic stems. Of a long text only the [`readable_prefix`] is
//! analysed, which bounds the work that a reader waits for.

mod needle;
mod parts;
mod snippet;
mod translated;

use crate::{
    analysis::{Word, readable_prefix, words},
    engine::SearchResults,
    query::Parsed,
};
use needle::{Needle, Phrase};
pub use parts::TextPart;
use parts::{FoundRange, text_parts};
pub use snippet::Snippet;
use translated::TranslatedWord;

/// Marks the matches of a query. It is built once per query and used for every text of a page.
#[derive(Debug)]
pub struct Highlighter {
    needles: Vec<Needle>,
    phrases: Vec<Phrase>,
    translated: Vec<TranslatedWord>,
}

impl Highlighter {
    /// The highlighter of a typed query, which also marks misspellings of each word. Excluded words are never marked.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self::with_typos_of(query, |_| true)
    }

    /// The highlighter of a query with the results of an engine: it also marks translations, and misspellings of the corrected words
    /// alone.
    #[must_use]
    pub fn from_results(query: &str, results: &SearchResults) -> Self {
        let corrected = |word: &Word| results.corrected.contains(&word.plain);
        Self { translated: translated::by_word(&results.translations), ..Self::with_typos_of(query, corrected) }
    }

    /// Looks for misspellings of some of the words alone: the automaton of each takes longer to build than most texts to search.
    fn with_typos_of(query: &str, misspelt: impl Fn(&Word) -> bool) -> Self {
        let parsed = Parsed::new(query);
        let mut needles = Vec::new();
        let mut phrases = Vec::new();
        for (at, clause) in parsed.wanted.iter().enumerate() {
            needle::add(clause, parsed.is_open(at), &misspelt, &mut needles, &mut phrases);
        }
        Self { needles, phrases, translated: Vec::new() }
    }

    /// Splits the text into marked and unmarked parts, which together are the text.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<TextPart> {
        text_parts(text, 0..text.len(), &self.found(text))
    }

    /// Whether a text has a match.
    #[must_use]
    pub fn finds(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// The passage of about `around` characters with the most matches, cut between words, with `…` where it is cut; `None` if the text has
    /// no match.
    #[must_use]
    pub fn snippet(&self, text: &str, around: usize) -> Option<Snippet> {
        snippet::best(text, &self.found(text), around)
    }

    /// Every match in the [`readable_prefix`] of the text, in order. Misspellings of a word count only if the word itself does not match.
    fn found(&self, text: &str) -> Vec<FoundRange> {
        if self.needles.is_empty() && self.phrases.is_empty() && self.translated.is_empty() {
            return Vec::new();
        }
        let words = words(readable_prefix(text).0);
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
