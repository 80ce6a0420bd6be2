//! The worker behind the outbox.

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

/// How long an idle worker waits before it looks again; well below the two seconds in which a change is searchable.
const IDLE: Duration = Duration::from_millis(300);
/// How long a worker whose engine is out of reach waits at most: an engine that is back is noticed in this time.
const LONGEST: Duration = Duration::from_secs(10);
/// How long the engine may take to say whether it has an index.
const PROBE: Duration = Duration::from_secs(5);
/// How long leased work is a worker's own, in milliseconds.
pub(super) const LEASE: i64 = 60_000;
/// Milliseconds between two comparisons of the index with the database …
const RECONCILE: i64 = 600_000;
/// … after work or a comparison has failed …
const RECOVERY: i64 = 15_000;
/// … and between two counts of both sides, which tell when the index was emptied or put back.
const COUNT: i64 = 10_000;

/// Why the index could not be brought in step.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The engine failed.
    #[error(transparent)]
    Search(#[from] SearchError),
}

/// Keeps a search engine in step with the database.
#[derive(Clone)]
pub struct Indexer {
    pub(super) database: Database,
    pub(super) engine: Arc<dyn SearchEngine>,
    pub(super) clock: Clock,
}

/// What a worker remembers from one round to the next. Times are milliseconds since 1970.
#[derive(Debug, Default)]
pub struct Rounds {
    compare_at: i64,
    count_at: i64,
    failures: u32,
}

impl Rounds {
    /// The pause after a failed round: twice as long each time.
    fn pause(&self) -> Duration {
        (IDLE * 2_u32.saturating_pow(self.failures.min(10))).min(LONGEST)
    }
}

impl Indexer {
    /// For an engine and the database it follows.
    #[must_use]
    pub fn new(database: Database, engine: Arc<dyn SearchEngine>, clock: Clock) -> Self {
        Self { database, engine, clock }
    }

    /// Works until told to stop: on the outbox, and on requests to rebuild. Failures are logged and come back. A round
    /// that has begun is finished, so that no lease is left behind.
    pub async fn run(&self, mut stop: tokio::sync::watch::Receiver<bool>) {
        let mut rounds = Rounds::default();
        while !*stop.borrow_and_update() {
            let pause = match self.round(&mut rounds).await {
                Ok(true) => continue,
                Ok(false) => IDLE,
                Err(error) => {
                    tracing::warn!(%error, "the search index could not be brought in step; trying again");
                    rounds.pause()
                }
            };
            // Errs when the sender is gone: then nobody is left to work for.
            if let Ok(Err(_)) = tokio::time::timeout(pause, stop.changed()).await {
                return;
            }
        }
    }

    /// One round of work; whether there was any.
    ///
    /// # Errors
    /// When the database or the engine fails. The round after one that failed compares both sides.
    pub async fn round(&self, rounds: &mut Rounds) -> Result<bool, IndexError> {
        let worked = self.work(rounds).await;
        rounds.failures = if worked.is_ok() { 0 } else { rounds.failures.saturating_add(1) };
        worked
    }

    async fn work(&self, rounds: &mut Rounds) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        let lacking = self.lacks_an_index().await.inspect_err(|_| rounds.compare_at = 0)?;
        if outbox::is_due(self.database.reader(), outbox::REBUILD_INDEX, now).await? {
            return self.rebuild_on_request().await;
        }
        if lacking {
            tracing::info!("the search index is missing or outdated: building it anew");
            self.reindex(|_, _| {}).await?;
            return Ok(true);
        }
        if now >= rounds.compare_at || self.counts_differ(rounds, now).await? {
            rounds.compare_at = now + RECOVERY;
            self.compare().await?;
            rounds.compare_at = now + RECONCILE;
            return Ok(true);
        }
        let (questions, failed) = self.work_off().await?;
        if failed {
            rounds.compare_at = rounds.compare_at.min(now + RECOVERY);
        }
        Ok(questions > 0)
    }

    async fn lacks_an_index(&self) -> Result<bool, SearchError> {
        let late = |_| SearchError::Unavailable(format!("no answer within {} s", PROBE.as_secs()));
        tokio::time::timeout(PROBE, self.engine.needs_rebuild()).await.map_err(late)?
    }

    /// Compares both sides now and then, so that a restored backup or a lost server's data comes right by itself.
    async fn compare(&self) -> Result<(), IndexError> {
        let found = self.reconcile().await?;
        if found != Reconciled::default() {
            tracing::info!(?found, "the search index was brought in step with the database");
        }
        Ok(())
    }

    /// Whether the sides are of different size though no work waits.
    async fn counts_differ(&self, rounds: &mut Rounds, now: i64) -> Result<bool, IndexError> {
        if now < rounds.count_at || outbox::backlog(self.database.reader()).await?.waiting > 0 {
            return Ok(false);
        }
        rounds.count_at = now + COUNT;
        let public = list::count(self.database.reader(), Viewer::Public, &Filters::default(), self.clock.today()).await?;
        Ok(self.engine.count().await? != public)
    }

    /// Works on what the outbox holds now; how many questions that was.
    ///
    /// # Errors
    /// When the database fails. A failing engine is no error: the work comes back later.
    pub async fn step(&self) -> Result<usize, IndexError> {
        Ok(self.work_off().await?.0)
    }

    /// As [`Self::step`], and whether any of it failed.
    async fn work_off(&self) -> Result<(usize, bool), IndexError> {
        let now = self.clock.now_millis();
        if !outbox::is_due(self.database.reader(), outbox::INDEX_QUESTION, now).await? {
            return Ok((0, false));
        }
        let tasks = outbox::lease(self.database.writer(), outbox::INDEX_QUESTION, now, now + LEASE, BATCH as u64).await?;
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

/// How long failed work waits, in milliseconds: half a second at first, twice as long each time, half a minute at most.
pub(super) fn back_off(task: &Task) -> i64 {
    let doubled = 500_i64.saturating_mul(1 << task.attempts.clamp(1, 20).saturating_sub(1));
    doubled.min(30_000)
}
