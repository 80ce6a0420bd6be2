//! `jawab worker`.

use std::process::ExitCode;

use super::{output::say, stop_signal};
use crate::{
    App,
    config::{Config, LAST_TASKS},
};

/// Works on the outbox until told to stop.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let app = App::open(config, config.site_address()).await?;
    app.database.migrate().await?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let working = tokio::spawn(super::work(app, config.mail.mailer()?, stopped));
    let told_to_stop = stop_signal()?;
    say(format_args!("Working on the outbox."))?;
    told_to_stop.await;
    stop.send_replace(true);
    drop(tokio::time::timeout(LAST_TASKS, working).await);
    Ok(ExitCode::SUCCESS)
}
