//! The choices that a search makes: how many words, how near, and where.

/// How near to the words of a query those of a question must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The same word, in any of its forms.
    Same,
    /// With typos too, or of the same sound: for when nothing has the words themselves.
    Near,
}

/// How many of the words a question must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    /// All of them.
    All,
    /// The rarest as long as anything has them.
    Frequency,
}

/// Where to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All texts.
    Everything,
    /// Subjects, for suggestions.
    Subjects,
}
