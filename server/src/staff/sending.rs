//! Forms that change questions and answers: sent once, and shown again with what is wrong.

use std::sync::Arc;

use axum::http::StatusCode;
use jawab_service::work::{Begun, FieldError, Once, UseCaseError};
use jawab_ui::form::{FormState, Problem};

use super::{SignedIn, problems};
use crate::{directory::Directory, error::AppError};

impl SignedIn {
    /// The names of everybody with a page.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn directory(&self) -> Result<Arc<Directory>, AppError> {
        Ok(self.app.directories.get(&self.app.database, self.app.database.generation().await?).await?)
    }
}

/// A code for a form, by which it is known when it is sent twice.
pub fn new_once() -> String {
    jawab_service::new_code()
}

/// Begins what a form asks for; when the same form was sent before, says that it is done.
///
/// # Errors
/// As [`jawab_service::Work::begin_once`].
pub async fn begin(signed: &SignedIn, form: &FormState) -> Result<Begun, UseCaseError> {
    let work = signed.app.work();
    let sent = serde_urlencoded::to_string(form.pairs()).unwrap_or_default();
    match Once::new(form.get("once"), &signed.reader.path_and_query, sent.as_bytes()) {
        Some(once) => work.begin_once(signed.actor(), once).await,
        None => Ok(Begun::New(Box::new(work.begin(signed.actor()).await?))),
    }
}

/// Puts what a use case refuses into the form; `named` turns its names of fields into the form's. Other errors go on.
///
/// # Errors
/// What no form can say.
pub fn complain(form: &mut FormState, error: UseCaseError, named: impl Fn(&str) -> String) -> Result<StatusCode, AppError> {
    match error {
        UseCaseError::Invalid(errors) => {
            for FieldError { field, problem } in errors {
                form.complain(named(&field), problems::problem(problem));
            }
        }
        UseCaseError::Refused(refusal) => form.complain("", Problem::Refused(refusal)),
        UseCaseError::KeyReused => form.complain("", Problem::AlreadySent),
        UseCaseError::Conflict { .. } => return Ok(StatusCode::CONFLICT),
        UseCaseError::Forbidden => return Err(AppError::Forbidden),
        UseCaseError::NotFound => return Err(AppError::NotFound),
        UseCaseError::Store(error) => return Err(error.into()),
    }
    Ok(StatusCode::UNPROCESSABLE_ENTITY)
}
