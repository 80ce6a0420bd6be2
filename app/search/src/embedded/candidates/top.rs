//! The best questions by the rough measure.

use tantivy::DocId;

use super::super::doc_set::DocSet;

/// The best questions so far.
pub(super) struct TopCandidates {
    /// The wanted number.
    wanted: usize,
    /// Pruned at twice the wanted number.
    all: Vec<(f32, usize, DocId)>,
    threshold: f32,
}

impl TopCandidates {
    /// An empty selection.
    pub(super) const fn new(wanted: usize) -> Self {
        Self { wanted, all: Vec::new(), threshold: f32::MIN }
    }

    /// The score that a further question must exceed.
    pub(super) const fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Adds a question if it is one of the best so far.
    pub(super) fn offer(&mut self, segment: usize, doc: DocId, score: f32) {
        if score > self.threshold {
            self.all.push((score, segment, doc));
            if self.all.len() >= self.wanted * 2 {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.all.len() > self.wanted {
            self.all.select_nth_unstable_by(self.wanted, |(one, ..), (other, ..)| other.total_cmp(one));
            self.all.truncate(self.wanted);
            self.threshold = self.all.iter().map(|(score, ..)| *score).fold(f32::MAX, f32::min);
        }
    }

    /// The best of each segment, in order. If the rough measure found too few (of words too frequent to have stems), the newest other
    /// matches are added.
    pub(super) fn by_segment(mut self, matching: &[DocSet]) -> Vec<Vec<DocId>> {
        self.cut();
        let mut chosen: Vec<DocSet> = matching.iter().map(DocSet::empty_like).collect();
        for (_, segment, doc) in &self.all {
            chosen.get_mut(*segment).into_iter().for_each(|docs| docs.insert(*doc));
        }
        let mut missing = self.wanted - self.all.len();
        for (docs, chosen) in matching.iter().zip(&mut chosen).rev() {
            if missing == 0 {
                break;
            }
            let mut others = docs.clone();
            others.difference_with(chosen);
            let others: Vec<DocId> = others.iter().collect();
            others.iter().rev().take(missing).for_each(|doc| chosen.insert(*doc));
            missing = missing.saturating_sub(others.len());
        }
        chosen.iter().map(|docs| docs.iter().collect()).collect()
    }
}
