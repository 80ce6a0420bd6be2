//! The places of Morocco in both languages. A name may be one word in one language and several in the other (Casablanca, الدار البيضاء),
//! which a table of single words cannot express.

use std::{collections::HashMap, sync::LazyLock};

use crate::analysis::{Word, words};

/// The largest number of words in a name.
pub(crate) const MAX_PLACE_WORDS: usize = 4;

static PLACES: LazyLock<HashMap<Vec<String>, Vec<Place>>> = LazyLock::new(read);

/// A place's name in the other language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The name as written.
    pub name: &'static str,
    /// The stems of its words, without stop words.
    pub stems: Vec<String>,
}

/// The places: Arabic, then French.
pub(crate) fn list() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/places.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The names in the other language of the place that consecutive words name, given by their stems.
pub(crate) fn named(stems: &[String]) -> &'static [Place] {
    PLACES.get(stems).map_or(&[], Vec::as_slice)
}

fn read() -> HashMap<Vec<String>, Vec<Place>> {
    let mut all: HashMap<Vec<String>, Vec<Place>> = HashMap::new();
    for (arabic, french) in list() {
        for (name, other) in [(arabic, french), (french, arabic)] {
            let place = Place { name: other, stems: stems(other) };
            all.entry(stems(name)).or_default().push(place);
        }
    }
    all
}

fn stems(name: &str) -> Vec<String> {
    words(name).into_iter().filter(|word: &Word| !word.joined && !word.is_stop).map(|word| word.stem.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_in_both_languages() {
        for (name, other) in [("casablanca", "الدار البيضاء"), ("الدار البيضاء", "Casablanca"), ("el jadida", "الجديدة"), ("فاس", "Fès")]
        {
            assert_eq!(named(&stems(name)).first().map(|place| place.name), Some(other), "{name}");
        }
        assert!(named(&stems("paris")).is_empty());
        assert!(list().count() > 120);
        assert!(list().all(|(arabic, french)| stems(arabic).len() <= MAX_PLACE_WORDS && stems(french).len() <= MAX_PLACE_WORDS));
    }
}
