//! `jawab reconcile`.

use std::process::ExitCode;

use super::output::say;
use crate::{App, config::Config};

/// Mends documents that are missing, stale or should not be there.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, String::new()).await?;
    app.database.migrate().await?;
    let found = app.indexer().reconcile().await?;
    say(format_args!("missing {}, stale {}, ghosts {}: mended.", found.missing, found.stale, found.ghosts))?;
    Ok(ExitCode::SUCCESS)
}
