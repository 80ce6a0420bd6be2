//! The requests that save a draft of a form, and discard it.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jawab_service::use_cases::{IdempotencyKey, is_key_used};
use jawab_store::form_drafts;
use jawab_ui::{
    form::IDEMPOTENCY_KEY,
    links,
    pages::staff::form_drafts::{COPY, FORM, LIST, SAVED},
    shell::staff::Flash,
};

use super::{SaveOutcome, authorize::authorize, link, own_rendering, parse_name, resumed, save, to_draft};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// Saves a draft that the page itself sends; the page goes by the status alone. Nothing is saved, and the status says so, if somebody else
/// is signed in than filled the form, or if the form was submitted and carried out meanwhile: what was still under way then is what was
/// saved. If there is no room, no other draft is deleted to make room.
pub async fn save_draft(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (name, state) = (parse_name(posted.form.get(FORM))?, posted.form);
    authorize(&signed, &name).await?;
    let Some(rendering) = own_rendering(&signed, &name, &state) else { return Ok(StatusCode::CONFLICT.into_response()) };
    let draft = to_draft(&signed, &name, rendering, &state).await?;
    let change = signed.app.database.change().await?;
    let db = change.connection();
    let is_submitted = match IdempotencyKey::new(state.get(IDEMPOTENCY_KEY), "", &[]) {
        Some(key) => is_key_used(db, signed.actor().id, &key, signed.app.clock.now()).await?,
        None => false,
    };
    if is_submitted {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let outcome = save(db, &signed, &name, (&draft, resumed(&state)), state.get(SAVED)).await?;
    change.commit_quietly().await?;
    Ok(match outcome {
        SaveOutcome::Saved | SaveOutcome::Unchanged => StatusCode::NO_CONTENT,
        SaveOutcome::Full => StatusCode::UNPROCESSABLE_ENTITY,
        SaveOutcome::OtherAuthor => StatusCode::CONFLICT,
    }
    .into_response())
}

/// Discards a draft.
pub async fn discard(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let name = parse_name(posted.form.get(FORM))?;
    form_drafts::delete(signed.app.database.writer(), signed.account()?.id, &name, posted.form.get(COPY)).await?;
    let to = if posted.form.was_sent(LIST) { links::staff::form_drafts(signed.locale()) } else { link(signed.locale(), &name) };
    Ok(signed.done(&to, Flash::Discarded))
}
