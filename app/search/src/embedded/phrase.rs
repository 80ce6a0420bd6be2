//! Phrases: terms at given distances in a text.

use tantivy::{
    DocId, DocSet as _, Score, SeekDangerResult, SegmentReader, TERMINATED, Term,
    query::{EnableScoring, PhraseQuery, Query as _, Weight},
};

/// Two terms or more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct PhraseTerms {
    /// The terms with their positions.
    terms: Vec<(usize, Term)>,
    /// The number of positions by which they may be off.
    slop: u32,
}

impl PhraseTerms {
    /// A phrase of terms with their positions.
    pub(super) const fn new(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        Self { terms, slop }
    }

    /// Its terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(|(_, term)| term)
    }

    /// The tantivy weight that finds it.
    pub(super) fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        PhraseQuery::new_with_offset_and_slop(self.terms.clone(), self.slop).weight(scoring)
    }
}

/// Searches a phrase in `among` alone, questions of a segment in order. Finding the next question with the phrase anywhere would take
/// long.
pub(super) fn find_among(
    weight: &dyn Weight,
    segment: &SegmentReader,
    boost: Score,
    mut among: impl Iterator<Item = DocId>,
    mut found: impl FnMut(DocId, Score),
) -> tantivy::Result<()> {
    let Some(mut doc) = among.next() else { return Ok(()) };
    let (mut result, mut scorer) = weight.scorer_danger(segment, doc, boost)?;
    loop {
        let next = match result {
            SeekDangerResult::Found => {
                found(doc, scorer.score());
                doc + 1
            }
            SeekDangerResult::SeekLowerBound(next) => next,
        };
        let Some(following) = among.find(|doc| *doc >= next).filter(|_| next < TERMINATED) else { return Ok(()) };
        doc = following;
        result = scorer.seek_danger(doc);
    }
}
