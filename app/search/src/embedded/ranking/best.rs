//! The best questions by the rough measure.

use tantivy::DocId;

use super::super::docs::Docs;

/// The best so many.
pub(super) struct Best {
    most: usize,
    /// Kept until there are twice as many as wanted.
    all: Vec<(f32, usize, DocId)>,
    threshold: f32,
}

impl Best {
    /// None yet.
    pub(super) const fn new(most: usize) -> Self {
        Self { most, all: Vec::new(), threshold: f32::MIN }
    }

    /// What a score must exceed.
    pub(super) const fn threshold(&self) -> f32 {
        self.threshold
    }

    /// Takes a question if it is one of the best so far.
    pub(super) fn offer(&mut self, segment: usize, doc: DocId, score: f32) {
        if score > self.threshold {
            self.all.push((score, segment, doc));
            if self.all.len() >= self.most * 2 {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        if self.all.len() > self.most {
            self.all.select_nth_unstable_by(self.most, |(one, ..), (other, ..)| other.total_cmp(one));
            self.all.truncate(self.most);
            self.threshold = self.all.iter().map(|(score, ..)| *score).fold(f32::MAX, f32::min);
        }
    }

    /// The best of each segment, in order. Where the rough measure knew too few (of words too frequent to have stems),
    /// others that match, newest first.
    pub(super) fn by_segment(mut self, matching: &[Docs]) -> Vec<Vec<DocId>> {
        self.cut();
        let mut chosen: Vec<Docs> = matching.iter().map(Docs::emptied).collect();
        for (_, segment, doc) in &self.all {
            chosen.get_mut(*segment).into_iter().for_each(|docs| docs.insert(*doc));
        }
        let mut missing = self.most - self.all.len();
        for (docs, chosen) in matching.iter().zip(&mut chosen).rev() {
            let others: Vec<DocId> = if missing == 0 { Vec::new() } else { docs.without(chosen).iter().collect() };
            others.iter().rev().take(missing).for_each(|doc| chosen.insert(*doc));
            missing = missing.saturating_sub(others.len());
        }
        chosen.iter().map(|docs| docs.iter().collect()).collect()
    }
}
