//! A bit-sliced counter: a binary number per question, each digit of which is a set of questions.

use tantivy::DocId;

use super::doc_set::DocSet;

/// A number for each question of a segment. Sets are added a machine word of questions at a time.
#[derive(Debug)]
pub(super) struct BitSlicedCounter {
    /// The digits, the lowest first.
    digits: Vec<DocSet>,
    none: DocSet,
}

impl BitSlicedCounter {
    /// Counts for each question of a segment with `max_doc` questions the sets that contain it.
    pub(super) fn from_sets<'a>(sets: impl IntoIterator<Item = &'a DocSet>, max_doc: DocId) -> Self {
        let mut counter = Self { digits: Vec::new(), none: DocSet::empty(max_doc) };
        sets.into_iter().for_each(|set| counter.add(set));
        counter
    }

    /// Stores given numbers, question by question.
    pub(super) fn from_numbers(numbers: impl IntoIterator<Item = usize>, max_doc: DocId) -> Self {
        let mut counter = Self::from_sets([], max_doc);
        for (doc, number) in (0..).zip(numbers) {
            let digits = (usize::BITS - number.leading_zeros()) as usize;
            if counter.digits.len() < digits {
                counter.digits.resize(digits, counter.none.clone());
            }
            for (place, digit) in counter.digits.iter_mut().enumerate().take(digits) {
                if number >> place & 1 == 1 {
                    digit.insert(doc);
                }
            }
        }
        counter
    }

    fn add(&mut self, set: &DocSet) {
        let mut carry = set.clone();
        for digit in &mut self.digits {
            let mut any = 0;
            for (digit, carry) in digit.words_mut().iter_mut().zip(carry.words_mut()) {
                (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
                any |= *carry;
            }
            if any == 0 {
                return;
            }
        }
        self.digits.push(carry);
    }

    /// The questions with a number of at least `least`.
    pub(super) fn at_least(&self, least: usize) -> DocSet {
        if least >> self.digits.len().min(63) > 0 {
            return self.none.clone();
        }
        let mut more = self.none.clone();
        let mut same = self.none.complement();
        for (place, digit) in self.digits.iter().enumerate().rev() {
            let wanted = least >> place & 1 == 1;
            for ((more, same), digit) in more.words_mut().iter_mut().zip(same.words_mut()).zip(digit.words()) {
                if wanted {
                    *same &= digit;
                } else {
                    *more |= *same & digit;
                    *same &= !digit;
                }
            }
        }
        more.union_with(&same);
        more
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MAX_DOC: DocId = 200;

    proptest! {
        #[test]
        fn sets_are_counted(sets in prop::collection::vec(prop::collection::vec(0..MAX_DOC, 0..80), 1..9), least in 0_usize..10) {
            let sets: Vec<DocSet> = sets
                .iter()
                .map(|docs| {
                    let mut set = DocSet::empty(MAX_DOC);
                    docs.iter().for_each(|doc| set.insert(*doc));
                    set
                })
                .collect();
            let expected: Vec<DocId> = (0..MAX_DOC).filter(|doc| sets.iter().filter(|set| set.contains(*doc)).count() >= least).collect();
            prop_assert_eq!(BitSlicedCounter::from_sets(&sets, MAX_DOC).at_least(least).iter().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn numbers_are_kept(numbers in prop::collection::vec(0_usize..5_000, 200), least in 0_usize..5_000) {
            let expected: Vec<DocId> = (0..).zip(&numbers).filter(|(_, number)| **number >= least).map(|(doc, _)| doc).collect();
            let counter = BitSlicedCounter::from_numbers(numbers, MAX_DOC);
            prop_assert_eq!(counter.at_least(least).iter().collect::<Vec<_>>(), expected);
        }
    }
}
