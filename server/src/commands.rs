//! What each command does.

use std::io::IsTerminal as _;

use indicatif::{ProgressBar, ProgressStyle};
use jawab_service::{
    mail::{Delivery, Mailer},
    upkeep,
};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};

use crate::App;

pub mod create_admin;
pub mod digest;
pub mod import;
pub mod inspect_pdf;
pub mod migrate;
pub mod output;
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
    reported: u64,
}

impl Progress {
    fn new(what: &'static str) -> Self {
        Self { bar: progress_bar(what), what, lines: !std::io::stderr().is_terminal(), reported: 0 }
    }

    fn at(&mut self, done: u64, total: u64) {
        self.bar.set_length(total);
        self.bar.set_position(done);
        let percent = done.min(total) * 100 / total.max(1);
        if self.lines && percent / 10 > self.reported {
            self.reported = percent / 10;
            output::print_error(format_args!("{}: {done} of {total} ({percent} %)", self.what));
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
    let (indexer, database, clock) = (app.indexer(), app.database.clone(), app.clock.clone());
    let delivery = Delivery::new(database.clone(), clock.clone(), mailer);
    // Each a task: one that holds a change must not keep the others from their connections.
    let mut all = JoinSet::new();
    all.spawn(upkeep::seal_history(database.clone(), clock.clone(), stop.clone()));
    all.spawn(upkeep::remove_leftovers(database.clone(), app.attachments.clone(), clock, stop.clone()));
    all.spawn(upkeep::truncate_log(database, stop.clone()));
    all.spawn(crate::digest::digest(&app).run(stop.clone()));
    let stopped = stop.clone();
    all.spawn(async move { delivery.run(stopped).await });
    all.spawn(async move { indexer.run(stop).await });
    while let Some(ended) = all.join_next().await {
        if let Err(error) = ended {
            tracing::error!(%error, "work in the background ended");
        }
    }
}
