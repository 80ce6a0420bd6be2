//! Phrases found by their shingles.

use tantivy::{Term, query::EnableScoring, schema::Field};

use super::super::{
    cache::segments::Segment,
    doc_set::DocSet,
    index::shingles::shingles,
    phrase::{PhraseTerms, find_among},
};
use crate::analysis::Word;

/// The largest number of questions with all shingles of a phrase that are verified. If there are more, all of them count as matches. About
/// one in two thousand of those has other shingles with the same numbers, and some have the shingles apart.
const MAX_VERIFIED_QUESTIONS: usize = 8_000;

/// A phrase in any of some kinds of text.
#[derive(Debug, Clone)]
pub(in crate::embedded) struct ShingledPhrase {
    /// Its shingles, all of which occur in every text with the phrase.
    shingles: Vec<Term>,
    /// Its words, in each kind of text.
    texts: Vec<PhraseTerms>,
}

impl ShingledPhrase {
    /// A phrase of these words in these kinds of text.
    pub(super) fn new(field: Field, words: &[Word], texts: Vec<PhraseTerms>) -> Self {
        Self { shingles: shingles(words).into_iter().map(|shingle| Term::from_field_u64(field, shingle)).collect(), texts }
    }

    /// Adds the questions of a segment with the phrase to `docs`.
    pub(super) fn add_to(&self, docs: &mut DocSet, segment: &Segment<'_>) -> tantivy::Result<()> {
        let mut having = DocSet::full(segment.reader.max_doc());
        for shingle in &self.shingles {
            let mut with_shingle = having.empty_like();
            segment.cached.postings.add_term(shingle, &mut with_shingle, segment.reader)?;
            having.intersect_with(&with_shingle);
        }
        if !self.shingles.is_empty() && having.count() > MAX_VERIFIED_QUESTIONS {
            docs.union_with(&having);
            return Ok(());
        }
        for phrase in &self.texts {
            let weight = phrase.weight(EnableScoring::disabled_from_searcher(segment.searcher))?;
            find_among(&*weight, segment.reader, 1.0, having.iter(), |doc, _| docs.insert(doc))?;
        }
        Ok(())
    }
}
