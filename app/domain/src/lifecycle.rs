//! The lifecycle of a question: its states, the commands on it, and the events of its history.
//!
//! A [`Command`] is decided against the [`State`] and becomes an [`Event`], or is refused. Applying the event gives the next state. The
//! history of a question is the list of its events and is never deleted.

mod clock;
mod command;
mod correct;
mod corrected_by;
mod decide;
mod event_kind;
mod refusal;
mod state;

pub use clock::{Successions, clock_days, clock_start};
pub use command::{Command, Event};
pub use correct::{Bound, Bounds, Correction, CorrectionKind, CorrectionRecord, Milestone};
pub use corrected_by::{CorrectedBy, HistoryEvent, corrected_by};
pub use event_kind::EventKind;
pub use refusal::Refusal;
pub use state::{Attribution, Publication, PublishedAnswer, State, Status};

#[cfg(test)]
mod tests;
