//! A word of a text with the forms by which it matches.

use std::{
    ops::{Deref, Range},
    sync::Arc,
};

use super::{arabic, french, lexeme::Lexeme};

/// The largest number of letters in a word that is searched for or corrected.
pub const MAX_WORD_LETTERS: usize = 64;

/// The script of a word, which decides its analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Arabic script: articles and suffixes are removed.
    Arabic,
    /// Latin or any other script: analysed as French.
    Latin,
    /// Digits only: never stemmed or corrected.
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

/// A word of a text: a [`Lexeme`] at a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its start in the text, in bytes.
    pub start: usize,
    /// Its end in the text, in bytes.
    pub end: usize,
    /// Its position among the words of the text. A joined word has that of its first part.
    pub position: usize,
    /// Whether it joins several words written together (`porte-parole`, `09-08`, `S.G.G.`), which are in the list too.
    pub joined: bool,
    /// The forms by which it matches.
    pub lexeme: Arc<Lexeme>,
}

impl Deref for Word {
    type Target = Lexeme;

    fn deref(&self) -> &Lexeme {
        &self.lexeme
    }
}

impl Word {
    /// Its range in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The word with another folded form at the same position.
    pub(crate) fn folded_to(&self, folded: String) -> Self {
        Self { lexeme: Arc::new(Lexeme::new(self.kind, folded)), ..self.clone() }
    }
}

/// A dictionary of plain words, such as an index.
pub trait Known {
    /// Whether the plain word is known.
    fn knows(&self, plain: &str) -> bool;
}

impl<F: Fn(&str) -> bool> Known for F {
    fn knows(&self, plain: &str) -> bool {
        self(plain)
    }
}
