//! Counts the clauses of a query in each question.

use super::{
    super::{bit_sliced_counter::BitSlicedCounter, cache::segments::Segment, cancellation::CancelToken, doc_set::DocSet, parallel},
    condition::Condition,
};

/// The number of clauses of a query in each question of a segment.
pub(super) struct ClauseCounts {
    /// As typed.
    pub typed: BitSlicedCounter,
    /// As typed or translated, if there are translations.
    pub either: Option<BitSlicedCounter>,
}

impl ClauseCounts {
    /// Counts the clauses as typed and, pairwise, as translated.
    pub(super) fn new(
        typed: &[Condition],
        translated: Option<&[Condition]>,
        segment: &Segment<'_>,
        cancel: &CancelToken,
    ) -> tantivy::Result<Self> {
        let docs = |clause: &Condition| cancel.check().and_then(|()| clause.docs(segment));
        let max_doc = segment.reader.max_doc();
        let mut sets = parallel::map(segment.searcher, typed, docs)?;
        let typed = BitSlicedCounter::from_sets(&sets, max_doc);
        let Some(translated) = translated else { return Ok(Self { typed, either: None }) };
        let translated = parallel::map(segment.searcher, translated, docs)?;
        sets.iter_mut().zip(&translated).for_each(|(docs, translated)| docs.union_with(translated));
        Ok(Self { typed, either: Some(BitSlicedCounter::from_sets(&sets, max_doc)) })
    }

    /// The questions of `alive` with at least `needed` clauses.
    pub(super) fn matching(&self, needed: usize, alive: &DocSet) -> DocSet {
        let mut matching = self.either.as_ref().unwrap_or(&self.typed).at_least(needed);
        matching.intersect_with(alive);
        matching
    }
}
