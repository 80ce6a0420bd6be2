//! The result of an import, record by record.

use std::fmt;

use chrono::NaiveDate;

mod listed;

pub use listed::BoundedList;

/// A problem of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordProblem {
    /// The line is not a record.
    NotARecord(String),
    /// A required field is missing.
    Missing,
    /// It is not a date of the form YYYY-MM-DD.
    NotADate(String),
    /// The date is after the day of the import, which is this day.
    InFuture(NaiveDate),
    /// The date is before a date that it must follow: the field of that date, or what it is the date of.
    Before(String),
    /// The other question that it answers had ended before, on this day.
    EndedBefore(NaiveDate),
    /// The value is not allowed for this field.
    NotAllowed(String),
    /// The list has more items than this maximum.
    TooMany(usize),
    /// The text is refused.
    Text(jawab_domain::text::TextError),
    /// Another question has this reference.
    NumberTaken,
    /// The published answer has another text; published answers are never edited.
    PublishedAnswer,
    /// The text was redacted here: it stays as it is, whatever the source says.
    Redacted,
    /// The answer was annulled here: it is not imported, whatever the source says.
    Annulled,
    /// There is no record with this source id.
    UnknownRecord(String),
    /// The file of the press article cannot be read.
    NoFile(String),
    /// The database rejected the record.
    Refused(String),
}

impl fmt::Display for RecordProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecord(why) => write!(f, "this is no record: {why}"),
            Self::Missing => f.write_str("a record must have this"),
            Self::NotADate(given) => write!(f, "{given:?} is no date; write it as 2026-11-21"),
            Self::InFuture(today) => write!(f, "this date lies after {today}, the day of this import"),
            Self::Before(other) => write!(f, "this date lies before {other}"),
            Self::EndedBefore(day) => write!(f, "that question had ended on {day}, before this answer"),
            Self::NotAllowed(why) => f.write_str(why),
            Self::TooMany(most) => write!(f, "a question has at most {most} of these"),
            Self::Text(error) => error.fmt(f),
            Self::NumberTaken => f.write_str("another question has this Chamber, legislature and number"),
            Self::PublishedAnswer => f.write_str("a published answer is never edited: add a correction that names it"),
            Self::Redacted => f.write_str("a passage was taken out of this text here; it stays as it is"),
            Self::Annulled => f.write_str("this answer was annulled here, as recorded by mistake; it is not taken over"),
            Self::UnknownRecord(id) => write!(f, "there is no record with source_id {id:?}, here or in the database"),
            Self::NoFile(name) => write!(f, "the file {name:?} cannot be read beside the imported file"),
            Self::Refused(why) => write!(f, "the database refused it: {why}"),
        }
    }
}

/// A reason why a record was rejected, or a note on one that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The record's line in the file, from 1.
    pub line: u64,
    /// Its source id, if it could be read.
    pub source_id: Option<String>,
    /// The path of the field: `answers[0].date`.
    pub field: String,
    /// What is wrong with it.
    pub problem: RecordProblem,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(id) = &self.source_id {
            write!(f, " ({id})")?;
        }
        if self.field.is_empty() { write!(f, ": {}", self.problem) } else { write!(f, ": {}: {}", self.field, self.problem) }
    }
}

/// The result of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The number of new records.
    pub created: u64,
    /// The number of changed records.
    pub updated: u64,
    /// The number of unchanged records.
    pub unchanged: u64,
    /// The number of lines that repeat an earlier line of the file exactly.
    pub repeated: u64,
    /// The number of rejected records.
    pub rejected: u64,
    /// Why they were rejected; a record may have several reasons.
    pub reasons: BoundedList,
    /// Imported values that somebody should check.
    pub notes: BoundedList,
}

impl Report {
    /// Adds a rejected record with its reasons.
    pub(in crate::import) fn reject(&mut self, reasons: impl IntoIterator<Item = Rejection>) {
        self.rejected += 1;
        self.reasons.extend(reasons);
    }
}
