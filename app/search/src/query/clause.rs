//! A parsed query.

use crate::analysis::Word;

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The wanted clauses. Stop words are left out unless there is nothing else.
    pub wanted: Vec<Clause>,
    /// The excluded clauses.
    pub unwanted: Vec<Clause>,
    /// Whether the last wanted clause is a word that may be incomplete.
    pub open: bool,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word, in any of its forms.
    Word(Word),
    /// Consecutive words, compared as written except for articles.
    Phrase(Vec<Word>),
    /// A compound of words or numbers: it matches as a whole or by its parts.
    Compound {
        /// The parts.
        parts: Vec<Word>,
        /// The parts joined into one word; numbers may have several readings.
        joined: Vec<Word>,
    },
}

impl Parsed {
    /// Whether the query matches everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// Whether a wanted clause is the word still being typed.
    #[must_use]
    pub fn is_open(&self, index: usize) -> bool {
        self.open && index + 1 == self.wanted.len()
    }
}

impl Clause {
    /// Its words, without joined ones.
    #[must_use]
    pub fn words(&self) -> &[Word] {
        match self {
            Self::Word(word) => std::slice::from_ref(word),
            Self::Phrase(words) | Self::Compound { parts: words, .. } => words,
        }
    }
}
