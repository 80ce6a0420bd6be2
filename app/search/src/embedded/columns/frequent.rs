//! Which questions have frequent terms, or rows of them, kept in memory: to go through a long list takes longer than all
//! else, and to seek in one as long as to go through many short ones.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use lru::LruCache;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term, postings::TermInfo, query::EnableScoring, schema::IndexRecordOption};

use super::{
    super::{docs::Docs, row::Row},
    Segment,
};

/// A term is frequent where one question in so many has it, and so many do.
const ONE_IN: u32 = 64;
const LEAST: u32 = 1024;
/// A list that is only sought in is gone through, to be kept, when it is needed for this time.
const OFTEN: u32 = 16;
/// Memory for the sets of a segment, in words, and most terms of a small one.
const ROOM: usize = 128 * 1024 * 1024 / size_of::<u64>();
const MOST: usize = 1024;
/// One row is kept for so many terms.
const ROWS_ONE_IN: usize = 4;
/// Terms of which is known how often they were needed.
const NEEDED: usize = 4096;

/// The sets of a segment's frequent terms, the ones that were used last.
pub(in crate::embedded) struct Frequent(Mutex<Known>);

struct Known {
    having: LruCache<Term, Arc<Docs>>,
    rows: LruCache<Row, Arc<Docs>>,
    needed: LruCache<Term, u32>,
}

/// Whether a term is frequent in a segment.
pub(in crate::embedded) fn is_frequent(term: &TermInfo, segment: &SegmentReader) -> bool {
    term.doc_freq >= LEAST.max(segment.max_doc() / ONE_IN)
}

impl Frequent {
    /// None yet, of a segment that has so many questions.
    pub(super) fn of(questions: DocId) -> Self {
        let most = (ROOM / Docs::none(questions).words().max(1)).min(MOST);
        let [most, rows, needed] = [most, most / ROWS_ONE_IN, NEEDED].map(|most| NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN));
        Self(Mutex::new(Known { having: LruCache::new(most), rows: LruCache::new(rows), needed: LruCache::new(needed) }))
    }

    /// Adds the questions of the segment that have a term to others.
    pub(in crate::embedded) fn add(&self, term: &Term, docs: &mut Docs, segment: &SegmentReader) -> tantivy::Result<()> {
        let known = self.known().having.get(term).cloned();
        if let Some(having) = known {
            docs.add(&having);
            return Ok(());
        }
        let index = segment.inverted_index(term.field())?;
        let Some(info) = index.get_term_info(term)? else { return Ok(()) };
        if !is_frequent(&info, segment) {
            return read(&index, &info, docs);
        }
        docs.add(&*self.keep(term, &info, &index, segment)?);
        Ok(())
    }

    /// The questions of the segment that have a frequent term, if they are kept or worth keeping: whoever needs few of
    /// them does better to seek in the list, until that has been done often.
    pub(in crate::embedded) fn having(&self, term: &Term, info: &TermInfo, segment: &SegmentReader) -> tantivy::Result<Option<Arc<Docs>>> {
        let mut known = self.known();
        if let Some(having) = known.having.get(term) {
            return Ok(Some(Arc::clone(having)));
        }
        let needed = known.needed.get_or_insert_mut(term.clone(), || 0);
        *needed += 1;
        if *needed < OFTEN {
            return Ok(None);
        }
        known.needed.pop(term);
        drop(known);
        self.keep(term, info, &*segment.inverted_index(term.field())?, segment).map(Some)
    }

    /// Adds the questions of the segment that have terms in a row to others.
    pub(in crate::embedded) fn add_row(&self, row: &Row, docs: &mut Docs, segment: &Segment<'_>) -> tantivy::Result<()> {
        let known = self.known().rows.get(row).cloned();
        if let Some(having) = known {
            docs.add(&having);
            return Ok(());
        }
        let mut having = Docs::none(segment.reader.max_doc());
        let weight = row.weight(EnableScoring::disabled_from_searcher(segment.searcher))?;
        weight.for_each_no_score(segment.reader, &mut |found| found.iter().for_each(|doc| having.insert(*doc)))?;
        docs.add(&having);
        let mut rarest = DocId::MAX;
        for term in row.terms() {
            rarest = rarest.min(segment.reader.inverted_index(term.field())?.doc_freq(term)?);
        }
        if rarest >= LEAST {
            self.known().rows.put(row.clone(), Arc::new(having));
        }
        Ok(())
    }

    fn keep(&self, term: &Term, info: &TermInfo, index: &InvertedIndexReader, segment: &SegmentReader) -> tantivy::Result<Arc<Docs>> {
        let mut having = Docs::none(segment.max_doc());
        read(index, info, &mut having)?;
        let having = Arc::new(having);
        self.known().having.put(term.clone(), Arc::clone(&having));
        Ok(having)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(index: &InvertedIndexReader, term: &TermInfo, docs: &mut Docs) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while blocks.block_len() > 0 {
        blocks.docs().iter().for_each(|doc| docs.insert(*doc));
        blocks.advance();
    }
    Ok(())
}
