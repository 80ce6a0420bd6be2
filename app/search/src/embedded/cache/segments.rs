//! The segment cache, a [`Warmer`] of tantivy: a new segment is loaded into the cache before any search sees it, so that no search waits
//! for it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::{Opstamp, Searcher, SearcherGeneration, SegmentReader, Warmer, index::SegmentId};

use super::{super::doc_set::DocSet, columns::Columns, postings::PostingsCache};

/// The cached data of a segment.
#[derive(Clone)]
pub(in crate::embedded) struct CachedSegment {
    /// The questions that are not deleted.
    pub alive: Arc<DocSet>,
    /// The columns.
    pub columns: Arc<Columns>,
    /// The questions with frequent terms, including deleted ones.
    pub postings: Arc<PostingsCache>,
}

/// A segment with its cached data.
pub(in crate::embedded) struct Segment<'a> {
    /// All segments.
    pub searcher: &'a Searcher,
    /// This one.
    pub reader: &'a SegmentReader,
    /// Its cached data.
    pub cached: CachedSegment,
}

/// A segment with the state of its deletions.
type Key = (SegmentId, Option<Opstamp>);

/// The cached data of the searched segments.
#[derive(Default)]
pub(in crate::embedded) struct SegmentCache(Mutex<HashMap<Key, CachedSegment>>);

impl SegmentCache {
    /// The segments of a searcher, in their order.
    pub(in crate::embedded) fn segments<'a>(&self, searcher: &'a Searcher) -> tantivy::Result<Vec<Segment<'a>>> {
        let segment = |reader: &'a SegmentReader| -> tantivy::Result<Segment<'a>> {
            Ok(Segment { searcher, reader, cached: self.get_or_read(reader)? })
        };
        searcher.segment_readers().iter().map(segment).collect()
    }

    fn get_or_read(&self, reader: &SegmentReader) -> tantivy::Result<CachedSegment> {
        let (id, deletes) = (reader.segment_id(), reader.delete_opstamp());
        let known = self.lock().get(&(id, deletes)).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let alive = Arc::new(DocSet::alive(reader));
        // Deletions change only the set of live questions.
        let earlier = self.lock().iter().find(|((other, _), _)| *other == id).map(|(_, cached)| cached.clone());
        let cached = match earlier {
            Some(earlier) => CachedSegment { alive, ..earlier },
            None => {
                CachedSegment { alive, columns: Arc::new(Columns::read(reader)?), postings: Arc::new(PostingsCache::new(reader.max_doc())) }
            }
        };
        self.lock().insert((id, deletes), cached.clone());
        Ok(cached)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, CachedSegment>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Warmer for SegmentCache {
    fn warm(&self, searcher: &Searcher) -> tantivy::Result<()> {
        self.segments(searcher).map(drop)
    }

    fn garbage_collect(&self, live: &[&SearcherGeneration]) {
        self.lock().retain(|(id, deletes), _| live.iter().any(|generation| generation.segments().get(id) == Some(deletes)));
    }
}

#[cfg(test)]
mod tests {
    use jawab_domain::{PerLocale, Status, question::QuestionKind};

    use super::*;
    use crate::{
        embedded::index::shared::SharedIndex,
        engine::{Change, Document},
    };

    fn question(id: i64) -> Change {
        Change::Upsert(Box::new(Document {
            id,
            version: 1,
            chamber: None,
            legislature: None,
            number: None,
            kind: QuestionKind::Written,
            status: Status::Deposited,
            subject: PerLocale::default(),
            question: PerLocale::default(),
            answer: PerLocale::default(),
            languages: vec![],
            roles: vec![],
            authors: vec![],
            ministries: vec![],
            ministries_ever: vec![],
            groups: vec![],
            themes: vec![],
            deposited_on: None,
            due_on: None,
            answered_on: None,
        }))
    }

    #[test]
    fn a_commit_is_read_before_it_is_searched_and_forgotten_with_its_last_search() {
        let dir = tempfile::tempdir().unwrap();
        let index = SharedIndex::open(dir.path()).unwrap();
        let open = index.current();
        let known = || open.segments.lock().len();
        assert_eq!(known(), 0);
        index.apply((1..=3).map(question).collect()).unwrap();
        assert_eq!(known(), 1, "nothing was searched yet");
        let before = open.reader.searcher();
        index.apply(vec![Change::Delete(2)]).unwrap();
        assert_eq!(known(), 2);
        let after = open.reader.searcher();
        let [old, new] = [&before, &after].map(|searcher| open.segments.segments(searcher).unwrap().remove(0).cached);
        assert_eq!((old.alive.count(), new.alive.count()), (3, 2));
        assert!(Arc::ptr_eq(&old.columns, &new.columns), "a deletion changes no column");
        drop(before);
        open.segments.garbage_collect(&[after.generation()]);
        assert_eq!(known(), 1);
    }
}
