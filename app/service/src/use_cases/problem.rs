//! Errors of use cases, as codes. Their texts are written where they are shown.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, lifecycle::Refusal, text::TextError};
use jawab_store::StoreError;

use crate::attachments::AttachmentError;

/// Why a use case failed. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The actor can see the resource but may not do this.
    #[error("the mandate does not allow this")]
    Forbidden,
    /// The resource does not exist, or the actor may not see it.
    #[error("there is no such thing")]
    NotFound,
    /// Somebody else changed it since.
    #[error("it has been changed since: it is at version {current} now")]
    Conflict {
        /// The current version.
        current: i64,
    },
    /// The state does not allow this.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The input is invalid: every invalid field.
    #[error("{} fields cannot be taken", .0.len())]
    Invalid(Vec<FieldError>),
    /// The idempotency key was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    /// The idempotency key is missing or not valid.
    #[error("there is no key")]
    NoKey,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// A document could not be stored.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The system failed.
    #[error("{0}")]
    Internal(String),
}

/// Converts the errors of the database, and of rows that cannot be read.
macro_rules! from_store {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for UseCaseError {
            fn from(error: $error) -> Self {
                Self::Store(error.into())
            }
        }
    )+};
}
from_store!(StoreError, serde_json::Error, jawab_domain::UnknownCode, jawab_domain::reference::ReferenceError);

impl UseCaseError {
    /// An error with one invalid field.
    #[must_use]
    pub fn field(field: impl Into<String>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), problem }])
    }
}

/// An invalid field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Its path, with indices from 0: `number`, `subject.ar`, `sub_questions.0.fr`, `authors.1`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A required value is missing.
    Missing,
    /// It is too long, in characters.
    TooLong {
        /// The maximum.
        most: usize,
    },
    /// It contains a NUL character.
    Nul,
    /// It contains invisible direction controls, which reorder the text around it.
    DirectionControls,
    /// The number is out of range.
    OutOfRange {
        /// The minimum.
        least: i64,
        /// The maximum.
        most: i64,
    },
    /// It refers to something that does not exist.
    Unknown,
    /// It is a duplicate.
    Twice,
    /// Another question has this number.
    Taken,
    /// It is before this day, which it must follow.
    TooEarly(NaiveDate),
    /// It is in the future; today is this day.
    TooLate(NaiveDate),
    /// It is after this day, which it must precede.
    NotBefore(NaiveDate),
    /// No legislature is recorded for that day.
    NoLegislature,
    /// That legislature is not recorded, though others are.
    UnrecordedLegislature,
    /// It is outside the days of the given legislature.
    OutsideLegislature {
        /// Its first day.
        from: NaiveDate,
        /// Its last day, if known.
        to: Option<NaiveDate>,
    },
    /// The member does not sit in the Chamber on that day.
    NotSeated {
        /// The member's name on that day.
        who: PerLocale<String>,
        /// The day.
        on: NaiveDate,
    },
    /// The ministry no longer exists on the day of the act.
    MinistryEnded {
        /// The ministry's last name.
        who: PerLocale<String>,
        /// The first day on which it no longer exists.
        since: NaiveDate,
        /// Its known successors that exist.
        successors: Vec<PerLocale<String>>,
    },
    /// Only a split has several successors.
    SeveralSuccessors,
    /// That many questions of the legislature would lie outside its days. This must be confirmed first.
    LeftOutside {
        /// How many.
        questions: u64,
    },
    /// The last day of the legislature is not recorded.
    NoLastDay,
    /// The legislature lasts until this day.
    NotOver(NaiveDate),
    /// More than one day has passed.
    DayPassed,
    /// It is not the address of a page: `https://…`.
    NotAnAddress,
    /// It is not a hexadecimal SHA-256.
    NotASha256,
    /// It can no longer be changed or removed.
    Fixed,
    /// The question is or was published: its sub-questions can be moved and corrected, not added or removed.
    SubQuestionsFixed,
    /// The question was transmitted: its ministries change by referrals, transfers and corrections alone.
    MinistriesFixed,
    /// The sub-question cannot be removed: an answer states how far it addresses it.
    Addressed {
        /// Its stored position, from 1.
        place: i32,
    },
    /// The other question does not allow this relation.
    WrongLink,
    /// The passage does not occur in the text.
    NotInText,
    /// It contains a name that is to be redacted.
    HasName,
    /// A name has too many words.
    TooManyWords {
        /// The maximum.
        most: usize,
    },
    /// The names occur at too many places for one redaction.
    TooManyPlaces {
        /// The maximum.
        most: usize,
    },
    /// It exists already.
    Exists,
    /// The account does not work for this ministry.
    NotOfMinistry,
    /// It is not an answer of this question.
    WrongAnswer,
    /// No due date can be computed under this rule.
    Unreachable,
    /// Its days overlap those of another.
    Overlaps,
    /// The file has none of the expected columns.
    Unreadable,
    /// It is not a readable PDF.
    NotAPdf,
    /// The document is encrypted.
    Encrypted,
    /// The document needs more time or memory than one document may use.
    TooCostly,
    /// The list has too many entries.
    TooMany {
        /// The maximum.
        most: usize,
    },
    /// The document has too many pages.
    TooManyPages {
        /// The maximum.
        most: usize,
    },
    /// The file is too large, in bytes.
    TooLarge {
        /// The maximum.
        most: usize,
    },
}

impl From<TextError> for Problem {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Nul => Self::Nul,
            TextError::DirectionControls => Self::DirectionControls,
            TextError::Empty => Self::Missing,
            TextError::TooLong { most } => Self::TooLong { most },
        }
    }
}
