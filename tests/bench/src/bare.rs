//! `jawab-bench bare`: a minimal server to compare the site with.

use std::io::{self, Write as _};

use anyhow::Context as _;
use axum::{Router, routing::get, serve::ListenerExt as _};
use jawab_server::{config::Config, stop_signal};

/// The response: thirteen bytes.
const BARE: &str = "Hello, Jawab!";

/// Serves as `jawab serve` does, with the same connection handling, so that only the site's own work makes the difference.
pub async fn run(config: &Config) -> anyhow::Result<()> {
    let listener = tokio::net::TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
    println!("  http://{}/", listener.local_addr()?);
    io::stdout().flush()?;
    let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
    Ok(axum::serve(listener, Router::new().route("/", get(async || BARE))).with_graceful_shutdown(stop_signal()?).await?)
}
