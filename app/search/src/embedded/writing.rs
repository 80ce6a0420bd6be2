//! Changing the index: the one writer of this process, and rebuilding beside the index in use.

mod rebuilding;

use std::{collections::BTreeMap, fs::File, sync::Arc};

use tantivy::{
    Index, IndexWriter, TantivyError, Term,
    merge_policy::{LogMergePolicy, NoMergePolicy},
};

use super::{
    Inner,
    folder::failed,
    indexed::{Indexed, Room},
    schema::Fields,
    terms::{TOKENIZER, Written},
};
use crate::port::{Change, Document, SearchError};
use rebuilding::Rebuilding;

/// Memory each thread of a writer fills before it writes a segment.
const BUDGET: usize = 80_000_000;
/// Most threads that build an index; a change needs one.
const MOST_THREADS: usize = 4;
/// So many segments of a size are merged, and those of fewer questions than this are of one size.
const MERGED: usize = 3;
const SMALL: u32 = 500;
/// Questions on their way into an index that is built.
const ON_THEIR_WAY: usize = 500;
/// A rebuild commits whenever it has added as much again as was committed, but no fewer questions than the first and no
/// more than the second number: the part that an interruption can cost.
const KEPT: (usize, usize) = (1_000, 10_000);

/// The state of writing, behind one lock: a change and the end of a rebuild never overlap.
#[derive(Default)]
pub(super) struct Writing {
    /// Kept from the first change to the end of the process.
    held: Option<Held>,
    /// The changes made since the rebuild under way began.
    since_rebuild: Option<Vec<Change>>,
}

struct Held {
    writer: Writer,
    /// Lets other processes know.
    _lock: File,
}

/// Writes questions.
type Writer = IndexWriter<Indexed>;

/// A writer of an index.
fn writer(index: &Index, threads: usize) -> Result<Writer, SearchError> {
    index.tokenizers().register(TOKENIZER, Written::default());
    let writer = index.writer_with_num_threads(threads, threads * BUDGET).map_err(|error| match error {
        TantivyError::LockFailure(..) => SearchError::Unavailable("another process writes the search index".into()),
        other => failed(other),
    })?;
    writer.set_merge_policy(Box::new(few_segments()));
    Ok(writer)
}

/// Keeps segments few, for a search asks each for each of its words: those of single changes are merged at once, and
/// the large ones left alone.
fn few_segments() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MERGED);
    policy.set_min_layer_size(SMALL);
    policy
}

fn write(writer: &Writer, fields: &Fields, change: &Change) -> tantivy::Result<()> {
    let id = match change {
        Change::Upsert(document) => document.id,
        Change::Delete(id) => *id,
    };
    writer.delete_term(Term::from_field_i64(fields.id, id));
    if let Change::Upsert(document) = change {
        writer.add_document(Indexed::new(fields, document.as_ref().clone()))?;
    }
    Ok(())
}

impl Inner {
    /// Applies changes and commits them.
    pub(super) fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut writing = self.writing();
        self.hold(&mut writing)?;
        let live = self.live();
        let Writing { held: Some(held), .. } = &mut *writing else {
            return Err(failed("no writer"));
        };
        let outcome = changes
            .iter()
            .try_for_each(|change| write(&held.writer, &live.fields, change))
            .and_then(|()| held.writer.commit())
            .and_then(|_| live.reader.reload());
        if let Err(error) = outcome {
            writing.held = None;
            return Err(failed(error));
        }
        if let Some(since) = &mut writing.since_rebuild {
            since.extend(changes);
        }
        Ok(())
    }

    /// Takes the lock of the folder and a writer, unless they are held already, and still there.
    fn hold(&self, writing: &mut Writing) -> Result<(), SearchError> {
        if writing.held.is_some() && self.is_gone(&self.live()) {
            writing.held = None;
        }
        if writing.held.is_none() {
            let lock = self.folder.lock()?;
            let live = self.open_locked()?;
            writing.held = Some(Held { writer: writer(&live.index, 1)?, _lock: lock });
        }
        Ok(())
    }

    /// Begins a rebuild.
    pub(super) fn begin(self: &Arc<Self>) -> Result<Rebuilding, SearchError> {
        let mut writing = self.writing();
        self.hold(&mut writing)?;
        if writing.since_rebuild.is_some() {
            return Err(SearchError::Unavailable("the search index is being rebuilt already".into()));
        }
        let (name, index, reached) = match self.folder.interrupted() {
            Some(interrupted) => interrupted,
            None => self.folder.create().map(|(name, index)| (name, index, 0))?,
        };
        let versions = super::versions(&index.reader().map_err(failed)?.searcher()).map_err(failed)?;
        let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS));
        let writer = writer(&index, threads)?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        let (fields, room) = (self.live().fields.clone(), Room::new(ON_THEIR_WAY));
        let new = New { writer, index, reached, committed: versions.len(), versions, fields, room };
        writing.since_rebuild = Some(Vec::new());
        Ok(Rebuilding { inner: Arc::clone(self), name, reached, new: Some(new) })
    }
}

/// The index being built.
struct New {
    index: Index,
    writer: Writer,
    fields: Fields,
    room: Arc<Room>,
    /// What it holds, by identity: a change older than that is not replayed.
    versions: BTreeMap<i64, i64>,
    /// The last question added.
    reached: i64,
    /// How many questions it held when it was last committed.
    committed: usize,
}

impl New {
    fn add(&mut self, documents: Vec<Document>) -> tantivy::Result<()> {
        for document in documents {
            self.reached = document.id;
            if self.versions.insert(document.id, document.version).is_some() {
                self.writer.delete_term(Term::from_field_i64(self.fields.id, document.id));
            }
            self.writer.add_document(Indexed::new(&self.fields, document).in_room(&self.room))?;
        }
        let enough = self.committed.clamp(KEPT.0, KEPT.1);
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

    /// Makes one segment of all: a search asks each segment for each of its words.
    fn settle(&mut self) -> tantivy::Result<()> {
        self.commit()?;
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > 1 {
            self.writer.merge(&segments).wait()?;
        }
        self.writer.set_merge_policy(Box::new(few_segments()));
        Ok(())
    }

    fn change(&mut self, change: &Change) -> tantivy::Result<()> {
        match change {
            Change::Upsert(document) => self.versions.insert(document.id, document.version),
            Change::Delete(id) => self.versions.remove(id),
        };
        write(&self.writer, &self.fields, change)
    }

    fn replay(&self, changes: &[Change]) -> tantivy::Result<()> {
        let stale = |change: &Change| match change {
            Change::Upsert(document) => self.versions.get(&document.id).is_some_and(|added| *added > document.version),
            Change::Delete(_) => false,
        };
        changes.iter().filter(|change| !stale(change)).try_for_each(|change| write(&self.writer, &self.fields, change))
    }
}
