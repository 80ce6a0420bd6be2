//! Keeps the search index consistent with the database, which is the source of truth.

mod compare;
mod document;
mod indexer;
mod rebuild;

pub use compare::Reconciled;
pub use document::document;
pub use indexer::{IndexError, Indexer, Rounds};
pub use rebuild::Reindexed;
