//! Splits a text into words.

use super::{compound, lexeme::Lexeme, tokens, word::Word};

/// The words of a text in reading order. A joined word follows its first part.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let spans = tokens::spans(text);
    let mut words: Vec<Word> = Vec::with_capacity(spans.len());
    let mut glued = Vec::with_capacity(spans.len());
    for span in spans {
        let lexeme = Lexeme::of(text.get(span.start..span.end).unwrap_or_default(), span.arabic);
        if lexeme.folded.is_empty() || (span.elides && lexeme.is_elision()) {
            continue;
        }
        glued.push(span.glue);
        words.push(Word { start: span.start, end: span.end, position: words.len(), joined: false, lexeme });
    }
    compound::with_joined(words, &glued)
}

/// The number of letters of a text that are analysed while a reader waits. Texts may be ten times as long, and a page of results shows
/// many.
pub const MAX_READ_LETTERS: usize = 20_000;

/// The longest prefix of a text with at most [`MAX_READ_LETTERS`] letters, cut after a whole word, and its number of letters.
#[must_use]
pub fn readable_prefix(text: &str) -> (&str, usize) {
    let (read, letters) = jawab_domain::text::truncate_letters(text, MAX_READ_LETTERS);
    let whole = if read.len() < text.len() { read.rfind(char::is_whitespace) } else { None };
    (whole.and_then(|end| read.get(..end)).unwrap_or(read), letters)
}

/// The stems of the words of a text, without stop words and joined words.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().filter(|word| !word.joined && !word.is_stop).map(|word| word.stem.clone()).collect()
}

/// The key of a name, the same for all its spellings: vowel marks, tatweel, presentation forms, variants of hamza, case, accents and
/// spaces are ignored. Nothing is stripped from its words.
#[must_use]
pub fn name_key(name: &str) -> String {
    let words = words(name);
    words.iter().filter(|word| !word.joined).map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}
