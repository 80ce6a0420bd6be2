//! Broken plurals: Arabic plurals that no suffix shows (ورش, أوراش). They are alternatives of a query's words; texts
//! keep their own.

use std::{collections::HashMap, sync::LazyLock};

use super::text::words;

static PLURALS: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(read);

/// Reads the list: one family a line, its forms parted by spaces, `#` before remarks.
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

/// The other stems of the word that has this stem, if it is one of the listed ones.
#[must_use]
pub fn plurals(stem: &str) -> &'static [String] {
    PLURALS.get(stem).map_or(&[], Vec::as_slice)
}
