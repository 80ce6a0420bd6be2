//! A column of days.

use chrono::NaiveDate;
use tantivy::DocId;

use super::super::super::{bit_sliced_counter::BitSlicedCounter, doc_set::DocSet, index::codes::day};

/// The value for an unknown day.
pub(super) const UNKNOWN: i32 = i32::MIN;

/// The days of questions, numbered from the first; zero if unknown.
pub(super) struct Days {
    first: i64,
    numbers: BitSlicedCounter,
}

impl Days {
    /// Builds the column from the day of each question.
    pub(super) fn new(days: &[i32], max_doc: DocId) -> Self {
        let first = days.iter().copied().filter(|day| *day != UNKNOWN).min().map_or(0, i64::from);
        let numbers = days.iter().map(|day| number(first, (*day).into()));
        Self { first, numbers: BitSlicedCounter::from_numbers(numbers, max_doc) }
    }

    /// Removes the questions whose day is unknown or outside a period.
    pub(super) fn narrow(&self, docs: &mut DocSet, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        let from = from.map_or(0, |from| number(self.first, day(from)));
        docs.intersect_with(&self.numbers.at_least(from.max(1)));
        if let Some(to) = to {
            docs.difference_with(&self.numbers.at_least(number(self.first, day(to)) + 1));
        }
    }
}

fn number(first: i64, day: i64) -> usize {
    usize::try_from(day - first + 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::super::index::codes::date, *};

    proptest! {
        #[test]
        fn a_period_is_a_period(
            days in prop::collection::vec(prop_oneof![Just(UNKNOWN), 739_000_i32..739_060], 1..200),
            from in prop::option::of(738_990_i64..739_070),
            to in prop::option::of(738_990_i64..739_070),
        ) {
            let max_doc = DocId::try_from(days.len()).unwrap();
            let mut docs = DocSet::full(max_doc);
            Days::new(&days, max_doc).narrow(&mut docs, from.and_then(date), to.and_then(date));
            let lies = |day: i64| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
            let expected = (0..max_doc).zip(&days).filter(|(_, day)| **day != UNKNOWN && lies((**day).into())).map(|(doc, _)| doc);
            prop_assert_eq!(docs.iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}
