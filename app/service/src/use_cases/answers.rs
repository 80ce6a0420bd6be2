//! What ministries and Chambers do with answers: they prepare, submit, publish and correct them.

mod assign;
mod content;
pub(super) mod prepare;
pub(super) mod publish;
