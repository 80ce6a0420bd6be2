//! Answers: their kinds, and which sub-questions they address.

use crate::codes;

/// What an answer is to the question's deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerKind {
    /// جواب مؤقت, réponse d'attente: does not stop the clock.
    Holding,
    /// The answer that stops the clock.
    Final,
    /// استدراك, rectificatif: names the answer it corrects; both stay readable.
    Correction,
}

codes!(AnswerKind { Holding = "holding", Final = "final", Correction = "correction" });

impl AnswerKind {
    /// Whether it settles what a ministry owes.
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

/// The coverage of one sub-question by several answers: the fullest. None where no answer was assessed.
#[must_use]
pub fn fullest(assessed: impl IntoIterator<Item = Coverage>) -> Option<Coverage> {
    assessed.into_iter().max()
}
