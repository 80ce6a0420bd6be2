//! Errors as problem details (RFC 9457), in the reader's language.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jawab_domain::{
    Locale,
    field::{ActPart, FieldName, FieldPart, FieldPath},
    validation::{self, FieldError},
};
use jawab_service::use_cases::UseCaseError;
use jawab_ui::{catalogue::Tr, pages::error::ErrorPage};
use serde::Serialize;
use utoipa::ToSchema;

use super::{InvalidJson, JsonProblem};
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
    /// The parameter or header at fault, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<&'static str>,
    /// The fields of the body at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The request's id, by which the log can be searched.
    pub request_id: String,
}

/// A field at fault.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Where it is in the body (RFC 6901): `/subject/ar`, `/authors/1`; empty: the whole body.
    pub pointer: String,
    /// What is wrong with it, in the reader's language.
    pub detail: String,
}

/// What a use case has to say of its refusal.
fn of_work(error: &UseCaseError, tr: Tr) -> (&'static str, Option<String>, Vec<FieldProblem>) {
    match error {
        UseCaseError::Conflict { .. } => ("changed-since", None, Vec::new()),
        UseCaseError::Refused(refusal) => ("not-now", Some(tr.refusal(*refusal)), Vec::new()),
        UseCaseError::KeyReused => ("key-reused", Some(tr.t("api-key-reused")), Vec::new()),
        UseCaseError::Invalid(fields) => {
            let field = |field: &FieldError| FieldProblem { pointer: pointer(field.field), detail: tr.problem(&field.problem) };
            ("invalid", Some(tr.t("api-invalid")), fields.iter().map(field).collect())
        }
        _ => ("bad-request", None, Vec::new()),
    }
}

/// Where a field of a use case is in a body (RFC 6901), whose keys differ from its path in places; empty: the whole body.
fn pointer(field: FieldPath) -> String {
    let name = match field.name {
        FieldName::Coverage => "covers_sub_questions",
        name => name.code(),
    };
    // What a use case says of the text in a language beyond the text itself is of its source.
    let source = field.locale.and(field.part).map(|_| "source");
    let part = field.part.map(|part| match (field.name, part) {
        (FieldName::Press, FieldPart::PublishedOn) => "date",
        (_, part) => part.code(),
    });
    let item = field.item.map(|item| item.to_string());
    let keys = [field.within.map(ActPart::code), Some(name), item.as_deref(), field.locale.map(Locale::code), source, part];
    keys.into_iter().flatten().filter(|key| !key.is_empty()).map(|key| format!("/{key}")).collect()
}

/// What is wrong with the shape of a value, in the reader's language.
fn invalid_json(fault: JsonProblem, tr: Tr) -> String {
    match fault {
        JsonProblem::MissingKey => tr.problem(&validation::Problem::Missing),
        JsonProblem::UnknownKey => tr.t("api-unknown-key"),
        JsonProblem::RepeatedKey => tr.t("api-repeated-key"),
        JsonProblem::NotAnObject => tr.t("api-not-an-object"),
        JsonProblem::NotAList => tr.t("api-not-a-list"),
        JsonProblem::NotText => tr.t("api-not-text"),
        JsonProblem::NotTextOrObject => tr.t("api-not-text-or-object"),
        JsonProblem::NotANumber => tr.t("api-not-a-number"),
        JsonProblem::NotABoolean => tr.t("api-not-a-boolean"),
        JsonProblem::NotADay => tr.t("api-not-a-day"),
        JsonProblem::NotAChoice => tr.t("api-not-a-choice"),
    }
}

/// Answers with a problem.
pub fn respond(error: &AppError, locale: Locale, request_id: &str) -> Response {
    let (page, tr) = (error.page(request_id), Tr::new(locale));
    let status = match error {
        // A program says by If-Match what it saw.
        AppError::UseCase(UseCaseError::Conflict { .. }) => StatusCode::PRECONDITION_FAILED,
        other => other.status(),
    };
    let explanation = || Some(page.explanation(tr));
    let (kind, title, detail, parameter, errors) = match error {
        AppError::Parameter(parameter, _) => {
            (kind(&page), page.title(tr), Some(tr.ta("api-parameter", [("name", (*parameter).into())])), Some(*parameter), Vec::new())
        }
        AppError::DuplicateParameter(parameter) => {
            (kind(&page), page.title(tr), Some(tr.ta("api-parameter-twice", [("name", (*parameter).into())])), Some(*parameter), Vec::new())
        }
        AppError::ReversedPeriod { from, to } => {
            let words = tr.ta("api-period-reversed", [("from", (*from).into()), ("to", (*to).into())]);
            (kind(&page), page.title(tr), Some(words), Some(*to), Vec::new())
        }
        AppError::Query(parameter, problem) => (kind(&page), page.title(tr), Some(problem.refusal(tr)), Some(*parameter), Vec::new()),
        AppError::MissingHeader(header) => {
            ("header-missing", page.title(tr), Some(tr.ta("api-header-missing", [("header", (*header).into())])), Some(*header), Vec::new())
        }
        AppError::InvalidHeader(header) => {
            ("header-wrong", page.title(tr), Some(tr.ta("api-header-wrong", [("header", (*header).into())])), Some(*header), Vec::new())
        }
        AppError::MediaType(wanted) => {
            ("media-type", page.title(tr), Some(tr.ta("api-media-type", [("type", (*wanted).into())])), None, Vec::new())
        }
        AppError::InvalidJson(InvalidJson { pointer, fault }) => {
            let error = FieldProblem { pointer: pointer.clone(), detail: invalid_json(*fault, tr) };
            ("invalid", tr.t("api-invalid"), None, None, vec![error])
        }
        AppError::UseCase(error) => {
            let (kind, title, errors) = of_work(error, tr);
            (kind, title.unwrap_or_else(|| page.title(tr)), None, None, errors)
        }
        _ => (kind(&page), page.title(tr), explanation(), None, Vec::new()),
    };
    let problem = Problem { kind, title, status: status.as_u16(), detail, parameter, errors, request_id: request_id.to_owned() };
    let mut response = (status, Json(problem)).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.code()));
    response
}

const fn kind(page: &ErrorPage) -> &'static str {
    match page {
        ErrorPage::NotFound | ErrorPage::NotWithMinistry | ErrorPage::Gone => "not-found",
        ErrorPage::BadRequest(_) => "bad-request",
        ErrorPage::Unauthorized => "unauthorized",
        ErrorPage::Forbidden | ErrorPage::CrossSiteForm { .. } | ErrorPage::NoSecondFactor => "forbidden",
        ErrorPage::MethodNotAllowed => "method-not-allowed",
        ErrorPage::Conflict => "conflict",
        ErrorPage::SlowBody { .. } => "slow-body",
        ErrorPage::TooLarge { .. } => "too-large",
        ErrorPage::AddressTooLong => "address-too-long",
        ErrorPage::TooManyRequests => "too-many-requests",
        ErrorPage::Internal { .. } => "internal",
        ErrorPage::Unavailable => "unavailable",
    }
}
