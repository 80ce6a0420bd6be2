//! Which records of a file were met before.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use sha2::{Digest as _, Sha256};

use crate::import::{
    check::{Checker, Found},
    draft::Draft,
    raw,
};

/// The beginning of the SHA-256 of an identity. Of a thousand million identities two have the same with a chance of one in 10²⁰.
type Identity = [u8; 16];

/// The beginning of the SHA-256 of a record. It may be short, as only records of one identity are compared: were a million of these
/// different, one would be taken for a repetition with a chance of one in ten million.
type Content = [u8; 8];

/// What was met under each identity, so that lines that repeat each other word for word count once, and lines that
/// share an identity but say different things are both kept, under the same identities each time.
///
/// Of each record 24 bytes are kept, however long it is, and with what a table leaves free up to 60.
#[derive(Default)]
pub(super) struct Seen {
    /// What the first record of each identity says.
    first: HashMap<Identity, Content>,
    /// What the others say that share one; most files have none.
    others: HashMap<Identity, HashSet<Content>>,
}

impl Seen {
    /// False when the draft repeats an earlier one.
    pub fn is_new(&mut self, draft: &mut Draft) -> bool {
        let identity: Identity = beginning(Sha256::digest(&draft.source_id).into());
        let content: Content = beginning(draft.digest());
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

    /// Takes note of a record of lines saved before, so that those after it keep the identities they would have had.
    pub fn pass(&mut self, checker: &Checker<'_>, record: Result<raw::Record, Found>) {
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
        let checker = Checker { folder: Path::new("."), relative_to: None };
        checker.check(serde_json::from_value(record).unwrap()).unwrap().0
    }

    #[test]
    fn repetitions_count_once_and_other_contents_get_names_of_their_own() {
        let mut seen = Seen::default();
        let lines = [("a", "x"), ("a", "x"), ("a", "y"), ("b", "x"), ("a", "z"), ("a", "y"), ("a", "x"), ("b", "y")];
        let names = lines.map(|(source_id, subject)| {
            let mut draft = draft(source_id, subject);
            seen.is_new(&mut draft).then_some(draft.source_id)
        });
        let expected = [Some("a"), None, Some("a#2"), Some("b"), Some("a#3"), None, None, Some("b#2")];
        assert_eq!(names, expected.map(|name| name.map(str::to_owned)));
    }

    #[test]
    fn few_bytes_are_kept_of_a_record_however_long_it_is() {
        assert_eq!(size_of::<(Identity, Content)>(), 24);
        let mut seen = Seen::default();
        for n in 0..2_000 {
            assert!(seen.is_new(&mut draft(&format!("{}{n}", "a".repeat(500)), &"b".repeat(500))));
        }
        // A table holds a byte beside each place.
        assert!(seen.first.capacity() * 25 / 2_000 <= 60 && seen.others.is_empty(), "{}", seen.first.capacity());
    }
}
