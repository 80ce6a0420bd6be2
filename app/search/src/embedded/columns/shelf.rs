//! What is kept of the segments that are searched.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{Opstamp, Searcher, SegmentReader, index::SegmentId};

use super::{super::docs::Docs, Columns};

/// A segment's questions that are not deleted, and its columns.
#[derive(Clone)]
pub(in crate::embedded) struct Kept {
    /// What is not deleted.
    pub alive: Arc<Docs>,
    /// The columns.
    pub columns: Arc<Columns>,
}

/// What is kept of the segments that are searched.
#[derive(Default)]
pub(in crate::embedded) struct Shelf(Mutex<HashMap<SegmentId, (Option<Opstamp>, Kept)>>);

impl Shelf {
    /// What is kept of each segment, in their order. The first search after a change reads what is new.
    pub(in crate::embedded) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Kept>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        shelf.retain(|id, _| readers.iter().any(|reader| reader.segment_id() == *id));
        let kept = |reader: &SegmentReader| {
            let known = shelf.get(&reader.segment_id());
            if let Some((_, kept)) = known.filter(|(deletes, _)| *deletes == reader.delete_opstamp()) {
                return Ok(kept.clone());
            }
            let columns = match known {
                Some((_, kept)) => Arc::clone(&kept.columns),
                None => Arc::new(Columns::open(reader)?),
            };
            let kept = Kept { alive: Arc::new(Docs::alive(reader)), columns };
            shelf.insert(reader.segment_id(), (reader.delete_opstamp(), kept.clone()));
            Ok(kept)
        };
        readers.iter().map(kept).collect()
    }
}
