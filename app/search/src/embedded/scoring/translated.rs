//! The scoring parts of the translations of a query.

use super::{
    super::{
        index::schema::TextFields,
        matching::{Condition, clauses::TRANSLATION_SLOP},
        plan::{Plan, dictionary::Dictionary},
    },
    part::Part,
};
use crate::{translation::QueryTranslation, weights};

/// The translations of each clause, in each kind of text.
pub(super) fn translations(plan: &Plan<'_>) -> Vec<Part> {
    let dictionary = &plan.scope.dictionary;
    let mut parts = Vec::new();
    for translations in plan.clauses.iter().map(|clause| &clause.translations).filter(|translations| !translations.is_empty()) {
        let expected = expected_holders(translations, dictionary);
        for text in &plan.scope.texts {
            let all = translations.iter().filter_map(|one| part(text, one, expected, dictionary)).collect();
            parts.push(Part::Best(all, weights::OTHER_TRANSLATIONS));
        }
    }
    parts
}

/// The scoring part of a translation in a kind of text. All translations of a word have the weight of a term with the document frequency
/// that is expected of the word: a rare translation, which is often a wrong one, counts no more than the others.
fn part(text: &TextFields, one: &QueryTranslation, expected: f32, dictionary: &Dictionary<'_>) -> Option<Part> {
    let as_telling = inverse_document_frequency(expected, dictionary)
        / inverse_document_frequency(holders(one, dictionary), dictionary).max(f32::MIN_POSITIVE);
    let weight = text.weight * weights::TRANSLATED * one.weight.powf(weights::LIKELIHOOD) * as_telling;
    Part::from_condition(Condition::stems(text.stems, &one.stems, TRANSLATION_SLOP), weight)
}

/// The expected document frequency of the translations of a word.
fn expected_holders(translations: &[QueryTranslation], dictionary: &Dictionary<'_>) -> f32 {
    let likely: f32 = translations.iter().map(|one| one.weight).sum();
    let expected: f32 = translations.iter().map(|one| one.weight * holders(one, dictionary)).sum();
    expected / likely.max(f32::MIN_POSITIVE)
}

/// The document frequency of a translation (of its rarest word).
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn holders(one: &QueryTranslation, dictionary: &Dictionary<'_>) -> f32 {
    one.stems.iter().map(|stem| dictionary.count(dictionary.stems, stem)).min().unwrap_or_default() as f32
}

/// The inverse document frequency of BM25.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn inverse_document_frequency(holders: f32, dictionary: &Dictionary<'_>) -> f32 {
    let all = dictionary.searcher.num_docs() as f32;
    ((all - holders).max(0.0) + 0.5).mul_add((holders + 0.5).recip(), 1.0).ln()
}
