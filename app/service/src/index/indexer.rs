//! The worker that processes the outbox.

use std::{sync::Arc, time::Duration};

use jawab_domain::Filters;
use jawab_search::engine::{SearchEngine, SearchError};
use jawab_store::{
    Database, StoreError, Viewer, list,
    outbox::{self, Failure, Task},
};

use super::{
    Reconciled,
    compare::{BATCH, Target},
};
use crate::Clock;

/// How long an idle worker waits between polls: well below the two seconds within which a change must be searchable.
const POLL_INTERVAL: Duration = Duration::from_millis(300);
/// The maximum pause of a worker whose engine is unreachable: an engine that is back is noticed within this time.
const MAX_PAUSE: Duration = Duration::from_secs(10);
/// How long the engine may take to say whether it has an index.
const PROBE_TIMEOUT: Duration = Duration::from_secs(5);
/// The lease of tasks, in milliseconds.
pub(super) const LEASE_MILLIS: i64 = 60_000;
/// Milliseconds between two comparisons of the index with the database …
const RECONCILE_INTERVAL: i64 = 600_000;
/// … after a failed task or comparison …
const RECOVERY_INTERVAL: i64 = 15_000;
/// … and between two comparisons of the counts of both sides, which show that the index was emptied or restored.
const COUNT_INTERVAL: i64 = 10_000;

/// Why the index could not be updated.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// Keeps a search engine consistent with the database.
#[derive(Clone)]
pub struct Indexer {
    pub(super) database: Database,
    pub(super) engine: Arc<dyn SearchEngine>,
    pub(super) clock: Clock,
}

/// What a worker remembers between rounds. Times are milliseconds since 1970.
#[derive(Debug, Default)]
pub struct Rounds {
    compare_at: i64,
    count_at: i64,
    failures: u32,
}

impl Rounds {
    /// The pause after a failed round, doubled for each further failure.
    fn pause(&self) -> Duration {
        (POLL_INTERVAL * 2_u32.saturating_pow(self.failures.min(10))).min(MAX_PAUSE)
    }
}

impl Indexer {
    /// Creates the indexer of an engine, with its database.
    #[must_use]
    pub fn new(database: Database, engine: Arc<dyn SearchEngine>, clock: Clock) -> Self {
        Self { database, engine, clock }
    }

    /// Processes the outbox and requests for a rebuild until stopped. Failures are logged and retried. A started round is finished, so
    /// that no lease is left behind.
    pub async fn run(&self, mut stop: tokio::sync::watch::Receiver<bool>) {
        let mut rounds = Rounds::default();
        while !*stop.borrow_and_update() {
            let pause = match self.round(&mut rounds).await {
                Ok(true) => continue,
                Ok(false) => POLL_INTERVAL,
                Err(error) => {
                    tracing::warn!(%error, "the search index could not be brought in step; trying again");
                    rounds.pause()
                }
            };
            // An error means that the sender is dropped: the program is ending.
            if let Ok(Err(_)) = tokio::time::timeout(pause, stop.changed()).await {
                return;
            }
        }
    }

    /// Runs one round. Returns whether there was anything to do.
    ///
    /// # Errors
    /// If the database or the engine fails. The round after a failed one compares both sides.
    pub async fn round(&self, rounds: &mut Rounds) -> Result<bool, IndexError> {
        let worked = self.work(rounds).await;
        rounds.failures = if worked.is_ok() { 0 } else { rounds.failures.saturating_add(1) };
        worked
    }

