//! The requests by which a form is kept, and a copy of it is thrown away.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jawab_service::use_cases::{IdempotencyKey, is_key_used};
use jawab_store::form_drafts;
use jawab_ui::{
    links,
    pages::staff::form_drafts::{COPY, FORM, LIST, SAVED},
    shell::staff::Flash,
};

use super::{Held, admit::admit, copy, link, own_showing, read, resumed, write};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// Keeps a form as it stands: sent by the page itself, which goes by the status alone. Nothing is kept, and that is said, where somebody
/// else is signed in than filled it, or where the form was sent and done meanwhile: what was still under way then is what was saved. Where
/// there is no room, nothing that was kept before is given up for it.
pub async fn keep(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (name, state) = (read(posted.form.get(FORM))?, posted.form);
    admit(&signed, &name).await?;
    let Some(showing) = own_showing(&signed, &name, &state) else { return Ok(StatusCode::CONFLICT.into_response()) };
    let copy = copy(&signed, &name, showing, &state).await?;
    let change = signed.app.database.change().await?;
    let db = change.connection();
    let spent = match IdempotencyKey::new(state.get("once"), "", &[]) {
        Some(once) => is_key_used(db, signed.actor().id, &once, signed.app.clock.now()).await?,
        None => false,
    };
    if spent {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let held = write(db, &signed, &name, (&copy, resumed(&state)), state.get(SAVED)).await?;
    change.commit_quietly().await?;
    Ok(match held {
        Held::Kept | Held::Same => StatusCode::NO_CONTENT,
        Held::Full => StatusCode::UNPROCESSABLE_ENTITY,
        Held::Stranger => StatusCode::CONFLICT,
    }
    .into_response())
}

/// Throws away a copy of a form.
pub async fn discard(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let name = read(posted.form.get(FORM))?;
    form_drafts::delete(signed.app.database.writer(), signed.account()?.id, &name, posted.form.get(COPY)).await?;
    let to = if posted.form.was_sent(LIST) { links::staff::kept_list(signed.locale()) } else { link(signed.locale(), &name) };
    Ok(signed.done(&to, Flash::Discarded))
}
