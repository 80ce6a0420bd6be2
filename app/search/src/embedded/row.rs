//! Terms in a row, as far apart in a text as they are here.

use tantivy::{
    DocId, DocSet as _, Score, SeekDangerResult, SegmentReader, TERMINATED, Term,
    query::{EnableScoring, PhraseQuery, Query as _, Weight},
};

/// Two terms or more in a row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    /// The terms with their places.
    terms: Vec<(usize, Term)>,
    /// How many places they may be off.
    slop: u32,
}

impl Row {
    /// Of these terms, each with its place.
    pub(super) const fn new(terms: Vec<(usize, Term)>, slop: u32) -> Self {
        Self { terms, slop }
    }

    /// Its terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(|(_, term)| term)
    }

    /// What finds it.
    pub(super) fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        PhraseQuery::new_with_offset_and_slop(self.terms.clone(), self.slop).weight(scoring)
    }
}

/// Looks for words in a row in some questions only, given in order: to find the next row anywhere would take long.
pub(super) fn look_into(
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
