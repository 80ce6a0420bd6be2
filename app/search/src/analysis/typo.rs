//! The typo rule: one typo from 4 letters, two from 8, none in numbers or in overlong words. Two swapped letters are one typo.

use std::sync::LazyLock;

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};

use super::word::{Kind, MAX_WORD_LETTERS, Word};

static ONE: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));
static TWO: LazyLock<LevenshteinAutomatonBuilder> = LazyLock::new(|| LevenshteinAutomatonBuilder::new(2, true));

/// The number of typos allowed for a word.
#[must_use]
pub fn allowed(word: &Word) -> u8 {
    if word.kind == Kind::Number || word.plain.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    match word.plain.chars().count() {
        0..4 => 0,
        4..8 => 1,
        8..=MAX_WORD_LETTERS => 2,
        _ => 0,
    }
}

/// Recognises the misspellings of one word.
pub struct Typos(DFA);

impl Typos {
    /// The misspellings of a word, if it may have any.
    #[must_use]
    pub fn from_word(word: &Word) -> Option<Self> {
        match allowed(word) {
            0 => None,
            1 => Some(Self(ONE.build_dfa(&word.plain))),
            _ => Some(Self(TWO.build_dfa(&word.plain))),
        }
    }

    /// Whether a plain word is the word with at most the allowed typos.
    #[must_use]
    pub fn matches(&self, plain: &str) -> bool {
        matches!(self.0.eval(plain), Distance::Exact(_))
    }
}

impl std::fmt::Debug for Typos {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typos")
    }
}
