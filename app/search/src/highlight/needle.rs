//! The words and phrases to find in a text.

use std::ops::Range;

use crate::{
    analysis::{Kind, Typos, Word, plurals},
    query::Clause,
};

/// A word to find.
#[derive(Debug)]
pub(super) struct Needle {
    word: Word,
    stems: Vec<String>,
    /// The forms of the word without clitics, which match too if the text has them.
    rests: Vec<String>,
    open: bool,
    typos: Option<Typos>,
}

/// Consecutive words to find.
#[derive(Debug)]
pub(super) struct Phrase(Vec<Word>);

/// Adds the words and phrases of a clause. A compound of numbers matches as a whole only, one of words also by each word.
pub(super) fn add(clause: &Clause, open: bool, misspelt: impl Fn(&Word) -> bool, needles: &mut Vec<Needle>, phrases: &mut Vec<Phrase>) {
    let needle = |word: &Word, open: bool| Needle::new(word, open, misspelt(word));
    match clause {
        Clause::Word(word) => needles.push(needle(word, open)),
        Clause::Phrase(words) => phrases.push(Phrase(words.clone())),
        Clause::Compound { parts, joined } => {
            let numbers = parts.iter().all(|part| part.kind == Kind::Number);
            let parts = parts.iter().filter(|_| !numbers);
            needles.extend(joined.iter().chain(parts).map(|word| needle(word, false)));
        }
    }
}

impl Needle {
    fn new(word: &Word, open: bool, misspelt: bool) -> Self {
        let mut stems = vec![word.stem.clone()];
        stems.extend(plurals(&word.stem).iter().cloned());
        let rests = word.without_clitics.iter().map(|(rest, _)| rest.clone()).collect();
        Self { word: word.clone(), stems, rests, open, typos: if misspelt { Typos::from_word(word) } else { None } }
    }

    /// The ranges in a text that match the word in any form, or else its misspellings.
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
    /// The ranges of the words where all follow one another; each word is a match.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let single: Vec<&Word> = words.iter().filter(|word| !word.joined).collect();
        let is_phrase = |words: &&[&Word]| words.iter().zip(&self.0).all(|(word, wanted)| same(word, wanted));
        single.windows(self.0.len()).filter(is_phrase).flat_map(|words| words.iter().map(|word| word.range())).collect()
    }
}

fn same(word: &Word, wanted: &Word) -> bool {
    word.plain == wanted.plain || word.without_clitics.iter().any(|(rest, _)| *rest == wanted.plain)
}
