//! What is looked for in a text: single words and phrases.

use std::ops::Range;

use crate::{
    analysis::{Kind, Typos, Word, plurals},
    query::Clause,
};

/// A word that is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    word: Word,
    stems: Vec<String>,
    /// What is left of the word without clitics, should the text have that.
    rests: Vec<String>,
    open: bool,
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
        let rests = word.without_clitics.iter().map(|(rest, _)| rest.clone()).collect();
        Self { word: word.clone(), stems, rests, open, typos: Typos::from_word(word) }
    }

    /// Looks for misspellings no more, unless the word is one of these plain words.
    pub(super) fn keep_typos_of(&mut self, corrected: &[String]) {
        if !corrected.contains(&self.word.plain) {
            self.typos = None;
        }
    }

    /// Where it is in a text: the word in its forms, or else its misspellings.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let exact: Vec<_> = words.iter().filter(|word| self.is(word)).map(Word::range).collect();
        match &self.typos {
            Some(typos) if exact.is_empty() => {
                words.iter().filter(|seen| seen.kind == self.word.kind && typos.matches(&seen.plain)).map(Word::range).collect()
            }
            _ => exact,
        }
    }

    fn is(&self, word: &Word) -> bool {
        if self.word.kind == Kind::Number || word.kind == Kind::Number {
            return self.word.folded == word.folded;
        }
        if word.is_stop && !self.word.is_stop {
            return false;
        }
        word.folded == self.word.folded
            || self.has(&word.plain, &word.stem)
            || self.rests.contains(&word.plain)
            || word.without_clitics.iter().any(|(rest, stem)| self.has(rest, stem))
            || (self.open && (word.plain.starts_with(&self.word.plain) || word.folded.starts_with(&self.word.folded)))
    }

    fn has(&self, plain: &str, stem: &str) -> bool {
        plain == self.word.plain || self.stems.iter().any(|known| known == stem)
    }
}

impl Phrase {
    /// Where its words follow one another; each word is a find.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let single: Vec<&Word> = words.iter().filter(|word| !word.joined).collect();
        let is_phrase = |words: &&[&Word]| words.iter().zip(&self.0).all(|(word, wanted)| same(word, wanted));
        single.windows(self.0.len()).filter(is_phrase).flat_map(|words| words.iter().map(|word| word.range())).collect()
    }
}

fn same(word: &Word, wanted: &Word) -> bool {
    word.plain == wanted.plain || word.without_clitics.iter().any(|(rest, _)| *rest == wanted.plain)
}
