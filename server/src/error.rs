//! What can go wrong with a request: one type, with a face in HTML and one in JSON.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jawab_domain::field::FieldName;
use jawab_service::{
    UseCaseError, accounts::AccountError, attachments::AttachmentError, compute_pool::ComputeError, search::SearchFailure,
};
use jawab_store::StoreError;
use jawab_ui::pages::{
    error::{BadRequest, ErrorPage},
    search::QueryProblem,
};

use crate::api::InvalidJson;

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing public is at this address.
    #[error("there is nothing here")]
    NotFound,
    /// The question is not, or no longer, with a ministry of whoever asks.
    #[error("the question is not with this ministry")]
    NotWithMinistry,
    /// The mandate does not allow it.
    #[error("this is not allowed")]
    Forbidden,
    /// A form was sent by whoever is not, or no longer, signed in. It is answered with the way in, which carries the form along.
    #[error("nobody is signed in")]
    SignedOut,
    /// Another account filled the form than the one that is signed in. It is answered with the way in, which carries the form along.
    #[error("another account filled the form")]
    FilledByAnother,
    /// The mandate asks for a second factor, which is not set.
    #[error("there is no second factor")]
    NoSecondFactor,
    /// The form was sent by another site.
    #[error("the form was sent by another site")]
    CrossSiteForm,
    /// The token is none, or was revoked.
    #[error("there is no valid token")]
    InvalidToken,
    /// Somebody else changed it meanwhile.
    #[error("somebody else changed this meanwhile")]
    Conflict,
    /// The request cannot be read.
    #[error("the request cannot be read: {0:?}")]
    BadRequest(BadRequest),
    /// A use case refuses: a conflict, a state that does not allow it, or fields at fault.
    #[error(transparent)]
    UseCase(UseCaseError),
    /// The body is JSON of another shape than is taken.
    #[error("at {:?} the body is of another shape than is taken: {:?}", .0.pointer, .0.fault)]
    InvalidJson(InvalidJson),
    /// A header is missing that such a request carries.
    #[error("the header {0} is missing")]
    MissingHeader(&'static str),
    /// A header has a value it does not take.
    #[error("the header {0} has a value it does not take")]
    InvalidHeader(&'static str),
    /// A body is of another media type than is taken: the one that is.
    #[error("the body is not {0}")]
    MediaType(&'static str),
    /// A parameter has a value it does not take: its name, and why.
    #[error("{0}: {1}")]
    Parameter(&'static str, String),
    /// A parameter is given more than once.
    #[error("{0} is given more than once")]
    DuplicateParameter(&'static str),
    /// A period ends before it begins.
    #[error("{to} lies before {from}")]
    ReversedPeriod {
        /// The parameter of its first day.
        from: &'static str,
        /// The parameter of its last day.
        to: &'static str,
    },
    /// A parameter's text is not searched for as it is.
    #[error("{0} is not searched for: {1:?}")]
    Query(&'static str, QueryProblem),
    /// The address is longer than any that leads somewhere.
    #[error("the address is too long")]
    AddressTooLong,
    /// The address does not take this method.
    #[error("this address does not take such requests")]
    MethodNotAllowed,
    /// More was sent than is taken.
    #[error("more was sent than is taken")]
    TooLarge {
        /// The most that is taken, in bytes.
        most: usize,
    },
    /// Too much was tried in a short time.
    #[error("too much was tried in a short time")]
    TooMany,
    /// It took too long.
    #[error("this took too long")]
    TimedOut,
    /// What was sent came too slowly.
    #[error("the body came too slowly")]
    SlowBody,
    /// Strangers send more at once than there is room for.
    #[error("strangers send more than there is room for")]
    BodyMemoryFull,
    /// Others hold what it needs; asked again, it may well be done.
    #[error("{0}")]
    Busy(String),
    /// What it needs is out of reach, full or broken.
    #[error("{0}")]
    Unavailable(String),
    /// Our fault.
    #[error("{0}")]
    Internal(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy(_) => Self::Busy(error.to_string()),
            StoreError::Unavailable(_) => Self::Unavailable(error.to_string()),
            StoreError::Refused(_) | StoreError::Unreadable(_) => Self::Internal(error.to_string()),
        }
    }
}

impl From<ComputeError> for AppError {
    fn from(error: ComputeError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<SearchFailure> for AppError {
    fn from(error: SearchFailure) -> Self {
        match error {
            SearchFailure::Crowded | SearchFailure::FallbackCrowded => Self::Busy(error.to_string()),
            SearchFailure::Store(error) => error.into(),
            SearchFailure::Compute(error) => error.into(),
        }
    }
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::Forbidden => Self::Forbidden,
            AccountError::NotFound => Self::NotFound,
            AccountError::Conflict => Self::Conflict,
            AccountError::Invalid(_) => Self::BadRequest(BadRequest::Form),
            AccountError::Wait(_) => Self::TooMany,
            AccountError::Refused(refusal) => Self::UseCase(UseCaseError::Refused(refusal)),
            AccountError::Store(error) => error.into(),
            AccountError::Internal(error) => Self::Internal(error),
        }
    }
}

impl From<UseCaseError> for AppError {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Forbidden => Self::Forbidden,
            UseCaseError::NotFound => Self::NotFound,
            UseCaseError::Store(error) => error.into(),
            UseCaseError::Attachment(error) => error.into(),
            UseCaseError::NoKey => Self::BadRequest(BadRequest::Form),
            UseCaseError::Internal(error) => Self::Internal(error),
            other => Self::UseCase(other),
        }
    }
}

impl From<AttachmentError> for AppError {
    fn from(error: AttachmentError) -> Self {
        match error {
            AttachmentError::Refused(problem) => UseCaseError::field(FieldName::File, problem).into(),
            AttachmentError::Busy => Self::Busy(error.to_string()),
            error => Self::Unavailable(error.to_string()),
        }
    }
}

impl AppError {
    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::NotWithMinistry => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::CrossSiteForm | Self::NoSecondFactor => StatusCode::FORBIDDEN,
            Self::InvalidToken | Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::Conflict | Self::FilledByAnother | Self::UseCase(UseCaseError::Conflict { .. } | UseCaseError::Refused(_)) => {
                StatusCode::CONFLICT
            }
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::MissingHeader("If-Match") => StatusCode::PRECONDITION_REQUIRED,
            Self::MissingHeader(_) | Self::InvalidHeader(_) => StatusCode::BAD_REQUEST,
            Self::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Parameter(..)
            | Self::DuplicateParameter(_)
            | Self::ReversedPeriod { .. }
            | Self::Query(..)
            | Self::InvalidJson(_)
            | Self::UseCase(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::AddressTooLong => StatusCode::URI_TOO_LONG,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::TimedOut | Self::BodyMemoryFull | Self::Busy(_) | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// In how many seconds it is worth asking again, where it is.
    pub const fn retry_after(&self) -> Option<u8> {
        match self {
            Self::BodyMemoryFull | Self::Busy(_) => Some(2),
            Self::TimedOut | Self::Unavailable(_) => Some(10),
            _ => None,
        }
    }

    /// The page that says so.
    pub fn page(&self, request_id: &str) -> ErrorPage {
        match self {
            Self::NotFound => ErrorPage::NotFound,
            Self::NotWithMinistry => ErrorPage::NotWithMinistry,
            Self::Forbidden => ErrorPage::Forbidden,
            Self::CrossSiteForm => ErrorPage::CrossSiteForm { page: None },
            Self::NoSecondFactor => ErrorPage::NoSecondFactor,
            Self::InvalidToken | Self::SignedOut => ErrorPage::Unauthorized,
            Self::Conflict | Self::FilledByAnother | Self::UseCase(UseCaseError::Conflict { .. } | UseCaseError::Refused(_)) => {
                ErrorPage::Conflict
            }
            Self::UseCase(_) | Self::InvalidJson(_) => ErrorPage::BadRequest(BadRequest::Form),
            Self::MissingHeader(_) | Self::InvalidHeader(_) => ErrorPage::BadRequest(BadRequest::Parameter),
            Self::MediaType(_) => ErrorPage::BadRequest(BadRequest::Form),
            Self::TooMany => ErrorPage::TooManyRequests,
            Self::BadRequest(why) => ErrorPage::BadRequest(*why),
            Self::Parameter(..) | Self::DuplicateParameter(_) | Self::ReversedPeriod { .. } | Self::Query(..) => {
                ErrorPage::BadRequest(BadRequest::Parameter)
            }
            Self::AddressTooLong => ErrorPage::AddressTooLong,
            Self::MethodNotAllowed => ErrorPage::MethodNotAllowed,
            Self::TooLarge { most } => ErrorPage::TooLarge { mebibytes: most >> 20, back: None },
            Self::SlowBody => ErrorPage::SlowBody { back: None },
            Self::TimedOut | Self::BodyMemoryFull | Self::Busy(_) | Self::Unavailable(_) => ErrorPage::Unavailable,
            Self::Internal(_) => ErrorPage::Internal { request_id: request_id.to_owned() },
        }
    }
}

/// Leaves the error to [`crate::middleware`], which knows the reader's language and whether JSON is wanted.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        shared_error_response(Arc::new(self))
    }
}

/// An error that several requests ran into together, for one of them.
pub fn shared_error_response(error: Arc<AppError>) -> Response {
    let mut response = error.status().into_response();
    response.extensions_mut().insert(error);
    response
}
