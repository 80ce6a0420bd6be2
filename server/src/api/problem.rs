//! Errors as problem details (RFC 9457), in the reader's language.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jawab_domain::Locale;
use jawab_ui::{catalogue::Tr, pages::error::ErrorPage};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::AppError;

/// What went wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// What sort of problem it is: a stable name.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The same in words, in the reader's language (`Accept-Language`; Arabic unless told).
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What about this request is at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The parameter at fault, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<&'static str>,
    /// The request's id, by which the log can be searched.
    pub request_id: String,
}

/// Answers with a problem.
pub fn respond(error: &AppError, locale: Locale, request_id: &str) -> Response {
    let page = error.page(request_id);
    let (detail, parameter) = match error {
        AppError::Parameter(parameter, why) => (Some(why.clone()), Some(*parameter)),
        _ => (Some(page.explanation(Tr::new(locale))), None),
    };
    let problem = Problem {
        kind: kind(&page),
        title: page.title(Tr::new(locale)),
        status: error.status().as_u16(),
        detail,
        parameter,
        request_id: request_id.to_owned(),
    };
    let mut response = (error.status(), Json(problem)).into_response();
    if error.status() == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.code()));
    response
}

const fn kind(page: &ErrorPage) -> &'static str {
    match page {
        ErrorPage::NotFound => "not-found",
        ErrorPage::BadRequest(_) => "bad-request",
        ErrorPage::Unauthorized => "unauthorized",
        ErrorPage::Forbidden => "forbidden",
        ErrorPage::MethodNotAllowed => "method-not-allowed",
        ErrorPage::Conflict => "conflict",
        ErrorPage::TooLarge => "too-large",
        ErrorPage::TooManyRequests => "too-many-requests",
        ErrorPage::Internal { .. } => "internal",
        ErrorPage::Unavailable => "unavailable",
    }
}
