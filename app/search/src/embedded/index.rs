//! The index: its schema, the indexed form of a question, its folder, and writing.

mod apply;
mod building;
pub(super) mod codes;
pub(super) mod document;
pub(super) mod folder;
mod indexed;
mod rebuild;
pub(super) mod schema;
pub(super) mod shared;
pub(super) mod shingles;
mod terms;
pub(super) mod versions;
mod writer;
