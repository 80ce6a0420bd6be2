//! Compares the index with the database, and repairs the differences.

use std::collections::{BTreeMap, HashMap};

use jawab_search::engine::{Change, Rebuild, SearchEngine, SearchError};
use jawab_store::{StoreError, Viewer, list, outbox, read};

use super::{IndexError, Indexer, document};

/// Questions per write.
pub(super) const BATCH: usize = 500;
/// Versions per read.
const VERSIONS_PER_READ: u64 = 10_000;
/// The number of rejected batches that are split to find the rejected questions; after that, the whole batch counts as rejected.
const MAX_SPLITS: usize = 24;

/// The result of a reconciliation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// The number of questions that were not indexed.
    pub missing: usize,
    /// The number of questions indexed at another version.
    pub stale: usize,
    /// The number of documents of questions that are not public, or do not exist.
    pub ghosts: usize,
}

/// The index to write: the current one, or one being built beside it.
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

/// The questions that an engine rejected.
#[derive(Default)]
pub(super) struct RefusedQuestions {
    /// The questions.
    pub ids: Vec<i64>,
    /// The last error.
    pub error: Option<SearchError>,
}

impl Indexer {
    /// Compares the ids and versions of both sides and repairs the differences. Then failed tasks are retried.
    ///
    /// # Errors
    /// If the database or the engine fails, or the engine rejects a question; the others are repaired.
    pub async fn reconcile(&self) -> Result<Reconciled, IndexError> {
        let (wrong, found) = self.differences(self.engine.versions().await?).await?;
        self.repair(&mut Target::InUse(&*self.engine), wrong).await?;
        outbox::retry(self.database.writer(), outbox::INDEX_QUESTION).await?;
        Ok(found)
    }

    /// The questions that are missing, stale or superfluous in an index with these versions.
    pub(super) async fn differences(&self, mut indexed: BTreeMap<i64, i64>) -> Result<(Vec<i64>, Reconciled), StoreError> {
        let mut found = Reconciled::default();
        let mut wrong = Vec::new();
        let mut after = 0;
        loop {
            let versions = list::versions(self.database.reader(), Viewer::Public, after, VERSIONS_PER_READ).await?;
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

    /// Writes the current state of questions. Fails if any was rejected.
    pub(super) async fn repair(&self, target: &mut Target<'_>, ids: Vec<i64>) -> Result<(), IndexError> {
        match self.write(target, ids).await?.error {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Writes the current state of questions. Rejected batches are split, so that one question never blocks the others.
    pub(super) async fn write(&self, target: &mut Target<'_>, ids: Vec<i64>) -> Result<RefusedQuestions, IndexError> {
        let mut left: Vec<Vec<i64>> = ids.chunks(BATCH).map(<[i64]>::to_vec).collect();
        let mut refused = RefusedQuestions::default();
        let mut split = 0;
        while let Some(mut ids) = left.pop() {
            match self.write_batch(target, &ids).await {
                Ok(changed) if changed.is_empty() => {}
                Ok(changed) => left.push(changed),
                Err(IndexError::Search(error @ SearchError::Failed(_))) => {
                    refused.error = Some(error);
                    if split == MAX_SPLITS {
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

    /// Writes the current state of questions. Returns those that changed meanwhile: another process may have written a newer version
    /// first, which this write would overwrite, so the caller checks again.
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
