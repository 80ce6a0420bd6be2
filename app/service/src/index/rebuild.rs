//! Rebuilds the whole index.

use jawab_domain::Filters;
use jawab_search::engine::Rebuild;
use jawab_store::{
    StoreError, Viewer, list,
    outbox::{self, Failure},
    read,
};

use super::{
    IndexError, Indexer,
    compare::{BATCH, Target},
    document,
    indexer::{LEASE_MILLIS, back_off},
};

/// The result of a rebuild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reindexed {
    /// The number of questions indexed before by an interrupted rebuild.
    pub resumed: u64,
    /// The number of questions indexed now.
    pub added: u64,
}

impl Indexer {
    /// Rebuilds the index beside the current one, then swaps them. Resumes an interrupted rebuild. `progress` receives the number done
    /// and the total.
    ///
    /// # Errors
    /// If the database or the engine fails; the current index is unchanged.
    pub async fn reindex(&self, mut progress: impl FnMut(u64, u64)) -> Result<Reindexed, IndexError> {
        let total = list::count(self.database.reader(), Viewer::Public, &Filters::default(), self.clock.today()).await?;
        let mut rebuild = self.engine.rebuild().await?;
        // These tasks are done when the new index is in use: each of their questions is read below, after the task was queued.
        let waiting = outbox::list_after(self.database.reader(), outbox::INDEX_QUESTION, rebuild.reached()).await?;
        let resumed = if rebuild.reached() > 0 { rebuild.versions().await?.len() as u64 } else { 0 };
        progress(resumed, total);
        let added = self.fill(&mut *rebuild, |added| progress(resumed + added, total)).await?;
        // Questions that changed since they were added are written again before anybody searches the index.
        let (wrong, _) = self.differences(rebuild.versions().await?).await?;
        self.repair(&mut Target::Beside(&mut *rebuild), wrong).await?;
        rebuild.finish().await?;
        outbox::remove_unchanged(self.database.writer(), &waiting).await?;
        outbox::remove(self.database.writer(), outbox::REBUILD_INDEX, 0).await?;
        self.reconcile().await?;
        Ok(Reindexed { resumed, added })
    }

    /// Adds every question after the last one in the index.
    async fn fill(&self, rebuild: &mut dyn Rebuild, mut progress: impl FnMut(u64)) -> Result<u64, IndexError> {
        let (mut after, mut added) = (rebuild.reached(), 0);
        loop {
            let versions = list::versions(self.database.reader(), Viewer::Public, after, BATCH as u64).await?;
            let ids: Vec<i64> = versions.iter().map(|(id, _)| *id).collect();
            let Some(last) = ids.last() else { return Ok(added) };
            after = *last;
            let records = read::load(self.database.reader(), Viewer::Public, &ids).await?;
            added += records.len() as u64;
            rebuild.add(records.iter().map(document).collect()).await?;
            progress(added);
        }
    }

    /// Rebuilds the index if somebody requested it. Returns whether there was a request.
    pub(super) async fn rebuild_on_request(&self) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        let tasks = outbox::lease(self.database.writer(), outbox::REBUILD_INDEX, now, now + LEASE_MILLIS * 5, 1).await?;
        let Some(task) = tasks.first() else { return Ok(false) };
        let (sender, mut receiver) = tokio::sync::watch::channel((0, 0));
        let noting = async {
            while receiver.changed().await.is_ok() {
                let (done, total) = *receiver.borrow_and_update();
                let lease = self.clock.now_millis() + LEASE_MILLIS * 5;
                outbox::record_progress(self.database.writer(), task, lease, &format!("{done}/{total}")).await?;
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
        if let Err(error) = built {
            let again_at = self.clock.now_millis() + back_off(task);
            outbox::failed(self.database.writer(), task, Failure::Passing, again_at, &error.to_string()).await?;
            return Err(error);
        }
        noted?;
        Ok(true)
    }

    /// Requests a rebuild from the worker.
    pub async fn request_rebuild(&self) -> Result<(), StoreError> {
        outbox::enqueue(self.database.writer(), outbox::REBUILD_INDEX, 0).await
    }

    /// The progress of a requested rebuild; `None` once it is done.
    pub async fn rebuild_progress(&self) -> Result<Option<String>, StoreError> {
        outbox::progress(self.database.reader(), outbox::REBUILD_INDEX, 0).await
    }
}
