//! What scores.

use tantivy::{Term, schema::Field};

use super::super::{matching::Condition, phrase::PhraseTerms};

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
    /// A phrase, and what it weighs.
    Phrase(PhraseTerms, f32),
    /// The best of several counts whole, the others so much.
    Best(Vec<Self>, f32),
}

impl Part {
    /// A term of a field.
    pub(super) fn term(field: Field, text: &str, weight: f32, of: Option<(usize, usize)>) -> Self {
        Self::Term { term: Term::from_field_text(field, text), weight, of }
    }

    /// A condition that weighs so much, if it can be scored.
    pub(super) fn from_condition(condition: Condition, weight: f32) -> Option<Self> {
        match condition {
            Condition::Term(term) => Some(Self::Term { term, weight, of: None }),
            Condition::Phrase(phrase) => Some(Self::Phrase(phrase, weight)),
            Condition::Shingled(_) | Condition::Any(_) | Condition::All(_) => None,
        }
    }
}

/// Words of the query that stand together in it.
pub(super) struct QueryPhrase {
    /// The words in a kind of text.
    pub phrase: PhraseTerms,
    /// What they weigh.
    pub weight: f32,
    /// The kind of text, by place.
    pub text: usize,
    /// The words by their place in the query, a bit each: only a text that has all of them can have the phrase.
    pub words: u64,
}
