//! What ministries and Chambers do with answers: they prepare, submit, publish and correct them.

mod content;
pub(super) mod prepare;
pub(super) mod publish;
