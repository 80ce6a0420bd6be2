//! What is kept in memory of the segments that are searched: columns, and which questions have frequent terms.

pub(super) mod columns;
pub(super) mod postings;
pub(super) mod segments;
