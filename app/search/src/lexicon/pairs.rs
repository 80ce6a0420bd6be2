//! Reads sentence pairs with their licences: data computed from a text can ship only if the licence of the text allows it.

use super::table::language;
use jawab_domain::Locale;

/// Licences that require attribution at most.
const PERMISSIVE: [&str; 8] = ["CC0", "MIT", "ISC", "UNICODE", "CC BY", "BSD", "APACHE", "PUBLIC DOMAIN"];

/// Texts in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Arabic, then French.
    pub texts: Vec<(String, String)>,
    /// The number of rows skipped because their licence is unknown or not permissive.
    pub refused: usize,
}

/// An error in a file of pairs.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairsError {
    /// A column is missing in the header.
    #[error("the first line names no column `{0}`")]
    Column(&'static str),
}

impl Pairs {
    /// Adds the rows of a tab-separated table with the columns `ar`, `fr` and `licence`. Unless `all` is set, only rows with a permissive
    /// licence are added.
    ///
    /// # Errors
    /// [`PairsError::Column`] if a column is missing.
    pub fn read(&mut self, table: &str, all: bool) -> Result<(), PairsError> {
        let mut lines = table.lines();
        let names: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let place = |name: &'static str| names.iter().position(|one| *one == name);
        let arabic = place("ar").ok_or(PairsError::Column("ar"))?;
        let french = place("fr").ok_or(PairsError::Column("fr"))?;
        let licence = place("licence");
        if licence.is_none() && !all {
            return Err(PairsError::Column("licence"));
        }
        for line in lines {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |at: usize| cells.get(at).copied().unwrap_or_default().trim();
            if !all && !licence.is_some_and(|at| is_permissive(cell(at))) {
                self.refused += 1;
                continue;
            }
            self.add(cell(arabic), cell(french));
        }
        Ok(())
    }

    /// Adds a text in both languages.
    pub fn add(&mut self, arabic: &str, french: &str) {
        if !arabic.is_empty() && !french.is_empty() {
            self.texts.push((arabic.to_owned(), french.to_owned()));
        }
    }

    /// Adds the pairs written for the product: the terms of Parliament, twice each, and the places.
    pub fn add_written(&mut self) {
        let terms = include_str!("../../data/terms.tsv").lines().filter(|line| !line.starts_with('#'));
        let terms: Vec<_> = terms.filter_map(|line| line.split_once('\t')).collect();
        for (arabic, french) in terms.iter().chain(&terms).copied().chain(crate::places::list()) {
            self.add(arabic, french);
        }
    }
}

/// Whether data computed from a text under this licence may ship under another one.
fn is_permissive(licence: &str) -> bool {
    let licence = licence.to_uppercase().replace('-', " ");
    let words: Vec<&str> = licence.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let restricted = words.iter().any(|word| matches!(*word, "SA" | "NC" | "ND" | "GPL" | "LGPL" | "AGPL"));
    !restricted && language(&licence) == Locale::Fr && PERMISSIVE.iter().any(|known| licence.starts_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_permissive_rows_are_taken() {
        let table = "source\tlicence\tar\tfr\n\
            a\tCC0-1.0\tماء\teau\nb\tCC-BY-SA-3.0\tنار\tfeu\nc\tCC-BY-4.0 (HCP)\tفاس\tFès\nd\t\tجبل\tmont\ne\tCC-BY-NC-4.0\tبحر\tmer\n\
            f\tMIT\t\tvide\n";
        let mut pairs = Pairs::default();
        pairs.read(table, false).unwrap();
        assert_eq!((pairs.texts.len(), pairs.refused), (2, 3));
        pairs.read(table, true).unwrap();
        assert_eq!((pairs.texts.len(), pairs.refused), (7, 3));
    }

    #[test]
    fn columns_must_be_named() {
        assert_eq!(Pairs::default().read("ar\tfr\n", false), Err(PairsError::Column("licence")));
        assert_eq!(Pairs::default().read("ar\tfr\n", true), Ok(()));
        assert_eq!(Pairs::default().read("", true), Err(PairsError::Column("ar")));
    }
}
