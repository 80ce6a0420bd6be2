//! The questions that have most of a sentence in the other language.

/// What a sentence finds in the other language.
#[derive(Debug, Default)]
pub(super) struct SentenceMatches {
    /// The questions that have most of it.
    pub questions: Vec<SentenceMatch>,
    /// What share of its words occurs as typed. The server takes no account of words that do not occur: whatever has the
    /// only one that does would come first.
    pub typed: f32,
    /// What is sought in the texts of those questions.
    pub sought: Vec<Sought>,
    /// What words that occur nowhere sound like: they may be names that the texts write in the other script.
    pub sounds: Vec<String>,
    /// How many questions there are.
    pub all: u32,
}

/// A question that has most of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SentenceMatch {
    /// The question.
    pub id: i64,
    /// What it weighs in the search.
    pub weight: f32,
}

/// What a clause may read, and how much that tells.
#[derive(Debug)]
pub(super) struct Sought {
    /// Stems, one or a phrase of several, with how likely they are what is meant.
    pub forms: Vec<(Vec<String>, f32)>,
    /// How much the clause tells.
    pub tells: f32,
}

/// What a word tells that `holders` of all questions have: its inverse document frequency.
pub(super) fn tells(holders: f32, all: f32) -> f32 {
    let holders = holders.min(all);
    ((all - holders + 0.5) / (holders + 0.5)).ln_1p()
}
