//! What scores: BM25 over stems, plain words and grams of each kind of text, with a bonus for neighbours, for having
//! every word, and for having them all in one text.

use std::collections::HashMap;

use jawab_domain::Locale;
use tantivy::{Term, query::PhraseQuery};

use super::{
    expand::Forms,
    matching::Match,
    plan::{Expanded, Planner},
    schema::{TextFields, grams},
};
use crate::{
    analysis::{Kind, Word},
    query::{Clause, Parsed},
};

const PLAIN: f32 = 0.5;
const GRAMS: f32 = 0.12;
const NEIGHBOURS: f32 = 1.5;
const PHRASE: f32 = 4.0;
const TOGETHER: f32 = 8.0;

/// All that scores.
pub(super) struct Scores {
    /// What is added up.
    pub parts: Vec<Part>,
    /// A rough measure of the same: stems wherever they stand, for choosing what is worth scoring.
    pub rough: Vec<(Term, f32)>,
    /// Having all words in one text, by kind of text.
    pub together: Vec<f32>,
    /// How many words there are.
    pub words: usize,
    /// The language of the page, which parts equals.
    pub locale: Locale,
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
    Row(PhraseQuery, f32),
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
        parts.extend(wanted.iter().flat_map(|clause| self.of_clause(clause)));
        parts.extend(self.translated(wanted));
        parts.extend(self.neighbours(query));
        let together = if words.len() < 2 { Vec::new() } else { self.texts.iter().map(|text| text.weight * TOGETHER).collect() };
        Scores { parts, rough: self.rough(wanted), together, words: words.len(), locale }
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

    fn of_clause(&self, Expanded { clause, .. }: &Expanded<'_>) -> Vec<Part> {
        let grams = clause.words().iter().filter(|word| word.kind == Kind::Arabic).flat_map(grams);
        let mut parts: Vec<Part> = grams.map(|gram| term(self.fields.gram, &gram, GRAMS, None)).collect();
        match clause {
            Clause::Word(_) => {}
            Clause::Phrase(words) => {
                let row = |text: &TextFields| Part::of(Match::row(text.plain, words, |word| &word.plain, 0), text.weight * PHRASE);
                parts.extend(self.texts.iter().filter_map(row));
            }
            Clause::Compound { joined, .. } => {
                let joined = self.texts.iter().flat_map(|text| joined.iter().map(move |word| (text, word)));
                parts.extend(joined.map(|(text, word)| term(text.plain, &word.plain, text.weight, None)));
            }
        }
        parts
    }

    /// Words that stand together in the query and in a text.
    fn neighbours(&self, query: &Parsed) -> Vec<Part> {
        let pairs = query.wanted.windows(2).filter_map(|pair| match pair {
            [Clause::Word(one), Clause::Word(next)] => Some([one.clone(), Word { position: one.position + 1, ..next.clone() }]),
            _ => None,
        });
        let near = |pair: [Word; 2]| {
            let row = |text: &TextFields| Part::of(Match::row(text.stems, &pair, |word| &word.stem, 2), text.weight * NEIGHBOURS);
            self.texts.iter().filter_map(row).collect::<Vec<_>>()
        };
        pairs.flat_map(near).collect()
    }
}
