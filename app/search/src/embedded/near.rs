//! Near spellings, for a query that finds nothing.

use super::expand::Dictionary;
use crate::{
    analysis::{Word, typos_allowed},
    query::{Clause, Parsed},
};

/// Queries offered.
const MOST: usize = 3;
/// Letters that may be other ones; words that short are not guessed at.
const TYPOS: u8 = 2;
const LETTERS: usize = 3;

/// The query with each word that does not occur replaced by one that does and is nearly written so: the most frequent
/// with as few other letters as possible. Nothing if some word has none like it, or all occur.
pub(super) fn near(query: &Parsed, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<String>> {
    let mut offers = vec![String::new(); MOST];
    let mut replaced = false;
    for clause in &query.wanted {
        let mut all: Vec<Vec<String>> = Vec::new();
        for word in clause.words() {
            if dictionary.occurs(dictionary.words, &word.plain) || dictionary.occurs(dictionary.stems, &word.stem) {
                all.push(vec![word.folded.clone()]);
                continue;
            }
            replaced = true;
            all.push(like(word, dictionary)?);
        }
        for (at, offer) in offers.iter_mut().enumerate() {
            let words: Vec<&str> = all.iter().filter_map(|words| words.get(at).or(words.last()).map(String::as_str)).collect();
            if words.len() < all.len() {
                return Ok(Vec::new());
            }
            let quote = if let Clause::Phrase(_) = clause { "\"" } else { "" };
            let blank = if offer.is_empty() { "" } else { " " };
            *offer = format!("{offer}{blank}{quote}{}{quote}", words.join(" "));
        }
    }
    offers.dedup();
    Ok(if replaced { offers } else { Vec::new() })
}

fn like(word: &Word, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<String>> {
    if word.plain.chars().count() < LETTERS || word.kind == crate::analysis::Kind::Number {
        return Ok(Vec::new());
    }
    for typos in typos_allowed(word).max(1)..=TYPOS {
        let found = dictionary.within(word, typos)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}
