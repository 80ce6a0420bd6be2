//! Ranking: BM25 over stems, plain words and grams of each kind of text, with a bonus for neighbours, for having every
//! word, and for having them all in one text.

use jawab_domain::Locale;
use tantivy::{Term, query::TermQuery, schema::IndexRecordOption};

use super::{
    clauses::{Boxed, all, at_least, boost, constant, forms_in, row, term, union},
    expand::Forms,
    plan::{Expanded, Planner},
    schema::{TextFields, code, grams},
};
use crate::{
    analysis::Word,
    query::{Clause, Parsed},
};

const PLAIN: f32 = 0.5;
const GRAMS: f32 = 0.12;
const NEIGHBOURS: f32 = 1.5;
const PHRASE: f32 = 4.0;
const ALL_WORDS: f32 = 5.0;
const TOGETHER: f32 = 8.0;
/// Just enough to part equals.
const OWN_LANGUAGE: f32 = 0.01;

impl Planner<'_> {
    /// All that scores; `typed` is what matches each clause as typed.
    pub(super) fn scores(&self, query: &Parsed, wanted: &[Expanded<'_>], typed: &[Boxed], locale: Locale) -> Vec<Boxed> {
        let bonus = constant(at_least(typed, typed.len()), ALL_WORDS);
        let mut scores: Vec<Boxed> = wanted.iter().flat_map(|clause| self.of_clause(clause)).collect();
        scores.extend(self.translated(wanted));
        scores.extend(self.neighbours(query));
        scores.extend(self.together(wanted));
        scores.extend([bonus, self.own(locale)]);
        scores
    }

    fn of_clause(&self, Expanded { clause, forms, .. }: &Expanded<'_>) -> Vec<Boxed> {
        let mut scores = Vec::new();
        for text in &self.texts {
            for forms in forms {
                scores.extend(forms.words.iter().map(|(word, weight)| boost(term(text.plain, word), text.weight * PLAIN * weight)));
                scores.extend(forms.stems.iter().map(|(stem, weight)| boost(term(text.stems, stem), text.weight * weight)));
            }
            let grams = clause.words().iter().flat_map(grams);
            scores.extend(grams.map(|gram| boost(term(text.grams, &gram), text.weight * GRAMS)));
        }
        match clause {
            Clause::Word(_) => {}
            Clause::Phrase(words) => scores.push(self.phrase(words, |text| text.weight * PHRASE)),
            Clause::Compound { joined, .. } => {
                for (text, word) in self.texts.iter().flat_map(|text| joined.iter().map(move |word| (text, word))) {
                    scores.push(boost(term(text.plain, &word.plain), text.weight));
                }
            }
        }
        scores
    }

    /// Words that stand together in the query and in a text.
    fn neighbours(&self, query: &Parsed) -> Vec<Boxed> {
        let pairs = query.wanted.windows(2).filter_map(|pair| match pair {
            [Clause::Word(one), Clause::Word(next)] => Some([one.clone(), Word { position: one.position + 1, ..next.clone() }]),
            _ => None,
        });
        let near = |pair: [Word; 2]| {
            let row = |text: &TextFields| boost(row(text.stems, &pair, |word| &word.stem, 2), text.weight * NEIGHBOURS);
            self.texts.iter().map(row).collect::<Vec<_>>()
        };
        pairs.flat_map(near).collect()
    }

    /// All words in one text, of however many languages.
    fn together(&self, wanted: &[Expanded<'_>]) -> Vec<Boxed> {
        let words: Vec<&Forms> = wanted.iter().flat_map(|clause| &clause.forms).collect();
        if words.len() < 2 {
            return Vec::new();
        }
        let all_in = |text: &TextFields| all(words.iter().map(|forms| union(forms_in(forms, text.plain, text.stems))).collect());
        self.texts.iter().map(|text| constant(all_in(text), text.weight * TOGETHER)).collect()
    }

    fn own(&self, locale: Locale) -> Boxed {
        let term = Term::from_field_i64(self.fields.language, code(Locale::ALL, &locale));
        constant(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), OWN_LANGUAGE)
    }
}
