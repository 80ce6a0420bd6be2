//! What is looked for in a text: single words and phrases.

use std::ops::Range;

use crate::{
    analysis::{Kind, Typos, Word, is_stop, plurals, words},
    query::Clause,
};

/// A word of a text with what every needle asks of it.
#[derive(Debug)]
pub(super) struct TextWord {
    word: Word,
    stop: bool,
    /// The word without clitics, and its stem.
    bare: Vec<(String, String)>,
}

impl TextWord {
    /// The words of a text.
    pub(super) fn all(text: &str) -> Vec<Self> {
        let text_word = |word: Word| Self { stop: is_stop(&word), bare: word.without_clitics(), word };
        words(text).into_iter().map(text_word).collect()
    }

    /// Whether it is no joined word.
    pub(super) const fn is_single(&self) -> bool {
        !self.word.joined
    }

    /// Whether it has a stem, with or without clitics.
    pub(super) fn has_stem(&self, stem: &str) -> bool {
        self.word.stem == stem || self.bare.iter().any(|(_, bare)| bare == stem)
    }

    /// Where it is.
    pub(super) const fn range(&self) -> Range<usize> {
        self.word.start..self.word.end
    }
}

/// A word that is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    word: Word,
    stems: Vec<String>,
    /// What is left of the word without clitics, should the text have that.
    rests: Vec<String>,
    open: bool,
    stop: bool,
    typos: Option<Typos>,
}

/// Consecutive words that are looked for.
#[derive(Debug)]
pub(super) struct Phrase(Vec<Word>);

/// Adds what a clause looks for. Numbers written together are one thing, words each of its own as well.
pub(super) fn add(clause: &Clause, open: bool, needles: &mut Vec<Needle>, phrases: &mut Vec<Phrase>) {
    match clause {
        Clause::Word(word) => needles.push(Needle::new(word, open)),
        Clause::Phrase(words) => phrases.push(Phrase(words.clone())),
        Clause::Compound { parts, joined } => {
            let numbers = parts.iter().all(|part| part.kind == Kind::Number);
            let parts = parts.iter().filter(|_| !numbers);
            needles.extend(joined.iter().chain(parts).map(|word| Needle::new(word, false)));
        }
    }
}

impl Needle {
    fn new(word: &Word, open: bool) -> Self {
        let mut stems = vec![word.stem.clone()];
        stems.extend(plurals(&word.stem).iter().cloned());
        let rests = word.without_clitics().into_iter().map(|(rest, _)| rest).collect();
        Self { word: word.clone(), stems, rests, open, stop: is_stop(word), typos: Typos::from_word(word) }
    }

    /// Looks for misspellings no more, unless the word is one of these plain words.
    pub(super) fn keep_typos_of(&mut self, corrected: &[String]) {
        if !corrected.contains(&self.word.plain) {
            self.typos = None;
        }
    }

    /// Where it is in a text: the word in its forms, or else its misspellings.
    pub(super) fn find(&self, words: &[TextWord]) -> Vec<Range<usize>> {
        let exact: Vec<_> = words.iter().filter(|word| self.is(word)).map(TextWord::range).collect();
        match &self.typos {
            Some(typos) if exact.is_empty() => words
                .iter()
                .filter(|seen| seen.word.kind == self.word.kind && typos.matches(&seen.word.plain))
                .map(TextWord::range)
                .collect(),
            _ => exact,
        }
    }

    fn is(&self, TextWord { word, stop, bare }: &TextWord) -> bool {
        if self.word.kind == Kind::Number || word.kind == Kind::Number {
            return self.word.folded == word.folded;
        }
        if *stop && !self.stop {
            return false;
        }
        word.folded == self.word.folded
            || self.has(&word.plain, &word.stem)
            || self.rests.contains(&word.plain)
            || bare.iter().any(|(rest, stem)| self.has(rest, stem))
            || (self.open && (word.plain.starts_with(&self.word.plain) || word.folded.starts_with(&self.word.folded)))
    }

    fn has(&self, plain: &str, stem: &str) -> bool {
        plain == self.word.plain || self.stems.iter().any(|known| known == stem)
    }
}

impl Phrase {
    /// Where its words follow one another; each word is a find.
    pub(super) fn find(&self, words: &[TextWord]) -> Vec<Range<usize>> {
        let single: Vec<&TextWord> = words.iter().filter(|word| word.is_single()).collect();
        let is_phrase = |words: &&[&TextWord]| words.iter().zip(&self.0).all(|(word, wanted)| same(word, wanted));
        single.windows(self.0.len()).filter(is_phrase).flat_map(|words| words.iter().map(|word| word.range())).collect()
    }
}

fn same(TextWord { word, bare, .. }: &TextWord, wanted: &Word) -> bool {
    word.plain == wanted.plain || bare.iter().any(|(rest, _)| *rest == wanted.plain)
}
