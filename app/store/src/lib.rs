//! The database: its tables, how rows become domain values, and the one door through which they change.
//!
//! Reads are plain functions over `&impl Connection`; every one that serves readers takes a [`Viewer`] and asks
//! [`visible_to`]; counts of all questions are taken from the [ledger](mod@ledger). Writes go through [`Database::change`],
//! which says [what changed](changes) when it commits.

pub mod accounts;
pub mod answers;
pub mod attachments;
pub mod attributions;
pub mod audit;
pub mod authors;
pub mod board;
pub mod chamber;
pub mod changes;
pub mod database;
pub mod desk;
mod entity;
mod fault;
pub mod history;
pub mod idempotency;
pub mod imports;
pub mod kept_form;
pub mod languages;
pub mod lapses;
pub mod ledger;
pub mod list;
pub mod mail;
pub mod outbox;
mod owed;
pub mod people;
pub mod press;
pub mod questions;
pub mod read;
pub mod reasons;
pub mod redactions;
pub mod registers;
pub mod requests;
pub mod rows;
pub mod rules;
mod sql;
pub mod sub_questions;
pub mod texts;
mod viewer;
pub mod works;

pub use changes::SiteState;
pub use database::{Change, Database, Patience, Pool, Savepoint, Transaction, Trial, Trouble};
pub use ledger::{Ledger, Ledgers};
pub use sql::id_list;
pub(crate) use sql::{MAX_ROWS, insert_all};
pub(crate) use viewer::visible_to;
pub use viewer::{Viewer, answers_visible_to};

use fault::Fault;

/// Where a statement is carried out: a pool of connections, or a change that is under way.
pub trait Connection: sea_orm::ConnectionTrait {}

impl<C: sea_orm::ConnectionTrait> Connection for C {}

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Others hold what is wanted, for longer than is waited; asked again, it may well be done.
    #[error("the database is busy: {0}")]
    Busy(sea_orm::DbErr),
    /// It cannot be reached, or what it stores on is full, broken or damaged.
    #[error("the database is not available: {0}")]
    Unavailable(sea_orm::DbErr),
    /// It refused.
    #[error(transparent)]
    Refused(sea_orm::DbErr),
    /// A row holds what no version of this program writes.
    #[error("the database holds an unreadable value: {0}")]
    Unreadable(String),
}

impl StoreError {
    /// Whether another question of the Chamber and legislature has the number already.
    #[must_use]
    pub fn is_number_taken(&self) -> bool {
        self.is_duplicate_of("number")
    }

    /// Whether a row is there already that has the same in a column, in which no two may.
    fn is_duplicate_of(&self, column: &str) -> bool {
        let (Self::Busy(error) | Self::Unavailable(error) | Self::Refused(error)) = self else { return false };
        matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) if what.contains(column))
    }
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        match Fault::of(&error) {
            Fault::Busy => Self::Busy(error),
            Fault::Unreachable | Fault::Storage | Fault::Damaged => Self::Unavailable(error),
            Fault::Statement => Self::Refused(error),
        }
    }
}

impl From<jawab_domain::UnknownCode> for StoreError {
    fn from(error: jawab_domain::UnknownCode) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<jawab_domain::reference::ReferenceError> for StoreError {
    fn from(error: jawab_domain::reference::ReferenceError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
