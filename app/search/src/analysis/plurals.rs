//! Broken plurals: Arabic plurals without a suffix (ورش, أوراش). They are alternatives of the words of a query; texts keep their own.

use std::{collections::HashMap, sync::LazyLock};

use super::text::words;

static PLURALS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(read);

/// Reads the list: one word family per line, its forms separated by spaces; `#` starts a comment.
fn read() -> HashMap<String, Vec<String>> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    for line in include_str!("plurals.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut stems: Vec<String> = words(line).into_iter().map(|word| word.stem.clone()).collect();
        stems.sort();
        stems.dedup();
        for stem in &stems {
            let known = all.entry(stem.clone()).or_default();
            known.extend(stems.iter().filter(|other| *other != stem).cloned());
            known.sort();
            known.dedup();
        }
    }
    all
}

/// The other stems of the listed word with this stem, if any.
#[must_use]
pub fn plurals(stem: &str) -> &'static [String] {
    PLURALS.get(stem).map_or(&[], Vec::as_slice)
}
