//! The query language, the same for every engine: words, "phrases" in any quotes, minus before either.
//!
//! A query is what a reader typed: any text at all is a query. One without a word in it matches everything. Of a very long
//! one the beginning is searched for: see [`excess`].

mod clause;
mod limits;
mod parse;
mod reference;
mod written;

pub use clause::{Clause, Parsed};
pub use limits::{Excess, MAX_QUERY_LETTERS, MAX_QUERY_WORDS, MAX_SHORT_QUERY_CLAUSES, excess, within};
pub use reference::{ReferenceQuery, reference};
pub use written::Written;

#[cfg(test)]
mod tests;
