//! The limits of a query, which bound the work of a search. Letters are counted as the analysis sees them (`ﷺ` is one character and
//! eighteen letters).

use jawab_domain::text::truncate_letters;

use super::Parsed;
use crate::analysis::{MAX_WORD_LETTERS, words};

/// The largest number of letters in a query, as [`truncate_letters`] counts them.
pub const MAX_QUERY_LETTERS: usize = 1_000;
/// The largest number of words in a query.
pub const MAX_QUERY_WORDS: usize = 64;
/// The largest number of clauses in a short query, all of which must match. A longer query is treated as a sentence.
pub const MAX_SHORT_QUERY_CLAUSES: usize = 5;

/// Which limit a text exceeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// More letters than [`MAX_QUERY_LETTERS`].
    Letters,
    /// A word with more letters than [`MAX_WORD_LETTERS`]. No word of a text is that long.
    Word,
    /// More words than [`MAX_QUERY_WORDS`]. The first ones are searched for.
    Words,
}

/// The limit that a text exceeds, if any.
#[must_use]
pub fn excess(text: &str) -> Option<Excess> {
    if within(text).len() < text.len() {
        return Some(Excess::Letters);
    }
    let mut words = words(text);
    words.retain(|word| !word.joined);
    if words.iter().any(|word| word.folded.chars().count() > MAX_WORD_LETTERS) {
        return Some(Excess::Word);
    }
    (words.len() > MAX_QUERY_WORDS).then_some(Excess::Words)
}

/// Whether a text consists of signs alone, without a word or number to search for. An empty text does not.
#[must_use]
pub fn has_no_word(text: &str) -> bool {
    !text.trim().is_empty() && Parsed::new(text).is_empty()
}

/// The longest prefix of a text that a search reads. The rest of the text is not read.
#[must_use]
pub fn within(text: &str) -> &str {
    truncate_letters(text, MAX_QUERY_LETTERS).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Clause;

    #[test]
    fn letters_are_counted_as_they_are_searched_for() {
        assert_eq!(excess(&"a ".repeat(32)), None);
        assert_eq!(excess(&"ab ".repeat(334)), Some(Excess::Letters));
        assert_eq!(within(&"ﷺ".repeat(1_000)).chars().count(), 1_000 / 18);
        assert_eq!(excess(&"ﷺ".repeat(1_000)), Some(Excess::Letters));
        assert_eq!(excess(&"ﷺ".repeat(5)), Some(Excess::Word), "it has no blanks once it is folded");
        assert_eq!(excess(&"é".repeat(MAX_WORD_LETTERS)), None);
        assert_eq!(excess(&"é".repeat(MAX_WORD_LETTERS + 1)), Some(Excess::Word));
        assert_eq!(excess(&"ماء ".repeat(MAX_QUERY_WORDS)), None);
        assert_eq!(excess(&"ماء ".repeat(MAX_QUERY_WORDS + 1)), Some(Excess::Words));
    }

    #[test]
    fn signs_alone_are_no_words() {
        for text in ["👨", "\"\"", "ـــ", " - -- «»", "…"] {
            assert!(has_no_word(text), "{text}");
        }
        for text in ["", "  ", "a", "-a", "\"a\"", "12", "ماء", "où"] {
            assert!(!has_no_word(text), "{text}");
        }
    }

    #[test]
    fn no_parsed_query_is_larger_however_long_the_text() {
        for text in ["ﷺ", "a", "ﷺ ", "a-", "\"a b ", "-a ", "ⅷ", "ماء-", "l'eau "] {
            let parsed = Parsed::new(&text.repeat(60_000));
            let words: Vec<_> = parsed.wanted.iter().chain(&parsed.unwanted).flat_map(Clause::words).collect();
            assert!(!words.is_empty() && words.len() <= MAX_QUERY_WORDS, "{text}: {}", words.len());
            assert!(words.iter().all(|word| word.folded.chars().count() <= MAX_WORD_LETTERS), "{text}");
        }
    }
}
