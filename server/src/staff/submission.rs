//! Forms that change questions and answers: sent once, and shown again with what is wrong.

use std::sync::Arc;

use axum::http::StatusCode;
use jawab_domain::field::FieldPath;
use jawab_service::{
    compute_pool::Queue,
    reference_data::ReferenceData,
    use_cases::{FieldError, IdempotencyKey, Idempotent, UseCaseError},
};
use jawab_store::read::{self, QuestionRecord};
use jawab_ui::{
    form::{FormProblem, FormState, IDEMPOTENCY_KEY, VERSION},
    pages::error::BadRequest,
};
use serde_json::Value;

use super::{SignedIn, form_body::bytes};
use crate::error::AppError;

impl SignedIn {
    /// The names of everybody with a page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reference_data(&self) -> Result<Arc<ReferenceData>, AppError> {
        Ok(self.app.reference_data().await?)
    }

    /// The question that the address names, as whoever is signed in may see it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none for them.
    pub async fn question(&self) -> Result<QuestionRecord, AppError> {
        self.question_of(self.request.param("code")?).await
    }

    /// The question of a code, likewise.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none for them.
    pub async fn question_of(&self, code: &str) -> Result<QuestionRecord, AppError> {
        let (db, reference_data) = (self.app.database.reader(), self.reference_data().await?);
        read::load_by_code(db, self.viewer(), code, reference_data.known()).await?.ok_or(AppError::NotFound)
    }
}

/// A new idempotency key for a form, by which it is known when it is sent twice.
pub fn new_idempotency_key() -> String {
    jawab_service::new_code()
}

/// The idempotency key of a form: its own code, and a hash of what it sends.
///
/// # Errors
/// [`UseCaseError::NoKey`] when it has no such code: it is none of ours.
pub async fn idempotency_key(signed: &SignedIn, form: &FormState) -> Result<IdempotencyKey, UseCaseError> {
    let (key, address, fields) = (form.get(IDEMPOTENCY_KEY).to_owned(), signed.request.path_and_query.clone(), form.pairs().to_vec());
    let hashed = signed.app.pool.run_over(Queue::Staff(signed.actor().id), bytes(&fields), move || {
        let body = serde_urlencoded::to_string(fields).map_err(|error| UseCaseError::Internal(error.to_string()))?;
        IdempotencyKey::new(&key, &address, body.as_bytes()).ok_or(UseCaseError::NoKey)
    });
    hashed.await.map_err(|error| UseCaseError::Internal(error.to_string()))?
}

/// The version that a form was filled on.
///
/// # Errors
/// When it says none.
pub fn version(form: &FormState) -> Result<i64, AppError> {
    form.get(VERSION).parse().map_err(|_| AppError::BadRequest(BadRequest::Form))
}

/// The status of a form that comes back.
pub fn status_of(form: &FormState) -> StatusCode {
    match form.problem("") {
        Some(FormProblem::ChangedMeanwhile) => StatusCode::CONFLICT,
        _ if form.is_valid() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Begins what a form asks for; when the same form was sent before, says that it is done. One without a code is done each time.
///
/// # Errors
/// As [`jawab_service::UseCases::begin_idempotent`].
pub async fn begin(signed: &SignedIn, form: &FormState) -> Result<Idempotent, UseCaseError> {
    let use_cases = signed.app.use_cases();
    match idempotency_key(signed, form).await {
        Ok(key) => use_cases.begin_idempotent(signed.actor(), key).await,
        Err(UseCaseError::NoKey) => Ok(Idempotent::Fresh(Box::new(use_cases.begin(signed.actor()).await?))),
        Err(error) => Err(error),
    }
}

/// What became of a form that was sent before: what it did then may stand in the way of the same again.
///
/// # Errors
/// When the database cannot be read.
pub async fn done_before(signed: &SignedIn, form: &FormState) -> Result<Option<Value>, UseCaseError> {
    let key = match idempotency_key(signed, form).await {
        Ok(key) => key,
        Err(UseCaseError::NoKey) => return Ok(None),
        Err(error) => return Err(error),
    };
    match signed.app.use_cases().answered_before(signed.actor(), &key).await {
        Err(UseCaseError::KeyReused) => Ok(None),
        done => done,
    }
}

/// Puts what a use case refuses into the form; `named` turns its names of fields into the form's.
///
/// # Errors
/// Conflicts, and what no form can say.
pub fn add_errors(form: &mut FormState, error: UseCaseError, named: impl Fn(FieldPath) -> String) -> Result<(), UseCaseError> {
    match error {
        UseCaseError::Invalid(errors) => {
            for FieldError { field, problem } in errors {
                form.add_problem(named(field), problem);
            }
        }
        UseCaseError::Refused(refusal) => form.add_problem("", FormProblem::Refused(refusal)),
        UseCaseError::KeyReused => form.add_problem("", FormProblem::AlreadySent),
        other => return Err(other),
    }
    Ok(())
}

/// As [`add_errors`], with the status of the page that says it; a conflict has one of its own.
///
/// # Errors
/// What no form can say.
pub fn add_problem(form: &mut FormState, error: UseCaseError, named: impl Fn(FieldPath) -> String) -> Result<StatusCode, AppError> {
    match add_errors(form, error, named) {
        Ok(()) => Ok(StatusCode::UNPROCESSABLE_ENTITY),
        Err(UseCaseError::Conflict { .. }) => Ok(StatusCode::CONFLICT),
        Err(error) => Err(error.into()),
    }
}
