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

use crate::{App, error::AppError, page_request::PageRequest, staff::page};

/// What the link stops.
pub async fn show(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    match holder(&app, &request).await? {
        Some(account) => {
            let token = account.digest.then(|| request.param("token").map(str::to_owned)).transpose()?;
            render(&app, &request, StatusCode::OK, EntryPage::StopMail { address: account.address, token }).await
        }
        None => render(&app, &request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
    }
}

/// Stops it; a second time does nothing.
pub async fn stop(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let Some(account) = holder(&app, &request).await? else {
        return render(&app, &request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await;
    };
    if account.digest {
        let change = app.database.change().await?;
        if board::set_digest(change.connection(), account.id, false).await? {
            let actor = ActorId::Account(account.id);
            let entry = Entry { actor, action: "digest.stopped", subject: &actor.to_string(), data: &json!({ "by": "mail" }) };
            audit::append(change.connection(), app.clock.now(), entry).await?;
        }
        change.commit_quietly().await?;
    }
    render(&app, &request, StatusCode::OK, EntryPage::StopMail { address: account.address, token: None }).await
}

async fn holder(app: &App, request: &PageRequest) -> Result<Option<rows::Account>, AppError> {
    let token = Secret::presented(request.param("token")?);
    Ok(board::unsubscribe_account(app.database.reader(), &token.sha256()).await?)
}

async fn render(app: &App, request: &PageRequest, status: StatusCode, body: EntryPage) -> Result<Response, AppError> {
    page(app, request, status, StaffFrame::default(), StaffBody::Entry(body)).await
}
