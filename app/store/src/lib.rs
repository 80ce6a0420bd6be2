//! The database: its tables, how rows become domain values, and the one door through which they change.
//!
//! Reads are plain functions over `&impl ConnectionTrait`; every one that serves readers takes a [`Viewer`] and asks
//! [`visible_to`]. Writes go through [`Database::change`], which bumps the database's generation when it commits.

pub mod accounts;
pub mod attachments;
pub mod audit;
pub mod board;
pub mod chamber;
pub mod database;
pub mod desk;
pub mod entity;
pub mod kept_form;
pub mod list;
pub mod mail;
pub mod outbox;
pub mod people;
pub mod read;
pub mod rules;
mod viewer;

pub use database::{Change, Database, Pool, Savepoint, Transaction};
pub use viewer::{Viewer, answers_visible_to, visible_to};

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or cannot be reached.
    #[error(transparent)]
    Database(#[from] sea_orm::DbErr),
    /// A row holds what no version of this program writes.
    #[error("the database holds an unreadable value: {0}")]
    Unreadable(String),
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
