//! `jawab digest`.

use std::process::ExitCode;

use crate::{App, config::Config, digest};

/// Sends the morning's mails now, to those who have not had today's.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, config.site_address()).await?;
    app.database.migrate().await?;
    let sent = digest::send(&app, &config.mail.mailer()?).await?;
    println!("Mails sent: {sent}.");
    Ok(ExitCode::SUCCESS)
}
