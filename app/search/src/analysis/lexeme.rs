//! The cached forms of words: texts are analysed again and again, and most of a text consists of few words.

use std::sync::{Arc, LazyLock};

use quick_cache::sync::Cache;

use super::{arabic, fold::fold, french, stop::is_stop_form, word::Kind};

/// The size of the cache, in words of about 400 bytes. The most frequent ones are nine in ten of any text.
const REMEMBERED: usize = 32_768;
/// The longest cached word in bytes. Longer ones are no natural words.
const MAX_REMEMBERED_BYTES: usize = 64;

static REMEMBERED_LEXEMES: LazyLock<Cache<Box<str>, Arc<Lexeme>>> = LazyLock::new(|| Cache::new(REMEMBERED));

/// The forms by which a word matches.
#[derive(Debug, PartialEq, Eq)]
pub struct Lexeme {
    /// Its script.
    pub kind: Kind,
    /// The folded word, without case, accents, vowel marks or variants of letters.
    pub folded: String,
    /// The folded word without the Arabic article and the particles written together with it.
    pub plain: String,
    /// The light stem of the plain word.
    pub stem: String,
    /// The plain word without the clitics و ف ب ل ك, each form with its stem. Only a dictionary can tell whether they are clitics or
    /// letters of the word: see [`Known`](super::Known).
    pub without_clitics: Vec<(String, String)>,
    /// Whether it is a stop word, also with و or ف before it. Numbers never are.
    pub is_stop: bool,
}

impl Lexeme {
    /// Analyses a folded word.
    pub(super) fn new(kind: Kind, folded: String) -> Self {
        let plain = if kind == Kind::Arabic { arabic::plain(&folded) } else { folded.clone() };
        let stem = kind.stem(&plain);
        let rests = if kind == Kind::Arabic { arabic::without_clitics(&plain) } else { Vec::new() };
        let without_clitics = rests.into_iter().map(|rest| (rest.clone(), arabic::stem(&rest))).collect();
        Self { kind, plain, stem, without_clitics, is_stop: is_stop_form(&folded, kind), folded }
    }

    /// Analyses a word of a text, in Arabic or another script.
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

    /// Whether it is an elided part of the next word (`l’`, `qu’`), if an apostrophe follows.
    pub(super) fn is_elision(&self) -> bool {
        french::is_elision(&self.folded)
    }
}
