//! The words of a corpus, as numbers.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::analysis::{Kind, Word, words};

/// The stems of one language.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, u32>,
    stems: Vec<String>,
    /// The number of occurrences of each written form of a stem.
    written: HashMap<String, BTreeMap<String, usize>>,
}

/// Sentence pairs as numbered stems.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    pub arabic: Vocabulary,
    pub french: Vocabulary,
    /// Arabic, then French.
    pub sentences: Vec<(Vec<u32>, Vec<u32>)>,
}

impl Vocabulary {
    fn id(&mut self, stem: &str, written: &str) -> u32 {
        *self.written.entry(stem.to_owned()).or_default().entry(written.to_owned()).or_default() += 1;
        if let Some(id) = self.ids.get(stem) {
            return *id;
        }
        let id = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        self.ids.insert(stem.to_owned(), id);
        self.stems.push(stem.to_owned());
        id
    }

    /// The number of stems.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }

    /// Every stem, in order of number.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    /// The stem with a number.
    pub(super) fn stem(&self, id: u32) -> &str {
        self.stems.get(id as usize).map_or("", String::as_str)
    }

    /// The most frequent written form of a stem.
    pub(super) fn shown<'a>(&'a self, stem: &'a str) -> &'a str {
        let forms = self.written.get(stem).into_iter().flatten();
        forms.max_by_key(|(written, count)| (**count, std::cmp::Reverse(written.len()))).map_or(stem, |(written, _)| written)
    }
}

impl Corpus {
    /// Builds the corpus of texts in Arabic and French.
    pub(super) fn new(texts: &[(String, String)]) -> Self {
        let mut often: HashMap<String, usize> = HashMap::new();
        for word in texts.iter().flat_map(|(arabic, _)| words(arabic)).filter(|word| word.kind == Kind::Arabic) {
            *often.entry(word.plain.clone()).or_default() += 1;
        }
        let mut corpus = Self::default();
        for (arabic, french) in texts {
            let ar = telling(arabic, Kind::Arabic).map(|word| {
                let (plain, stem) = without_clitics(&word, &often);
                corpus.arabic.id(&stem, &shown(arabic, &word, &plain))
            });
            let ar = ar.collect();
            let fr = telling(french, Kind::Latin).map(|word| corpus.french.id(&word.stem, &shown(french, &word, &word.plain)));
            corpus.sentences.push((ar, fr.collect()));
        }
        corpus
    }

    /// The pairs of stems that occur together often enough to be informative: twice, or in a short text.
    pub(super) fn telling(&self, short: usize) -> BTreeSet<(u32, u32)> {
        let mut once: BTreeSet<(u32, u32)> = BTreeSet::new();
        let mut telling = BTreeSet::new();
        for (arabic, french) in &self.sentences {
            let sure = arabic.len() <= short && french.len() <= short;
            let together: BTreeSet<_> = arabic.iter().flat_map(|ar| french.iter().map(|fr| (*ar, *fr))).collect();
            for pair in together {
                if sure || !once.insert(pair) {
                    telling.insert(pair);
                }
            }
        }
        telling
    }
}

/// The informative words of a text.
fn telling(text: &str, kind: Kind) -> impl Iterator<Item = Word> {
    words(text).into_iter().filter(move |word| word.kind == kind && !word.joined && !word.is_stop && word.plain.chars().count() > 1)
}

/// An Arabic word, without clitics if it is more frequent in that form.
fn without_clitics(word: &Word, often: &HashMap<String, usize>) -> (String, String) {
    let count = |plain: &str| often.get(plain).copied().unwrap_or_default();
    let itself = (word.plain.clone(), word.stem.clone());
    word.without_clitics.iter().cloned().fold(itself, |best, other| if count(&other.0) > count(&best.0) { other } else { best })
}

/// The word as written, or if it was shortened, its folded form without article and clitics.
fn shown(text: &str, word: &Word, plain: &str) -> String {
    let written = text.get(word.start..word.end).unwrap_or_default().to_lowercase();
    if word.folded == plain && !written.contains('\u{640}') { written } else { plain_suffix(&written, plain) }
}

/// The end of a written Arabic word that corresponds to its plain form.
fn plain_suffix(written: &str, plain: &str) -> String {
    let letters: Vec<char> = written.chars().filter(|c| c.is_alphanumeric()).collect();
    let from = letters.len().saturating_sub(plain.chars().count());
    letters.get(from..).unwrap_or_default().iter().collect()
}
