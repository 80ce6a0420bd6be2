//! The query language, the same for every engine: words, "phrases" in any kind of quotes, and a minus before either.
//!
//! A query is whatever a reader typed: every text is a valid query. One without a word matches everything; a reader who typed signs alone is
//! told so instead ([`has_no_word`]). Only the beginning of a very long one is searched for: see [`excess`].

mod clause;
mod limits;
mod parse;
mod reference;
mod typed_query;

pub use clause::{Clause, Parsed};
pub use limits::{Excess, MAX_QUERY_LETTERS, MAX_QUERY_WORDS, MAX_SHORT_QUERY_CLAUSES, excess, has_no_word, within};
pub use reference::{ReferenceQuery, reference};
pub use typed_query::TypedQuery;

#[cfg(test)]
mod tests;
