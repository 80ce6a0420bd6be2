//! How often questions are read: counted in memory, written now and then. Of readers nothing is kept.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{http::StatusCode, response::Response};
use jawab_store::{
    StoreError,
    desk::{Read, add_readings},
};

use crate::App;

/// How often the readings are written.
const EVERY: Duration = Duration::from_secs(60);
/// Pages whose readings are written by one change …
const AT_ONCE: usize = 250;
/// … after which `SQLite` is left to other writers for a moment: whoever waits for it looks every tenth of a second.
const LEFT: Duration = Duration::from_millis(110);

/// The readings that are not written yet.
#[derive(Debug, Default)]
pub struct Readings(Mutex<BTreeMap<Read, u64>>);

impl Readings {
    /// Counts a reading, if the answer was the page or that the browser has it already.
    pub(crate) fn count(&self, read: Read, answer: &Response) {
        if matches!(answer.status(), StatusCode::OK | StatusCode::NOT_MODIFIED) {
            self.add(read, 1);
        }
    }

    fn add(&self, read: Read, times: u64) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = counted.entry(read).or_default();
        *held = held.saturating_add(times);
    }

    fn take(&self) -> BTreeMap<Read, u64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Writes what was counted. What cannot be written is counted on.
///
/// # Errors
/// When the database refuses.
pub async fn write(app: &App) -> Result<(), StoreError> {
    let counted: Vec<(Read, u64)> = app.readings.take().into_iter().collect();
    let mut left = counted.as_slice();
    while !left.is_empty() {
        let (some, others) = left.split_at(left.len().min(AT_ONCE));
        if let Err(error) = add_readings(&app.database, some).await {
            left.iter().for_each(|(read, times)| app.readings.add(read.clone(), *times));
            return Err(error);
        }
        left = others;
        if !left.is_empty() {
            tokio::time::sleep(LEFT).await;
        }
    }
    Ok(())
}

/// Writes what was counted every minute, and once more when told to stop.
pub async fn run(app: App, mut stop: tokio::sync::watch::Receiver<bool>) {
    loop {
        // Errs when the sender is gone: that is the end too.
        let over = tokio::time::timeout(EVERY, stop.wait_for(|stop| *stop)).await.is_ok();
        if let Err(error) = write(&app).await {
            tracing::warn!(%error, "readings of questions could not be written");
        }
        if over {
            return;
        }
    }
}
