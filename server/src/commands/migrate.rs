//! `jawab migrate`.

use std::process::ExitCode;

use jawab_store::{Database, LockTimeout};

use super::output::say;
use crate::config::Config;

/// Brings the schema up to date.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    let pending = database.pending_migrations().await?;
    database.migrate().await?;
    say(format_args!("{pending} migrations applied; the schema is up to date."))?;
    Ok(ExitCode::SUCCESS)
}
