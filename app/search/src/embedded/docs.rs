//! Sets of questions, one bit each: what a search matches is counted and narrowed without scoring any of it.

use tantivy::{DocId, SegmentReader};

/// Questions in one word of a set.
const BITS: u32 = u64::BITS;

/// A set of a segment's questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Docs(Vec<u64>);

impl Docs {
    /// No question of a segment that has so many.
    pub(super) fn none(max_doc: DocId) -> Self {
        Self(vec![0; max_doc.div_ceil(BITS) as usize])
    }

    /// All questions of a segment that has so many.
    pub(super) fn all(max_doc: DocId) -> Self {
        Self::none(max_doc).others(max_doc)
    }

    /// The questions of a segment that are not deleted.
    pub(super) fn alive(reader: &SegmentReader) -> Self {
        let mut docs = Self::none(reader.max_doc());
        reader.doc_ids_alive().for_each(|doc| docs.insert(doc));
        docs
    }

    /// No question of the segment that this is a set of.
    #[must_use]
    pub(super) fn emptied(&self) -> Self {
        Self(vec![0; self.0.len()])
    }

    /// Adds a question.
    #[inline]
    pub(super) fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.0.get_mut((doc / BITS) as usize) {
            *word |= 1 << (doc % BITS);
        }
    }

    /// Whether it has a question.
    #[inline]
    pub(super) fn contains(&self, doc: DocId) -> bool {
        self.0.get((doc / BITS) as usize).is_some_and(|word| word >> (doc % BITS) & 1 == 1)
    }

    /// Adds the questions of another set.
    pub(super) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// What both sets have.
    #[must_use]
    pub(super) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(word, other)| word & other).collect())
    }

    /// What the other set does not have.
    #[must_use]
    pub(super) fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(word, other)| word & !other).collect())
    }

    /// All questions of a segment that has so many, but these.
    #[must_use]
    pub(super) fn others(&self, max_doc: DocId) -> Self {
        let mut others = Self(self.0.iter().map(|word| !word).collect());
        if let Some(last) = others.0.last_mut().filter(|_| !max_doc.is_multiple_of(BITS)) {
            *last &= (1 << (max_doc % BITS)) - 1;
        }
        others
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        ones(self.0.iter().copied())
    }

    /// How many both sets have.
    pub(super) fn common(&self, other: &Self) -> usize {
        ones(self.0.iter().zip(&other.0).map(|(word, other)| word & other))
    }

    /// How many words of memory it takes.
    pub(super) const fn words(&self) -> usize {
        self.0.len()
    }

    /// The questions, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        (0..).step_by(BITS as usize).zip(&self.0).flat_map(|(first, word)| Ones(*word).map(move |bit| first + bit))
    }

    /// Keeps those that pass.
    pub(super) fn retain(&mut self, mut passes: impl FnMut(DocId) -> bool) {
        for (first, word) in (0..).step_by(BITS as usize).zip(&mut self.0) {
            for bit in Ones(*word) {
                *word &= !(u64::from(!passes(first + bit)) << bit);
            }
        }
    }
}

/// How many ones there are, counted with the best instructions that the machine has.
#[inline]
fn ones(words: impl Iterator<Item = u64>) -> usize {
    pulp::Arch::new().dispatch(
        #[inline(always)]
        || words.map(|word| word.count_ones() as usize).sum(),
    )
}

/// The places of the ones of a word.
struct Ones(u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        (self.0 != 0).then(|| {
            let bit = self.0.trailing_zeros();
            self.0 &= self.0 - 1;
            bit
        })
    }
}

/// In how many of several sets each question is: binary numbers, a digit of 64 questions at a time.
#[derive(Debug)]
pub(super) struct Tally {
    /// The digits, lowest first.
    digits: Vec<Docs>,
    none: Docs,
}

impl Tally {
    /// Of these sets of a segment that has so many questions.
    pub(super) fn of<'a>(sets: impl IntoIterator<Item = &'a Docs>, max_doc: DocId) -> Self {
        let mut tally = Self { digits: Vec::new(), none: Docs::none(max_doc) };
        sets.into_iter().for_each(|set| tally.add(set));
        tally
    }

    /// Where it is known how many sets each question is in.
    pub(super) fn counted(numbers: impl IntoIterator<Item = usize>, max_doc: DocId) -> Self {
        let mut tally = Self::of([], max_doc);
        for (doc, number) in (0..).zip(numbers) {
            for place in Ones(number as u64) {
                let place = place as usize;
                if tally.digits.len() <= place {
                    tally.digits.resize(place + 1, tally.none.clone());
                }
                tally.digits.get_mut(place).into_iter().for_each(|digit| digit.insert(doc));
            }
        }
        tally
    }

    fn add(&mut self, set: &Docs) {
        let mut carry = set.clone();
        for digit in &mut self.digits {
            let mut any = 0;
            for (digit, carry) in digit.0.iter_mut().zip(&mut carry.0) {
                (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
                any |= *carry;
            }
            if any == 0 {
                return;
            }
        }
        self.digits.push(carry);
    }

    /// The questions that are in so many of the sets, or more.
    pub(super) fn at_least(&self, least: usize) -> Docs {
        if least >> self.digits.len().min(63) > 0 {
            return self.none.clone();
        }
        let mut more = self.none.clone();
        let mut same = Docs(self.none.0.iter().map(|_| u64::MAX).collect());
        for (place, digit) in self.digits.iter().enumerate().rev() {
            let wanted = least >> place & 1 == 1;
            for ((more, same), digit) in more.0.iter_mut().zip(&mut same.0).zip(&digit.0) {
                if wanted {
                    *same &= digit;
                } else {
                    *more |= *same & digit;
                    *same &= !digit;
                }
            }
        }
        more.add(&same);
        more
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOST: DocId = 200;

    fn set(docs: &[DocId]) -> Docs {
        let mut set = Docs::none(MOST);
        docs.iter().for_each(|doc| set.insert(*doc));
        set
    }

    proptest! {
        #[test]
        fn a_tally_counts_sets(sets in prop::collection::vec(prop::collection::vec(0..MOST, 0..80), 1..9), least in 1_usize..10) {
            let sets: Vec<Docs> = sets.iter().map(|docs| set(docs)).collect();
            let expected: Vec<DocId> = (0..MOST).filter(|doc| sets.iter().filter(|set| set.contains(*doc)).count() >= least).collect();
            prop_assert_eq!(Tally::of(&sets, MOST).at_least(least).iter().collect::<Vec<_>>(), expected);
        }

        #[test]
        fn sets_are_sets(one in prop::collection::btree_set(0..MOST, 0..80), other in prop::collection::btree_set(0..MOST, 0..80)) {
            let [a, b] = [&one, &other].map(|docs| set(&docs.iter().copied().collect::<Vec<_>>()));
            let mut both = a.clone();
            both.add(&b);
            let mut odd = a.clone();
            odd.retain(|doc| doc % 2 == 1);
            let of = |docs: Docs| docs.iter().collect::<std::collections::BTreeSet<_>>();
            prop_assert_eq!(of(both), &one | &other);
            prop_assert_eq!(a.and(&b).count(), (&one & &other).len());
            prop_assert_eq!(of(a.without(&b)), &one - &other);
            prop_assert!(of(odd).into_iter().eq(one.into_iter().filter(|doc| doc % 2 == 1)));
        }
    }
}
