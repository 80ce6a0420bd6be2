//! The scoring parts of a query as typed: its words in their forms, compounds, and adjacent words.

use super::{
    super::{
        index::schema::TextFields,
        matching::Condition,
        plan::{Plan, scope::SearchScope},
    },
    part::{Part, QueryPhrase},
};
use crate::{analysis::Word, query::Clause, weights};

/// The number of positions by which adjacent words of a query may be off in a text.
const NEIGHBOURS_SLOP: u32 = 2;

/// The words in their forms.
pub(super) fn words(plan: &Plan<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (at, text) in plan.scope.texts.iter().enumerate() {
        for (word, forms) in plan.forms().enumerate() {
            let of = Some((at, word));
            let plain = |(form, weight): &(String, f32)| Part::term(text.plain, form, text.weight * weights::PLAIN_WORD * weight, of);
            parts.extend(forms.words.iter().map(plain));
            parts.extend(forms.stems.iter().map(|(stem, weight)| Part::term(text.stems, stem, text.weight * weight, of)));
        }
    }
    parts
}

/// Compounds written in one word.
pub(super) fn compounds(plan: &Plan<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for clause in &plan.clauses {
        let Clause::Compound { joined, .. } = clause.clause else { continue };
        for text in &plan.scope.texts {
            parts.extend(joined.iter().map(|word| Part::term(text.plain, &word.plain, text.weight, None)));
        }
    }
    parts
}

/// Phrases, and words that are adjacent in the query.
pub(super) fn phrases(plan: &Plan<'_>) -> Vec<QueryPhrase> {
    let mut phrases = Vec::new();
    let mut first = 0;
    for (at, clause) in plan.query.wanted.iter().enumerate() {
        match (clause, plan.query.wanted.get(at + 1)) {
            (Clause::Phrase(words), _) => {
                let in_text = |text: &TextFields| Condition::phrase(text.plain, words, |word| &word.plain, 0);
                phrases.extend(in_texts(plan.scope, first, words, weights::PHRASE, in_text));
            }
            (Clause::Word(one), Some(Clause::Word(next))) => {
                let pair = [one.clone(), Word { position: one.position + 1, ..next.clone() }];
                let in_text = |text: &TextFields| Condition::phrase(text.stems, &pair, |word| &word.stem, NEIGHBOURS_SLOP);
                phrases.extend(in_texts(plan.scope, first, &pair, weights::NEIGHBOURS, in_text));
            }
            _ => {}
        }
        first += clause.words().len();
    }
    phrases
}

/// Words from a position of the query as a phrase in each kind of text.
fn in_texts(
    scope: &SearchScope<'_>,
    first: usize,
    words: &[Word],
    weight: f32,
    phrase: impl Fn(&TextFields) -> Condition,
) -> Vec<QueryPhrase> {
    let words = (first..).take(words.len()).fold(0, |words, word| words | 1 << word);
    let in_text = |(text, fields): (usize, &TextFields)| match phrase(fields) {
        Condition::Phrase(phrase) => Some(QueryPhrase { phrase, weight: fields.weight * weight, text, words }),
        _ => None,
    };
    scope.texts.iter().enumerate().filter_map(in_text).collect()
}
