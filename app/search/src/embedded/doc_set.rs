//! Sets of questions, one bit each: matches are counted and filtered without scoring.

use fixedbitset::FixedBitSet;
use tantivy::{DocId, SegmentReader};

/// A set of the questions of one segment. All sets of a segment have the same length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocSet(FixedBitSet);

impl DocSet {
    /// The empty set of a segment with `max_doc` questions.
    pub(super) fn empty(max_doc: DocId) -> Self {
        Self(FixedBitSet::with_capacity(max_doc as usize))
    }

    /// The full set of a segment with `max_doc` questions.
    pub(super) fn full(max_doc: DocId) -> Self {
        Self::empty(max_doc).complement()
    }

    /// The questions of a segment that are not deleted.
    pub(super) fn alive(reader: &SegmentReader) -> Self {
        let mut docs = Self::empty(reader.max_doc());
        reader.doc_ids_alive().for_each(|doc| docs.insert(doc));
        docs
    }

    /// The empty set of the same segment.
    #[must_use]
    pub(super) fn empty_like(&self) -> Self {
        Self(FixedBitSet::with_capacity(self.0.len()))
    }

    /// Adds a question of the segment.
    #[inline]
    pub(super) fn insert(&mut self, doc: DocId) {
        let doc = doc as usize;
        if doc < self.0.len() {
            self.0.insert(doc);
        }
    }

    /// Whether it contains a question.
    #[inline]
    pub(super) fn contains(&self, doc: DocId) -> bool {
        self.0.contains(doc as usize)
    }

    /// Adds the questions of another set.
    pub(super) fn union_with(&mut self, other: &Self) {
        self.0.union_with(&other.0);
    }

    /// Removes the questions that are not in another set.
    pub(super) fn intersect_with(&mut self, other: &Self) {
        self.0.intersect_with(&other.0);
    }

    /// Removes the questions of another set.
    pub(super) fn difference_with(&mut self, other: &Self) {
        self.0.difference_with(&other.0);
    }

    /// All other questions of the segment.
    #[must_use]
    pub(super) fn complement(&self) -> Self {
        let mut others = self.0.clone();
        others.toggle_range(..);
        Self(others)
    }

    /// The number of questions.
    pub(super) fn count(&self) -> usize {
        count_ones(self.words().iter().copied())
    }

    /// The number of questions in both sets.
    pub(super) fn intersection_count(&self, other: &Self) -> usize {
        count_ones(self.words().iter().zip(other.words()).map(|(word, other)| word & other))
    }

    /// The questions, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        self.0.ones().map(|doc| doc as DocId)
    }

    /// Removes the questions that do not pass.
    pub(super) fn retain(&mut self, mut passes: impl FnMut(DocId) -> bool) {
        let mut passing = self.empty_like();
        self.iter().filter(|doc| passes(*doc)).for_each(|doc| passing.insert(doc));
        *self = passing;
    }

    /// Its bits in machine words.
    pub(super) fn words(&self) -> &[usize] {
        self.0.as_slice()
    }

    /// Its bits, mutable. Bits after the last question must stay zero.
    pub(super) fn words_mut(&mut self) -> &mut [usize] {
        self.0.as_mut_slice()
    }
}

/// The number of ones, counted with the best instructions of this machine; `fixedbitset` uses those of the compilation target.
#[inline]
fn count_ones(words: impl Iterator<Item = usize>) -> usize {
    pulp::Arch::new().dispatch(
        #[inline(always)]
        || words.map(|word| word.count_ones() as usize).sum(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    const MAX_DOC: DocId = 200;

    fn set(docs: &[DocId]) -> DocSet {
        let mut set = DocSet::empty(MAX_DOC);
        docs.iter().for_each(|doc| set.insert(*doc));
        set
    }

    proptest! {
        #[test]
        fn sets_are_sets(one in prop::collection::btree_set(0..MAX_DOC, 0..80), other in prop::collection::btree_set(0..MAX_DOC, 0..80)) {
            let [a, b] = [&one, &other].map(|docs| set(&docs.iter().copied().collect::<Vec<_>>()));
            let changed = |change: fn(&mut DocSet, &DocSet)| -> BTreeSet<DocId> {
                let mut set = a.clone();
                change(&mut set, &b);
                assert_eq!(set.count(), set.iter().count());
                set.iter().collect()
            };
            let odd: BTreeSet<DocId> = one.iter().copied().filter(|doc| doc % 2 == 1).collect();
            prop_assert_eq!(changed(DocSet::union_with), &one | &other);
            prop_assert_eq!(changed(DocSet::intersect_with), &one & &other);
            prop_assert_eq!(changed(DocSet::difference_with), &one - &other);
            prop_assert_eq!(changed(|set, _| set.retain(|doc| doc % 2 == 1)), odd);
            prop_assert_eq!(a.intersection_count(&b), (&one & &other).len());
            prop_assert!(a.complement().iter().eq((0..MAX_DOC).filter(|doc| !one.contains(doc))));
            prop_assert!((0..MAX_DOC + 100).all(|doc| a.contains(doc) == one.contains(&doc)));
        }
    }

    #[test]
    fn what_no_segment_has_is_in_no_set() {
        let mut set = DocSet::full(MAX_DOC);
        set.insert(MAX_DOC);
        set.insert(DocId::MAX);
        assert_eq!((set.count(), set.contains(MAX_DOC)), (MAX_DOC as usize, false));
        assert_eq!((DocSet::full(0).count(), DocSet::full(64).count()), (0, 64));
    }
}
