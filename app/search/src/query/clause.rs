//! A query in its parts.

use crate::analysis::Word;

/// A query in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    /// What is looked for. Stop words are left out unless there is nothing else.
    pub wanted: Vec<Clause>,
    /// What results must not have.
    pub unwanted: Vec<Clause>,
    /// The last wanted clause is a word that may not be complete.
    pub open: bool,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word, in any of its forms.
    Word(Word),
    /// Words one after the other, articles aside as they are written.
    Phrase(Vec<Word>),
    /// Words or numbers written together: found so, or as their parts.
    Compound {
        /// Each part.
        parts: Vec<Word>,
        /// All of them as one word; numbers may have several readings.
        joined: Vec<Word>,
    },
}

impl Parsed {
    /// Whether everything matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty() && self.unwanted.is_empty()
    }

    /// Whether a wanted clause is the open one: a word still being typed.
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
