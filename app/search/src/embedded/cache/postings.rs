//! The postings cache: the questions with frequent terms or phrases of them. Reading a long posting list takes longer than everything
//! else, and seeking in one takes as long as reading many short ones.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use lru::LruCache;
use tantivy::{
    DocId, InvertedIndexReader, Searcher, SegmentReader, Term, postings::TermInfo, query::EnableScoring, schema::IndexRecordOption,
};

use super::super::{doc_set::DocSet, phrase::PhraseTerms};

/// A term is frequent if at least one question in this many has it …
const FREQUENT_ONE_IN: u32 = 64;
/// … and at least this many do.
const MIN_FREQUENT_QUESTIONS: u32 = 1024;
/// A list that is only searched is read and cached at this number of uses.
const MIN_USES_TO_KEEP: u32 = 16;
/// The memory for the sets of a segment, in words.
const MAX_MEMORY_WORDS: usize = 128 * 1024 * 1024 / size_of::<usize>();
/// The largest number of cached terms per segment.
const MAX_TERMS: usize = 1024;
/// The number of cached terms per cached phrase.
const TERMS_PER_PHRASE: usize = 4;
/// The largest number of terms with counted uses.
const MAX_COUNTED_TERMS: usize = 4096;

/// The questions with the most recently used frequent terms and phrases of a segment.
pub(in crate::embedded) struct PostingsCache(Mutex<Kept>);

struct Kept {
    terms: LruCache<Term, Arc<DocSet>>,
    phrases: LruCache<PhraseTerms, Arc<DocSet>>,
    /// The number of searches in the lists of other terms.
    uses: LruCache<Term, u32>,
}

/// Whether a term is frequent in a segment.
pub(in crate::embedded) fn is_frequent(term: &TermInfo, segment: &SegmentReader) -> bool {
    term.doc_freq >= MIN_FREQUENT_QUESTIONS.max(segment.max_doc() / FREQUENT_ONE_IN)
}

impl PostingsCache {
    /// An empty cache of a segment that has `max_doc` questions.
    pub(super) fn new(max_doc: DocId) -> Self {
        let terms = (MAX_MEMORY_WORDS / DocSet::empty(max_doc).words().len().max(1)).min(MAX_TERMS);
        let [terms, phrases, uses] =
            [terms, terms / TERMS_PER_PHRASE, MAX_COUNTED_TERMS].map(|most| NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN));
        Self(Mutex::new(Kept { terms: LruCache::new(terms), phrases: LruCache::new(phrases), uses: LruCache::new(uses) }))
    }

    /// Adds the questions of the segment that have a term to `docs`.
    pub(in crate::embedded) fn add_term(&self, term: &Term, docs: &mut DocSet, segment: &SegmentReader) -> tantivy::Result<()> {
        let known = self.lock().terms.get(term).cloned();
        if let Some(having) = known {
            docs.union_with(&having);
            return Ok(());
        }
        let index = segment.inverted_index(term.field())?;
        let Some(info) = index.get_term_info(term)? else { return Ok(()) };
        if !is_frequent(&info, segment) {
            return read(&index, &info, docs);
        }
        docs.union_with(&*self.keep(term, &info, &index, segment)?);
        Ok(())
    }

    /// The questions with a frequent term, if they are cached or worth caching. A caller that needs few of them searches the list instead,
    /// until that has happened often.
    pub(in crate::embedded) fn having(
        &self,
        term: &Term,
        info: &TermInfo,
        segment: &SegmentReader,
    ) -> tantivy::Result<Option<Arc<DocSet>>> {
        let mut kept = self.lock();
        if let Some(having) = kept.terms.get(term) {
            return Ok(Some(Arc::clone(having)));
        }
        let uses = kept.uses.get_or_insert_mut(term.clone(), || 0);
        *uses += 1;
        if *uses < MIN_USES_TO_KEEP {
            return Ok(None);
        }
        kept.uses.pop(term);
        drop(kept);
        self.keep(term, info, &*segment.inverted_index(term.field())?, segment).map(Some)
    }

    /// Adds the questions of the segment that have a phrase to `docs`.
    pub(in crate::embedded) fn add_phrase(
        &self,
        phrase: &PhraseTerms,
        docs: &mut DocSet,
        searcher: &Searcher,
        segment: &SegmentReader,
    ) -> tantivy::Result<()> {
        let known = self.lock().phrases.get(phrase).cloned();
        if let Some(having) = known {
            docs.union_with(&having);
            return Ok(());
        }
        let mut having = DocSet::empty(segment.max_doc());
        let weight = phrase.weight(EnableScoring::disabled_from_searcher(searcher))?;
        weight.for_each_no_score(segment, &mut |found| found.iter().for_each(|doc| having.insert(*doc)))?;
        docs.union_with(&having);
        let mut rarest = DocId::MAX;
        for term in phrase.terms() {
            rarest = rarest.min(segment.inverted_index(term.field())?.doc_freq(term)?);
        }
        if rarest >= MIN_FREQUENT_QUESTIONS {
            self.lock().phrases.put(phrase.clone(), Arc::new(having));
        }
        Ok(())
    }

    fn keep(&self, term: &Term, info: &TermInfo, index: &InvertedIndexReader, segment: &SegmentReader) -> tantivy::Result<Arc<DocSet>> {
        let mut having = DocSet::empty(segment.max_doc());
        read(index, info, &mut having)?;
        let having = Arc::new(having);
        self.lock().terms.put(term.clone(), Arc::clone(&having));
        Ok(having)
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads a whole posting list.
fn read(index: &InvertedIndexReader, term: &TermInfo, docs: &mut DocSet) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    while blocks.block_len() > 0 {
        blocks.docs().iter().for_each(|doc| docs.insert(*doc));
        blocks.advance();
    }
    Ok(())
}
