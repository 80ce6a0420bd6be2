//! Caches of the segments: columns, and the questions with frequent terms.

pub(super) mod columns;
pub(super) mod postings;
pub(super) mod segments;
