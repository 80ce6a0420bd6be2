//! The filters of lists and searches, the same for the database and for the search index.

use chrono::NaiveDate;

use crate::{Chamber, Locale, StandingKind, Status};

/// The filters of a list or a search. `None` matches everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// The Chamber.
    pub chamber: Option<Chamber>,
    /// A ministry, by identity: matches the questions that it has or ever had.
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
    /// Questions to leave out, by identity: the public may no longer see them, but the index does not know it yet.
    pub excluding: Vec<i64>,
}
