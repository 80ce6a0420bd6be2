//! Attaching a document: the one step whose form carries a file.

use axum::{
    extract::{FromRequest as _, Multipart, Request, multipart::MultipartError},
    http::header,
    response::Response,
};
use bytes::Bytes;
use jawab_service::{
    attachments::Document,
    work::{Begun, Kept, Seen, UseCaseError},
};
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem},
    links,
    pages::{error::BadRequest, staff::QuestionStep},
    shell::staff::Flash,
};

use super::{Desk, once, say, steps, steps_form, version};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// The form.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    let state = steps_form::begin(&desk, &record, QuestionStep::Attach).await?;
    steps_form::show(&desk, &record, QuestionStep::Attach, state).await
}

/// Attaches what was sent. A form that comes back after its session had ended has no file any more, and is shown again.
pub async fn attach(signed: SignedIn, request: Request) -> Result<Response, AppError> {
    let (desk, record) = steps::on(signed, QuestionStep::Attach).await?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let posted = Posted::from_request(request, desk.app()).await?;
        return steps_form::show(&desk, &record, QuestionStep::Attach, posted.form).await;
    }
    let parts = Multipart::from_request(request, desk.app()).await.map_err(|_| AppError::BadRequest(BadRequest::Form))?;
    let (mut state, file) = read(parts).await?;
    if state.get(DO) == ENTER {
        return steps_form::show(&desk, &record, QuestionStep::Attach, state).await;
    }
    let seen = Seen { question: record.id, version: version(&state)? };
    match carry_out(&desk, &mut state, seen, file).await {
        Ok(()) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &record.code), Flash::Attached)),
        Err(UseCaseError::Conflict { current }) => {
            state.complain("", Problem::ChangedMeanwhile);
            state.set("version", current.to_string());
            steps_form::show(&desk, &record, QuestionStep::Attach, state).await
        }
        Err(error) => {
            say(&mut state, error, str::to_owned)?;
            steps_form::show(&desk, &record, QuestionStep::Attach, state).await
        }
    }
}

/// The fields and the file of a form that carries one.
async fn read(mut parts: Multipart) -> Result<(FormState, Bytes), AppError> {
    let (mut state, mut file) = (FormState::default(), Bytes::new());
    while let Some(part) = parts.next_field().await.map_err(garbled)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            file = part.bytes().await.map_err(garbled)?;
            continue;
        }
        let value = part.text().await.map_err(garbled)?;
        if value.contains('\0') || name.contains('\0') {
            return Err(AppError::BadRequest(BadRequest::Form));
        }
        state.set(&name, value);
    }
    Ok((state, file))
}

fn garbled(error: MultipartError) -> AppError {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE { AppError::TooLarge } else { AppError::BadRequest(BadRequest::Form) }
}

async fn carry_out(desk: &Desk, state: &mut FormState, seen: Seen, file: Bytes) -> Result<(), UseCaseError> {
    let missing = |field| UseCaseError::field(field, jawab_service::Problem::Missing);
    if file.is_empty() {
        return Err(missing("file"));
    }
    let looked = tokio::task::spawn_blocking(move || Document::check(file)).await.map_err(|_| missing("file"))?;
    let document = looked.map_err(|problem| UseCaseError::field("file", problem))?;
    state.set("sha256", document.sha256());
    let once = once(&desk.signed, state).map_err(|_| UseCaseError::KeyReused)?;
    let Begun::New(mut turn) = desk.app().work().begin_once(desk.signed.actor(), once).await? else { return Ok(()) };
    turn.attach(seen, None, state.get("title"), &document).await?;
    desk.app().attachments.keep(&document).await.map_err(|_| UseCaseError::field("file", jawab_service::Problem::Unreadable))?;
    turn.commit_with(&None::<Kept>).await
}
