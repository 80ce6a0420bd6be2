//! From a word of a query to the terms of the index that stand for it.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap},
};

use jawab_domain::Locale;
use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

use super::{schema::sound, stop::Stop};
use crate::analysis::{Kind, Known, Word, is_stop_form, plurals, typos_allowed};

/// Most words a beginning, or a misspelt word, stands for.
const MOST: usize = 40;
/// Terms that are looked at for the most frequent ones among them, in each segment.
const MOST_SEEN: usize = 20_000;
/// Words that sound alike.
const MOST_ALIKE: usize = 6;
/// Weights of a word's other forms, beside 1 for its own.
const PLURAL: f32 = 0.8;
const WITHOUT_CLITIC: f32 = 0.7;
const COMPLETED: f32 = 0.4;
const CORRECTED: f32 = 0.5;

/// The dictionary of an index: its plain words and its stems.
pub(super) struct Dictionary<'a> {
    /// The index.
    pub searcher: &'a Searcher,
    /// The field of plain words.
    pub words: Field,
    /// The field of stems.
    pub stems: Field,
    /// The field of words by their sound.
    pub sounds: Field,
    /// Whether anybody waits for what is looked up.
    pub stop: &'a Stop,
}

/// The terms that stand for a word, each with its weight.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// Plain words.
    pub words: Vec<(String, f32)>,
    /// Stems.
    pub stems: Vec<(String, f32)>,
    /// Whether they are other words that this one may be a misspelling of.
    pub respelt: bool,
    /// How the word is written.
    kind: Option<Kind>,
}

impl Forms {
    /// The plain words that none of the stems finds: stop words have no stems in the index, and completed words none here.
    pub(super) fn unstemmed(&self) -> impl Iterator<Item = &str> {
        let stemmed = |word: &str| {
            let stem = self.kind.filter(|kind| !is_stop_form(word, *kind)).map(|kind| kind.stem(word));
            stem.is_some_and(|stem| self.stems.iter().any(|(known, _)| *known == stem))
        };
        self.words.iter().map(|(word, _)| word.as_str()).filter(move |word| !stemmed(word))
    }
}

impl Known for Dictionary<'_> {
    fn knows(&self, plain: &str) -> bool {
        self.occurs(self.words, plain)
    }
}

impl Dictionary<'_> {
    /// All that stands for a word. Other spellings are tried only for a word that does not occur at all, and is not
    /// `rendered` in the other language either.
    pub(super) fn forms(&self, word: &Word, open: bool, rendered: bool) -> tantivy::Result<Forms> {
        self.stop.check()?;
        let mut forms = Forms { words: vec![(word.plain.clone(), 1.0)], kind: Some(word.kind), ..Forms::default() };
        if word.kind == Kind::Number {
            return Ok(forms);
        }
        forms.stems.push((word.stem.clone(), 1.0));
        forms.stems.extend(plurals(&word.stem).iter().map(|stem| (stem.clone(), PLURAL)));
        for (rest, stem) in word.without_clitics() {
            if self.knows(&rest) {
                forms.words.push((rest, WITHOUT_CLITIC));
                forms.stems.push((stem, WITHOUT_CLITIC));
            }
        }
        let occurs = forms.words.iter().any(|(term, _)| self.occurs(self.words, term))
            || forms.stems.iter().any(|(term, _)| self.occurs(self.stems, term));
        let completed = if open { self.completions(&word.plain)? } else { Vec::new() };
        if !occurs && !rendered && completed.is_empty() {
            for term in self.misspelt(word)? {
                forms.stems.push((word.kind.stem(&term), CORRECTED));
                forms.words.push((term, CORRECTED));
                forms.respelt = true;
            }
        }
        forms.words.extend(completed.into_iter().map(|term| (term, COMPLETED)));
        Ok(forms)
    }

    /// Whether any of these plain words occurs.
    pub(super) fn any_occurs(&self, words: &[Word]) -> bool {
        words.iter().any(|word| self.knows(&word.plain))
    }

    /// Whether a term occurs in a field.
    pub(super) fn occurs(&self, field: Field, term: &str) -> bool {
        self.count(field, term) > 0
    }

    /// The most frequent words that begin so, and are longer.
    fn completions(&self, beginning: &str) -> tantivy::Result<Vec<String>> {
        let mut longer = self.beginning(self.words, beginning)?;
        longer.retain(|word| word != beginning);
        Ok(longer)
    }

    /// The most frequent terms of a field that begin so.
    fn beginning(&self, field: Field, beginning: &str) -> tantivy::Result<Vec<String>> {
        let mut found = Frequencies::default();
        for segment in self.searcher.segment_readers() {
            self.stop.check()?;
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().range().ge(beginning).into_stream()?;
            let mut of_segment = Frequent::default();
            let mut seen = 0;
            while seen < MOST_SEEN && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
                of_segment.add(terms.key(), terms.value().doc_freq);
                seen += 1;
            }
            of_segment.0.iter().for_each(|Reverse((count, term))| found.add(term, *count));
        }
        Ok(found.most_frequent())
    }

    /// How many questions have a term; none if that cannot be read.
    pub(super) fn count(&self, field: Field, term: &str) -> u64 {
        self.searcher.doc_freq(&Term::from_field_text(field, term)).unwrap_or_default()
    }

    /// The most frequent words in a language's script that have this sound.
    pub(super) fn sounding(&self, key: &str, locale: Locale) -> tantivy::Result<Vec<String>> {
        let kind = if locale == Locale::Ar { Kind::Arabic } else { Kind::Latin };
        let beginning = sound(kind, key, "");
        let mut found = self.beginning(self.sounds, &beginning)?;
        found.truncate(MOST_ALIKE);
        Ok(found.into_iter().filter_map(|term| term.strip_prefix(&beginning).map(str::to_owned)).collect())
    }

    /// The words that this one may be a misspelling of: with one typo, or only if there are none, with two.
    fn misspelt(&self, word: &Word) -> tantivy::Result<Vec<String>> {
        for typos in 1..=typos_allowed(word) {
            let found = self.within(word, typos)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// The most frequent words that have so many letters other than this one, at most.
    pub(super) fn within(&self, word: &Word, typos: u8) -> tantivy::Result<Vec<String>> {
        if typos == 0 {
            return Ok(Vec::new());
        }
        let query = FuzzyTermQuery::new(Term::from_field_text(self.words, &word.plain), typos, true);
        let mut found = Frequencies::default();
        for segment in self.searcher.segment_readers() {
            self.stop.check()?;
            let index = segment.inverted_index(self.words)?;
            let mut terms = index.terms().search(query.automaton()?).into_stream()?;
            while terms.advance() {
                self.stop.check()?;
                found.add(terms.key(), terms.value().doc_freq);
            }
        }
        Ok(found.most_frequent())
    }
}

/// The most frequent terms of a segment, a few more than are wanted of all.
#[derive(Default)]
struct Frequent(BinaryHeap<Reverse<(u32, Vec<u8>)>>);

impl Frequent {
    fn add(&mut self, term: &[u8], count: u32) {
        if self.0.len() < MOST * 2 {
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
        terms.into_iter().take(MOST).map(|(term, _)| term).collect()
    }
}
