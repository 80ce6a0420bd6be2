//! Recognises records that repeat earlier records of the same file.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use sha2::{Digest as _, Sha256};

use crate::import::{
    check::{Checker, FieldProblems},
    draft::Draft,
    raw,
};

/// The beginning of the SHA-256 of an id. Among a thousand million ids, the probability of a collision is one in 10²⁰.
type IdPrefix = [u8; 16];

/// The beginning of the SHA-256 of a record. It may be short, as only records with the same id are compared: among a million different
/// ones, the probability that one is taken for a repetition is one in ten million.
type ContentPrefix = [u8; 8];

/// The records met under each id. Lines that repeat each other exactly count once. Lines that share an id but differ are both imported,
/// under the same derived ids each time.
///
/// Each record takes 24 bytes, whatever its length, and up to 60 with the free space of the table.
#[derive(Default)]
pub(super) struct Repetitions {
    /// The first record of each id.
    first: HashMap<IdPrefix, ContentPrefix>,
    /// The other records with the same id; most files have none.
    others: HashMap<IdPrefix, HashSet<ContentPrefix>>,
}

impl Repetitions {
    /// False if the draft repeats an earlier one.
    pub fn is_new(&mut self, draft: &mut Draft) -> bool {
        let identity: IdPrefix = beginning(Sha256::digest(&draft.source_id).into());
        let content: ContentPrefix = beginning(draft.digest());
        let first = match self.first.entry(identity) {
            Entry::Vacant(free) => {
                free.insert(content);
                return true;
            }
            Entry::Occupied(first) => *first.get(),
        };
        if first == content {
            return false;
        }
        let others = self.others.entry(identity).or_default();
        if !others.insert(content) {
            return false;
        }
        draft.source_id = format!("{}#{}", draft.source_id, others.len() + 1);
        true
    }

    /// Takes note of a record that was saved by an earlier run, so that later records get the same ids.
    pub fn pass(&mut self, checker: &Checker<'_>, record: Result<raw::Record, FieldProblems>) {
        if let Ok((mut draft, _)) = record.and_then(|record| checker.check(record)) {
            self.is_new(&mut draft);
        }
    }
}

fn beginning<const N: usize>(hash: [u8; 32]) -> [u8; N] {
    let mut beginning = [0; N];
    beginning.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    beginning
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;

    fn draft(source_id: &str, subject: &str) -> Draft {
        let record = json!({ "source_id": source_id, "chamber": "councillors", "subject": { "fr": subject } });
        let checker = Checker { folder: Path::new("."), today: chrono::NaiveDate::MAX, relative_to: None };
        checker.check(serde_json::from_value(record).unwrap()).unwrap().0
    }

    #[test]
    fn repetitions_count_once_and_different_records_get_ids_of_their_own() {
        let mut seen = Repetitions::default();
        let lines = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "x"), ("a", "z"), ("a", "y"), ("a", "x"), ("b", "y")];
        let names = lines.map(|(source_id, subject)| {
            let mut draft = draft(source_id, subject);
            seen.is_new(&mut draft).then_some(draft.source_id)
        });
        let expected = [Some("a"), None, Some("a#2"), Some("b"), Some("a#3"), None, None, Some("b#2")];
        assert_eq!(names, expected.map(|name| name.map(str::to_owned)));
    }

    #[test]
    fn a_record_takes_few_bytes_whatever_its_length() {
        assert_eq!(size_of::<(IdPrefix, ContentPrefix)>(), 24);
        let mut seen = Repetitions::default();
        for n in 0..2_000 {
            assert!(seen.is_new(&mut draft(&format!("{}{n}", "a".repeat(500)), &"b".repeat(500))));
        }
        // A hash table has one more byte for each slot.
        assert!(seen.first.capacity() * 25 / 2_000 <= 60 && seen.others.is_empty(), "{}", seen.first.capacity());
    }
}
