//! Spelling suggestions for a query without results.

use super::plan::dictionary::Dictionary;
use crate::{
    analysis::{Kind, Word, typos_allowed},
    query::{Clause, Parsed},
};

/// The largest number of suggestions.
const MAX_SUGGESTIONS: usize = 3;
/// The largest number of corrected typos, independent of the typo rule of searches.
const MAX_TYPOS: u8 = 2;
/// The shortest word that is corrected.
const MIN_LETTERS: usize = 3;

/// The query with each missing word replaced by a similar word that occurs: the most frequent one with the fewest typos. Empty if a word
/// has no such replacement or all words occur.
pub(super) fn suggest_spelling(query: &Parsed, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<String>> {
    let mut suggestions = vec![String::new(); MAX_SUGGESTIONS];
    let mut replaced = false;
    for clause in &query.wanted {
        let mut all: Vec<Vec<String>> = Vec::new();
        for word in clause.words() {
            if dictionary.occurs(dictionary.words, &word.plain) || dictionary.occurs(dictionary.stems, &word.stem) {
                all.push(vec![word.folded.clone()]);
                continue;
            }
            replaced = true;
            all.push(spelt_alike(word, dictionary)?);
        }
        for (at, suggestion) in suggestions.iter_mut().enumerate() {
            let words: Vec<&str> = all.iter().filter_map(|words| words.get(at).or(words.last()).map(String::as_str)).collect();
            if words.len() < all.len() {
                return Ok(Vec::new());
            }
            let quote = if let Clause::Phrase(_) = clause { "\"" } else { "" };
            let blank = if suggestion.is_empty() { "" } else { " " };
            *suggestion = format!("{suggestion}{blank}{quote}{}{quote}", words.join(" "));
        }
    }
    suggestions.dedup();
    Ok(if replaced { suggestions } else { Vec::new() })
}

fn spelt_alike(word: &Word, dictionary: &Dictionary<'_>) -> tantivy::Result<Vec<String>> {
    if word.plain.chars().count() < MIN_LETTERS || word.kind == Kind::Number {
        return Ok(Vec::new());
    }
    for typos in typos_allowed(word).max(1)..=MAX_TYPOS {
        let found = dictionary.within(word, typos)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}
