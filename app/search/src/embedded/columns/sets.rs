//! Columns of values.

use std::collections::HashMap;

use tantivy::{DocId, SegmentReader};

use super::{super::docs::Docs, column};

/// A column of values of which a question may have several. Few different sets of them occur.
#[derive(Default)]
pub(in crate::embedded) struct Sets {
    /// Which set a question has.
    of: Vec<u32>,
    sets: Vec<Box<[i64]>>,
    /// The questions of each set, where the sets are few.
    docs: Vec<Docs>,
}

/// Columns of no more sets than this keep the questions of each.
const FEW: usize = 96;
/// To count one question takes as long as this many words of two sets.
const EACH: usize = 2;

impl Sets {
    /// The set that each question has, and the sets.
    pub(super) fn new(of: Vec<u32>, sets: Vec<Box<[i64]>>) -> Self {
        Self { of, sets, docs: Vec::new() }.invert()
    }

    /// A column of a segment.
    pub(super) fn open(reader: &SegmentReader, name: &str) -> tantivy::Result<Self> {
        let column = column(reader, name)?;
        let mut known: HashMap<Box<[i64]>, u32> = HashMap::new();
        let mut values = Vec::new();
        let mut all = Self::default();
        for doc in 0..reader.max_doc() {
            values.clear();
            values.extend(column.values_for_doc(doc));
            let at = known.get(values.as_slice()).copied().unwrap_or_else(|| {
                let at = u32::try_from(all.sets.len()).unwrap_or(u32::MAX);
                all.sets.push(values.as_slice().into());
                known.insert(values.as_slice().into(), at);
                at
            });
            all.of.push(at);
        }
        Ok(all.invert())
    }

    /// With the questions of each set, if the sets are few.
    fn invert(mut self) -> Self {
        if self.sets.len() <= FEW {
            let questions = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
            self.docs = vec![Docs::none(questions); self.sets.len()];
            for (doc, at) in (0..).zip(&self.of) {
                self.docs.get_mut(*at as usize).into_iter().for_each(|docs| docs.insert(doc));
            }
        }
        self
    }

    /// Whether a question has a value.
    pub(super) fn has(&self, doc: DocId, value: i64) -> bool {
        self.of.get(doc as usize).and_then(|at| self.sets.get(*at as usize)).is_some_and(|set| set.contains(&value))
    }

    /// The first value of a question.
    pub(super) fn first(&self, doc: DocId) -> Option<i64> {
        self.sets.get(*self.of.get(doc as usize)? as usize)?.first().copied()
    }

    /// Keeps the questions that have a value.
    pub(super) fn narrow(&self, docs: &mut Docs, value: i64) {
        let passing: Vec<bool> = self.sets.iter().map(|set| set.contains(&value)).collect();
        if !self.docs.is_empty() {
            let mut having = docs.emptied();
            self.docs.iter().zip(passing).filter(|(_, passes)| *passes).for_each(|(docs, _)| having.add(docs));
            *docs = docs.and(&having);
            return;
        }
        docs.retain(|doc| self.of.get(doc as usize).and_then(|at| passing.get(*at as usize)).copied().unwrap_or_default());
    }

    /// Adds how many of the questions (which are so many) have each value.
    pub(in crate::embedded) fn count(&self, docs: &Docs, number: usize, counts: &mut HashMap<i64, u64>) {
        let mut of_set = vec![0_u64; self.sets.len()];
        if self.docs.len() * docs.words() < number * EACH && !self.docs.is_empty() {
            of_set = self.docs.iter().map(|set| docs.common(set) as u64).collect();
        } else {
            for doc in docs.iter() {
                if let Some(count) = self.of.get(doc as usize).and_then(|at| of_set.get_mut(*at as usize)) {
                    *count += 1;
                }
            }
        }
        for (set, count) in self.sets.iter().zip(of_set).filter(|(_, count)| *count > 0) {
            for value in set {
                *counts.entry(*value).or_default() += count;
            }
        }
    }
}
