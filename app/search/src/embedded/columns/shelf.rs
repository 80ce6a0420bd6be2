//! What is kept of the segments that are searched.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{Opstamp, Searcher, SegmentReader, index::SegmentId};

use super::{super::docs::Docs, Columns, Frequent};

/// A segment's questions that are not deleted, its columns and its frequent terms.
#[derive(Clone)]
pub(in crate::embedded) struct Kept {
    /// What is not deleted.
    pub alive: Arc<Docs>,
    /// The columns.
    pub columns: Arc<Columns>,
    /// Which questions, deleted ones as well, have frequent terms.
    pub frequent: Arc<Frequent>,
}

/// A segment with what is kept of it.
pub(in crate::embedded) struct Segment<'a> {
    /// All segments.
    pub searcher: &'a Searcher,
    /// This one.
    pub reader: &'a SegmentReader,
    /// What is kept of it.
    pub kept: Kept,
}

/// What is kept of the segments that are searched.
#[derive(Default)]
pub(in crate::embedded) struct Shelf(Mutex<HashMap<SegmentId, (Option<Opstamp>, Kept)>>);

impl Shelf {
    /// The segments, in their order. The first search after a change reads what is new.
    pub(in crate::embedded) fn segments<'a>(&self, searcher: &'a Searcher) -> tantivy::Result<Vec<Segment<'a>>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        shelf.retain(|id, _| readers.iter().any(|reader| reader.segment_id() == *id));
        let kept = |reader: &SegmentReader| -> tantivy::Result<Kept> {
            let known = shelf.get(&reader.segment_id());
            if let Some((_, kept)) = known.filter(|(deletes, _)| *deletes == reader.delete_opstamp()) {
                return Ok(kept.clone());
            }
            let alive = Arc::new(Docs::alive(reader));
            let kept = match known {
                Some((_, kept)) => Kept { alive, ..kept.clone() },
                None => Kept { alive, columns: Arc::new(Columns::open(reader)?), frequent: Arc::new(Frequent::of(reader.max_doc())) },
            };
            shelf.insert(reader.segment_id(), (reader.delete_opstamp(), kept.clone()));
            Ok(kept)
        };
        let mut kept = readers.iter().map(kept).collect::<tantivy::Result<Vec<_>>>()?.into_iter();
        Ok(readers.iter().filter_map(|reader| Some(Segment { searcher, reader, kept: kept.next()? })).collect())
    }
}
