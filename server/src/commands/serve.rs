//! `jawab serve`.

use std::{process::ExitCode, time::Instant};

use anyhow::Context as _;
use jawab_domain::Locale;
use jawab_service::{accounts::Keys, clock::zone_database, upkeep};
use jawab_store::{Database, LockTimeout};

use super::{output::say, stop_signal};
use crate::{
    App,
    config::{Config, LAST_TASKS},
    routes,
    serving::{self, Limits},
};

mod demonstration;

/// Serves until told to stop, then lets what is under way end.
pub async fn run(config: &Config, demo: bool, work: bool) -> anyhow::Result<ExitCode> {
    let listener = tokio::net::TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
    let here = format!("http://{}", listener.local_addr()?);
    let app = App::open(config, config.public_url.clone().unwrap_or_else(|| here.clone())).await?;
    timed("Database up to date", migrate(config)).await?;
    let keys = Keys::open(&config.keys_file, &app.database).await?;
    let app = app.guarding_accounts(config.second_factor_for, keys);
    let sealed = app.accounts.seal_secrets().await?;
    if sealed > 0 {
        tracing::info!(sealed, "the secrets of authenticators are sealed");
    }
    let opened = demonstration::prepare(&app, demo).await?;
    if app.assets.address().is_none() {
        tracing::warn!("there is no built client: pages are served without style and scripts (build it with `make client`)");
    }
    if !config.mail.leaves() {
        tracing::info!(folder = %config.data_dir.join("mail").display(), "there is no mail server: mails are files in this folder");
    }
    tracing::info!(zone_database = zone_database(), today = %app.clock.today(), search = app.engine.name(), "the clock of Morocco is set");

    let (stop, stopped) = tokio::sync::watch::channel(false);
    let counting = tokio::spawn(app.view_counter.clone().run(stopped.clone()));
    let reporting = tokio::spawn(upkeep::report_refusals(app.accounts.clone(), stopped.clone()));
    let (worker, mailer) = (app.clone(), config.mail.mailer()?);
    let working = tokio::spawn(async move {
        if work {
            super::work(worker, mailer, stopped).await;
        }
    });
    let warmed = app.clone();
    // What all lists and counts come from: the first reader would wait for it.
    tokio::spawn(async move {
        if let Err(error) = warmed.ledger().await {
            tracing::warn!(%error, "the questions could not be counted yet");
        }
    });
    let stop_requested = stop_signal()?;
    for locale in Locale::ALL {
        say(format_args!("  {}  {here}/{locale}", locale.own_name()))?;
    }
    demonstration::print(&app, &here, &opened).await?;

    let limits = Limits { connections: serving::room_for(config.connections.connections), ..config.connections };
    let stopping = async {
        stop_requested.await;
        tracing::info!("told to stop; ending what is under way");
    };
    serving::serve(listener, routes::router(app), limits, stopping).await;
    stop.send_replace(true);
    drop(tokio::time::timeout(LAST_TASKS, async { tokio::join!(working, counting, reporting) }).await);
    Ok(ExitCode::SUCCESS)
}

/// Brings the schema up to date, waiting for who does so already.
async fn migrate(config: &Config) -> anyhow::Result<()> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    database.migrate().await?;
    Ok(database.close().await?)
}

async fn timed<T, E>(what: &str, work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let began = Instant::now();
    let done = work.await?;
    drop(say(format_args!("  ✓ {what} ({:.1} s)", began.elapsed().as_secs_f64())));
    Ok(done)
}
