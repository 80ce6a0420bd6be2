//! What became of each record.

use std::fmt;

use chrono::NaiveDate;

mod listed;

pub use listed::Listed;

/// What is wrong with a field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The line is no record at all.
    NotARecord(String),
    /// A field that a record must have is missing.
    Missing,
    /// Not a date of the form YYYY-MM-DD.
    NotADate(String),
    /// The date lies before one it must follow: the field that has that one, or what it is of.
    Before(String),
    /// The other question that it answers had ended before, on this day.
    EndedBefore(NaiveDate),
    /// Not a value this field takes.
    NotAllowed(String),
    /// A list has more items than this, the most that one of a question has.
    TooMany(usize),
    /// The text is refused.
    Text(jawab_domain::text::TextError),
    /// The reference already belongs to another question.
    NumberTaken,
    /// A published answer reads otherwise; it is never edited.
    PublishedAnswer,
    /// A passage was taken out of the text here: it stays as it is, whatever the source says.
    Redacted,
    /// This answer was annulled here: it is not taken over, whatever the source says.
    Annulled,
    /// No record of this source identity is known.
    UnknownRecord(String),
    /// The press article's file cannot be read.
    NoFile(String),
    /// The database refused the record.
    Refused(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARecord(why) => write!(f, "this is no record: {why}"),
            Self::Missing => f.write_str("a record must have this"),
            Self::NotADate(given) => write!(f, "{given:?} is no date; write it as 2026-11-21"),
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

/// A record that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its identity in the source, where it could be read.
    pub source_id: Option<String>,
    /// The field at fault, as a path: `answers[0].date`.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
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

/// The outcome of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Records that are new.
    pub created: u64,
    /// Records that changed.
    pub updated: u64,
    /// Records that were there already, the same.
    pub unchanged: u64,
    /// Lines that repeat an earlier line of the file, word for word.
    pub repeated: u64,
    /// Records that were not taken over, and why.
    pub rejected: Listed,
    /// Things taken over that somebody should look at.
    pub notes: Listed,
}
