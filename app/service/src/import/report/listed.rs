//! The bounded lists of a report, whatever the length of the file.

use super::{RecordProblem, Rejection};

/// The maximum number of stored entries: more than anybody reads, and little memory.
pub(super) const MAX_LISTED: usize = 1_000;
/// The maximum number of characters of a quotation from the file, whose lines may have any length; as many as a title may have.
const MAX_QUOTED_CHARS: usize = 1_000;

/// Rejections or notes in the order of their lines: the first thousand are stored, the others counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoundedList {
    entries: Vec<Rejection>,
    more: u64,
}

impl BoundedList {
    /// Adds an entry. Records are saved later than they are validated, so an entry for an earlier line may follow.
    pub(in crate::import) fn push(&mut self, mut rejection: Rejection) {
        let place = self.entries.partition_point(|entry| entry.line <= rejection.line);
        if place < MAX_LISTED {
            rejection.shorten();
            self.entries.insert(place, rejection);
        }
        if place >= MAX_LISTED || self.entries.len() > MAX_LISTED {
            self.entries.truncate(MAX_LISTED);
            self.more += 1;
        }
    }

    /// The first entries.
    #[must_use]
    pub fn first(&self) -> &[Rejection] {
        &self.entries
    }

    /// The number of entries, stored or not.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.entries.len() as u64 + self.more
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Extend<Rejection> for BoundedList {
    fn extend<T: IntoIterator<Item = Rejection>>(&mut self, more: T) {
        more.into_iter().for_each(|rejection| self.push(rejection));
    }
}

impl Rejection {
    /// Shortens the quotations from the file.
    fn shorten(&mut self) {
        let said = match &mut self.problem {
            RecordProblem::NotARecord(said)
            | RecordProblem::NotADate(said)
            | RecordProblem::NotAllowed(said)
            | RecordProblem::UnknownRecord(said)
            | RecordProblem::NoFile(said)
            | RecordProblem::Refused(said) => Some(said),
            _ => None,
        };
        self.source_id.iter_mut().chain(said).for_each(shorten);
    }
}

pub(super) fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MAX_QUOTED_CHARS) {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use jawab_domain::validation::Problem;

    use super::*;

    fn rejection(line: u64, problem: impl Into<RecordProblem>) -> Rejection {
        Rejection { line, source_id: Some("a".into()), field: String::new(), problem: problem.into() }
    }

    #[test]
    fn the_first_entries_are_stored_and_the_others_counted() {
        let mut listed = BoundedList::default();
        // In the order in which they occur: validation problems before problems from the database for earlier lines.
        for line in (1..=2_000_u64).rev() {
            listed.push(rejection(line, Problem::Missing));
        }
        listed.extend((2_001..=50_000).map(|line| rejection(line, Problem::Missing)));
        let lines: Vec<u64> = listed.first().iter().map(|entry| entry.line).collect();
        assert_eq!(lines, (1..=1_000).collect::<Vec<u64>>());
        assert_eq!((listed.total(), listed.entries.capacity() < 3_000), (50_000, true));
    }

    #[test]
    fn problems_of_a_line_stay_in_their_order() {
        let mut listed = BoundedList::default();
        let missing = || RecordProblem::from(Problem::Missing);
        let problems = [(2, missing()), (1, RecordProblem::PublishedAnswer), (2, RecordProblem::Redacted), (1, RecordProblem::Annulled)];
        listed.extend(problems.map(|(line, problem)| rejection(line, problem)));
        let said: Vec<_> = listed.first().iter().map(|entry| (entry.line, entry.problem.clone())).collect();
        let expected = [(1, RecordProblem::PublishedAnswer), (1, RecordProblem::Annulled), (2, missing()), (2, RecordProblem::Redacted)];
        assert_eq!(said, expected);
    }

    #[test]
    fn quotations_are_shortened() {
        let mut listed = BoundedList::default();
        let long = || "é".repeat(1_000_000);
        listed.push(Rejection { source_id: Some(long()), ..rejection(1, RecordProblem::NotADate(long())) });
        listed.push(rejection(2, RecordProblem::UnknownRecord("b".repeat(MAX_QUOTED_CHARS))));
        let [Rejection { source_id: Some(id), problem: RecordProblem::NotADate(date), .. }, whole] = listed.first() else {
            panic!("{listed:?}")
        };
        for text in [id, date] {
            assert_eq!((text.chars().count(), text.capacity() < 3 * MAX_QUOTED_CHARS), (MAX_QUOTED_CHARS + 1, true));
        }
        assert_eq!(whole.problem, RecordProblem::UnknownRecord("b".repeat(MAX_QUOTED_CHARS)), "what is short stays whole");
    }
}
