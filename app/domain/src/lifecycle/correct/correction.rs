//! The kinds of corrections, and how the history stores them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    codes,
    lifecycle::{EventKind, Publication, Status},
};

/// The kind of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CorrectionKind {
    /// The day of deposit.
    Deposited,
    /// The day of transmission.
    Transmitted,
    /// It was not transmitted at all.
    NotTransmitted,
    /// The day of a later referral to a ministry, after the transmission.
    Referred,
    /// A later referral to a ministry was a mistake.
    NotReferred,
    /// The day of an answer.
    Answered,
    /// An answer was recorded or accepted by mistake.
    NotAnswered,
    /// The day on which it ended.
    Ended,
    /// It did not end.
    NotEnded,
}

codes!(CorrectionKind {
    Deposited = "deposited",
    Transmitted = "transmitted",
    NotTransmitted = "not_transmitted",
    Referred = "referred",
    NotReferred = "not_referred",
    Answered = "answered",
    NotAnswered = "not_answered",
    Ended = "ended",
    NotEnded = "not_ended",
});

impl CorrectionKind {
    /// Whether it undoes an act, rather than moves its day.
    #[must_use]
    pub const fn undoes(self) -> bool {
        matches!(self, Self::NotTransmitted | Self::NotReferred | Self::NotAnswered | Self::NotEnded)
    }

    /// Whether a second person must confirm it. Readers of a question that is or was published rely on its deadline, the day of its answer
    /// and its end.
    #[must_use]
    pub fn needs_second(self, publication: Publication) -> bool {
        publication != Publication::Unpublished && !matches!(self, Self::Deposited | Self::Ended)
    }

    /// Whether it corrects events of this kind.
    #[must_use]
    pub const fn is_of(self, event: EventKind) -> bool {
        match self {
            Self::Deposited => matches!(event, EventKind::Deposited),
            Self::Transmitted => matches!(event, EventKind::Transmitted),
            Self::NotTransmitted => matches!(event, EventKind::Transmitted | EventKind::Transferred | EventKind::MinistryAdded),
            Self::Referred | Self::NotReferred => matches!(event, EventKind::Transferred | EventKind::MinistryAdded),
            Self::Answered | Self::NotAnswered => matches!(event, EventKind::Answered | EventKind::Held | EventKind::Corrected),
            Self::Ended | Self::NotEnded => event.is_end(),
        }
    }

    /// Whether it supersedes an earlier correction: one of the same day, or of an act that did not take place.
    #[must_use]
    pub const fn replaces(self, earlier: Self) -> bool {
        match self {
            Self::Deposited => matches!(earlier, Self::Deposited),
            Self::Transmitted => matches!(earlier, Self::Transmitted),
            Self::Referred | Self::NotReferred => matches!(earlier, Self::Referred),
            Self::NotTransmitted => matches!(earlier, Self::Transmitted | Self::Referred),
            Self::Answered | Self::NotAnswered => matches!(earlier, Self::Answered),
            Self::Ended | Self::NotEnded => matches!(earlier, Self::Ended),
        }
    }

    /// The kind of event that records it.
    #[must_use]
    pub const fn event(self) -> EventKind {
        match self {
            Self::Deposited | Self::Transmitted | Self::Referred | Self::Answered | Self::Ended => EventKind::DateCorrected,
            Self::NotTransmitted => EventKind::TransmissionUndone,
            Self::NotReferred => EventKind::ReferralUndone,
            Self::NotAnswered => EventKind::AnswerUndone,
            Self::NotEnded => EventKind::EndUndone,
        }
    }
}

/// A correction as the history stores it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRecord {
    /// The kind of a correction.
    pub what: CorrectionKind,
    /// The previous day, if there was one.
    pub before: Option<NaiveDate>,
    /// The new day, if there is one.
    #[serde(default)]
    pub after: Option<NaiveDate>,
    /// The status of the end that was undone.
    #[serde(default)]
    pub ended: Option<Status>,
}

/// A correction of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Correction {
    /// It was deposited on another day.
    Deposited {
        /// The right day.
        on: NaiveDate,
    },
    /// It was transmitted on another day. The clocks that started on the old day move.
    Transmitted {
        /// The right day.
        on: NaiveDate,
        /// Whether the rule restarts the clock on a transfer. For a transfer on the day of transmission, the days do not tell.
        restarts_clock: bool,
    },
    /// It was not transmitted: it is deposited, and no clock runs.
    NotTransmitted,
    /// A later referral, by a transfer or to an additional ministry, was on another day. A clock that started on the old day moves.
    Referred {
        /// Its index among the attributions of the question.
        nth: usize,
        /// The right day.
        on: NaiveDate,
        /// Whether the rule restarts the clock on a transfer. For a transfer on the day on which the previous clock started, the days do
        /// not tell.
        restarts_clock: bool,
    },
    /// A later referral, by a transfer or to an additional ministry, was a mistake. The ministry that a transfer took the question from has
    /// it again, under its own clock.
    NotReferred {
        /// Its index among the attributions of the question.
        nth: usize,
        /// The index of the attribution that a transfer ended, if one did.
        from: Option<usize>,
    },
    /// A published answer was given on another day. Its texts do not change.
    Answered {
        /// Its index among the answers of the question.
        nth: usize,
        /// The right day.
        on: NaiveDate,
    },
    /// A published answer was recorded or accepted by mistake: its ministry owes one again. The answer stays readable and no longer counts.
    NotAnswered {
        /// Its index among the answers of the question.
        nth: usize,
    },
    /// It was withdrawn, converted, or lapsed on another day.
    Ended {
        /// The right day.
        on: NaiveDate,
    },
    /// It was not withdrawn or converted, or did not lapse: its status is as before.
    NotEnded,
}

impl Correction {
    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> CorrectionKind {
        match self {
            Self::Deposited { .. } => CorrectionKind::Deposited,
            Self::Transmitted { .. } => CorrectionKind::Transmitted,
            Self::NotTransmitted => CorrectionKind::NotTransmitted,
            Self::Referred { .. } => CorrectionKind::Referred,
            Self::NotReferred { .. } => CorrectionKind::NotReferred,
            Self::Answered { .. } => CorrectionKind::Answered,
            Self::NotAnswered { .. } => CorrectionKind::NotAnswered,
            Self::Ended { .. } => CorrectionKind::Ended,
            Self::NotEnded => CorrectionKind::NotEnded,
        }
    }

    /// The new day, if it sets one.
    #[must_use]
    pub const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Deposited { on }
            | Self::Transmitted { on, .. }
            | Self::Referred { on, .. }
            | Self::Answered { on, .. }
            | Self::Ended { on } => Some(on),
            Self::NotTransmitted | Self::NotReferred { .. } | Self::NotAnswered { .. } | Self::NotEnded => None,
        }
    }
}
