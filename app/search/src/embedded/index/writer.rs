//! The single writer of this process.

use std::fs::File;

use tantivy::{Index, IndexWriter, TantivyError, Term, merge_policy::LogMergePolicy};

use super::{
    super::error::failed,
    indexed::Indexed,
    schema::Fields,
    terms::{EncodedTerms, TOKENIZER},
};
use crate::engine::{Change, SearchError};

/// The memory that each thread of a writer fills before it writes a segment.
const THREAD_MEMORY_BYTES: usize = 80_000_000;
/// The number of segments of the same size that are merged …
const MIN_MERGED_SEGMENTS: usize = 3;
/// … where all segments with fewer questions than this have the same size.
const MIN_LAYER_QUESTIONS: u32 = 500;

/// The state of writing, behind one lock, so that a change and the end of a rebuild never overlap.
#[derive(Default)]
pub(super) struct Writing {
    /// Held from the first change until the end of the process.
    pub held: Option<Held>,
    /// The changes since the start of the current rebuild.
    pub since_rebuild: Option<Vec<Change>>,
}

/// A writer with the lock of the folder.
pub(super) struct Held {
    pub writer: Writer,
    /// The lock against other processes.
    pub lock: File,
}

/// The writer of questions.
pub(super) type Writer = IndexWriter<Indexed>;

/// Opens a writer of an index.
pub(super) fn writer(index: &Index, threads: usize) -> Result<Writer, SearchError> {
    index.tokenizers().register(TOKENIZER, EncodedTerms::default());
    let writer = index.writer_with_num_threads(threads, threads * THREAD_MEMORY_BYTES).map_err(|error| match error {
        TantivyError::LockFailure(..) => SearchError::Unavailable("another process writes the search index".into()),
        other => failed(other),
    })?;
    writer.set_merge_policy(Box::new(few_segments()));
    Ok(writer)
}

/// A merge policy that keeps segments few, because a search looks up each of its words in each segment: segments of single changes are
/// merged at once, and large ones are left alone.
pub(super) fn few_segments() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_min_num_segments(MIN_MERGED_SEGMENTS);
    policy.set_min_layer_size(MIN_LAYER_QUESTIONS);
    policy
}

/// Writes a change without a commit.
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
