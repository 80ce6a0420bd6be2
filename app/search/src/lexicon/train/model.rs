//! IBM Model 1 in one direction.

use std::collections::HashMap;

/// The empty word, from which words that a translation adds come.
const NOTHING: u32 = u32::MAX;

/// The probabilities of translation between the words of two languages.
pub(super) struct Model {
    places: HashMap<(u32, u32), usize>,
    probabilities: Vec<f64>,
}

/// A sentence pair: for each word of the translation, the indexes of its pairs with every word of the original.
type Aligned = Vec<Vec<usize>>;

impl Model {
    /// Learns from sentence pairs. Sums are computed in the order of the text, so that equal texts give equal models.
    pub(super) fn learn<'a>(pairs: impl Iterator<Item = (&'a [u32], &'a [u32])>, rounds: usize) -> Self {
        let mut places: HashMap<(u32, u32), usize> = HashMap::new();
        let mut sources: Vec<u32> = Vec::new();
        let mut sentences: Vec<Aligned> = Vec::new();
        for (from, to) in pairs {
            let mut place = |source: u32, target: u32| {
                *places.entry((source, target)).or_insert_with(|| {
                    sources.push(source);
                    sources.len() - 1
                })
            };
            sentences.push(to.iter().map(|word| from.iter().chain([&NOTHING]).map(|source| place(*source, *word)).collect()).collect());
        }
        let mut probabilities = vec![1.0; sources.len()];
        for _ in 0..rounds {
            probabilities = round(&sentences, &sources, &probabilities);
        }
        Self { places, probabilities }
    }

    /// The probability that a word translates to another.
    pub(super) fn probability(&self, from: u32, to: u32) -> f64 {
        self.places.get(&(from, to)).and_then(|place| self.probabilities.get(*place)).copied().unwrap_or_default()
    }
}

/// One round: distributes each word of a translation over the words of the original.
fn round(sentences: &[Aligned], sources: &[u32], probabilities: &[f64]) -> Vec<f64> {
    let mut counts = vec![0.0; probabilities.len()];
    let at = |place: &usize| probabilities.get(*place).copied().unwrap_or_default();
    for shares in sentences.iter().flatten() {
        let whole: f64 = shares.iter().map(at).sum();
        for place in shares.iter().filter(|_| whole > 0.0) {
            if let Some(count) = counts.get_mut(*place) {
                *count += at(place) / whole;
            }
        }
    }
    let mut totals: HashMap<u32, f64> = HashMap::new();
    for (source, count) in sources.iter().zip(&counts) {
        *totals.entry(*source).or_default() += count;
    }
    let total = |source: &u32| totals.get(source).copied().filter(|total| *total > 0.0).unwrap_or(1.0);
    counts.iter().zip(sources).map(|(count, source)| count / total(source)).collect()
}
