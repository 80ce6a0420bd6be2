//! How much of what is typed is searched for. Whatever is asked, the work that follows is bounded: letters are counted as they
//! are searched for, after compatibility characters are taken apart (`ﷺ` is one character and eighteen letters).

use unicode_normalization::UnicodeNormalization as _;

use crate::analysis::{LONGEST_WORD, words};

/// Most characters of a query, as typed and taken apart.
pub const MOST_LETTERS: usize = 1_000;
/// Most words of a query.
pub const MOST_WORDS: usize = 64;

/// In what a text is more than is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// It has more letters than [`MOST_LETTERS`].
    Letters,
    /// One of its words has more letters than [`LONGEST_WORD`]; no word of a text is that long.
    Word,
    /// It has more words than [`MOST_WORDS`]; the first ones are searched for.
    Words,
}

/// In what a text is more than is searched for, if it is.
#[must_use]
pub fn excess(text: &str) -> Option<Excess> {
    if within(text).len() < text.len() {
        return Some(Excess::Letters);
    }
    let mut words = words(text);
    words.retain(|word| !word.joined);
    if words.iter().any(|word| word.folded.chars().count() > LONGEST_WORD) {
        return Some(Excess::Word);
    }
    (words.len() > MOST_WORDS).then_some(Excess::Words)
}

/// The beginning of a text that has no more letters than are searched for. Looks at no more of it than that.
#[must_use]
pub fn within(text: &str) -> &str {
    let mut left = MOST_LETTERS;
    let over = text.char_indices().find(|(_, c)| {
        let letters = if c.is_ascii() { 1 } else { std::iter::once(*c).nfkd().count() };
        let fits = letters <= left;
        left = left.saturating_sub(letters);
        !fits
    });
    over.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Parsed;

    #[test]
    fn letters_are_counted_as_they_are_searched_for() {
        assert_eq!(excess(&"a ".repeat(32)), None);
        assert_eq!(excess(&"ab ".repeat(334)), Some(Excess::Letters));
        assert_eq!(within(&"ﷺ".repeat(1_000)).chars().count(), 1_000 / 18);
        assert_eq!(excess(&"ﷺ".repeat(1_000)), Some(Excess::Letters));
        assert_eq!(excess(&"ﷺ".repeat(4)), Some(Excess::Word), "it has no blanks once it is folded");
        assert_eq!(excess(&"é".repeat(LONGEST_WORD)), None);
        assert_eq!(excess(&"é".repeat(LONGEST_WORD + 1)), Some(Excess::Word));
        assert_eq!(excess(&"ماء ".repeat(MOST_WORDS)), None);
        assert_eq!(excess(&"ماء ".repeat(MOST_WORDS + 1)), Some(Excess::Words));
    }

    #[test]
    fn no_parsed_query_is_larger_however_long_the_text() {
        for text in ["ﷺ", "a", "ﷺ ", "a-", "\"a b ", "-a ", "ⅷ", "ماء-", "l'eau "] {
            let parsed = Parsed::new(&text.repeat(60_000));
            let words: Vec<_> = parsed.wanted.iter().chain(&parsed.unwanted).flat_map(super::super::Clause::words).collect();
            assert!(!words.is_empty() && words.len() <= MOST_WORDS, "{text}: {}", words.len());
            assert!(words.iter().all(|word| word.folded.chars().count() <= LONGEST_WORD), "{text}");
        }
    }
}
