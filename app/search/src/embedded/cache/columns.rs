//! The columns of a segment in memory, by which questions are filtered, counted and sorted.

mod days;
mod values;

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, Standing, StandingKind, Status};
use tantivy::{DocId, Searcher, SegmentReader};

use super::super::{
    doc_set::DocSet,
    index::codes::{code, column, date, decode},
    parallel,
};
use crate::engine::{Filters, Sort};
use days::{Days, UNKNOWN};
use values::Values;

/// The cost of counting one question in all columns, in words of two sets that can be intersected in the same time.
const QUESTION_COST_WORDS: usize = 128;

/// The columns of a segment.
pub(in crate::embedded) struct Columns {
    /// The identities.
    id: Vec<i64>,
    /// Their Chambers.
    chamber: Values,
    /// Their statuses.
    status: Values,
    /// The languages of their texts.
    language: Values,
    /// The ministries that have or had them.
    ministry: Values,
    /// The groups of their authors.
    group: Values,
    /// Their authors.
    member: Values,
    /// Their themes.
    theme: Values,
    deposited: Vec<i32>,
    /// The days of deposit again, for filtering.
    period: Days,
    due: Vec<i32>,
    answered: Vec<i32>,
    /// The standings of questions on the last requested day.
    standing: Mutex<Option<(NaiveDate, Arc<Values>)>>,
    /// The codes of each question in all counted columns side by side, for counting few questions.
    codes: Vec<[u32; 7]>,
    /// All questions in the requested orders.
    orders: Mutex<HashMap<Sort, Arc<[DocId]>>>,
}

