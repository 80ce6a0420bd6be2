//! Words and numbers written together: `porte-parole` is also `porteparole`, `09-08` is one number whatever its
//! separator or order (Arabic texts write `08.09`), `37 000` is 37000, `S.G.G.` is SGG.

use std::sync::Arc;

use super::{
    lexeme::Lexeme,
    word::{Kind, Word},
};

/// The largest number of parts in a compound.
const MAX_COMPOUND_PARTS: usize = 6;

/// Adds the joined words. `glue` has, for each word, the only character between it and the previous one.
pub(super) fn with_joined(words: Vec<Word>, glue: &[Option<char>]) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::new();
    for link in [hyphen, initials, reference, thousands] {
        for run in runs(&words, glue, link) {
            joined.extend(join(run, link(run.first(), None, run.get(1))));
        }
    }
    if joined.is_empty() {
        return words;
    }
    let mut all = words;
    all.extend(joined);
    all.sort_by_key(|word| (word.position, word.joined));
    all
}

/// How the parts of a compound are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// In order.
    Concatenated,
    /// In a fixed order, so that both writing directions agree.
    Ordered,
}

/// Whether two neighbours belong to one compound, given the character between them. Without a character: how such a compound is joined.
type Link = fn(Option<&Word>, Option<char>, Option<&Word>) -> Option<Joint>;

fn hyphen(before: Option<&Word>, glue: Option<char>, after: Option<&Word>) -> Option<Joint> {
    let letters = [before, after].into_iter().flatten().any(|word| word.kind != Kind::Number);
    (letters && glue.is_none_or(|c| matches!(c, '-' | '‐' | '‑'))).then_some(Joint::Concatenated)
}

fn initials(before: Option<&Word>, glue: Option<char>, after: Option<&Word>) -> Option<Joint> {
    let single = |word: &Word| word.kind != Kind::Number && word.folded.chars().count() == 1;
    (before.is_some_and(single) && after.is_some_and(single) && glue.is_none_or(|c| c == '.')).then_some(Joint::Concatenated)
}

fn reference(before: Option<&Word>, glue: Option<char>, after: Option<&Word>) -> Option<Joint> {
    let numbers = [before, after].into_iter().flatten().all(|word| word.kind == Kind::Number);
    (numbers && glue.is_none_or(|c| matches!(c, '-' | '‐' | '‑' | '–' | '.' | '/' | ',' | '٫' | '_' | '\\'))).then_some(Joint::Ordered)
}

fn thousands(before: Option<&Word>, glue: Option<char>, after: Option<&Word>) -> Option<Joint> {
    let digits = |word: &Word, fits: fn(usize) -> bool| word.kind == Kind::Number && fits(word.folded.len());
    (before.is_some_and(|word| digits(word, |n| n <= 3))
        && after.is_some_and(|word| digits(word, |n| n == 3))
        && glue.is_none_or(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '.' | ',' | '٬')))
    .then_some(Joint::Concatenated)
}

/// The longest runs of at least two linked words.
fn runs<'a>(words: &'a [Word], glue: &[Option<char>], link: Link) -> Vec<&'a [Word]> {
    let mut runs = Vec::new();
    let mut first = 0;
    for at in 1..=words.len() {
        let linked = words.get(at).is_some()
            && at - first < MAX_COMPOUND_PARTS
            && glue.get(at).copied().flatten().is_some_and(|c| link(words.get(at - 1), Some(c), words.get(at)).is_some());
        if !linked {
            runs.extend(words.get(first..at).filter(|run| run.len() > 1));
            first = at;
        }
    }
    runs
}

fn join(parts: &[Word], joint: Option<Joint>) -> Option<Word> {
    let (first, last) = (parts.first()?, parts.last()?);
    let mut forms: Vec<&str> = parts.iter().map(|part| part.folded.as_str()).collect();
    let folded = match joint? {
        Joint::Concatenated => forms.concat(),
        Joint::Ordered => {
            forms.sort_unstable();
            forms.join("-")
        }
    };
    let kind = if parts.iter().all(|part| part.kind == Kind::Number) {
        Kind::Number
    } else if parts.iter().any(|part| part.kind == Kind::Latin) {
        Kind::Latin
    } else {
        Kind::Arabic
    };
    let lexeme = Arc::new(Lexeme::new(kind, folded));
    Some(Word { start: first.start, end: last.end, position: first.position, joined: true, lexeme })
}
