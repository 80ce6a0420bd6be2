//! Why a command is refused.

use chrono::NaiveDate;

use super::{Publication, Status};
use crate::preparation::WorkState;

/// Why a command is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The status of the question does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongStatus(Status),
    /// Its publication does not allow it.
    #[error("a question that is {0} does not allow this")]
    WrongPublication(Publication),
    /// The date lies before a date that it must not precede.
    #[error("the date lies before {0}")]
    TooEarly(NaiveDate),
    /// The date lies after a date that it must not follow.
    #[error("the date lies after {0}")]
    TooLate(NaiveDate),
    /// The correction names the recorded day.
    #[error("this is the day that is recorded")]
    SameDay,
    /// The correction of a later referral names a ministry of the transmission.
    #[error("the ministry received this question by its transmission")]
    CameFirst,
    /// The question has a published answer.
    #[error("the question has a published answer")]
    HasAnswers,
    /// A later correction of the answer is published.
    #[error("a later correction of this answer is published")]
    AnswerCorrected,
    /// Another correction is waiting for confirmation.
    #[error("another correction waits to be confirmed")]
    CorrectionPending,
    /// No ministry was named.
    #[error("a question is referred to at least one ministry")]
    NoMinistry,
    /// The same ministry was named twice.
    #[error("the ministry already has this question")]
    MinistryTwice,
    /// The ministry does not have the question now.
    #[error("the ministry does not have this question")]
    NotTheirs,
    /// There is no answer yet to correct.
    #[error("there is no answer to correct")]
    NothingToCorrect,
    /// A reason is missing.
    #[error("a reason is wanted")]
    NoReason,
    /// The question is already oral.
    #[error("the question is an oral one")]
    AlreadyOral,
    /// The state of the ministry's work does not allow it.
    #[error("an answer that is {0} does not allow this")]
    WrongWorkState(WorkState),
    /// The person who asked cannot confirm.
    #[error("another person must confirm this")]
    SamePerson,
    /// One of the two people created the other's account not long ago, or a third person created both.
    #[error("a person whose account neither of them opened must confirm this")]
    NotIndependent,
    /// There is no pending request to confirm or decide.
    #[error("nobody has asked for this")]
    NothingAsked,
    /// A published answer is never edited.
    #[error("a published answer is never edited: record a correction")]
    AnswerPublished,
}
