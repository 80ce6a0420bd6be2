//! The choices of a search: how many words, which spellings, and where.

/// The tolerance for other spellings of the words of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// The same word, in any of its forms.
    Same,
    /// Also with typos or of the same sound, for when nothing has the words themselves.
    Near,
}

/// The number of words that a question must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strategy {
    /// All of them.
    All,
    /// The rarest ones that any question has together.
    Frequency,
}

/// The texts to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// All texts.
    Everything,
    /// Subjects, for suggestions.
    Subjects,
}
