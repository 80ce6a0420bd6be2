//! The database: its tables, the mapping of rows to domain values, and the only way to change them.
//!
//! Reads are plain functions over `&impl Connection`. Those that serve readers take a [`Viewer`] and filter by [`visible_to`]. Counts of
//! all questions come from the [ledger](mod@ledger). Writes go through [`Database::change`], whose commit records [what changed](changes).

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
mod failure_kind;
pub mod form_drafts;
pub mod history;
pub mod idempotency;
pub mod imports;
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
pub use database::{Change, Database, DatabaseCopy, HealthError, LockTimeout, Pool, Savepoint, Transaction};
pub use ledger::{Ledger, LedgerCache};
pub use sql::id_list;
pub(crate) use sql::{MAX_ROWS, insert_all};
pub(crate) use viewer::visible_to;
pub use viewer::{Viewer, answers_visible_to};

use failure_kind::FailureKind;

/// Executes statements: a pool of connections or an open transaction.
pub trait Connection: sea_orm::ConnectionTrait {}

impl<C: sea_orm::ConnectionTrait> Connection for C {}

/// An error of the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A connection or a lock was not free within the timeout. A retry may succeed.
    #[error("the database is busy: {0}")]
    Busy(sea_orm::DbErr),
    /// The database is unreachable, or its storage is full, broken or damaged.
    #[error("the database is not available: {0}")]
    Unavailable(sea_orm::DbErr),
    /// The database refused the statement.
    #[error(transparent)]
    Refused(sea_orm::DbErr),
    /// A row has a value that no version of this program writes.
    #[error("the database holds an unreadable value: {0}")]
    Unreadable(String),
}

impl StoreError {
    /// Whether another question of the Chamber and legislature already has the number.
    #[must_use]
    pub fn is_number_taken(&self) -> bool {
        self.is_duplicate_of("number")
    }

    /// Whether a unique column already has the value.
    fn is_duplicate_of(&self, column: &str) -> bool {
        let (Self::Busy(error) | Self::Unavailable(error) | Self::Refused(error)) = self else { return false };
        matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(what)) if what.contains(column))
    }
}

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        match FailureKind::from_error(&error) {
            FailureKind::Busy => Self::Busy(error),
            FailureKind::Unreachable | FailureKind::Storage | FailureKind::Damaged => Self::Unavailable(error),
            FailureKind::Statement => Self::Refused(error),
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
