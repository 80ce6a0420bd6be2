//! Whether the program lives, and whether it can serve.

use std::{sync::atomic::Ordering, time::Duration};

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_store::{
    HealthError,
    outbox::{self, Backlog},
};
use serde_json::json;

use crate::{App, middleware::json};

/// How long the search engine may take to say how it is; a hanging one must not make the site look down.
const ENGINE_TIME: Duration = Duration::from_millis(800);

/// The program lives.
pub async fn live() -> &'static str {
    "ok"
}

/// The database answers, takes writes and is up to date; the search engine is told of, but pages live without it.
pub async fn ready(State(app): State<App>) -> Response {
    let engine = tokio::time::timeout(ENGINE_TIME, app.engine.needs_rebuild());
    let (database, rebuilding) = tokio::join!(database(&app), engine);
    let ready = database.is_ok();
    // Where the database does not answer, asking on would only take longer.
    let backlog = if ready { outbox::backlog(app.database.reader()).await.unwrap_or_default() } else { Backlog::default() };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    json(
        status,
        json!({
            "ready": ready,
            "database": database.err().unwrap_or_else(|| "ok".into()),
            "search": {
                "engine": app.engine.name(),
                "state": match rebuilding { Ok(Ok(false)) => "ok", Ok(Ok(true)) => "rebuilding", _ => "unreachable" },
                "waiting": backlog.waiting,
                "parked": backlog.parked,
            },
        }),
    )
}

/// Why the database cannot serve. The schema only ever moves forward: once it was up to date, it still is.
async fn database(app: &App) -> Result<(), String> {
    app.database.check_health().await.map_err(|trouble| trouble.to_string())?;
    if !app.migrated.load(Ordering::Relaxed) {
        let pending = app.database.pending_migrations().await.map_err(|_| HealthError::Unreachable.to_string())?;
        if pending > 0 {
            return Err("migrations pending".into());
        }
        app.migrated.store(true, Ordering::Relaxed);
    }
    Ok(())
}
