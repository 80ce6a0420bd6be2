//! The columns of the index, kept in memory for as long as a segment is searched: what questions are filtered, counted
//! and sorted by.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, Standing, StandingKind, Status};
use tantivy::{DocId, Opstamp, Searcher, SegmentReader, columnar::Column, index::SegmentId};

use super::{
    docs::Docs,
    schema::{code, date, day, decode},
};
use crate::port::{Filters, Sort};

/// The day of what has none.
const UNKNOWN: i32 = i32::MIN;

/// The columns of a segment.
pub(super) struct Columns {
    /// The identities.
    id: Vec<i64>,
    /// Their Chambers.
    pub chamber: Sets,
    /// Their statuses.
    pub status: Sets,
    /// The languages of their texts.
    pub language: Sets,
    /// The ministries that have or had them.
    pub ministry: Sets,
    /// The groups of their authors.
    pub group: Sets,
    /// Their authors.
    pub member: Sets,
    /// Their themes.
    pub theme: Sets,
    deposited: Vec<i32>,
    due: Vec<i32>,
    answered: Vec<i32>,
    /// Where questions stand, on the day that was asked for last.
    standing: Mutex<Option<(NaiveDate, Arc<Sets>)>>,
}

/// A column of values of which a question may have several. Few different sets of them occur.
#[derive(Default)]
pub(super) struct Sets {
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
    fn open(reader: &SegmentReader, name: &str) -> tantivy::Result<Self> {
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
    fn has(&self, doc: DocId, value: i64) -> bool {
        self.of.get(doc as usize).and_then(|at| self.sets.get(*at as usize)).is_some_and(|set| set.contains(&value))
    }

    /// The first value of a question.
    fn first(&self, doc: DocId) -> Option<i64> {
        self.sets.get(*self.of.get(doc as usize)? as usize)?.first().copied()
    }

    /// Keeps the questions that have a value.
    fn narrow(&self, docs: &mut Docs, value: i64) {
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
    pub(super) fn count(&self, docs: &Docs, number: usize, counts: &mut HashMap<i64, u64>) {
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

impl Columns {
    fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        let days = |name: &str| -> tantivy::Result<Vec<i32>> {
            let column = column(reader, name)?;
            Ok((0..reader.max_doc()).map(|doc| column.first(doc).and_then(|day| i32::try_from(day).ok()).unwrap_or(UNKNOWN)).collect())
        };
        let id = column(reader, "id")?;
        Ok(Self {
            id: (0..reader.max_doc()).map(|doc| id.first(doc).unwrap_or_default()).collect(),
            chamber: Sets::open(reader, "chamber")?,
            status: Sets::open(reader, "status")?,
            language: Sets::open(reader, "language_of")?,
            ministry: Sets::open(reader, "ministry")?,
            group: Sets::open(reader, "group")?,
            member: Sets::open(reader, "member")?,
            theme: Sets::open(reader, "theme")?,
            deposited: days("deposited")?,
            due: days("due")?,
            answered: days("answered")?,
            standing: Mutex::default(),
        })
    }

    /// A question's identity.
    pub(super) fn id(&self, doc: DocId) -> i64 {
        self.id.get(doc as usize).copied().unwrap_or_default()
    }

    /// The day of deposit, as indexed; the least number if it is not known.
    pub(super) fn deposited(&self, doc: DocId) -> i32 {
        self.deposited.get(doc as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The key of an order by date: the greatest comes first, and the least is of what has no such date.
    pub(super) fn order_key(&self, doc: DocId, sort: Sort) -> i32 {
        let day = |days: &[i32]| days.get(doc as usize).copied().filter(|day| *day != UNKNOWN);
        let key = match sort {
            Sort::Relevance | Sort::DepositDate => None,
            Sort::DueDate => {
                let open = self.status.first(doc) == Some(code(Status::ALL, &Status::Transmitted));
                day(&self.due).filter(|_| open).map(|due| -due)
            }
            Sort::AnswerDate => day(&self.answered),
        };
        key.unwrap_or(UNKNOWN)
    }

    /// Whether a question has a text in a language.
    pub(super) fn speaks(&self, doc: DocId, locale: Locale) -> bool {
        self.language.has(doc, code(Locale::ALL, &locale))
    }

    /// Keeps the questions that pass the filters.
    pub(super) fn narrow(&self, docs: &mut Docs, filters: &Filters, today: NaiveDate) {
        let codes = [
            (&self.chamber, filters.chamber.map(|chamber| code(Chamber::ALL, &chamber))),
            (&self.status, filters.status.map(|status| code(Status::ALL, &status))),
            (&self.language, filters.language.map(|locale| code(Locale::ALL, &locale))),
            (&self.ministry, filters.ministry),
            (&self.group, filters.group),
            (&self.member, filters.member),
            (&self.theme, filters.theme),
        ];
        for (column, value) in codes {
            if let Some(value) = value {
                column.narrow(docs, value);
            }
        }
        if filters.from.is_some() || filters.to.is_some() {
            let from = filters.from.map_or(i64::from(UNKNOWN) + 1, day);
            let to = filters.to.map_or(i64::MAX, day);
            docs.retain(|doc| (from..=to).contains(&self.deposited(doc).into()));
        }
        if let Some(standing) = filters.standing {
            self.standings(today).narrow(docs, code(StandingKind::ALL, &standing));
        }
        if !filters.excluding.is_empty() {
            docs.retain(|doc| !filters.excluding.contains(&self.id(doc)));
        }
    }

    /// Where all questions stand on a day, as codes.
    pub(super) fn standings(&self, today: NaiveDate) -> Arc<Sets> {
        let mut kept = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((day, standings)) if *day == today => Arc::clone(standings),
            _ => {
                let of = (0..).take(self.id.len()).map(|doc| self.standing(doc, today)).collect();
                let codes = StandingKind::ALL.iter().map(|kind| Box::from([code(StandingKind::ALL, kind)]));
                let all = Arc::new(Sets { of, sets: codes.collect(), docs: Vec::new() }.invert());
                *kept = Some((today, Arc::clone(&all)));
                all
            }
        }
    }

    fn standing(&self, doc: DocId, today: NaiveDate) -> u32 {
        let on = |days: &[i32]| days.get(doc as usize).filter(|day| **day != UNKNOWN).and_then(|day| date((*day).into()));
        let status = self.status.first(doc).and_then(|code| decode(Status::ALL, code));
        let standing = status.map(|status| Standing::on(today, status, on(&self.due), on(&self.answered)).kind());
        standing.and_then(|kind| u32::try_from(code(StandingKind::ALL, &kind)).ok()).unwrap_or(u32::MAX)
    }
}

/// A segment's questions that are not deleted, and its columns.
#[derive(Clone)]
pub(super) struct Kept {
    /// What is not deleted.
    pub alive: Arc<Docs>,
    /// The columns.
    pub columns: Arc<Columns>,
}

/// What is kept of the segments that are searched.
#[derive(Default)]
pub(super) struct Shelf(Mutex<HashMap<SegmentId, (Option<Opstamp>, Kept)>>);

impl Shelf {
    /// What is kept of each segment, in their order. The first search after a change reads what is new.
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Kept>> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        shelf.retain(|id, _| readers.iter().any(|reader| reader.segment_id() == *id));
        let kept = |reader: &SegmentReader| {
            let known = shelf.get(&reader.segment_id());
            if let Some((_, kept)) = known.filter(|(deletes, _)| *deletes == reader.delete_opstamp()) {
                return Ok(kept.clone());
            }
            let columns = match known {
                Some((_, kept)) => Arc::clone(&kept.columns),
                None => Arc::new(Columns::open(reader)?),
            };
            let kept = Kept { alive: Arc::new(Docs::alive(reader)), columns };
            shelf.insert(reader.segment_id(), (reader.delete_opstamp(), kept.clone()));
            Ok(kept)
        };
        readers.iter().map(kept).collect()
    }
}

/// A column of numbers; empty where no question of the segment has any.
pub(super) fn column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column<i64>> {
    Ok(reader.fast_fields().column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
}