    async fn work(&self, rounds: &mut Rounds) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        let missing = self.is_index_missing().await.inspect_err(|_| rounds.compare_at = 0)?;
        if outbox::is_due(self.database.reader(), outbox::REBUILD_INDEX, now).await? {
            return self.rebuild_on_request().await;
        }
        if missing {
            tracing::info!("the search index is missing or outdated: building it anew");
            self.reindex(|_, _| {}).await?;
            return Ok(true);
        }
        if now >= rounds.compare_at || self.counts_differ(rounds, now).await? {
            rounds.compare_at = now + RECOVERY_INTERVAL;
            self.compare().await?;
            rounds.compare_at = now + RECONCILE_INTERVAL;
            return Ok(true);
        }
        let (questions, failed) = self.process_tasks().await?;
        if failed {
            rounds.compare_at = rounds.compare_at.min(now + RECOVERY_INTERVAL);
        }
        Ok(questions > 0)
    }

    async fn is_index_missing(&self) -> Result<bool, SearchError> {
        let late = |_| SearchError::Unavailable(format!("no answer within {} s", PROBE_TIMEOUT.as_secs()));
        tokio::time::timeout(PROBE_TIMEOUT, self.engine.needs_rebuild()).await.map_err(late)?
    }

    /// Compares both sides from time to time, so that a restored backup or lost index data is repaired automatically.
    async fn compare(&self) -> Result<(), IndexError> {
        let found = self.reconcile().await?;
        if found != Reconciled::default() {
            tracing::info!(?found, "the search index was brought in step with the database");
        }
        Ok(())
    }

    /// Whether the counts of both sides differ though no task is waiting.
    async fn counts_differ(&self, rounds: &mut Rounds, now: i64) -> Result<bool, IndexError> {
        if now < rounds.count_at || outbox::backlog(self.database.reader()).await?.waiting > 0 {
            return Ok(false);
        }
        rounds.count_at = now + COUNT_INTERVAL;
        let public = list::count(self.database.reader(), Viewer::Public, &Filters::default(), self.clock.today()).await?;
        Ok(self.engine.count().await? != public)
    }

    /// Processes the tasks in the outbox. Returns the number of questions.
    ///
    /// # Errors
    /// If the database fails. A failing engine is not an error: its tasks are retried.
    pub async fn step(&self) -> Result<usize, IndexError> {
        Ok(self.process_tasks().await?.0)
    }

    /// As [`Self::step`], and whether any task failed.
    async fn process_tasks(&self) -> Result<(usize, bool), IndexError> {
        let now = self.clock.now_millis();
        if !outbox::is_due(self.database.reader(), outbox::INDEX_QUESTION, now).await? {
            return Ok((0, false));
        }
        let tasks = outbox::lease(self.database.writer(), outbox::INDEX_QUESTION, now, now + LEASE_MILLIS, BATCH as u64).await?;
        let ids: Vec<i64> = tasks.iter().map(|task| task.subject_id).collect();
        let (failure, refused, error) = match self.write(&mut Target::InUse(&*self.engine), ids.clone()).await {
            Ok(refused) => (Failure::Refused, refused.ids, refused.error),
            Err(IndexError::Search(error)) => (Failure::Passing, ids, Some(error)),
            Err(error) => return Err(error),
        };
        let (failed, done): (Vec<Task>, Vec<Task>) = tasks.into_iter().partition(|task| refused.contains(&task.subject_id));
        // In one transaction: on SQLite each commit waits for the disk.
        let change = self.database.change().await?;
        outbox::done(change.connection(), &done).await?;
        for task in &failed {
            let error = error.as_ref().map(ToString::to_string).unwrap_or_default();
            outbox::failed(change.connection(), task, failure, now + back_off(task), &error).await?;
        }
        change.commit_quietly().await?;
        if let Some(error) = error {
            tracing::warn!(%error, questions = failed.len(), "questions could not be indexed; trying again later");
        }
        Ok((done.len() + failed.len(), !failed.is_empty()))
    }
}

/// The delay of a failed task, in milliseconds: half a second at first, then doubled, up to half a minute.
pub(super) fn back_off(task: &Task) -> i64 {
    let doubled = 500_i64.saturating_mul(1 << task.attempts.clamp(1, 20).saturating_sub(1));
    doubled.min(30_000)
}
