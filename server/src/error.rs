//! What can go wrong with a request: one type, with a face in HTML and one in JSON.

use std::sync::Arc;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jawab_store::StoreError;
use jawab_ui::pages::error::{BadRequest, ErrorPage};

/// Why a request is not answered as asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nothing public is at this address.
    #[error("there is nothing here")]
    NotFound,
    /// The request cannot be read.
    #[error("the request cannot be read: {0:?}")]
    BadRequest(BadRequest),
    /// A parameter has a value it does not take: its name, and why.
    #[error("{0}: {1}")]
    Parameter(&'static str, String),
    /// The address does not take this method.
    #[error("this address does not take such requests")]
    MethodNotAllowed,
    /// More was sent than is taken.
    #[error("more was sent than is taken")]
    TooLarge,
    /// It took too long.
    #[error("this took too long")]
    TimedOut,
    /// Our fault.
    #[error("{0}")]
    Internal(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl AppError {
    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Parameter(..) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page that says so.
    pub fn page(&self, request_id: &str) -> ErrorPage {
        match self {
            Self::NotFound => ErrorPage::NotFound,
            Self::BadRequest(why) => ErrorPage::BadRequest(*why),
            Self::Parameter(..) => ErrorPage::BadRequest(BadRequest::Parameter),
            Self::MethodNotAllowed => ErrorPage::MethodNotAllowed,
            Self::TooLarge => ErrorPage::TooLarge,
            Self::TimedOut => ErrorPage::Unavailable,
            Self::Internal(_) => ErrorPage::Internal { request_id: request_id.to_owned() },
        }
    }
}

/// Leaves the error to [`crate::middleware`], which knows the reader's language and whether JSON is wanted.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
