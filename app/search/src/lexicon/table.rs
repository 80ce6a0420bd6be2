//! The table of translations and its text format.

use std::{
    collections::{BTreeMap, HashSet},
    fmt::Write as _,
    ops::Bound,
    sync::{Arc, LazyLock},
};

use jawab_domain::Locale;

/// The computed table; `data/README.md` names its sources.
static SHIPPED: LazyLock<Arc<Lexicon>> = LazyLock::new(|| Arc::new(Lexicon::read(include_str!("../../data/lexicon.tsv"))));

/// The fewest letters that the stems of one family share at their beginning.
const MIN_ROOT_LETTERS: usize = 5;
/// The largest number of translations per stem.
pub(super) const MAX_TRANSLATIONS: usize = 5;

/// Translations of stems.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    entries: BTreeMap<Box<str>, Entry>,
}

/// The entry of a stem.
#[derive(Debug, Clone, Default, PartialEq)]
struct Entry {
    shown: Box<str>,
    translations: Vec<Translation>,
}

/// A translation of a stem.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// The stem.
    pub stem: Box<str>,
    /// The probability, from 0 to 1.
    pub probability: f32,
}

/// The language whose script a stem or word is written in.
#[must_use]
pub fn language(stem: &str) -> Locale {
    if stem.chars().next().is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(&c)) { Locale::Ar } else { Locale::Fr }
}

impl Lexicon {
    /// The table that ships with the product.
    #[must_use]
    pub fn shipped() -> Arc<Self> {
        Arc::clone(&SHIPPED)
    }

    /// Parses a table: a stem, its displayed form, then its translations with their probabilities in thousandths (`stem:870`), separated
    /// by tabs and blanks. Lines that start with `#` and invalid entries are skipped.
    #[must_use]
    pub fn read(table: &str) -> Self {
        let mut entries = BTreeMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(stem), Some(shown)) = (cells.next(), cells.next()) else { continue };
            let translations = cells.next().unwrap_or_default().split(' ').filter_map(translation).take(MAX_TRANSLATIONS).collect();
            entries.insert(stem.into(), Entry { shown: shown.into(), translations });
        }
        Self { entries }
    }

    /// The table as text, the same for the same lexicon.
    #[must_use]
    pub fn write(&self) -> String {
        let mut table = String::new();
        for (stem, Entry { shown, translations }) in &self.entries {
            let translations: Vec<String> =
                translations.iter().map(|one| format!("{}:{:.0}", one.stem, one.probability * 1000.0)).collect();
            // Writing to a string never fails.
            let _ = writeln!(table, "{stem}\t{shown}\t{}", translations.join(" "));
        }
        table
    }

    /// The translations of a stem, the likeliest first.
    #[must_use]
    pub fn translations(&self, stem: &str) -> &[Translation] {
        self.entries.get(stem).map_or(&[], |entry| &entry.translations)
    }

    /// The translations of a cognate of an unknown stem: the stem with the longest common prefix, if it is long enough for both to be of
    /// one family (`contamination`, `contaminer`).
    #[must_use]
    pub fn cognate_translations(&self, stem: &str) -> &[Translation] {
        let Some((root, _)) = stem.char_indices().nth(MIN_ROOT_LETTERS).map(|(at, _)| stem.split_at(at)) else { return &[] };
        let family =
            self.entries.range::<str, _>((Bound::Included(root), Bound::Unbounded)).take_while(|(known, _)| known.starts_with(root));
        let translated = family.filter(|(_, entry)| !entry.translations.is_empty());
        let best = translated.max_by_key(|(known, _)| (common(known, stem), std::cmp::Reverse(known.len())));
        best.filter(|(known, _)| common(known, stem) * 3 >= known.chars().count().max(stem.chars().count()) * 2)
            .map_or(&[], |(_, entry)| &entry.translations)
    }

    /// A word with this stem that can be shown, or the stem itself if none is known.
    #[must_use]
    pub fn shown<'a>(&'a self, stem: &'a str) -> &'a str {
        self.entries.get(stem).map_or(stem, |entry| &entry.shown)
    }

    /// The number of stems.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Merges two lexicons. Of a translation that both have, the likelier probability is kept.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut all = self.clone();
        for (stem, entry) in &other.entries {
            match all.entries.get_mut(stem) {
                Some(known) => known.add(&entry.translations),
                None => {
                    all.entries.insert(stem.clone(), entry.clone());
                }
            }
        }
        all
    }

    /// Adds a stem.
    pub(super) fn insert(&mut self, stem: &str, shown: &str, translations: Vec<Translation>) {
        self.entries.insert(stem.into(), Entry { shown: shown.into(), translations });
    }

    /// Removes the stems that have no translations and are none.
    pub(super) fn drop_unused(&mut self) {
        let used: HashSet<Box<str>> =
            self.entries.values().flat_map(|entry| entry.translations.iter().map(|one| one.stem.clone())).collect();
        self.entries.retain(|stem, entry| !entry.translations.is_empty() || used.contains(stem));
    }
}

impl Entry {
    fn add(&mut self, translations: &[Translation]) {
        for new in translations {
            match self.translations.iter_mut().find(|known| known.stem == new.stem) {
                Some(known) => known.probability = known.probability.max(new.probability),
                None => self.translations.push(new.clone()),
            }
        }
        likeliest_first(&mut self.translations);
        self.translations.truncate(MAX_TRANSLATIONS);
    }
}

pub(super) fn likeliest_first(translations: &mut [Translation]) {
    translations.sort_by(|one, other| other.probability.total_cmp(&one.probability).then_with(|| one.stem.cmp(&other.stem)));
}

/// The number of letters in the common prefix of two stems.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

fn translation(cell: &str) -> Option<Translation> {
    let (stem, thousandths) = cell.rsplit_once(':')?;
    let thousandths: u16 = thousandths.parse().ok()?;
    Some(Translation { stem: stem.into(), probability: f32::from(thousandths.min(1000)) / 1000.0 })
}
