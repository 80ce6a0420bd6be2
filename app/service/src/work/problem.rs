//! Why a use case does not do what it was asked: codes, put into words where they are shown.

use chrono::NaiveDate;
use jawab_domain::{PerLocale, lifecycle::Refusal, text::TextError};
use jawab_store::StoreError;

use crate::attachments::AttachmentError;

/// Why a use case did not do what it was asked. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// The actor sees it but may not do this.
    #[error("the mandate does not allow this")]
    Forbidden,
    /// There is no such thing, or the actor may not know of it.
    #[error("there is no such thing")]
    NotFound,
    /// Somebody else changed it first.
    #[error("it has been changed since: it is at version {current} now")]
    Conflict {
        /// The version it has now.
        current: i64,
    },
    /// Its state does not allow this.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What was given cannot be taken: every field at fault.
    #[error("{} fields cannot be taken", .0.len())]
    Invalid(Vec<FieldError>),
    /// The key that says "this once" was used for another request.
    #[error("the key was used for another request")]
    KeyReused,
    /// There is no key that says "this once", or one that is none.
    #[error("there is no key")]
    NoKey,
    /// The database failed.
    #[error(transparent)]
    Store(StoreError),
    /// A document could not be kept.
    #[error(transparent)]
    Attachment(#[from] AttachmentError),
    /// The system failed.
    #[error("{0}")]
    Internal(String),
}

/// Whatever a row or the database may be at fault with.
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
    /// One field at fault.
    #[must_use]
    pub fn field(field: impl Into<String>, problem: Problem) -> Self {
        Self::Invalid(vec![FieldError { field: field.into(), problem }])
    }
}

/// A field at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Its path, with ordinals from 0: `number`, `subject.ar`, `sub_questions.0.fr`, `authors.1`.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is wanted.
    Missing,
    /// It has more characters than allowed.
    TooLong {
        /// The most allowed.
        most: usize,
    },
    /// It has a NUL character, which no text has.
    Nul,
    /// It reorders what is around it with invisible direction controls.
    DirectionControls,
    /// It lies outside what such a number can be.
    OutOfRange {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
    },
    /// It names nothing that is there.
    Unknown,
    /// It is given twice.
    Twice,
    /// Another question has this number.
    Taken,
    /// It lies before a day it must follow.
    TooEarly(NaiveDate),
    /// It lies in the future: after today, which is this day.
    TooLate(NaiveDate),
    /// It lies after a day on which something happened that it must come before.
    NotBefore(NaiveDate),
    /// No legislature of that day is known.
    NoLegislature,
    /// That legislature is not recorded, where others are.
    UnrecordedLegislature,
    /// It lies outside the days of the legislature that is named.
    OutsideLegislature {
        /// Its first day.
        from: NaiveDate,
        /// Its last day, if known.
        to: Option<NaiveDate>,
    },
    /// The member does not sit in the Chamber on that day.
    NotSeated {
        /// The member, by the name of that day.
        who: PerLocale<String>,
        /// The day.
        on: NaiveDate,
    },
    /// The ministry is no more on the day of the act.
    MinistryEnded {
        /// The ministry, by its last name.
        who: PerLocale<String>,
        /// The first day without it.
        since: NaiveDate,
        /// What it became, as far as that is known and there.
        successors: Vec<PerLocale<String>>,
    },
    /// Only a ministry that is split becomes several.
    SeveralSuccessors,
    /// That many questions of the legislature were deposited outside its days as they would be: that is asked about first.
    LeftOutside {
        /// How many.
        questions: u64,
    },
    /// The last day of the legislature is not recorded.
    NoLastDay,
    /// The legislature lasts until this day.
    NotOver(NaiveDate),
    /// More than a day has passed since.
    DayPassed,
    /// It is no address of a page: `https://…`.
    NotAnAddress,
    /// It is no SHA-256, in hexadecimal.
    NotASha256,
    /// It can no longer be changed or taken away.
    Fixed,
    /// The sub-questions of a question that is or was published are moved and corrected; none is added or taken away.
    SubQuestionsFixed,
    /// A sub-question cannot be taken away: an answer says how far it addresses it.
    Addressed {
        /// Its place as it is kept, from 1.
        place: i32,
    },
    /// The other question does not allow this relation.
    WrongLink,
    /// The passage does not occur in the text.
    NotInText,
    /// It has a name in it that is to be taken out.
    HasName,
    /// A name has more words than one has.
    TooManyWords {
        /// The most allowed.
        most: usize,
    },
    /// The names stand at more places than they are taken out of at once.
    TooManyPlaces {
        /// The most allowed.
        most: usize,
    },
    /// It is there already.
    Exists,
    /// The account does not work for this ministry.
    NotOfMinistry,
    /// It is none of the answers that exist to this question.
    WrongAnswer,
    /// No due date can be reached under this rule.
    Unreachable,
    /// Its days overlap those of another.
    Overlaps,
    /// The file has none of the columns that are looked for.
    Unreadable,
    /// It is no PDF that can be read.
    NotAPdf,
    /// The document is encrypted.
    Encrypted,
    /// The document takes more time or memory than may be spent on one.
    TooCostly,
    /// The list has more entries than allowed.
    TooMany {
        /// The most allowed.
        most: usize,
    },
    /// The document has too many pages.
    TooManyPages {
        /// The most allowed.
        most: usize,
    },
    /// The file is too large, in bytes.
    TooLarge {
        /// The most allowed.
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
