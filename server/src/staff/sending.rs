//! Forms that change questions and answers: sent once, and shown again with what is wrong.

use std::sync::Arc;

use axum::http::StatusCode;
use jawab_service::{
    compute_pool::Queue,
    reference_data::ReferenceData,
    use_cases::{FieldError, IdempotencyKey, Idempotent, UseCaseError},
};
use jawab_store::read::{self, QuestionRecord};
use jawab_ui::{
    form::{FormState, Problem},
    pages::error::BadRequest,
};
use serde_json::Value;

use super::{SignedIn, form_body::bytes, problems};
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
        let db = self.app.database.reader();
        let id = read::id_by_code(db, self.viewer(), code).await?.ok_or(AppError::NotFound)?;
        read::load_one(db, self.viewer(), id).await?.ok_or(AppError::NotFound)
    }
}

/// A code for a form, by which it is known when it is sent twice.
pub fn new_once() -> String {
    jawab_service::new_code()
}

/// What a form says may be done once.
///
/// # Errors
/// [`UseCaseError::NoKey`] when it has no such code: it is none of ours.
pub async fn once(signed: &SignedIn, form: &FormState) -> Result<IdempotencyKey, UseCaseError> {
    let (key, address, fields) = (form.get("once").to_owned(), signed.request.path_and_query.clone(), form.pairs().to_vec());
    let once = signed.app.pool.run_over(Queue::Staff(signed.actor().id), bytes(&fields), move || {
        let body = serde_urlencoded::to_string(fields).map_err(|error| UseCaseError::Internal(error.to_string()))?;
        IdempotencyKey::new(&key, &address, body.as_bytes()).ok_or(UseCaseError::NoKey)
    });
    once.await.map_err(|error| UseCaseError::Internal(error.to_string()))?
}

/// The version that a form was filled on.
///
/// # Errors
/// When it says none.
pub fn version(form: &FormState) -> Result<i64, AppError> {
    form.get("version").parse().map_err(|_| AppError::BadRequest(BadRequest::Form))
}

/// The status of a form that comes back.
pub fn status_of(form: &FormState) -> StatusCode {
    match form.problem("") {
        Some(Problem::ChangedMeanwhile) => StatusCode::CONFLICT,
        _ if form.is_valid() => StatusCode::OK,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Begins what a form asks for; when the same form was sent before, says that it is done. One without a code is done each time.
///
/// # Errors
/// As [`jawab_service::UseCases::begin_idempotent`].
pub async fn begin(signed: &SignedIn, form: &FormState) -> Result<Idempotent, UseCaseError> {
    let work = signed.app.work();
    match once(signed, form).await {
        Ok(once) => work.begin_idempotent(signed.actor(), once).await,
        Err(UseCaseError::NoKey) => Ok(Idempotent::Fresh(Box::new(work.begin(signed.actor()).await?))),
        Err(error) => Err(error),
    }
}

/// What became of a form that was sent before: what it did then may stand in the way of the same again.
///
/// # Errors
/// When the database cannot be read.
pub async fn done_before(signed: &SignedIn, form: &FormState) -> Result<Option<Value>, UseCaseError> {
    let once = match once(signed, form).await {
        Ok(once) => once,
        Err(UseCaseError::NoKey) => return Ok(None),
        Err(error) => return Err(error),
    };
    match signed.app.work().answered_before(signed.actor(), &once).await {
        Err(UseCaseError::KeyReused) => Ok(None),
        done => done,
    }
}

/// Puts what a use case refuses into the form; `named` turns its names of fields into the form's.
///
/// # Errors
/// Conflicts, and what no form can say.
pub fn say(form: &mut FormState, error: UseCaseError, named: impl Fn(&str) -> String) -> Result<(), UseCaseError> {
    match error {
        UseCaseError::Invalid(errors) => {
            for FieldError { field, problem } in errors {
                form.add_problem(named(&field), problems::problem(problem));
            }
        }
        UseCaseError::Refused(refusal) => form.add_problem("", Problem::Refused(refusal)),
        UseCaseError::KeyReused => form.add_problem("", Problem::AlreadySent),
        other => return Err(other),
    }
    Ok(())
}

/// As [`say`], with the status of the page that says it; a conflict has one of its own.
///
/// # Errors
/// What no form can say.
pub fn add_problem(form: &mut FormState, error: UseCaseError, named: impl Fn(&str) -> String) -> Result<StatusCode, AppError> {
    match say(form, error, named) {
        Ok(()) => Ok(StatusCode::UNPROCESSABLE_ENTITY),
        Err(UseCaseError::Conflict { .. }) => Ok(StatusCode::CONFLICT),
        Err(error) => Err(error.into()),
    }
}
