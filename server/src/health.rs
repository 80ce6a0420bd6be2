//! Whether the program lives, and whether it can serve.

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_store::outbox;
use serde_json::json;

use crate::{App, middleware::json};

/// The program lives.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers and is up to date; the search engine is told of, but pages live without it.
pub async fn ready(State(app): State<App>) -> Response {
    let pending = app.database.pending_migrations().await;
    let backlog = outbox::backlog(app.database.reader()).await.unwrap_or_default();
    let rebuilding = app.engine.needs_rebuild().await;
    let ready = matches!(pending, Ok(0));
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    json(
        status,
        json!({
            "ready": ready,
            "database": match pending { Ok(0) => "ok", Ok(_) => "migrations pending", Err(_) => "unreachable" },
            "search": {
                "engine": app.engine.name(),
                "state": match rebuilding { Ok(false) => "ok", Ok(true) => "rebuilding", Err(_) => "unreachable" },
                "waiting": backlog.waiting,
                "parked": backlog.parked,
            },
        }),
    )
}
