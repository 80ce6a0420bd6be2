//! Marking what was found in the other language.

use std::ops::Range;

use crate::{analysis::Word, crossing::Rendering};

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
    pub(super) fn find(&self, words: &[Word]) -> Vec<Range<usize>> {
        let single: Vec<&Word> = words.iter().filter(|word| !word.joined).collect();
        let rows = self.rows.iter().flat_map(|row| {
            let matching = single.windows(row.len()).filter(|words| words.iter().zip(row).all(|(word, stem)| is(word, stem)));
            matching.flat_map(|words| words.iter().map(|word| word.start..word.end)).collect::<Vec<_>>()
        });
        rows.collect()
    }
}

fn is(word: &Word, stem: &str) -> bool {
    word.stem == stem || word.without_clitics().iter().any(|(_, bare)| bare == stem)
}
