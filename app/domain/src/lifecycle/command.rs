//! The commands on a question, and the event that an accepted one becomes.

use chrono::NaiveDate;

use super::{Correction, EventKind};
use crate::AnswerKind;

/// A request to change the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Deposit it.
    Deposit {
        /// The day.
        on: NaiveDate,
    },
    /// Refer it to the Government.
    Transmit {
        /// The day the clock starts from.
        on: NaiveDate,
        /// The ministries that owe an answer, at least one.
        to: Vec<i64>,
    },
    /// Transfer it from one ministry to another.
    Transfer {
        /// The day.
        on: NaiveDate,
        /// The ministry that has it.
        from: i64,
        /// The ministry that receives it.
        to: i64,
        /// Whether the deadline rule restarts the clock for the new ministry.
        restarts_clock: bool,
    },
    /// Refer it to an additional ministry.
    AddMinistry {
        /// The day on which the clock of that ministry starts.
        on: NaiveDate,
        /// The ministry.
        ministry: i64,
    },
    /// Record an answer.
    Answer {
        /// The day.
        on: NaiveDate,
        /// The ministry.
        ministry: i64,
        /// The kind of answer.
        kind: AnswerKind,
    },
    /// Withdraw it.
    Withdraw {
        /// The day.
        on: NaiveDate,
    },
    /// Convert it to an oral question.
    ConvertToOral {
        /// The day.
        on: NaiveDate,
    },
    /// Let it lapse at the end of the legislature.
    Lapse {
        /// The day.
        on: NaiveDate,
    },
    /// Publish it.
    Publish,
    /// Hide it from the public.
    Hide {
        /// The reason, never empty.
        reason: String,
    },
    /// Show it again.
    Unhide,
    /// Correct what was recorded wrongly.
    Correct(Correction),
}

/// An accepted command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event(pub(super) Command);

impl Event {
    /// The kind of event for the history.
    #[must_use]
    pub const fn kind(&self) -> EventKind {
        match &self.0 {
            Command::Deposit { .. } => EventKind::Deposited,
            Command::Transmit { .. } => EventKind::Transmitted,
            Command::Transfer { .. } => EventKind::Transferred,
            Command::AddMinistry { .. } => EventKind::MinistryAdded,
            Command::Answer { kind: AnswerKind::Holding, .. } => EventKind::Held,
            Command::Answer { kind: AnswerKind::Final, .. } => EventKind::Answered,
            Command::Answer { kind: AnswerKind::Correction, .. } => EventKind::Corrected,
            Command::Withdraw { .. } => EventKind::Withdrawn,
            Command::ConvertToOral { .. } => EventKind::ConvertedToOral,
            Command::Lapse { .. } => EventKind::Lapsed,
            Command::Publish => EventKind::Published,
            Command::Hide { .. } => EventKind::Hidden,
            Command::Unhide => EventKind::Unhidden,
            Command::Correct(correction) => correction.kind().event(),
        }
    }

    /// The accepted command.
    #[must_use]
    pub const fn command(&self) -> &Command {
        &self.0
    }
}
