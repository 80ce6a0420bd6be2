//! A word of a text, in the forms it can be found by.

use super::{arabic, french};

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

/// A word of a text, in the forms it can be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it starts in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// Its place among the words of the text. A joined word has that of its first part.
    pub position: usize,
    /// How it is written.
    pub kind: Kind,
    /// Made of several words written together (`porte-parole`, `09-08`, `S.G.G.`), which stand in the list too.
    pub joined: bool,
    /// Without case, accents, vowel marks or variants of letters.
    pub folded: String,
    /// Folded, without the Arabic article and what is written together with it.
    pub plain: String,
    /// The light stem of the plain word.
    pub stem: String,
}

impl Word {
    pub(crate) fn new(range: std::ops::Range<usize>, position: usize, kind: Kind, folded: String) -> Self {
        let plain = if kind == Kind::Arabic { arabic::plain(&folded) } else { folded.clone() };
        let stem = kind.stem(&plain);
        Self { start: range.start, end: range.end, position, kind, joined: false, folded, plain, stem }
    }

    /// The word without the clitics و ف ب ل ك that may be written together with it, each form with its stem. Whether
    /// they are clitics or letters of the word, only a dictionary can tell: see [`Known`].
    #[must_use]
    pub fn without_clitics(&self) -> Vec<(String, String)> {
        if self.kind != Kind::Arabic {
            return Vec::new();
        }
        arabic::bare(&self.plain).into_iter().map(|rest| (rest.clone(), arabic::stem(&rest))).collect()
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
