//! The columns of the index, read question by question.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, Standing, StandingKind, Status};
use tantivy::{DocId, SegmentReader, columnar::Column};

use super::{
    gather::Counts,
    schema::{code, date, day, decode},
};
use crate::port::{Filters, Sort};

/// The columns of a segment.
pub(super) struct Columns {
    /// The identity.
    pub id: Column<i64>,
    chamber: Column<i64>,
    status: Column<i64>,
    language: Column<i64>,
    ministry: Column<i64>,
    group: Column<i64>,
    member: Column<i64>,
    theme: Column<i64>,
    /// The day of deposit.
    pub deposited: Column<i64>,
    due: Column<i64>,
    answered: Column<i64>,
}

impl Columns {
    /// Opens them.
    pub(super) fn open(reader: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            id: column(reader, "id")?,
            chamber: column(reader, "chamber")?,
            status: column(reader, "status")?,
            language: column(reader, "language_of")?,
            ministry: column(reader, "ministry")?,
            group: column(reader, "group")?,
            member: column(reader, "member")?,
            theme: column(reader, "theme")?,
            deposited: column(reader, "deposited")?,
            due: column(reader, "due")?,
            answered: column(reader, "answered")?,
        })
    }

    /// Whether a question passes the filters.
    pub(super) fn accepts(&self, doc: DocId, filters: &Filters, today: NaiveDate) -> bool {
        let has =
            |column: &Column<i64>, wanted: Option<i64>| wanted.is_none_or(|wanted| column.values_for_doc(doc).any(|value| value == wanted));
        let deposited = |fits: &dyn Fn(i64) -> bool| self.deposited.first(doc).is_some_and(fits);
        has(&self.chamber, filters.chamber.map(|chamber| code(Chamber::ALL, &chamber)))
            && has(&self.status, filters.status.map(|status| code(Status::ALL, &status)))
            && has(&self.language, filters.language.map(|locale| code(Locale::ALL, &locale)))
            && has(&self.ministry, filters.ministry)
            && has(&self.group, filters.group)
            && has(&self.member, filters.member)
            && has(&self.theme, filters.theme)
            && filters.from.is_none_or(|from| deposited(&|on| on >= day(from)))
            && filters.to.is_none_or(|to| deposited(&|on| on <= day(to)))
            && filters.standing.is_none_or(|standing| self.standing(doc, today) == Some(standing))
            && (filters.excluding.is_empty() || self.id.first(doc).is_none_or(|id| !filters.excluding.contains(&id)))
    }

    /// The key of an order by date: the greatest comes first, and the least is of what has no such date.
    pub(super) fn order_key(&self, doc: DocId, sort: Sort) -> i64 {
        let key = match sort {
            Sort::Relevance | Sort::DepositDate => None,
            Sort::DueDate => {
                let open = self.status.first(doc) == Some(code(Status::ALL, &Status::Transmitted));
                self.due.first(doc).filter(|_| open).map(|due| -due)
            }
            Sort::AnswerDate => self.answered.first(doc),
        };
        key.unwrap_or(i64::MIN)
    }

    fn standing(&self, doc: DocId, today: NaiveDate) -> Option<StandingKind> {
        let status = decode(Status::ALL, self.status.first(doc)?)?;
        let on = |column: &Column<i64>| column.first(doc).and_then(date);
        Some(Standing::on(today, status, on(&self.due), on(&self.answered)).kind())
    }

    /// Adds a question to the counts.
    pub(super) fn count(&self, doc: DocId, today: NaiveDate, counts: &mut Counts) {
        if let Some(chamber) = self.chamber.first(doc).and_then(|code| decode(Chamber::ALL, code)) {
            *counts.chamber.entry(chamber).or_default() += 1;
        }
        if let Some(status) = self.status.first(doc).and_then(|code| decode(Status::ALL, code)) {
            *counts.status.entry(status).or_default() += 1;
        }
        if let Some(standing) = self.standing(doc, today) {
            *counts.standing.entry(standing).or_default() += 1;
        }
        for locale in self.language.values_for_doc(doc).filter_map(|code| decode(Locale::ALL, code)) {
            *counts.language.entry(locale).or_default() += 1;
        }
        let ids = [
            (&self.ministry, &mut counts.ministry),
            (&self.group, &mut counts.group),
            (&self.member, &mut counts.member),
            (&self.theme, &mut counts.theme),
        ];
        for (column, counts) in ids {
            for id in column.values_for_doc(doc) {
                *counts.entry(id).or_default() += 1;
            }
        }
    }
}

/// A column of numbers; empty where no question of the segment has any.
pub(super) fn column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column<i64>> {
    Ok(reader.fast_fields().column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
}
