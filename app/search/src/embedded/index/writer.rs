//! The one writer of this process.

use std::fs::File;

use tantivy::{Index, IndexWriter, TantivyError, Term, merge_policy::LogMergePolicy};

use super::{
    super::error::failed,
    indexed::Indexed,
    schema::Fields,
    terms::{TOKENIZER, Written},
};
use crate::engine::{Change, SearchError};

/// Memory that each thread of a writer fills before it writes a segment.
const THREAD_MEMORY_BYTES: usize = 80_000_000;
/// So many segments of a size are merged …
const MIN_MERGED_SEGMENTS: usize = 3;
/// … and those of fewer questions than this are of one size.
const MIN_LAYER_QUESTIONS: u32 = 500;

/// The state of writing, behind one lock: a change and the end of a rebuild never overlap.
#[derive(Default)]
pub(super) struct Writing {
    /// Kept from the first change to the end of the process.
    pub held: Option<Held>,
    /// The changes made since the rebuild under way began.
    pub since_rebuild: Option<Vec<Change>>,
}

/// A writer and the right to write.
pub(super) struct Held {
    pub writer: Writer,
    /// Lets other processes know.
    pub lock: File,
}

/// Writes questions.
pub(super) type Writer = IndexWriter<Indexed>;

/// A writer of an index.
pub(super) fn writer(index: &Index, threads: usize) -> Result<Writer, SearchError> {
    index.tokenizers().register(TOKENIZER, Written::default());
    let writer = index.writer_with_num_threads(threads, threads * THREAD_MEMORY_BYTES).map_err(|error| match error {
        TantivyError::LockFailure(..) => SearchError::Unavailable("another process writes the search index".into()),
        other => failed(other),
    })?;
    writer.set_merge_policy(Box::new(few_segments()));
    Ok(writer)
}

/// Keeps segments few, for a search asks each for each of its words: those of single changes are merged at once, and
/// the large ones left alone.
pub(super) fn few_segments() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MIN_MERGED_SEGMENTS);
    policy.set_min_layer_size(MIN_LAYER_QUESTIONS);
    policy
}

/// Writes a change, to be committed.
pub(super) fn write(writer: &Writer, fields: &Fields, change: &Change) -> tantivy::Result<()> {
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
