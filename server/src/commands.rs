//! What each command does.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use tokio::signal::unix::{SignalKind, signal};

pub mod bench;
pub mod create_admin;
pub mod import;
pub mod lexicon;
pub mod migrate;
pub mod reconcile;
pub mod reindex;
pub mod serve;
pub mod verify_audit;
pub mod worker;

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
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    let mut terminated = signal(SignalKind::terminate())?;
    let mut interrupted = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// How long what is under way may take to end once the program is told to stop.
const DRAIN: Duration = Duration::from_secs(20);
