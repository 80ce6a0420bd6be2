//! Which questions have frequent terms, kept in memory: to go through a long list takes longer than all else.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use lru::LruCache;
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term, postings::TermInfo, schema::IndexRecordOption};

use super::super::docs::Docs;

/// A term is frequent where one question in so many has it.
const ONE_IN: u32 = 32;
/// Memory for the sets of a segment, in words, and most sets of a small one.
const ROOM: usize = 64 * 1024 * 1024 / size_of::<u64>();
const MOST: usize = 1024;

/// The sets of a segment's frequent terms, the ones that were used last.
pub(in crate::embedded) struct Frequent(Mutex<LruCache<Term, Arc<Docs>>>);

impl Frequent {
    /// None yet, of a segment that has so many questions.
    pub(super) fn of(questions: DocId) -> Self {
        let most = (ROOM / Docs::none(questions).words().max(1)).min(MOST);
        Self(Mutex::new(LruCache::new(NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN))))
    }

    /// Adds the questions of the segment that have a term to others.
    pub(in crate::embedded) fn add(&self, term: &Term, docs: &mut Docs, segment: &SegmentReader) -> tantivy::Result<()> {
        if let Some(known) = self.known(term) {
            docs.add(&known);
            return Ok(());
        }
        let index = segment.inverted_index(term.field())?;
        let Some(info) = index.get_term_info(term)? else { return Ok(()) };
        if info.doc_freq < segment.max_doc() / ONE_IN {
            return read(&index, &info, docs);
        }
        let mut having = Docs::none(segment.max_doc());
        read(&index, &info, &mut having)?;
        docs.add(&having);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(term.clone(), Arc::new(having));
        Ok(())
    }

    fn known(&self, term: &Term) -> Option<Arc<Docs>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(term).cloned()
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
