//! Converts the clauses of a plan into conditions.

use super::{
    super::{
        index::schema::TextFields,
        plan::{Plan, clause::PlannedClause, forms::Forms, scope::SearchScope},
    },
    condition::Condition,
};
use crate::{
    analysis::{Kind, Word},
    query::Clause,
};

/// The number of words that may be between those of a translation of several words, such as the name of a place.
pub(in crate::embedded) const TRANSLATION_SLOP: u32 = 1;

/// The condition of a wanted clause as typed.
pub(super) fn typed(scope: &SearchScope<'_>, PlannedClause { clause, forms, .. }: &PlannedClause<'_>) -> Condition {
    match clause {
        Clause::Phrase(words) => phrase(scope, words),
        Clause::Word(_) => Condition::Any(forms.iter().map(|forms| any_form(scope, forms)).collect()),
        Clause::Compound { joined, parts } => {
            let mut either: Vec<Condition> = joined.iter().map(|word| Condition::term(scope.dictionary.words, &word.plain)).collect();
            let numbers = parts.iter().all(|part| part.kind == Kind::Number);
            if !(numbers && scope.dictionary.any_occurs(joined)) {
                either.push(Condition::All(forms.iter().map(|forms| any_form(scope, forms)).collect()));
            }
            Condition::Any(either)
        }
    }
}

/// The condition of the translations of a wanted clause.
pub(super) fn translated(scope: &SearchScope<'_>, PlannedClause { translations, .. }: &PlannedClause<'_>) -> Condition {
    let translated = translations.iter().map(|one| match one.stems.as_slice() {
        [only] => Condition::term(scope.dictionary.stems, only),
        several => Condition::Any(scope.texts.iter().map(|text| Condition::stems(text.stems, several, TRANSLATION_SLOP)).collect()),
    });
    Condition::Any(translated.collect())
}

/// The condition that excludes questions.
pub(super) fn unwanted(plan: &Plan<'_>) -> Condition {
    Condition::Any(plan.query.unwanted.iter().map(|clause| unwanted_clause(plan.scope, clause)).collect())
}

/// The condition of an excluded clause: a word by its stem, anything longer by its consecutive words.
fn unwanted_clause(scope: &SearchScope<'_>, clause: &Clause) -> Condition {
    let (words, stems) = (scope.dictionary.words, scope.dictionary.stems);
    match clause {
        Clause::Word(word) => Condition::Any(vec![Condition::term(stems, &word.stem), Condition::term(words, &word.plain)]),
        Clause::Phrase(words) => phrase(scope, words),
        Clause::Compound { parts, joined } => {
            Condition::Any(joined.iter().map(|word| Condition::term(words, &word.plain)).chain([phrase(scope, parts)]).collect())
        }
    }
}

/// The condition that every word is in the subject.
pub(in crate::embedded) fn in_subject(plan: &Plan<'_>) -> Condition {
    let Some(subject) = plan.scope.texts.first() else { return Condition::Any(Vec::new()) };
    Condition::All(plan.forms().map(|forms| Condition::forms(forms, subject.plain, subject.stems)).collect())
}

fn any_form(scope: &SearchScope<'_>, forms: &Forms) -> Condition {
    Condition::forms(forms, scope.dictionary.words, scope.dictionary.stems)
}

/// Consecutive plain words in any kind of text.
fn phrase(scope: &SearchScope<'_>, words: &[Word]) -> Condition {
    let in_text = |text: &TextFields| Condition::phrase(text.plain, words, |word| &word.plain, 0);
    match scope.texts.as_slice() {
        // Shingles do not tell the kind of text.
        [only] => in_text(only),
        texts => Condition::in_any_text(scope.shingles, words, texts.iter().map(in_text)),
    }
}
