//! What scores: BM25 over stems and plain words of each kind of text, with a bonus for neighbours, for having every word,
//! and for having them all in one text.

use std::collections::HashMap;

use jawab_domain::Locale;
use tantivy::Term;

use super::{
    expand::Forms,
    matching::Match,
    plan::{Expanded, Planner},
    row::Row,
    schema::TextFields,
};
use crate::{
    analysis::Word,
    query::{Clause, Parsed},
};

const PLAIN: f32 = 0.5;
const NEIGHBOURS: f32 = 1.5;
const PHRASE: f32 = 4.0;
const TOGETHER: f32 = 8.0;

/// All that scores.
pub(super) struct Scores {
    /// What is added up.
    pub parts: Vec<Part>,
    /// And after it, words of the query in a row.
    pub rows: Vec<QueryRow>,
    /// A rough measure of the same: stems wherever they stand, for choosing what is worth scoring.
    pub rough: Vec<(Term, f32)>,
    /// Having all words in one text, by kind of text.
    pub together: Vec<f32>,
    /// How many words there are.
    pub words: usize,
    /// The language of the page, which parts equals.
    pub locale: Locale,
}

/// Words of the query in a row.
pub(super) struct QueryRow {
    /// The row.
    pub row: Row,
    /// What it weighs.
    pub weight: f32,
    /// The kind of text, by place.
    pub text: usize,
    /// Its words in the query, a bit each: only what has all of them there can have the row.
    pub words: u64,
}

/// Something that scores.
#[derive(Debug)]
pub(super) enum Part {
    /// A term.
    Term {
        /// The term.
        term: Term,
        /// What it weighs.
        weight: f32,
        /// In which kind of text it stands for which word of the query, by place.
        of: Option<(usize, usize)>,
    },
    /// Terms in a row, and what they weigh.
    Row(Row, f32),
    /// The best of several counts whole, the others so much.
    Best(Vec<Self>, f32),
}

impl Part {
    /// Something that matches and weighs so much, if it can be scored.
    pub(super) fn of(matching: Match, weight: f32) -> Option<Self> {
        match matching {
            Match::Term(term) => Some(Self::Term { term, weight, of: None }),
            Match::Row(row) => Some(Self::Row(row, weight)),
            Match::Phrase(_) | Match::Any(_) | Match::All(_) => None,
        }
    }
}

fn term(field: tantivy::schema::Field, text: &str, weight: f32, of: Option<(usize, usize)>) -> Part {
    Part::Term { term: Term::from_field_text(field, text), weight, of }
}

impl Planner<'_> {
    /// All that scores.
    pub(super) fn scores(&self, query: &Parsed, wanted: &[Expanded<'_>], locale: Locale) -> Scores {
        let words: Vec<&Forms> = wanted.iter().flat_map(|clause| &clause.forms).collect();
        let mut parts: Vec<Part> = self.of_words(&words);
        parts.extend(wanted.iter().flat_map(|clause| self.joined(clause.clause)));
        parts.extend(self.translated(wanted));
        let together = if words.len() < 2 { Vec::new() } else { self.texts.iter().map(|text| text.weight * TOGETHER).collect() };
        Scores { parts, rows: self.rows(query), rough: self.rough(wanted), together, words: words.len(), locale }
    }

    /// The stems of all that stands for the words.
    fn rough(&self, wanted: &[Expanded<'_>]) -> Vec<(Term, f32)> {
        let mut stems: HashMap<String, f32> = HashMap::new();
        let mut add = |stem: String, weight: f32| {
            let known = stems.entry(stem).or_default();
            *known = known.max(weight);
        };
        for Expanded { clause, forms, renderings } in wanted {
            for (word, forms) in clause.words().iter().zip(forms) {
                forms.stems.iter().for_each(|(stem, weight)| add(stem.clone(), *weight));
                forms.words.iter().for_each(|(form, weight)| add(word.kind.stem(form), *weight));
            }
            renderings.iter().for_each(|one| one.stems.iter().for_each(|stem| add(stem.clone(), one.weight)));
        }
        stems.into_iter().map(|(stem, weight)| (Term::from_field_text(self.dictionary.stems, &stem), weight)).collect()
    }

    /// The words in their forms.
    fn of_words(&self, words: &[&Forms]) -> Vec<Part> {
        let mut parts = Vec::new();
        for (at, text) in self.texts.iter().enumerate() {
            for (word, forms) in words.iter().enumerate() {
                let of = Some((at, word));
                parts.extend(forms.words.iter().map(|(word, weight)| term(text.plain, word, text.weight * PLAIN * weight, of)));
                parts.extend(forms.stems.iter().map(|(stem, weight)| term(text.stems, stem, text.weight * weight, of)));
            }
        }
        parts
    }

    /// Compounds written in one word.
    fn joined(&self, clause: &Clause) -> Vec<Part> {
        let Clause::Compound { joined, .. } = clause else { return Vec::new() };
        let joined = self.texts.iter().flat_map(|text| joined.iter().map(move |word| (text, word)));
        joined.map(|(text, word)| term(text.plain, &word.plain, text.weight, None)).collect()
    }

    /// Phrases, and words that stand together in the query and in a text.
    fn rows(&self, query: &Parsed) -> Vec<QueryRow> {
        let mut rows = Vec::new();
        let mut first = 0;
        for (at, clause) in query.wanted.iter().enumerate() {
            match (clause, query.wanted.get(at + 1)) {
                (Clause::Phrase(words), _) => {
                    rows.extend(self.row(first, words, PHRASE, |text| Match::row(text.plain, words, |word| &word.plain, 0)));
                }
                (Clause::Word(one), Some(Clause::Word(next))) => {
                    let pair = [one.clone(), Word { position: one.position + 1, ..next.clone() }];
                    rows.extend(self.row(first, &pair, NEIGHBOURS, |text| Match::row(text.stems, &pair, |word| &word.stem, 2)));
                }
                _ => {}
            }
            first += clause.words().len();
        }
        rows
    }

    /// Words from a place of the query, in a row in each kind of text.
    fn row(&self, first: usize, words: &[Word], weight: f32, row: impl Fn(&TextFields) -> Match) -> Vec<QueryRow> {
        let words = (first..).take(words.len()).fold(0, |words, word| words | 1 << word);
        let in_text = |(text, fields): (usize, &TextFields)| match row(fields) {
            Match::Row(row) => Some(QueryRow { row, weight: fields.weight * weight, text, words }),
            _ => None,
        };
        self.texts.iter().enumerate().filter_map(in_text).collect()
    }
}
