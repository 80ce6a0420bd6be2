//! Reading the form that a request carries.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{StatusCode, header},
};
use jawab_service::compute_pool::Queue;
use jawab_ui::{
    form::{FILLED_BY, FormState},
    pages::{error::BadRequest, staff::form_drafts::BY},
};

use super::{
    form_body::{MAX_FORM_BYTES, fields, is_text, pairs},
    multipart::{self, is_multipart},
    typed_fields::TypedFields,
};
use crate::{App, access::identity::Sender, error::AppError};

/// A form that was sent.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    /// Its fields.
    pub form: FormState,
    /// Whether it was sent before its session ended and only now comes back: then it is to be shown again with all that it
    /// holds, and nothing is to be done.
    pub resumed: bool,
}

impl Posted {
    fn of(form: FormState) -> Self {
        let resumed = form.get(jawab_ui::form::ACTION) == "resume";
        Self { form, resumed }
    }
}

/// The code of the account that filled a form, where its fields say so.
pub(super) fn filled_by(fields: &[(String, String)]) -> Option<&str> {
    let said = |field: &str| fields.iter().find_map(|(name, by)| (name == field).then_some(by.split('.').next().unwrap_or_default()));
    said(FILLED_BY).or_else(|| said(BY))
}

/// The fields of a form, without the account that it was shown to: whoever reads it has compared that with its sender.
pub(super) fn as_typed(fields: Vec<(String, String)>) -> FormState {
    FormState::from_pairs(fields.into_iter().filter(|(name, _)| name != FILLED_BY))
}

impl FromRequest<App> for Posted {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        if is_multipart(&request) {
            // Forms with a file have a reader of their own: here none is taken.
            return Ok(Self::of(as_typed(multipart::read(request, app, 0).await?.fields)));
        }
        let (sender, typed) = (Sender::of(&request), TypedFields::of(&request));
        let body = Bytes::from_request(request, app).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge { most: MAX_FORM_BYTES },
            _ => AppError::BadRequest(BadRequest::Form),
        })?;
        let read = app.pool.run_over(Queue::of_sender(sender.id()), body.len(), move || {
            let mut sent = fields(&body)?;
            let text = sent.iter().all(is_text);
            // What holds no text is no form, but what was typed around that is shown, to be copied.
            sent.iter_mut().for_each(|(_, value)| value.retain(|c| c != '\0'));
            typed.keep(&sent);
            text.then(|| (filled_by(&sent).map(str::to_owned), as_typed(sent)))
        });
        let (by, form) = read.await?.ok_or(AppError::BadRequest(BadRequest::Form))?;
        sender.is_still_admitted(app).await?;
        sender.has_filled(by.as_deref())?;
        Ok(Self::of(form))
    }
}

/// Reads the form of a request that its handler does not get to read; nothing of what is no form of a page.
///
/// # Errors
/// When it is garbled, or larger than forms are.
pub(crate) async fn read_typed(app: &App, request: Request) -> Result<(), AppError> {
    let Some(typed) = request.extensions().get::<TypedFields>().cloned() else { return Ok(()) };
    if is_multipart(&request) {
        // The files are to be chosen again.
        return multipart::read(request, app, 0).await.map(drop);
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Ok(());
    }
    let body = axum::body::to_bytes(request.into_body(), MAX_FORM_BYTES).await.map_err(|_| AppError::TooLarge { most: MAX_FORM_BYTES })?;
    Ok(app.pool.run_over(Queue::Anonymous, body.len(), move || typed.keep(&pairs(&body).unwrap_or_default())).await?)
}
