//! How much of what is typed is searched for. Whatever is asked, the work that follows is bounded: letters are counted as they
//! are searched for (`ﷺ` is one character and eighteen letters).

use jawab_domain::text::beginning;

use crate::analysis::{MAX_WORD_LETTERS, words};

/// Most letters of a query, counted by [`beginning`].
pub const MAX_QUERY_LETTERS: usize = 1_000;
/// Most words of a query.
pub const MAX_QUERY_WORDS: usize = 64;
/// Most clauses of a short query: of those every engine wants all. A longer query is read as a sentence.
pub const MAX_SHORT_QUERY_CLAUSES: usize = 5;

/// In what a text is more than is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// It has more letters than [`MAX_QUERY_LETTERS`].
    Letters,
    /// One of its words has more letters than [`MAX_WORD_LETTERS`]; no word of a text is that long.
    Word,
    /// It has more words than [`MAX_QUERY_WORDS`]; the first ones are searched for.
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
    if words.iter().any(|word| word.folded.chars().count() > MAX_WORD_LETTERS) {
        return Some(Excess::Word);
    }
    (words.len() > MAX_QUERY_WORDS).then_some(Excess::Words)
}

/// The beginning of a text that has no more letters than are searched for. Looks at no more of it than that.
#[must_use]
pub fn within(text: &str) -> &str {
    beginning(text, MAX_QUERY_LETTERS).0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Clause, Parsed};

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
    fn no_parsed_query_is_larger_however_long_the_text() {
        for text in ["ﷺ", "a", "ﷺ ", "a-", "\"a b ", "-a ", "ⅷ", "ماء-", "l'eau "] {
            let parsed = Parsed::new(&text.repeat(60_000));
            let words: Vec<_> = parsed.wanted.iter().chain(&parsed.unwanted).flat_map(Clause::words).collect();
            assert!(!words.is_empty() && words.len() <= MAX_QUERY_WORDS, "{text}: {}", words.len());
            assert!(words.iter().all(|word| word.folded.chars().count() <= MAX_WORD_LETTERS), "{text}");
        }
    }
}
