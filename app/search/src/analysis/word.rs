//! A word of a text, in the forms it can be found by.

use std::{
    ops::{Deref, Range},
    sync::Arc,
};

use super::{arabic, french, lexeme::Lexeme};

/// Letters of the longest word that is searched for, or taken for a misspelt one.
pub const MAX_WORD_LETTERS: usize = 64;

/// How a word is written, and so how it is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// In Arabic script: articles and suffixes are removed.
    Arabic,
    /// In Latin script, or any other but Arabic: analysed as French.
    Latin,
    /// Digits only: never stemmed, never taken for a typo.
    Number,
}

impl Kind {
    /// The light stem of a plain word of this kind.
    #[must_use]
    pub fn stem(self, plain: &str) -> String {
        match self {
            Self::Arabic => arabic::stem(plain),
            Self::Latin => french::stem(plain),
            Self::Number => plain.to_owned(),
        }
    }
}

/// A word of a text: a [`Lexeme`] in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// Its place among the words of the text. A joined word has that of its first part.
    pub position: usize,
    /// Made of several words written together (`porte-parole`, `09-08`, `S.G.G.`), which stand in the list too.
    pub joined: bool,
    /// The forms it can be found by.
    pub lexeme: Arc<Lexeme>,
}

impl Deref for Word {
    type Target = Lexeme;

    fn deref(&self) -> &Lexeme {
        &self.lexeme
    }
}

impl Word {
    /// Where it is in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The word with another folded form, in its place.
    pub(crate) fn folded_to(&self, folded: String) -> Self {
        Self { lexeme: Arc::new(Lexeme::new(self.kind, folded)), ..self.clone() }
    }
}

/// A dictionary: which plain words exist. An index is one.
pub trait Known {
    /// Whether the plain word is known.
    fn knows(&self, plain: &str) -> bool;
}

impl<F: Fn(&str) -> bool> Known for F {
    fn knows(&self, plain: &str) -> bool {
        self(plain)
    }
}
