//! Building the whole index anew.

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
    indexer::{LEASE, back_off},
};

/// What a rebuild did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reindexed {
    /// Questions that an interrupted rebuild had indexed before.
    pub kept: u64,
    /// Questions that were indexed now.
    pub added: u64,
}

impl Indexer {
    /// Builds the index anew beside the one in use, then swaps. Goes on where an interrupted rebuild had come to.
    /// `progress` hears how many of how many are done.
    ///
    /// # Errors
    /// When the database or the engine fails; the index in use stays as it was.
    pub async fn reindex(&self, mut progress: impl FnMut(u64, u64)) -> Result<Reindexed, IndexError> {
        let total = list::count(self.database.reader(), Viewer::Public, &Filters::default(), self.clock.today()).await?;
        let mut rebuild = self.engine.rebuild().await?;
        // Each of these questions is read below, after whatever asked for it: once the index is in use, that is done.
        let waiting = outbox::standing(self.database.reader(), outbox::INDEX_QUESTION, rebuild.reached()).await?;
        let kept = if rebuild.reached() > 0 { rebuild.versions().await?.len() as u64 } else { 0 };
        progress(kept, total);
        let added = self.fill(&mut *rebuild, |added| progress(kept + added, total)).await?;
        // What changed since it was added is brought in before anybody searches it.
        let (wrong, _) = self.differences(rebuild.versions().await?).await?;
        self.mend(&mut Target::Beside(&mut *rebuild), wrong).await?;
        rebuild.finish().await?;
        outbox::drop_done(self.database.writer(), &waiting).await?;
        outbox::settle(self.database.writer(), outbox::REBUILD_INDEX, 0).await?;
        self.reconcile().await?;
        Ok(Reindexed { kept, added })
    }

    /// Adds every question after the last that is there.
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

    /// Builds the index anew if somebody has asked for it; whether that was so.
    pub(super) async fn rebuild_on_request(&self) -> Result<bool, IndexError> {
        let now = self.clock.now_millis();
        let tasks = outbox::lease(self.database.writer(), outbox::REBUILD_INDEX, now, now + LEASE * 5, 1).await?;
        let Some(task) = tasks.first() else { return Ok(false) };
        let (sender, mut receiver) = tokio::sync::watch::channel((0, 0));
        let noting = async {
            while receiver.changed().await.is_ok() {
                let (done, total) = *receiver.borrow_and_update();
                let lease = self.clock.now_millis() + LEASE * 5;
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
        if let Err(error) = built {
            let again_at = self.clock.now_millis() + back_off(task);
            outbox::failed(self.database.writer(), task, Failure::Passing, again_at, &error.to_string()).await?;
            return Err(error);
        }
        noted?;
        Ok(true)
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
