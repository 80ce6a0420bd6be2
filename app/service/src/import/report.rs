//! The result of an import, record by record.

use std::fmt;

use chrono::NaiveDate;
use jawab_domain::validation::Problem;

mod listed;
mod new_names;

pub use listed::BoundedList;
pub use new_names::{NewEntry, NewNames};

/// A problem of a record or of one of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordProblem {
    /// The value is invalid.
    Invalid(Problem),
    /// The line is not a record.
    NotARecord(String),
    /// It is not a date of the form YYYY-MM-DD.
    NotADate(String),
    /// The date is before a date that it must follow: the field of that date, or what it is the date of.
    Before(String),
    /// The other question that it answers had ended before, on this day.
    EndedBefore(NaiveDate),
    /// The value is not allowed for this field.
    NotAllowed(String),
    /// The published answer has another text; published answers are never edited.
    PublishedAnswer,
    /// The text was redacted here: it stays as it is, whatever the source says.
    Redacted,
    /// Somebody recorded another value here: it stays, as the source says nothing new.
    RecordedHere {
        /// What was recorded here.
        here: String,
        /// What the source says.
        source: String,
    },
    /// A referral was recorded here after the day that stays: the transmission moves to no day after it.
    FollowedByReferral {
        /// The day that stays.
        here: String,
        /// Whether the source gives another day; else it gives none.
        later: bool,
    },
    /// The answer was annulled here: it is not imported, whatever the source says.
    Annulled,
    /// There is no record with this source id.
    UnknownRecord(String),
    /// The file of the press article cannot be read.
    NoFile(String),
    /// The database rejected the record.
    Refused(String),
}

impl From<Problem> for RecordProblem {
    fn from(problem: Problem) -> Self {
        Self::Invalid(problem)
    }
}

impl fmt::Display for RecordProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(problem) => write_problem(f, problem),
            Self::NotARecord(why) => write!(f, "this is no record: {why}"),
            Self::NotADate(given) => write!(f, "{given:?} is no date; write it as 2026-11-21"),
            Self::Before(other) => write!(f, "this date lies before {other}"),
            Self::EndedBefore(day) => write!(f, "that question had ended on {day}, before this answer"),
            Self::NotAllowed(why) => f.write_str(why),
            Self::PublishedAnswer => f.write_str("a published answer is never edited: add a correction that names it"),
            Self::Redacted => f.write_str("a passage was taken out of this text here; it stays as it is"),
            Self::RecordedHere { here, source } => write!(f, "somebody recorded {here} here, and that stays; the file says {source}"),
            Self::FollowedByReferral { here, later: true } => write!(f, "this date lies after a referral recorded here; {here} stays"),
            Self::FollowedByReferral { here, later: false } => write!(f, "a referral recorded here follows this date; {here} stays"),
            Self::Annulled => f.write_str("this answer was annulled here, as recorded by mistake; it is not taken over"),
            Self::UnknownRecord(id) => write!(f, "there is no record with source_id {id:?}, here or in the database"),
            Self::NoFile(name) => write!(f, "the file {name:?} cannot be read beside the imported file"),
            Self::Refused(why) => write!(f, "the database refused it: {why}"),
        }
    }
}

/// Writes what is wrong with a value, in the words of the report. An import finds no other problems than those written out here.
fn write_problem(f: &mut fmt::Formatter<'_>, problem: &Problem) -> fmt::Result {
    match problem {
        Problem::Missing => f.write_str("a record must have this"),
        Problem::TooLong { most } => write!(f, "the text has more than {most} characters"),
        Problem::Nul => f.write_str("the text has a NUL character"),
        Problem::DirectionControls => f.write_str("the text has invisible direction controls"),
        Problem::TooMany { most } => write!(f, "a question has at most {most} of these"),
        Problem::NotAnAddress => f.write_str("an address begins with https:// or http:// and has no spaces"),
        Problem::NotASha256 => f.write_str("a SHA-256 has 64 hexadecimal digits"),
        Problem::TooLate(today) => write!(f, "this date lies after {today}, the day of this import"),
        Problem::Taken => f.write_str("another question has this Chamber, legislature and number"),
        other => write!(f, "{other:?}"),
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
    /// The ministries, groups, members and themes that were new.
    pub new_names: NewNames,
}

impl Report {
    /// Adds a rejected record with its reasons.
    pub(in crate::import) fn reject(&mut self, reasons: impl IntoIterator<Item = Rejection>) {
        self.rejected += 1;
        self.reasons.extend(reasons);
    }
}
