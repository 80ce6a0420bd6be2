//! Builds a new index beside the one in use.

use std::{collections::BTreeMap, sync::Arc};

use tantivy::{Index, Term, merge_policy::NoMergePolicy};

use super::{
    super::error::failed,
    indexed::{Indexed, QueueLimit},
    schema::Fields,
    versions::versions,
    writer::{Writer, few_segments, write, writer},
};
use crate::engine::{Change, Document, SearchError};

/// The largest number of threads that build an index; a change needs one.
const MAX_THREADS: usize = 4;
/// The largest number of queued questions.
const MAX_QUEUED_QUESTIONS: usize = 500;
/// The index is committed when it has doubled since the last commit, but after no fewer questions than this …
const MIN_COMMIT_QUESTIONS: usize = 1_000;
/// … and after no more than this, which is what an interruption can lose.
const MAX_COMMIT_QUESTIONS: usize = 10_000;

/// The new index.
pub(super) struct NewIndex {
    pub index: Index,
    pub writer: Writer,
    fields: Fields,
    limit: Arc<QueueLimit>,
    /// The versions of its questions, by identity: an older change is not replayed.
    pub versions: BTreeMap<i64, i64>,
    /// The last question added.
    reached: i64,
    /// The number of questions at the last commit.
    pub committed: usize,
}

impl NewIndex {
    /// Resumes an index that contains the questions up to `reached`.
    pub(super) fn new(index: Index, fields: Fields, reached: i64) -> Result<Self, SearchError> {
        let versions = versions(&index.reader().map_err(failed)?.searcher()).map_err(failed)?;
        let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get().min(MAX_THREADS));
        let writer = writer(&index, threads)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let limit = QueueLimit::new(MAX_QUEUED_QUESTIONS);
        Ok(Self { index, writer, fields, limit, committed: versions.len(), versions, reached })
    }

    /// Adds documents, and commits if enough were added.
    pub(super) fn add(&mut self, documents: Vec<Document>) -> tantivy::Result<()> {
        for document in documents {
            self.reached = document.id;
            if self.versions.insert(document.id, document.version).is_some() {
                self.writer.delete_term(Term::from_field_i64(self.fields.id, document.id));
            }
            self.writer.add_document(Indexed::new(&self.fields, document).within(&self.limit))?;
        }
        let enough = self.committed.clamp(MIN_COMMIT_QUESTIONS, MAX_COMMIT_QUESTIONS);
        if self.versions.len().saturating_sub(self.committed) >= enough {
            self.commit()?;
        }
        Ok(())
    }

    fn commit(&mut self) -> tantivy::Result<()> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&self.reached.to_string());
        commit.commit()?;
        self.committed = self.versions.len();
        Ok(())
    }

    /// Merges everything into one segment, because a search looks up each of its words in each segment.
    pub(super) fn merge(&mut self) -> tantivy::Result<()> {
        self.commit()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.set_merge_policy(Box::new(few_segments()));
        Ok(())
    }

    /// Applies a change.
    pub(super) fn change(&mut self, change: &Change) -> tantivy::Result<()> {
        match change {
            Change::Upsert(document) => self.versions.insert(document.id, document.version),
            Change::Delete(id) => self.versions.remove(id),
        };
        write(&self.writer, &self.fields, change)
    }

    /// Applies the changes made meanwhile, except those to questions of which it has newer versions.
    pub(super) fn replay(&self, changes: &[Change]) -> tantivy::Result<()> {
        let stale = |change: &Change| match change {
            Change::Upsert(document) => self.versions.get(&document.id).is_some_and(|added| *added > document.version),
            Change::Delete(_) => false,
        };
        changes.iter().filter(|change| !stale(change)).try_for_each(|change| write(&self.writer, &self.fields, change))
    }
}
