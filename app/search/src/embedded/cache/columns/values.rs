//! Columns of values.

use std::collections::HashMap;

use tantivy::{DocId, SegmentReader};

use super::super::super::{doc_set::DocSet, index::codes::column};

/// A column of values of which a question may have several.
#[derive(Default)]
pub(super) struct Values {
    /// The values that occur.
    values: Vec<i64>,
    /// What each question has, as a code: the place of its value, or after those the place of its several ones.
    codes: Vec<u32>,
    /// Several values, or none: their number, then the place of each.
    several: Vec<u32>,
    /// How many questions have each value.
    all: Vec<u64>,
    /// The questions of each value, where the values are few.
    docs: Vec<DocSet>,
}

/// Columns of no more values than this keep the questions of each.
const MAX_VALUES_WITH_SETS: usize = 96;
/// To count one question takes as long as to intersect this many words of two sets.
const QUESTION_COST_WORDS: usize = 16;

impl Values {
    /// A column of these values, question by question.
    pub(super) fn new<T: IntoIterator<Item = i64>>(of: impl Iterator<Item = T>) -> Self {
        let mut all = Self::default();
        let mut places: HashMap<i64, u32> = HashMap::new();
        let mut known: HashMap<Box<[u32]>, u32> = HashMap::new();
        let (mut having, mut with_several): (Vec<u32>, Vec<DocId>) = Default::default();
        for (doc, values) in (0..).zip(of) {
            having.clear();
            having.extend(values.into_iter().map(|value| {
                *places.entry(value).or_insert_with(|| {
                    all.values.push(value);
                    number(all.values.len()) - 1
                })
            }));
            if let [only] = having.as_slice() {
                all.codes.push(*only);
                continue;
            }
            let place = *known.entry(having.as_slice().into()).or_insert_with(|| {
                let place = number(all.several.len());
                all.several.push(number(having.len()));
                all.several.extend(&having);
                place
            });
            all.codes.push(place);
            with_several.push(doc);
        }
        // Only now is it known how many values come before.
        for doc in with_several {
            all.codes.get_mut(doc as usize).into_iter().for_each(|code| *code += number(all.values.len()));
        }
        all.all = all.counts(all.codes.iter().copied());
        if all.values.len() <= MAX_VALUES_WITH_SETS {
            all.docs = all.inverted();
        }
        all
    }

    /// A column of a segment.
    pub(super) fn read(reader: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        let column = column(reader, name)?;
        Ok(Self::new((0..reader.max_doc()).map(|doc| column.values_for_doc(doc))))
    }

    fn inverted(&self) -> Vec<DocSet> {
        let mut docs = vec![DocSet::empty(number(self.codes.len())); self.values.len()];
        for (doc, code) in (0..).zip(&self.codes) {
            for place in self.places(*code) {
                docs.get_mut(place).into_iter().for_each(|docs| docs.insert(doc));
            }
        }
        docs
    }

    /// What a question has, as a code.
    #[inline]
    pub(super) fn code(&self, doc: DocId) -> u32 {
        self.codes.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// The places of the values that a code stands for.
    #[inline]
    fn places(&self, code: u32) -> impl Iterator<Item = usize> {
        let several = (code as usize).checked_sub(self.values.len()).and_then(|at| self.several.get(at..)?.split_first());
        let one = several.is_none().then_some(code);
        let several = several.into_iter().flat_map(|(number, places)| places.iter().take(*number as usize)).copied();
        one.into_iter().chain(several).map(|place| place as usize)
    }

    /// Whether a question has a value.
    pub(super) fn has(&self, doc: DocId, value: i64) -> bool {
        self.places(self.code(doc)).any(|place| self.values.get(place) == Some(&value))
    }

    /// The first value of a question.
    pub(super) fn first(&self, doc: DocId) -> Option<i64> {
        self.values.get(self.places(self.code(doc)).next()?).copied()
    }

    /// Keeps the questions that have a value.
    pub(super) fn narrow(&self, docs: &mut DocSet, value: i64) {
        match self.values.iter().position(|known| *known == value) {
            None => *docs = docs.empty_like(),
            Some(place) => match self.docs.get(place) {
                Some(having) => docs.intersect_with(having),
                None => docs.retain(|doc| self.places(self.code(doc)).any(|has| has == place)),
            },
        }
    }

    /// How many words of sets are gone through to count any questions; none where the values are many.
    pub(super) fn words(&self) -> usize {
        self.docs.iter().map(|docs| docs.words().len()).sum()
    }

    /// How many of some questions, which are so many, have each value.
    pub(super) fn count(&self, docs: &DocSet, number: usize) -> Vec<u64> {
        if !self.docs.is_empty() && self.words() < number * QUESTION_COST_WORDS {
            return self.docs.iter().map(|having| docs.intersection_count(having) as u64).collect();
        }
        let of = |docs: &DocSet| self.counts(docs.iter().map(|doc| self.code(doc)));
        if number * 2 < self.codes.len() {
            return of(docs);
        }
        let others = of(&docs.complement());
        self.all.iter().zip(others).map(|(all, others)| all - others).collect()
    }

    fn counts(&self, codes: impl Iterator<Item = u32>) -> Vec<u64> {
        let mut counts = self.zeros();
        codes.for_each(|code| self.add(code, &mut counts));
        counts
    }

    /// A count of nothing.
    pub(super) fn zeros(&self) -> Vec<u64> {
        vec![0; self.values.len()]
    }

    /// Counts what a code stands for.
    #[inline]
    pub(super) fn add(&self, code: u32, counts: &mut [u64]) {
        // Mostly one value.
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
            return;
        }
        for place in self.places(code) {
            counts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
    }

    /// Each value with how often it was counted, if it was.
    pub(super) fn counted(&self, counts: Vec<u64>) -> impl Iterator<Item = (i64, u64)> {
        self.values.iter().copied().zip(counts).filter(|(_, count)| *count > 0)
    }
}

/// A segment has fewer questions and values than this can count.
fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
