//! Stopping the morning's mail by the link in it: no signing in, since mail programs do it too (RFC 8058). Looking at the link
//! stops nothing.

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_domain::access::ActorId;
use jawab_service::accounts::Secret;
use jawab_store::{
    audit::{self, Entry},
    board, rows,
};
use jawab_ui::{
    pages::staff::{StaffBody, entry::EntryPage},
    shell::staff::StaffFrame,
};
use serde_json::json;

use crate::{App, error::AppError, reader::Reader, staff::page};

/// What the link stops.
pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    match holder(&app, &reader).await? {
        Some(account) => {
            let token = account.digest.then(|| reader.param("token").map(str::to_owned)).transpose()?;
            render(&app, &reader, StatusCode::OK, EntryPage::StopMail { address: account.address, token }).await
        }
        None => render(&app, &reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
    }
}

/// Stops it; a second time does nothing.
pub async fn stop(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let Some(account) = holder(&app, &reader).await? else {
        return render(&app, &reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await;
    };
    if account.digest {
        let change = app.database.change().await?;
        if board::want_digest(change.connection(), account.id, false).await? {
            let actor = ActorId::Account(account.id);
            let entry = Entry { actor, action: "digest.stopped", subject: &actor.to_string(), data: &json!({ "by": "mail" }) };
            audit::append(change.connection(), app.clock.now(), entry).await?;
        }
        change.commit_quietly().await?;
    }
    render(&app, &reader, StatusCode::OK, EntryPage::StopMail { address: account.address, token: None }).await
}

async fn holder(app: &App, reader: &Reader) -> Result<Option<rows::Account>, AppError> {
    let token = Secret::presented(reader.param("token")?);
    Ok(board::stoppable(app.database.reader(), &token.sha256()).await?)
}

async fn render(app: &App, reader: &Reader, status: StatusCode, body: EntryPage) -> Result<Response, AppError> {
    page(app, reader, status, StaffFrame::default(), StaffBody::Entry(body)).await
}
