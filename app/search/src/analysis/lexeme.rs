//! The forms of a word, remembered: a text is read again and again, and a language says most things with few words.

use std::sync::{Arc, LazyLock};

use quick_cache::sync::Cache;

use super::{arabic, fold::fold, french, stop::is_stop_form, word::Kind};

/// Words remembered, of some 400 bytes each. The most frequent ones are nine in ten of any text.
const REMEMBERED: usize = 32_768;
/// Bytes of the longest word that is remembered: a longer one is nobody's language.
const MAX_REMEMBERED_BYTES: usize = 64;

static REMEMBERED_LEXEMES: LazyLock<Cache<Box<str>, Arc<Lexeme>>> = LazyLock::new(|| Cache::new(REMEMBERED));

/// A word in the forms it can be found by, wherever it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// How it is written.
    pub kind: Kind,
    /// Without case, accents, vowel marks or variants of letters.
    pub folded: String,
    /// Folded, without the Arabic article and what is written together with it.
    pub plain: String,
    /// The light stem of the plain word.
    pub stem: String,
    /// The plain word without the clitics و ف ب ل ك that may be written together with it, each form with its stem. Whether
    /// they are clitics or letters of the word, only a dictionary can tell: see [`Known`](super::Known).
    pub without_clitics: Vec<(String, String)>,
    /// Whether it is too frequent to say what a text is about, also with و or ف before it. Numbers never are.
    pub is_stop: bool,
}

impl Lexeme {
    /// Of a folded word.
    pub(super) fn new(kind: Kind, folded: String) -> Self {
        let plain = if kind == Kind::Arabic { arabic::plain(&folded) } else { folded.clone() };
        let stem = kind.stem(&plain);
        let rests = if kind == Kind::Arabic { arabic::bare(&plain) } else { Vec::new() };
        let without_clitics = rests.into_iter().map(|rest| (rest.clone(), arabic::stem(&rest))).collect();
        Self { kind, plain, stem, without_clitics, is_stop: is_stop_form(&folded, kind), folded }
    }

    /// Of a word as a text has it, in Arabic script or another.
    pub(super) fn of(written: &str, arabic: bool) -> Arc<Self> {
        if let Some(known) = REMEMBERED_LEXEMES.get(written) {
            return known;
        }
        let folded = fold(written);
        let number = folded.bytes().all(|byte| byte.is_ascii_digit());
        let kind = match (number, arabic) {
            (true, _) => Kind::Number,
            (false, true) => Kind::Arabic,
            (false, false) => Kind::Latin,
        };
        let lexeme = Arc::new(Self::new(kind, folded));
        if written.len() <= MAX_REMEMBERED_BYTES {
            REMEMBERED_LEXEMES.insert(written.into(), Arc::clone(&lexeme));
        }
        lexeme
    }

    /// Whether it has a stem, with or without clitics.
    pub(crate) fn has_stem(&self, stem: &str) -> bool {
        self.stem == stem || self.without_clitics.iter().any(|(_, bare)| bare == stem)
    }

    /// Whether it is nothing but the beginning of the next word (`l’`, `qu’`), should an apostrophe follow.
    pub(super) fn is_elision(&self) -> bool {
        french::is_elision(&self.folded)
    }
}
