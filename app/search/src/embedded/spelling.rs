//! Spelling suggestions, for a query that finds nothing.

use super::plan::dictionary::Dictionary;
use crate::{
    analysis::{Kind, Word, typos_allowed},
    query::{Clause, Parsed},
};

/// Most queries that are suggested.
const MAX_SUGGESTIONS: usize = 3;
/// Most typos that are put right, whatever a search allows for.
const MAX_TYPOS: u8 = 2;
/// Shorter words are not guessed at.
const MIN_LETTERS: usize = 3;

/// The query with each word that does not occur replaced by one that does and is spelt almost so: the most frequent with as
/// few typos as possible. Nothing where some word has none like it, or all occur.
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
