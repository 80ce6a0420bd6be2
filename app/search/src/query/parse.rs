//! Parses typed text into clauses.

use super::{
    clause::{Clause, Parsed},
    limits::{MAX_QUERY_WORDS, within},
};
use crate::analysis::{Kind, MAX_WORD_LETTERS, Word, words};

impl Parsed {
    /// Parses typed text up to the limits of a query.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut parsed = clauses(within(text));
        let telling = |clause: &Clause| !matches!(clause, Clause::Word(word) if word.is_stop);
        if parsed.wanted.iter().any(telling) {
            parsed.open &= parsed.wanted.last().is_some_and(telling);
            parsed.wanted.retain(telling);
        }
        parsed
    }
}

/// The quotes that close a phrase opened by this one, if it is a quote.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some(&['"', '“', '”', '‟', '＂']),
        '«' | '»' | '‹' | '›' => Some(&['»', '›', '«', '‹']),
        _ => None,
    }
}

/// Splits a text into clauses. An unclosed quote extends to the end.
fn clauses(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut budget = MAX_QUERY_WORDS;
    for QueryPart { minus, quoted, text, last } in query_parts(text) {
        if budget == 0 {
            parsed.open = false;
            break;
        }
        let words = limited(text, budget);
        let clauses = if quoted { phrase(&words) } else { chunk_clauses(words, minus) };
        parsed.open = last && !quoted && !minus && !text.is_empty();
        budget = budget.saturating_sub(clauses.iter().map(|clause| clause.words().len()).sum());
        if minus { &mut parsed.unwanted } else { &mut parsed.wanted }.extend(clauses);
    }
    parsed.open &=
        matches!(parsed.wanted.last(), Some(Clause::Word(word)) if word.kind != Kind::Number) && text.ends_with(char::is_alphanumeric);
    parsed
}

/// A part of a query as typed: a quotation, or text without blanks.
pub(super) struct QueryPart<'a> {
    /// Whether it is excluded by a minus.
    pub minus: bool,
    /// Whether it is quoted.
    pub quoted: bool,
    /// Its text, without the minus and the quotes.
    pub text: &'a str,
    /// Whether nothing follows it, not even a blank.
    pub last: bool,
}

/// The parts of a query, in order.
pub(super) fn query_parts(text: &str) -> impl Iterator<Item = QueryPart<'_>> {
    let mut rest = text.trim_start();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (minus, after) = minus(rest);
        let (quoted, (text, after)) = match quoted(after) {
            Some(quotation) => (true, quotation),
            None => (false, after.split_at(after.find(|c: char| c.is_whitespace() || closing(c).is_some()).unwrap_or(after.len()))),
        };
        rest = after.trim_start();
        Some(QueryPart { minus, quoted, text, last: after.is_empty() })
    })
}

/// Removes a leading minus, if something follows it.
fn minus(rest: &str) -> (bool, &str) {
    match rest.strip_prefix(['-', '−']) {
        Some(after) if after.starts_with(|c: char| !c.is_whitespace() && c != '-') => (true, after),
        Some(after) => (false, after),
        None => (false, rest),
    }
}

/// The content of a leading quotation, and the rest.
fn quoted(rest: &str) -> Option<(&str, &str)> {
    let open = rest.chars().next()?;
    let closing = closing(open)?;
    let inside = rest.get(open.len_utf8()..)?;
    match inside.char_indices().find(|(_, c)| closing.contains(c)) {
        Some((end, c)) => Some((inside.get(..end)?, inside.get(end + c.len_utf8()..)?)),
        None => Some((inside, "")),
    }
}

fn limited(text: &str, budget: usize) -> Vec<Word> {
    let mut words = words(text);
    words.retain(|word| word.position < budget);
    words.into_iter().map(shortened).collect()
}

/// Shortens a word that is longer than any word of a text, which then matches nothing.
fn shortened(word: Word) -> Word {
    match word.folded.char_indices().nth(MAX_WORD_LETTERS) {
        Some((end, _)) if !word.joined => word.folded_to(word.folded.get(..end).unwrap_or_default().to_owned()),
        _ => word,
    }
}

fn phrase(all: &[Word]) -> Vec<Clause> {
    let words: Vec<Word> = all.iter().filter(|word| !word.joined).cloned().collect();
    match words.as_slice() {
        [] => Vec::new(),
        [only] => vec![Clause::Word(only.clone())],
        _ => vec![Clause::Phrase(words)],
    }
}

/// The clauses of a part without blanks: usually one. With a minus it is always one.
fn chunk_clauses(all: Vec<Word>, minus: bool) -> Vec<Clause> {
    let (joined, parts): (Vec<Word>, Vec<Word>) = all.into_iter().partition(|word| word.joined);
    let whole = |word: &&Word| Some(word.start) == parts.first().map(|p| p.start) && Some(word.end) == parts.last().map(|p| p.end);
    if !joined.is_empty() && joined.iter().any(|word| whole(&word)) {
        return vec![Clause::Compound { parts, joined }];
    }
    if minus {
        return phrase(&parts);
    }
    parts.into_iter().map(Clause::Word).collect()
}
