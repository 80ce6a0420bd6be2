//! Marking what was found in the other language.

use std::ops::Range;

use super::needle::Seen;
use crate::crossing::Rendering;

/// The renderings of one word (or name) of a query.
#[derive(Debug)]
pub(super) struct Rendered {
    from: String,
    rows: Vec<Vec<String>>,
}

/// The renderings of a query, by what they are of.
pub(super) fn all(renderings: &[Rendering]) -> Vec<Rendered> {
    let mut all: Vec<Rendered> = Vec::new();
    for Rendering { from, stems, .. } in renderings.iter().filter(|one| !one.stems.is_empty()) {
        match all.iter_mut().find(|one| one.from == *from) {
            Some(one) => one.rows.push(stems.clone()),
            None => all.push(Rendered { from: from.clone(), rows: vec![stems.clone()] }),
        }
    }
    all
}

impl Rendered {
    /// Where any of the renderings is in a text.
    pub(super) fn find(&self, words: &[Seen]) -> Vec<Range<usize>> {
        let single: Vec<&Seen> = words.iter().filter(|word| word.is_single()).collect();
        let rows = self.rows.iter().flat_map(|row| {
            let matching = single.windows(row.len()).filter(|words| words.iter().zip(row).all(|(word, stem)| word.has_stem(stem)));
            matching.flat_map(|words| words.iter().map(|word| word.range())).collect::<Vec<_>>()
        });
        rows.collect()
    }
}