impl Columns {
    /// Reads the columns of a segment.
    pub(super) fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let days = |name: &str| -> tantivy::Result<Vec<i32>> {
            let column = column(reader, name)?;
            Ok((0..reader.max_doc()).map(|doc| column.first(doc).and_then(|day| i32::try_from(day).ok()).unwrap_or(UNKNOWN)).collect())
        };
        let id = column(reader, "id")?;
        let deposited = days("deposited")?;
        let mut columns = Self {
            id: (0..reader.max_doc()).map(|doc| id.first(doc).unwrap_or_default()).collect(),
            chamber: Values::read(reader, "chamber")?,
            status: Values::read(reader, "status")?,
            language: Values::read(reader, "language_of")?,
            ministry: Values::read(reader, "ministry")?,
            group: Values::read(reader, "group")?,
            member: Values::read(reader, "member")?,
            theme: Values::read(reader, "theme")?,
            period: Days::new(&deposited, reader.max_doc()),
            deposited,
            due: days("due")?,
            answered: days("answered")?,
            standing: Mutex::default(),
            codes: Vec::new(),
            orders: Mutex::default(),
        };
        columns.codes = (0..reader.max_doc()).map(|doc| columns.counted().map(|column| column.code(doc))).collect();
        Ok(columns)
    }

    /// The columns that facets count, without the standing.
    const fn counted(&self) -> [&Values; 7] {
        let Self { chamber, status, language, ministry, group, member, theme, .. } = self;
        [chamber, status, language, ministry, group, member, theme]
    }

    /// Adds the number of these questions with each value: of Chambers, statuses, languages, ministries, groups, members, themes and
    /// standings.
    pub(in crate::embedded) fn count(
        &self,
        docs: &DocSet,
        today: NaiveDate,
        searcher: &Searcher,
        sums: &mut [HashMap<i64, u64>; 8],
    ) -> tantivy::Result<()> {
        let (standings, number) = (self.standings(today), docs.count());
        let columns: Vec<&Values> = self.counted().into_iter().chain([&*standings]).collect();
        let counts = if number * QUESTION_COST_WORDS < columns.iter().map(|column| column.words()).sum() {
            let mut counts: Vec<Vec<u64>> = columns.iter().map(|column| column.zeros()).collect();
            for doc in docs.iter() {
                let codes = self.codes.get(doc as usize).into_iter().flatten().copied().chain([standings.code(doc)]);
                codes.zip(&columns).zip(&mut counts).for_each(|((code, column), counts)| column.add(code, counts));
            }
            counts
        } else {
            parallel::map(searcher, &columns, |column| Ok(column.count(docs, number)))?
        };
        for ((column, counts), sums) in columns.iter().zip(counts).zip(sums) {
            column.counted(counts).for_each(|(value, count)| *sums.entry(value).or_default() += count);
        }
        Ok(())
    }

    /// The identity of a question.
    pub(in crate::embedded) fn id(&self, doc: DocId) -> i64 {
        self.id.get(doc as usize).copied().unwrap_or_default()
    }

    /// The indexed day of deposit; the smallest number if unknown.
    pub(in crate::embedded) fn deposited(&self, doc: DocId) -> i32 {
        self.deposited.get(doc as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The sort key of an order by date: the largest comes first; the smallest is that of questions without the date.
    pub(in crate::embedded) fn order_key(&self, doc: DocId, sort: Sort) -> i32 {
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

    /// The first questions of a set in an order by date, at least `wanted` of them: a small set is left for the caller to sort, and a
    /// large one is filtered from the order of all.
    pub(in crate::embedded) fn first(&self, docs: &DocSet, sort: Sort, wanted: usize) -> Vec<DocId> {
        let number = docs.count();
        if number.saturating_mul(number) <= wanted.saturating_mul(self.id.len()) {
            return docs.iter().collect();
        }
        self.order(sort).iter().copied().filter(|doc| docs.contains(*doc)).take(wanted).collect()
    }

    fn order(&self, sort: Sort) -> Arc<[DocId]> {
        let mut orders = self.orders.lock().unwrap_or_else(PoisonError::into_inner);
        let order = orders.entry(sort).or_insert_with(|| {
            let mut order: Vec<DocId> = (0..).take(self.id.len()).collect();
            order.sort_by_cached_key(|doc| Reverse((self.order_key(*doc, sort), self.deposited(*doc), self.id(*doc))));
            order.into()
        });
        Arc::clone(order)
    }

    /// Whether a question has a text in a language.
    pub(in crate::embedded) fn speaks(&self, doc: DocId, locale: Locale) -> bool {
        self.language.has(doc, code(Locale::ALL, &locale))
    }

    /// Removes the questions that do not match the filters.
    pub(in crate::embedded) fn narrow(&self, docs: &mut DocSet, filters: &Filters, today: NaiveDate) {
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
            self.period.narrow(docs, filters.from, filters.to);
        }
        if let Some(standing) = filters.standing {
            self.standings(today).narrow(docs, code(StandingKind::ALL, &standing));
        }
        if !filters.excluding.is_empty() {
            let mut excluding = filters.excluding.clone();
            excluding.sort_unstable();
            docs.retain(|doc| excluding.binary_search(&self.id(doc)).is_err());
        }
    }

    /// The standings of all questions on a day, as codes.
    fn standings(&self, today: NaiveDate) -> Arc<Values> {
        let mut kept = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((day, standings)) if *day == today => Arc::clone(standings),
            _ => {
                let all = Arc::new(Values::new((0..).take(self.id.len()).map(|doc| self.standing(doc, today))));
                *kept = Some((today, Arc::clone(&all)));
                all
            }
        }
    }

    fn standing(&self, doc: DocId, today: NaiveDate) -> Option<i64> {
        let on = |days: &[i32]| days.get(doc as usize).filter(|day| **day != UNKNOWN).and_then(|day| date((*day).into()));
        let status = self.status.first(doc).and_then(|code| decode(Status::ALL, code));
        let standing = status.map(|status| Standing::on(today, status, on(&self.due), on(&self.answered)).kind());
        standing.map(|kind| code(StandingKind::ALL, &kind))
    }
}
