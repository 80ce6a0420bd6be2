//! What staff do with questions: one file for each use case, and what several of them share.

pub(super) mod attach;
pub(super) mod content;
pub(super) mod correct;
pub(super) mod deadlines;
mod delete;
pub(super) mod deposit;
pub(super) mod deposit_preview;
mod hide;
pub(super) mod history;
pub(super) mod lapse;
mod links;
pub(super) mod loaded_question;
pub(super) mod log;
pub(super) mod pending;
mod sub_questions;
mod texts;
pub(super) mod transfers;
mod translate;
mod transmission;
mod unhide;
