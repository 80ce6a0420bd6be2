//! Comparing an index with the database, and mending what differs.

use std::collections::{BTreeMap, HashMap};

use jawab_search::engine::{Change, Rebuild, SearchEngine, SearchError};
use jawab_store::{StoreError, Viewer, list, outbox, read};

use super::{IndexError, Indexer, document};

/// Questions written in one go.
pub(super) const BATCH: usize = 500;
/// Versions read in one go.
const PAGE: u64 = 10_000;
/// Refused batches that are split to find what is refused in them; after so many it is all of it.
const MOST_SPLIT: usize = 24;

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

/// What is written to: the index in use, or one being built beside it.
pub(super) enum Target<'a> {
    InUse(&'a dyn SearchEngine),
    Beside(&'a mut dyn Rebuild),
}

impl Target<'_> {
    async fn apply(&mut self, changes: Vec<Change>) -> Result<(), SearchError> {
        match self {
            Self::InUse(engine) => engine.apply(changes).await,
            Self::Beside(rebuild) => rebuild.mend(changes).await,
        }
    }
}

/// What an engine refused of what it was given.
#[derive(Default)]
pub(super) struct Refused {
    /// The questions.
    pub ids: Vec<i64>,
    /// Why, the last time.
    pub error: Option<SearchError>,
}

impl Indexer {
    /// Compares identities and versions of both sides and mends what differs. Then work that had failed is tried again.
    ///
    /// # Errors
    /// When the database or the engine fails, or the engine refuses a question; the others are mended.
    pub async fn reconcile(&self) -> Result<Reconciled, IndexError> {
        let (wrong, found) = self.differences(self.engine.versions().await?).await?;
        self.mend(&mut Target::InUse(&*self.engine), wrong).await?;
        outbox::retry(self.database.writer(), outbox::INDEX_QUESTION).await?;
        Ok(found)
    }

    /// The questions that an index with these versions has not, has otherwise, or should not have.
    pub(super) async fn differences(&self, mut indexed: BTreeMap<i64, i64>) -> Result<(Vec<i64>, Reconciled), StoreError> {
        let mut found = Reconciled::default();
        let mut wrong = Vec::new();
        let mut after = 0;
        loop {
            let versions = list::versions(self.database.reader(), Viewer::Public, after, PAGE).await?;
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
        Ok((wrong, found))
    }

    /// Writes questions as they are now; an error if any was refused.
    pub(super) async fn mend(&self, target: &mut Target<'_>, ids: Vec<i64>) -> Result<(), IndexError> {
        match self.write(target, ids).await?.error {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Writes questions as they are now. What is refused is narrowed down, so that one question never keeps others out.
    pub(super) async fn write(&self, target: &mut Target<'_>, ids: Vec<i64>) -> Result<Refused, IndexError> {
        let mut left: Vec<Vec<i64>> = ids.chunks(BATCH).map(<[i64]>::to_vec).collect();
        let mut refused = Refused::default();
        let mut split = 0;
        while let Some(mut ids) = left.pop() {
            match self.write_batch(target, &ids).await {
                Ok(changed) if changed.is_empty() => {}
                Ok(changed) => left.push(changed),
                Err(IndexError::Search(error @ SearchError::Failed(_))) => {
                    refused.error = Some(error);
                    if split == MOST_SPLIT {
                        refused.ids.extend(left.drain(..).flatten().chain(ids));
                    } else if ids.len() == 1 {
                        refused.ids.extend(ids);
                    } else {
                        split += 1;
                        left.push(ids.split_off(ids.len() / 2));
                        left.push(ids);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Ok(refused)
    }

    /// Writes questions as they are now; gives those that changed meanwhile. Another process may have written the newer
    /// version first and now be overwritten, so whoever writes looks again afterwards.
    async fn write_batch(&self, target: &mut Target<'_>, ids: &[i64]) -> Result<Vec<i64>, IndexError> {
        let records = read::load(self.database.reader(), Viewer::Public, ids).await?;
        let mut documents: HashMap<i64, _> = records.iter().map(|record| (record.id, document(record))).collect();
        let written: HashMap<i64, i64> = records.iter().map(|record| (record.id, record.version)).collect();
        let change = |id: &i64| documents.remove(id).map_or(Change::Delete(*id), |document| Change::Upsert(Box::new(document)));
        target.apply(ids.iter().map(change).collect()).await?;
        let now = list::versions_of(self.database.reader(), Viewer::Public, ids).await?;
        Ok(ids.iter().copied().filter(|id| now.get(id) != written.get(id)).collect())
    }
}
