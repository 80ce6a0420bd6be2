//! What a report lists, however long the file is.

use super::{Problem, Rejection};

/// How many are kept: more than anybody reads, and little to hold.
const KEPT: usize = 1_000;
/// Most characters of what is quoted from a file, which may be a line of any length; as many as a title has at most.
const LONGEST: usize = 1_000;

/// Rejections or notes in the order of their lines: the first thousand as they are, the others as a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    kept: Vec<Rejection>,
    more: u64,
}

impl Listed {
    /// Adds one. A record is saved later than it is checked, so that an earlier line may still come.
    pub(in crate::import) fn push(&mut self, mut rejection: Rejection) {
        let place = self.kept.partition_point(|kept| kept.line <= rejection.line);
        if place < KEPT {
            rejection.shorten();
            self.kept.insert(place, rejection);
        }
        if place >= KEPT || self.kept.len() > KEPT {
            self.kept.truncate(KEPT);
            self.more += 1;
        }
    }

    /// The first of them.
    #[must_use]
    pub fn kept(&self) -> &[Rejection] {
        &self.kept
    }

    /// How many there are, kept or not.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.kept.len() as u64 + self.more
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}

impl Extend<Rejection> for Listed {
    fn extend<T: IntoIterator<Item = Rejection>>(&mut self, more: T) {
        more.into_iter().for_each(|rejection| self.push(rejection));
    }
}

impl Rejection {
    /// Keeps the beginning of what is quoted from the file.
    fn shorten(&mut self) {
        let said = match &mut self.problem {
            Problem::NotARecord(said)
            | Problem::NotADate(said)
            | Problem::NotAllowed(said)
            | Problem::UnknownRecord(said)
            | Problem::NoFile(said)
            | Problem::Refused(said) => Some(said),
            _ => None,
        };
        self.source_id.iter_mut().chain(said).for_each(shorten);
    }
}

fn shorten(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejection(line: u64, problem: Problem) -> Rejection {
        Rejection { line, source_id: Some("a".into()), field: String::new(), problem }
    }

    #[test]
    fn the_first_lines_are_kept_and_the_others_counted() {
        let mut listed = Listed::default();
        // As they come: what is wrong with a record by itself before what the database says of those above it.
        for line in (1..=2_000_u64).rev() {
            listed.push(rejection(line, Problem::Missing));
        }
        listed.extend((2_001..=50_000).map(|line| rejection(line, Problem::Missing)));
        let lines: Vec<u64> = listed.kept().iter().map(|kept| kept.line).collect();
        assert_eq!(lines, (1..=1_000).collect::<Vec<u64>>());
        assert_eq!((listed.total(), listed.kept.capacity() < 3_000), (50_000, true));
    }

    #[test]
    fn problems_of_a_line_stay_in_their_order() {
        let mut listed = Listed::default();
        let problems = [(2, Problem::Missing), (1, Problem::NumberTaken), (2, Problem::Redacted), (1, Problem::Annulled)];
        listed.extend(problems.map(|(line, problem)| rejection(line, problem)));
        let said: Vec<_> = listed.kept().iter().map(|kept| (kept.line, kept.problem.clone())).collect();
        let expected = [(1, Problem::NumberTaken), (1, Problem::Annulled), (2, Problem::Missing), (2, Problem::Redacted)];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_is_quoted_is_short_however_long_it_stands_in_the_file() {
        let mut listed = Listed::default();
        let long = || "é".repeat(1_000_000);
        listed.push(Rejection { source_id: Some(long()), ..rejection(1, Problem::NotADate(long())) });
        listed.push(rejection(2, Problem::UnknownRecord("b".repeat(LONGEST))));
        let [Rejection { source_id: Some(id), problem: Problem::NotADate(date), .. }, whole] = listed.kept() else { panic!("{listed:?}") };
        for text in [id, date] {
            assert_eq!((text.chars().count(), text.capacity() < 3 * LONGEST), (LONGEST + 1, true));
        }
        assert_eq!(whole.problem, Problem::UnknownRecord("b".repeat(LONGEST)), "what is short stays whole");
    }
}
