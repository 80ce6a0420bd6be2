//! How often the pages of questions are read: counted in memory, written now and then. Nothing is kept of who reads them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jawab_store::{
    Database, StoreError,
    desk::{ViewedQuestion, add_views},
};
use tokio::sync::watch::Receiver;

/// How often the counts are written.
const WRITE_EVERY: Duration = Duration::from_secs(60);
/// Pages whose counts are written by one change …
const MAX_AT_ONCE: usize = 250;
/// … after which `SQLite` is left to other writers for a moment: whoever waits for it looks every tenth of a second.
const PAUSE: Duration = Duration::from_millis(110);

/// The views that are not written yet. Clones count together.
#[derive(Debug, Clone)]
pub struct ViewCounter {
    database: Database,
    counted: Arc<Mutex<BTreeMap<ViewedQuestion, u64>>>,
}

impl ViewCounter {
    /// Of the questions of a database.
    #[must_use]
    pub fn new(database: Database) -> Self {
        Self { database, counted: Arc::default() }
    }

    /// Counts a view.
    pub fn count(&self, of: ViewedQuestion) {
        self.add(of, 1);
    }

    fn add(&self, of: ViewedQuestion, times: u64) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let held = counted.entry(of).or_default();
        *held = held.saturating_add(times);
    }

    fn take(&self) -> Vec<(ViewedQuestion, u64)> {
        std::mem::take(&mut *self.counted.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }

    /// Writes what was counted. What cannot be written is counted on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(&self) -> Result<(), StoreError> {
        let counted = self.take();
        let mut left = counted.as_slice();
        while !left.is_empty() {
            let (some, others) = left.split_at(left.len().min(MAX_AT_ONCE));
            if let Err(error) = add_views(&self.database, some).await {
                left.iter().for_each(|(of, times)| self.add(of.clone(), *times));
                return Err(error);
            }
            left = others;
            if !left.is_empty() {
                tokio::time::sleep(PAUSE).await;
            }
        }
        Ok(())
    }

    /// Writes what was counted every minute, and once more when told to stop.
    pub async fn run(self, mut stop: Receiver<bool>) {
        loop {
            // Errs when the sender is gone: that is the end too.
            let over = tokio::time::timeout(WRITE_EVERY, stop.wait_for(|stop| *stop)).await.is_ok();
            if let Err(error) = self.write().await {
                tracing::warn!(%error, "views of questions could not be written");
            }
            if over {
                return;
            }
        }
    }
}
