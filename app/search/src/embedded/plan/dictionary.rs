//! The dictionary of an index: its terms and their document frequencies.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use jawab_domain::Locale;
use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::super::{cancellation::CancelToken, index::document::sound};
use crate::analysis::{Kind, Known, Word};

/// The largest number of words for a prefix or a misspelt word.
const MAX_WORDS: usize = 40;
/// The largest number of terms of a segment that are scanned for the most frequent ones.
const MAX_SCANNED_TERMS: usize = 20_000;
/// The largest number of words that sound alike.
const MAX_SOUND_ALIKES: usize = 6;

/// The dictionary of an index: its plain words, its stems and its sounds.
pub(in crate::embedded) struct Dictionary<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The field of plain words.
    pub words: Field,
    /// The field of stems.
    pub stems: Field,
    /// The field of words by their sound.
    pub sounds: Field,
    /// Whether the caller still waits.
    pub cancel: &'a CancelToken,
}

impl Known for Dictionary<'_> {
    fn knows(&self, plain: &str) -> bool {
        self.occurs(self.words, plain)
    }
}

impl Dictionary<'_> {
    /// Whether any of these plain words occurs.
    pub(in crate::embedded) fn any_occurs(&self, words: &[Word]) -> bool {
        words.iter().any(|word| self.knows(&word.plain))
    }

    /// Whether a term occurs in a field.
    pub(in crate::embedded) fn occurs(&self, field: Field, term: &str) -> bool {
        self.count(field, term) > 0
    }

    /// The number of questions with a term; 0 if it cannot be read.
    pub(in crate::embedded) fn count(&self, field: Field, term: &str) -> u64 {
        self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or_default()
    }

    /// The most frequent longer words with this prefix.
    pub(super) fn completions(&self, beginning: &str) -> tantivy::Result<Vec<String>> {
        let mut longer = self.beginning(self.words, beginning)?;
        longer.retain(|word| word != beginning);
        Ok(longer)
    }

    /// The most frequent words in the script of a language with this sound.
    pub(super) fn sounding(&self, key: &str, locale: Locale) -> tantivy::Result<Vec<String>> {
        let kind = if locale == Locale::Ar { Kind::Arabic } else { Kind::Latin };
        let beginning = sound(kind, key, "");
        let mut found = self.beginning(self.sounds, &beginning)?;
        found.truncate(MAX_SOUND_ALIKES);
        Ok(found.into_iter().filter_map(|term| term.strip_prefix(&beginning).map(str::to_owned)).collect())
    }

    /// The most frequent terms of a field with this prefix.
    fn beginning(&self, field: Field, beginning: &str) -> tantivy::Result<Vec<String>> {
        let mut found = Frequencies::default();
        for segment in self.searcher.segment_readers() {
            self.cancel.check()?;
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(beginning).into_stream()?;
            let mut of_segment = MostFrequent::default();
            let mut scanned = 0;
            while scanned < MAX_SCANNED_TERMS && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                of_segment.add(terms.key(), terms.value().doc_freq);
                scanned += 1;
            }
            of_segment.0.iter().for_each(|Reverse((count, term))| found.add(term, *count));
        }
        Ok(found.most_frequent())
    }

    /// The most frequent words with at most this many typos.
    pub(in crate::embedded) fn within(&self, word: &Word, typos: u8) -> tantivy::Result<Vec<String>> {
        if typos == 0 {
            return Ok(Vec::new());
        }
        let query = FuzzyTermQuery::new(Term::from_field_text(self.words, &word.plain), typos, true);
        let mut found = Frequencies::default();
        for segment in self.searcher.segment_readers() {
            self.cancel.check()?;
            let index = segment.inverted_index(self.words)?;
            let mut terms = index.terms().search(query.automaton()?).into_stream()?;
            while terms.advance() {
                self.cancel.check()?;
                found.add(terms.key(), terms.value().doc_freq);
            }
        }
        Ok(found.most_frequent())
    }
}

/// The most frequent terms of a segment: a few more than are wanted of the whole index.
#[derive(Default)]
struct MostFrequent(BinaryHeap<Reverse<(u32, Vec<u8>)>>);

impl MostFrequent {
    fn add(&mut self, term: &[u8], count: u32) {
        if self.0.len() < MAX_WORDS * 2 {
            self.0.push(Reverse((count, term.to_vec())));
        } else if let Some(mut least) = self.0.peek_mut().filter(|least| least.0.0 < count) {
            *least = Reverse((count, term.to_vec()));
        }
    }
}

#[derive(Default)]
struct Frequencies(HashMap<String, u32>);

impl Frequencies {
    fn add(&mut self, term: &[u8], count: u32) {
        if let Ok(term) = std::str::from_utf8(term) {
            *self.0.entry(term.to_owned()).or_default() += count;
        }
    }

    fn most_frequent(self) -> Vec<String> {
        let mut terms: Vec<_> = self.0.into_iter().collect();
        terms.sort_unstable_by(|(one, often), (other, oftener)| oftener.cmp(often).then_with(|| one.cmp(other)));
        terms.into_iter().take(MAX_WORDS).map(|(term, _)| term).collect()
    }
}
