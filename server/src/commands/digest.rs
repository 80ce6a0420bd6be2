//! `jawab digest`.

use std::process::ExitCode;

use super::output::say;
use crate::{App, config::Config, digest::digest};

/// Sends the morning's mails now, to those who have not had today's.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, config.site_address()).await?;
    app.database.migrate().await?;
    let sent = digest(&app).send(&config.mail.mailer()?).await?;
    say(format_args!("Mails sent: {sent}."))?;
    Ok(ExitCode::SUCCESS)
}
