//! The kinds of questions, and the links between them.

use crate::codes;

/// The procedure of a question. The site is about written questions; imported oral ones keep their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// سؤال كتابي, question écrite.
    Written,
    /// سؤال شفوي, question orale.
    Oral,
}

codes!(QuestionKind { Written = "written", Oral = "oral" });

impl QuestionKind {
    /// Whether the twenty days of Article 100 and the site's deadline rules apply.
    #[must_use]
    pub const fn has_deadline(self) -> bool {
        matches!(self, Self::Written)
    }
}

/// The kind of a link from one question to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// وحدة الموضوع, même objet: answered together.
    GroupedWith,
    /// A reminder of a question left without an answer.
    Renews,
    /// Asks the same question again.
    Repeats,
    /// Asks a further question after an answer.
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
