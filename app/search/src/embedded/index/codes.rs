//! The numeric encoding of dates and codes in columns, and access to columns.

use chrono::{Datelike, NaiveDate};
use tantivy::{SegmentReader, columnar::Column};

/// Encodes a date: the day of the era.
pub(in crate::embedded) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// Decodes a date.
pub(in crate::embedded) fn date(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)
}

/// Encodes a value: its index among all values of its type.
pub(in crate::embedded) fn code<T: PartialEq>(all: &[T], value: &T) -> i64 {
    all.iter().position(|one| one == value).and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)
}

/// Decodes a value.
pub(in crate::embedded) fn decode<T: Copy>(all: &[T], code: i64) -> Option<T> {
    all.get(usize::try_from(code).ok()?).copied()
}

/// A column of numbers; empty if no question of the segment has any.
pub(in crate::embedded) fn column(reader: &SegmentReader, name: &str) -> tantivy::Result<Column<i64>> {
    Ok(reader.fast_fields().column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(reader.max_doc())))
}
