//! Whether the program lives, and whether it can serve.

use std::{sync::atomic::Ordering, time::Duration};

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_store::outbox;
use serde_json::json;

use crate::{App, middleware::json};

/// How long the search engine may take to say how it is; a hanging one must not make the site look down.
const ENGINE_TIME: Duration = Duration::from_millis(800);

/// The program lives.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers and is up to date; the search engine is told of, but pages live without it.
pub async fn ready(State(app): State<App>) -> Response {
    let database = database(&app).await;
    let backlog = outbox::backlog(app.database.reader()).await.unwrap_or_default();
    let rebuilding = tokio::time::timeout(ENGINE_TIME, app.engine.needs_rebuild()).await;
    let ready = database == "ok";
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    json(
        status,
        json!({
            "ready": ready,
            "database": database,
            "search": {
                "engine": app.engine.name(),
                "state": match rebuilding { Ok(Ok(false)) => "ok", Ok(Ok(true)) => "rebuilding", _ => "unreachable" },
                "waiting": backlog.waiting,
                "parked": backlog.parked,
            },
        }),
    )
}

/// How the database is. The schema only ever moves forward: once it was up to date, answering is enough.
async fn database(app: &App) -> &'static str {
    if app.migrated.load(Ordering::Relaxed) {
        return if app.database.generation().await.is_ok() { "ok" } else { "unreachable" };
    }
    match app.database.pending_migrations().await {
        Ok(0) => {
            app.migrated.store(true, Ordering::Relaxed);
            "ok"
        }
        Ok(_) => "migrations pending",
        Err(_) => "unreachable",
    }
}
