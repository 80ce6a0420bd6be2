//! Converts the clauses of a query into query text for Meilisearch.

use super::document::whole;
use crate::{
    analysis::{Kind, Word},
    query::Clause,
    transliterate,
};

/// The wanted clauses, each word in one of its forms.
pub(super) fn wanted(clauses: &[Clause], form: fn(&Word) -> &str) -> String {
    let written = |words: &[Word], form: fn(&Word) -> &str| words.iter().map(|word| whole(form(word))).collect::<Vec<_>>().join(" ");
    let clause = |clause: &Clause| match clause {
        Clause::Word(word) => form(word).to_owned(),
        Clause::Phrase(words) => format!("\"{}\"", written(words, |word| &word.plain)),
        Clause::Compound { parts, joined } => number(parts, joined).unwrap_or_else(|| written(parts, form)),
    };
    clauses.iter().map(clause).collect::<Vec<_>>().join(" ")
}

/// An excluded clause. It is a phrase even for one word: a minus applies to the next token only, and the server splits some words into
/// several.
pub(super) fn unwanted(clause: &Clause) -> String {
    let words = match clause {
        Clause::Word(word) => word.stem.clone(),
        Clause::Compound { parts, joined } if number(parts, joined).is_some() => number(parts, joined).unwrap_or_default(),
        Clause::Phrase(words) | Clause::Compound { parts: words, .. } => {
            words.iter().map(|word| word.plain.as_str()).collect::<Vec<_>>().join(" ")
        }
    };
    format!("-\"{words}\"")
}

/// Stems, as a phrase if there are several.
pub(super) fn phrase(stems: &[String]) -> String {
    if stems.len() > 1 { format!("\"{}\"", stems.join(" ")) } else { stems.concat() }
}

/// The sound of a word, if it may be a name.
pub(super) fn sound(clause: &Clause) -> Option<String> {
    match clause {
        Clause::Word(word) => transliterate::key_of(word),
        Clause::Phrase(_) | Clause::Compound { .. } => None,
    }
}

/// A clause by its stems, and by its sound if it may be a name.
pub(super) fn stems_and_sound(clause: &Clause) -> Vec<String> {
    let stems = wanted(std::slice::from_ref(clause), |word| &word.stem);
    std::iter::once(stems).chain(sound(clause)).map(|text| text + " ").collect()
}

/// The single form of a compound of numbers: without separators if they are thousands.
fn number(parts: &[Word], joined: &[Word]) -> Option<String> {
    let numbers = parts.iter().all(|part| part.kind == Kind::Number);
    let plain = joined.iter().find(|word| !word.folded.contains('-')).or(joined.first());
    plain.filter(|_| numbers).map(|word| whole(&word.folded))
}
