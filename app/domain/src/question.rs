//! What questions are and how they relate.

use crate::codes;

/// By which procedure a question is put. Written ones are this site's subject; imported oral ones keep their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// سؤال كتابي, question écrite.
    Written,
    /// سؤال شفوي, question orale.
    Oral,
}

codes!(QuestionKind { Written = "written", Oral = "oral" });

impl QuestionKind {
    /// Whether the twenty days of Article 100 and the site's deadline rules are reckoned for it.
    #[must_use]
    pub const fn has_deadline(self) -> bool {
        matches!(self, Self::Written)
    }
}

/// How a question relates to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// وحدة الموضوع, même objet: answered together.
    GroupedWith,
    /// A reminder of a question left without an answer.
    Renews,
    /// Asks the same again.
    Repeats,
    /// Asks on after an answer.
    FollowsUp,
    /// The written form of an oral question.
    ConvertedFrom,
}

codes!(LinkKind {
    GroupedWith = "grouped_with",
    Renews = "renews",
    Repeats = "repeats",
    FollowsUp = "follows_up",
    ConvertedFrom = "converted_from",
});
