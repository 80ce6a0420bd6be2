//! What each command does.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

pub mod bench;
pub mod import;
pub mod lexicon;
pub mod migrate;
pub mod reconcile;
pub mod reindex;
pub mod serve;
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

/// Returns when the program is told to stop: SIGTERM, or Ctrl-C.
async fn stop_signal() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
}

/// How long what is under way may take to end once the program is told to stop.
const DRAIN: Duration = Duration::from_secs(20);
