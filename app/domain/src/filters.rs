//! What lists and searches may be narrowed to: the same for the database and for the search index.

use chrono::NaiveDate;

use crate::{Chamber, Locale, StandingKind, Status};

/// What lists and searches are narrowed to. Absent means any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// The Chamber.
    pub chamber: Option<Chamber>,
    /// A ministry, by lasting identity: the questions it has or ever had.
    pub ministry: Option<i64>,
    /// A group, by identity.
    pub group: Option<i64>,
    /// An author, by identity.
    pub member: Option<i64>,
    /// A theme, by identity.
    pub theme: Option<i64>,
    /// The status.
    pub status: Option<Status>,
    /// The standing today.
    pub standing: Option<StandingKind>,
    /// Deposited on this day or later.
    pub from: Option<NaiveDate>,
    /// Deposited on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Has a text in this language.
    pub language: Option<Locale>,
    /// Questions left out, by identity: those that the public may no longer see, while an index has yet to hear of it.
    pub excluding: Vec<i64>,
}
