//! Keeps the search index in step with the database, which alone is the truth.

mod compare;
mod document;
mod indexer;
mod rebuild;

pub use compare::Reconciled;
pub use document::document;
pub use indexer::{IndexError, Indexer, Rounds};
pub use rebuild::Reindexed;
