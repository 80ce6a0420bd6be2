//! The columns of the index are numbers: how dates and codes become such, and how a column is opened.

use chrono::{Datelike, NaiveDate};
use tantivy::{SegmentReader, columnar::Column};

/// A date as indexed: the day of the era.
pub(in crate::embedded) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// An indexed date.
pub(in crate::embedded) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}

/// A code as indexed: its place among all of its type.
pub(in crate::embedded) fn code<T: PartialEq>(all: &[T], value: &T) -> i64 {
    all.iter().position(|one| one == value).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// An indexed code.
pub(in crate::embedded) fn decode<T: Copy>(all: &[T], code: i64) -> Option<T> {
    all.get(usize::try_from(code).ok()?).copied()
}

/// A column of numbers; empty where no question of the segment has any.
pub(in crate::embedded) fn column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column<i64>> {
    Ok(reader.fast_fields().column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
}
