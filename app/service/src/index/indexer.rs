//! The worker behind the outbox, and the ways to build and check the whole index.

use std::{collections::HashMap, sync::Arc, time::Duration};

use jawab_search::port::{Change, SearchEngine, SearchError};
use jawab_store::{
    Database, StoreError, Viewer, list,
    outbox::{self, Task},
    read,
};

use super::document;
use crate::Clock;

/// How long an idle worker waits before it looks again; well below the two seconds in which a change is searchable.
const IDLE: Duration = Duration::from_millis(300);
/// How long leased work is a worker's own, in milliseconds.
const LEASE: i64 = 60_000;
/// Milliseconds between two comparisons of the index with the database.
const RECONCILE: i64 = 600_000;
/// Questions indexed in one go.
const BATCH: u64 = 500;

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

/// What a reconciliation found and mended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Questions that were not indexed.
    pub missing: usize,
    /// Questions indexed as they no longer are.
    pub stale: usize,
    /// Documents of questions that are not public, or not there.
    pub ghosts: usize,
}

/// Keeps a search engine in step with the database.
#[derive(Clone)]
pub struct Indexer {
    database: Database,
    engine: Arc<dyn SearchEngine>,
    clock: Clock,
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
        let mut reconcile_at = 0;
        while !*stop.borrow_and_update() {
            let now = self.clock.now_millis();
            let round = if now < reconcile_at {
                self.round().await
            } else {
                reconcile_at = now + RECONCILE;
                self.reconcile_if_whole().await
            };
            let pause = match round {
                Ok(true) => continue,
                Ok(false) => IDLE,
                Err(error) => {
                    tracing::warn!(%error, "the search index could not be brought in step; trying again");
                    IDLE * 4
                }
            };
            // Errs when the sender is gone: then nobody is left to work for.
            if let Ok(Err(_)) = tokio::time::timeout(pause, stop.changed()).await {
                return;
            }
        }
    }

    /// Compares both sides now and then, so that a restored backup or a lost server's data comes right by itself.
    async fn reconcile_if_whole(&self) -> Result<bool, IndexError> {
        if !self.engine.needs_rebuild().await? {
            let found = self.reconcile().await?;
            if found != Reconciled::default() {
                tracing::info!(?found, "the search index was brought in step with the database");
            }
        }
        Ok(true)
    }

    /// One round of work; whether there was any.
    async fn round(&self) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        if outbox::is_due(self.database.reader(), outbox::REBUILD_INDEX, now).await? {
            return self.rebuild_on_request().await;
        }
        if self.engine.needs_rebuild().await? {
            tracing::info!("the search index is missing or outdated: building it anew");
            self.reindex(|_, _| {}).await?;
            return Ok(true);
        }
        Ok(self.step().await? > 0)
    }

    /// Works on what the outbox holds now; how many questions that was.
    ///
    /// # Errors
    /// When the database fails. A failing engine is no error: the work comes back later.
    pub async fn step(&self) -> Result<usize, IndexError> {
        let now = self.clock.now_millis();
        if !outbox::is_due(self.database.reader(), outbox::INDEX_QUESTION, now).await? {
            return Ok(0);
        }
        let tasks = outbox::lease(self.database.writer(), outbox::INDEX_QUESTION, now, now + LEASE, BATCH).await?;
        let ids: Vec<i64> = tasks.iter().map(|task| task.subject_id).collect();
        let changes = self.changes(&ids).await?;
        match self.engine.apply(changes).await {
            Ok(()) => {
                // In one transaction: on SQLite each commit waits for the disk.
                let change = self.database.change().await?;
                outbox::done(change.connection(), &tasks).await?;
                change.commit_quietly().await?;
            }
            Err(error) => {
                tracing::warn!(%error, questions = ids.len(), "questions could not be indexed; trying again later");
                for task in &tasks {
                    outbox::failed(self.database.writer(), task, now + back_off(task), &error.to_string()).await?;
                }
            }
        }
        Ok(tasks.len())
    }

    /// What the index should hear of these questions: as they are now, or that the public no longer sees them.
    async fn changes(&self, ids: &[i64]) -> Result<Vec<Change>, StoreError> {
        let records = read::load(self.database.reader(), Viewer::Public, ids).await?;
        let mut documents: HashMap<i64, _> = records.iter().map(|record| (record.id, document(record))).collect();
        Ok(ids.iter().map(|id| documents.remove(id).map_or(Change::Delete(*id), |document| Change::Upsert(Box::new(document)))).collect())
    }

    /// Builds the index anew beside the one in use, then swaps. `progress` hears how many of how many are done.
    ///
    /// # Errors
    /// When the database or the engine fails; the index in use stays as it was.
    pub async fn reindex(&self, mut progress: impl FnMut(u64, u64)) -> Result<u64, IndexError> {
        let total = list::count(self.database.reader(), Viewer::Public, &jawab_domain::Filters::default(), self.clock.today()).await?;
        let mut rebuild = self.engine.rebuild().await?;
        let (mut after, mut done) = (0, 0);
        loop {
            let versions = list::versions(self.database.reader(), Viewer::Public, after, BATCH).await?;
            let ids: Vec<i64> = versions.iter().map(|(id, _)| *id).collect();
            let Some(last) = ids.last() else { break };
            after = *last;
            let records = read::load(self.database.reader(), Viewer::Public, &ids).await?;
            done += records.len() as u64;
            rebuild.add(records.iter().map(document).collect()).await?;
            progress(done, total);
        }
        rebuild.finish().await?;
        outbox::unpark(self.database.writer(), outbox::INDEX_QUESTION).await?;
        // What changed while it was built and could not be replayed is found by comparing both sides.
        self.reconcile().await?;
        Ok(done)
    }

    async fn rebuild_on_request(&self) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        let tasks = outbox::lease(self.database.writer(), outbox::REBUILD_INDEX, now, now + LEASE * 30, 1).await?;
        let Some(task) = tasks.first() else { return Ok(false) };
        let (sender, mut receiver) = tokio::sync::watch::channel((0, 0));
        let noting = async {
            while receiver.changed().await.is_ok() {
                let (done, total) = *receiver.borrow_and_update();
                let lease = self.clock.now_millis() + LEASE * 30;
                outbox::note(self.database.writer(), task, lease, &format!("{done}/{total}")).await?;
            }
            Ok::<_, StoreError>(())
        };
        let building = async {
            let sender = sender;
            self.reindex(|done, total| {
                sender.send_replace((done, total));
            })
            .await
        };
        let (built, noted) = tokio::join!(building, noting);
        noted?;
        match built {
            Ok(_) => outbox::done(self.database.writer(), &tasks).await?,
            Err(error) => {
                outbox::failed(self.database.writer(), task, self.clock.now_millis() + back_off(task), &error.to_string()).await?;
                return Err(error);
            }
        }
        Ok(true)
    }

    /// Compares identities and versions of both sides and mends what differs.
    ///
    /// # Errors
    /// When the database or the engine fails.
    pub async fn reconcile(&self) -> Result<Reconciled, IndexError> {
        let mut indexed = self.engine.versions().await?;
        let mut found = Reconciled::default();
        let mut wrong = Vec::new();
        let mut after = 0;
        loop {
            let versions = list::versions(self.database.reader(), Viewer::Public, after, 10_000).await?;
            let Some((last, _)) = versions.last() else { break };
            after = *last;
            for (id, version) in versions {
                match indexed.remove(&id) {
                    Some(known) if known == version => continue,
                    Some(_) => found.stale += 1,
                    None => found.missing += 1,
                }
                wrong.push(id);
            }
        }
        found.ghosts = indexed.len();
        wrong.extend(indexed.into_keys());
        for ids in wrong.chunks(usize::try_from(BATCH).unwrap_or(500)) {
            let changes = self.changes(ids).await?;
            self.engine.apply(changes).await?;
        }
        Ok(found)
    }

    /// Asks whoever works on the outbox to build the index anew.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn request_rebuild(&self) -> Result<(), StoreError> {
        outbox::enqueue(self.database.writer(), outbox::REBUILD_INDEX, 0).await
    }

    /// How far a requested rebuild has come; none once it is done.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn rebuild_progress(&self) -> Result<Option<String>, StoreError> {
        outbox::noted(self.database.reader(), outbox::REBUILD_INDEX, 0).await
    }
}

/// How long failed work waits, in milliseconds: half a second at first, twice as long each time, five minutes at most.
fn back_off(task: &Task) -> i64 {
    let doubled = 500_i64.saturating_mul(1 << task.attempts.clamp(1, 20).saturating_sub(1));
    doubled.min(300_000)
}
