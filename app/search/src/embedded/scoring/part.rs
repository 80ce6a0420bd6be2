//! The scoring parts of a query.

use tantivy::{Term, schema::Field};

use super::super::{matching::Condition, phrase::PhraseTerms};

/// A scoring part.
#[derive(Debug)]
pub(super) enum Part {
    /// A term.
    Term {
        /// The term.
        term: Term,
        /// Its weight.
        weight: f32,
        /// The index of the kind of text and of the word of the query that it stands for.
        of: Option<(usize, usize)>,
    },
    /// A phrase with its weight.
    Phrase(PhraseTerms, f32),
    /// The best of several counts fully, the others by a factor.
    Best(Vec<Self>, f32),
}

impl Part {
    /// A term of a field.
    pub(super) fn term(field: Field, text: &str, weight: f32, of: Option<(usize, usize)>) -> Self {
        Self::Term { term: Term::from_field_text(field, text), weight, of }
    }

    /// A condition with a weight, if it can be scored.
    pub(super) fn from_condition(condition: Condition, weight: f32) -> Option<Self> {
        match condition {
            Condition::Term(term) => Some(Self::Term { term, weight, of: None }),
            Condition::Phrase(phrase) => Some(Self::Phrase(phrase, weight)),
            Condition::Shingled(_) | Condition::Any(_) | Condition::All(_) => None,
        }
    }
}

/// Words that are adjacent in the query.
pub(super) struct QueryPhrase {
    /// The words in a kind of text.
    pub phrase: PhraseTerms,
    /// Their weight.
    pub weight: f32,
    /// The index of the kind of text.
    pub text: usize,
    /// The words by their position in the query, one bit each: only a text with all of them can contain the phrase.
    pub words: u64,
}
