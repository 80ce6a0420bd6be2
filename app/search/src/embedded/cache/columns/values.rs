//! Columns of values.

use std::collections::HashMap;

use tantivy::{DocId, SegmentReader};

use super::super::super::{doc_set::DocSet, index::codes::column};

/// A column with any number of values per question.
#[derive(Default)]
pub(super) struct Values {
    /// The distinct values.
    values: Vec<i64>,
    /// The code of each question: the index of its single value, or beyond those the index of its list of values.
    codes: Vec<u32>,
    /// The lists of several values or none: their number, then the index of each.
    several: Vec<u32>,
    /// The number of questions with each value.
    all: Vec<u64>,
    /// The questions with each value, if there are few values.
    docs: Vec<DocSet>,
}

/// The largest number of values for which a column stores the questions of each.
const MAX_VALUES_WITH_SETS: usize = 96;
/// The cost of counting one question, in words of two sets that can be intersected in the same time.
const QUESTION_COST_WORDS: usize = 16;

impl Values {
    /// Builds the column from the values of each question.
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
        // The number of distinct values, which precede the lists, is known only now.
        for doc in with_several {
            all.codes.get_mut(doc as usize).into_iter().for_each(|code| *code += number(all.values.len()));
        }
        all.all = all.counts(all.codes.iter().copied());
        if all.values.len() <= MAX_VALUES_WITH_SETS {
            all.docs = all.inverted();
        }
        all
    }

    /// Reads a column of a segment.
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

    /// The code of a question.
    #[inline]
    pub(super) fn code(&self, doc: DocId) -> u32 {
        self.codes.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// The indexes of the values of a code.
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

    /// Removes the questions without a value.
    pub(super) fn narrow(&self, docs: &mut DocSet, value: i64) {
        match self.values.iter().position(|known| *known == value) {
            None => *docs = docs.empty_like(),
            Some(place) => match self.docs.get(place) {
                Some(having) => docs.intersect_with(having),
                None => docs.retain(|doc| self.places(self.code(doc)).any(|has| has == place)),
            },
        }
    }

    /// The number of words of sets to intersect for counting; none if there are many values.
    pub(super) fn words(&self) -> usize {
        self.docs.iter().map(|docs| docs.words().len()).sum()
    }

    /// The number of these `number` questions with each value.
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

    /// The counts of no question.
    pub(super) fn zeros(&self) -> Vec<u64> {
        vec![0; self.values.len()]
    }

    /// Adds a code to the counts.
    #[inline]
    pub(super) fn add(&self, code: u32, counts: &mut [u64]) {
        // Usually a single value.
        if let Some(count) = counts.get_mut(code as usize) {
            *count += 1;
            return;
        }
        for place in self.places(code) {
            counts.get_mut(place).into_iter().for_each(|count| *count += 1);
        }
    }

    /// Each counted value with its number.
    pub(super) fn counted(&self, counts: Vec<u64>) -> impl Iterator<Item = (i64, u64)> {
        self.values.iter().copied().zip(counts).filter(|(_, count)| *count > 0)
    }
}

/// A segment has fewer questions and values than `u32` can count.
fn number(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
