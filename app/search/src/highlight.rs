//! Marking what a search found, in the database's own text.
//!
//! The same analysis that finds a question decides what is marked in it: `الإشهار` for `اشهار`, `réseaux` for
//! `reseau`. Engines are not asked: theirs count bytes, escape nothing and know no Arabic stems.

mod needle;
mod rendered;
mod snippet;

use std::ops::Range;

use crate::{port::Outcome, query::Parsed};
use needle::{Needle, Phrase, Seen};
use rendered::Rendered;
pub use snippet::Snippet;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The text itself.
    pub text: String,
    /// Whether it is a word that was looked for.
    pub mark: bool,
}

/// Marks what a query looked for. Made once per query, used for every text of a page.
#[derive(Debug)]
pub struct Highlighter {
    needles: Vec<Needle>,
    phrases: Vec<Phrase>,
    rendered: Vec<Rendered>,
}

/// A place in a text where a part of the query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    range: Range<usize>,
    /// Which part of the query.
    by: usize,
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
        Self { needles, phrases, rendered: Vec::new() }
    }

    /// For a query as an engine understood it: also what it was searched as in the other language, and misspellings of
    /// no words but those that were looked for so.
    #[must_use]
    pub fn of(query: &str, outcome: &Outcome) -> Self {
        let mut this = Self { rendered: rendered::all(&outcome.renderings), ..Self::new(query) };
        this.needles.iter_mut().for_each(|needle| needle.spell_as(&outcome.respelt));
        this
    }

    /// The text in parts, which put together are the text again.
    #[must_use]
    pub fn mark(&self, text: &str) -> Vec<Part> {
        parts(text, 0..text.len(), &self.found(text))
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

    /// Every find, in the order of the text. Misspellings of a word count only where it is not found itself.
    fn found(&self, text: &str) -> Vec<Found> {
        if self.needles.is_empty() && self.phrases.is_empty() && self.rendered.is_empty() {
            return Vec::new();
        }
        let words = Seen::all(text);
        let mut found = Vec::new();
        for (by, needle) in self.needles.iter().enumerate() {
            found.extend(needle.find(&words).into_iter().map(|range| Found { range, by }));
        }
        for (at, phrase) in self.phrases.iter().enumerate() {
            let by = self.needles.len() + at;
            found.extend(phrase.find(&words).into_iter().map(|range| Found { range, by }));
        }
        for (at, rendered) in self.rendered.iter().enumerate() {
            let by = self.needles.len() + self.phrases.len() + at;
            found.extend(rendered.find(&words).into_iter().map(|range| Found { range, by }));
        }
        found.sort_by_key(|one| (one.range.start, one.range.end));
        found
    }
}

/// A stretch of a text in parts, finds that overlap made one mark.
fn parts(text: &str, within: Range<usize>, found: &[Found]) -> Vec<Part> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for one in found.iter().filter(|one| one.range.start >= within.start && one.range.end <= within.end) {
        match marks.last_mut() {
            Some(last) if one.range.start < last.end => last.end = last.end.max(one.range.end),
            _ => marks.push(one.range.clone()),
        }
    }
    let mut parts = Vec::new();
    let mut at = within.start;
    let mut push = |range: Range<usize>, mark: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            parts.push(Part { text: text.to_owned(), mark });
        }
    };
    for mark in marks {
        push(at..mark.start, false);
        at = mark.end;
        push(mark, true);
    }
    push(at..within.end, false);
    parts
}

#[cfg(test)]
mod tests;
