//! The kinds of answers, and how far an answer covers a sub-question.

use crate::codes;

/// The kind of an answer, which decides whether it meets the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// جواب مؤقت, réponse d'attente: an interim answer. The ministry still owes the final one.
    Holding,
    /// The answer that meets the deadline.
    Final,
    /// استدراك, rectificatif: corrects an earlier answer. Both stay readable.
    Correction,
}

codes!(AnswerKind { Holding = "holding", Final = "final", Correction = "correction" });

impl AnswerKind {
    /// Whether the ministry owes no answer after this one.
    #[must_use]
    pub const fn stops_the_clock(self) -> bool {
        matches!(self, Self::Final)
    }
}

/// How far an answer addresses a sub-question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Not at all.
    NotAddressed,
    /// In part.
    Partly,
    /// Fully.
    Answered,
}

codes!(Coverage { NotAddressed = "not_addressed", Partly = "partly", Answered = "answered" });

/// The best coverage of one sub-question among several answers, or `None` where no answer was assessed.
#[must_use]
pub fn fullest(assessed: impl IntoIterator<Item = Coverage>) -> Option<Coverage> {
    assessed.into_iter().max()
}
