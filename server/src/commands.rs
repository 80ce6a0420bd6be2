//! What each command does.

use std::{io::IsTerminal as _, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use jawab_service::mail::{Delivery, Mailer};
use jawab_store::Database;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};

use crate::{App, digest as digest_loop};

pub mod create_admin;
pub mod digest;
pub mod import;
pub mod inspect_pdf;
pub mod migrate;
pub mod reconcile;
pub mod reindex;
pub mod serve;
pub mod verify_audit;
pub mod worker;

/// How far work has come, on standard error: a bar on a terminal, elsewhere a line for every ten per cent.
struct Progress {
    bar: ProgressBar,
    what: &'static str,
    lines: bool,
    told: u64,
}

impl Progress {
    fn new(what: &'static str) -> Self {
        Self { bar: progress_bar(what), what, lines: !std::io::stderr().is_terminal(), told: 0 }
    }

    fn at(&mut self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
        let percent = done.min(total) * 100 / total.max(1);
        if self.lines && percent / 10 > self.told {
            self.told = percent / 10;
            eprintln!("{}: {done} of {total} ({percent} %)", self.what);
        }
    }
}

/// A progress bar on standard error; silent where that is no terminal.
fn progress_bar(what: &str) -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {human_pos}/{human_len}  {per_sec}  {eta}") {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

/// Ends when the program is told to stop: SIGTERM, or Ctrl-C. From the call on, not from the first poll: ask for it before
/// saying that the program is ready.
///
/// # Errors
/// When the system does not tell of signals.
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Works on what follows from changes, writes the morning's mails and sends all mail, until told to stop.
async fn work(app: App, mailer: Mailer, stop: watch::Receiver<bool>) {
    let (indexer, database) = (app.indexer(), app.database.clone());
    let delivery = Delivery::new(database.clone(), app.clock.clone(), mailer);
    // Each a task: one that holds a change must not keep the others from their connections.
    let mut all = JoinSet::new();
    all.spawn(crate::upkeep::keep_record(app.clone(), stop.clone()));
    all.spawn(crate::upkeep::sweep(app.clone(), stop.clone()));
    all.spawn(digest_loop::run(app, stop.clone()));
    all.spawn(tidy(database, stop.clone()));
    let stopped = stop.clone();
    all.spawn(async move { delivery.run(stopped).await });
    all.spawn(async move { indexer.run(stop).await });
    while let Some(ended) = all.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "work in the background ended");
        }
    }
}

/// How often the database is asked to give back space.
const TIDIED: Duration = Duration::from_secs(600);

/// Has the database give back space now and then.
async fn tidy(database: Database, mut stop: watch::Receiver<bool>) {
    while tokio::time::timeout(TIDIED, stop.wait_for(|stop| *stop)).await.is_err() {
        if let Err(error) = database.tidy().await {
            tracing::warn!(%error, "the database could not give back space; trying again later");
        }
    }
}
