//! Keeps the search index in step with the database, which alone is the truth.

mod document;
mod indexer;

pub use document::document;
pub use indexer::{IndexError, Indexer, Reconciled};
