//! What use cases refuse, as forms and the API put it into words.

use jawab_service::{UseCaseError, attachments::AttachmentError, work::Problem};
use jawab_ui::form;

use crate::error::AppError;

/// What is wrong with a field, as forms say it.
#[must_use]
pub fn problem(problem: Problem) -> form::Problem {
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    match problem {
        Problem::Missing => form::Problem::Missing,
        Problem::TooLong { most } => form::Problem::TooLong(most),
        Problem::Nul => form::Problem::Nul,
        Problem::DirectionControls => form::Problem::DirectionControls,
        Problem::OutOfRange { least, most } => form::Problem::NotANumber(number(least), number(most)),
        Problem::Unknown => form::Problem::NotOnOffer,
        Problem::Twice => form::Problem::Twice,
        Problem::Taken => form::Problem::Taken,
        Problem::TooEarly(day) => form::Problem::Before(day),
        Problem::TooLate(day) => form::Problem::After(day),
        Problem::NoLegislature => form::Problem::NoLegislature,
        Problem::NotAnAddress => form::Problem::NotAWebAddress,
        Problem::NotASha256 => form::Problem::NotASha256,
        Problem::Fixed => form::Problem::Fixed,
        Problem::WrongLink => form::Problem::WrongLink,
        Problem::NotInText => form::Problem::NotInText,
        Problem::Exists => form::Problem::AlreadyThere,
        Problem::NotOfMinistry => form::Problem::NotOfMinistry,
        Problem::WrongAnswer => form::Problem::WrongAnswer,
        Problem::Unreachable => form::Problem::Unreachable,
        Problem::NotAPdf => form::Problem::NotAPdf,
        Problem::Encrypted => form::Problem::Encrypted,
        Problem::TooManyPages { most } => form::Problem::TooManyPages(u32::try_from(most).unwrap_or(u32::MAX)),
        Problem::TooLarge { most } => form::Problem::FileTooLarge(u32::try_from(most >> 20).unwrap_or(u32::MAX)),
    }
}

impl From<UseCaseError> for AppError {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::NotFound => Self::NotFound,
            UseCaseError::Forbidden => Self::Forbidden,
            UseCaseError::Store(error) => error.into(),
            other => Self::Work(other),
        }
    }
}

impl From<AttachmentError> for AppError {
    fn from(error: AttachmentError) -> Self {
        Self::Internal(error.to_string())
    }
}
