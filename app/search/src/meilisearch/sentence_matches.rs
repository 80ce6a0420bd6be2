//! The questions that have most of a sentence in the other language.

/// The translated matches of a sentence.
#[derive(Debug, Default)]
pub(super) struct SentenceMatches {
    /// The questions that have most of it.
    pub questions: Vec<SentenceMatch>,
    /// The share of its words that occur as typed. The server ignores words that do not occur: questions with the only one that does would
    /// come first.
    pub typed: f32,
    /// The clauses to find in the texts of those questions.
    pub sought: Vec<SoughtClause>,
    /// The sounds of words that do not occur, which may be names that the texts write in the other script.
    pub sounds: Vec<String>,
    /// The number of questions.
    pub all: u32,
}

/// A question that has most of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SentenceMatch {
    /// The question.
    pub id: i64,
    /// Its weight in the search.
    pub weight: f32,
}

/// The forms of a clause, with its weight.
#[derive(Debug)]
pub(super) struct SoughtClause {
    /// Stems, one or a phrase of several, with their probability.
    pub forms: Vec<(Vec<String>, f32)>,
    /// The inverse document frequency of the clause.
    pub idf: f32,
}

/// The inverse document frequency of a word that `holders` of all questions have.
pub(super) fn inverse_document_frequency(holders: f32, all: f32) -> f32 {
    let holders = holders.min(all);
    ((all - holders + 0.5) / (holders + 0.5)).ln_1p()
}
