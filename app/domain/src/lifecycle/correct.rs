//! Corrections of the record: a wrong date, or an act that did not take place.
//!
//! A correction is a command like any other, decided against the state. The clocks that started on a corrected date move with it, and so do
//! the due dates. The history keeps the previous date.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Attribution, EventKind, Publication, PublishedAnswer, Refusal, State, Status};
use crate::{AnswerKind, codes};

mod bounds;
mod referral;

pub use bounds::{Bound, Bounds, Milestone};

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
pub struct Rectified {
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

impl State {
    /// The recorded day that a correction is about.
    #[must_use]
    pub fn day_to_correct(&self, correction: Correction) -> Option<NaiveDate> {
        match correction {
            Correction::Deposited { .. } => self.deposited_on,
            Correction::Transmitted { .. } | Correction::NotTransmitted => self.transmitted_on,
            Correction::Referred { nth, .. } | Correction::NotReferred { nth, .. } => {
                self.attributions.get(nth).map(|part| part.since).filter(|day| *day > NaiveDate::MIN)
            }
            Correction::Answered { nth, .. } | Correction::NotAnswered { nth } => self.answers.get(nth).and_then(|given| given.on),
            Correction::Ended { .. } | Correction::NotEnded => self.ended_on,
        }
    }

    pub(super) fn may_correct(&self, correction: Correction) -> Result<(), Refusal> {
        if correction.day().is_some() && correction.day() == self.day_to_correct(correction) {
            return Err(Refusal::SameDay);
        }
        match correction {
            Correction::NotTransmitted => {
                self.must_be(&[Status::Transmitted])?;
                if self.answers.is_empty() { Ok(()) } else { Err(Refusal::HasAnswers) }
            }
            Correction::NotReferred { nth, from } => self.may_undo_referral(nth, from),
            Correction::NotAnswered { nth } => self.may_annul(nth),
            Correction::NotEnded => self.must_have_ended(),
            Correction::Deposited { on }
            | Correction::Transmitted { on, .. }
            | Correction::Referred { on, .. }
            | Correction::Answered { on, .. }
            | Correction::Ended { on } => self.bounds(correction)?.check(on),
        }
    }

    fn must_have_ended(&self) -> Result<(), Refusal> {
        if self.ended_from.is_some() { Ok(()) } else { Err(Refusal::WrongStatus(self.status)) }
    }

    /// An answer with a later correction cannot be annulled before that correction.
    fn may_annul(&self, nth: usize) -> Result<(), Refusal> {
        let given = self.answers.get(nth).ok_or(Refusal::NothingToCorrect)?;
        let mut later = self.answers.iter().skip(nth + 1).filter(|other| other.ministry == given.ministry);
        let corrected = given.kind != AnswerKind::Holding && later.any(|other| other.kind == AnswerKind::Correction);
        if corrected { Err(Refusal::AnswerCorrected) } else { Ok(()) }
    }

    pub(super) fn correct(&mut self, correction: Correction) {
        match correction {
            Correction::Deposited { on } => self.deposited_on = Some(on),
            Correction::Transmitted { on, restarts_clock } => self.move_transmission(on, restarts_clock),
            Correction::NotTransmitted => {
                self.status = Status::Deposited;
                self.transmitted_on = None;
                self.attributions.clear();
            }
            Correction::Referred { nth, on, restarts_clock } => self.move_referral(nth, on, restarts_clock),
            Correction::NotReferred { nth, from } => self.undo_referral(nth, from),
            Correction::Answered { nth, on } => self.move_answer(nth, on),
            Correction::NotAnswered { nth } => self.annul(nth),
            Correction::Ended { on } => self.ended_on = Some(on),
            Correction::NotEnded => {
                self.status = self.ended_from.take().unwrap_or(self.status);
                self.ended_on = None;
            }
        }
    }

    /// Moves the parts of the transmission, and every clock that started with it.
    fn move_transmission(&mut self, on: NaiveDate, restarts_clock: bool) {
        self.transmitted_on = Some(on);
        let first: Vec<bool> = self.attributions.iter().map(|part| part.first).collect();
        let clocks = self.clocks(restarts_clock);
        for (part, clock) in self.attributions.iter_mut().zip(clocks) {
            if part.first {
                part.since = on;
            }
            if first.get(clock) == Some(&true) {
                part.clock_from = on;
            }
        }
    }

    fn move_answer(&mut self, nth: usize, on: NaiveDate) {
        let Some(given) = self.answers.get_mut(nth) else { return };
        let (ministry, kind) = (given.ministry, given.kind);
        given.on = Some(on);
        if kind == AnswerKind::Final {
            let settled = |part: &&mut Attribution| part.until.is_none() && part.answered_on.is_some();
            let theirs = |part: &&mut Attribution| ministry.is_none_or(|ministry| part.ministry == ministry);
            self.attributions.iter_mut().filter(settled).filter(theirs).for_each(|part| part.answered_on = Some(on));
        }
    }

    /// Reopens the parts that no other final answer closes.
    fn annul(&mut self, nth: usize) {
        if nth >= self.answers.len() {
            return;
        }
        let annulled = self.answers.remove(nth);
        if annulled.kind != AnswerKind::Final {
            return;
        }
        let finals: Vec<PublishedAnswer> = self.answers.iter().filter(|given| given.kind == AnswerKind::Final).copied().collect();
        for part in self.attributions.iter_mut().filter(|part| part.until.is_none()) {
            match finals.iter().rfind(|other| other.is_of(part.ministry)) {
                None => part.answered_on = None,
                Some(other) if annulled.is_of(part.ministry) => part.answered_on = other.on.or(part.answered_on),
                Some(_) => {}
            }
        }
        let settled = !finals.is_empty() && !self.attributions.iter().any(Attribution::is_open);
        if self.status == Status::Answered && !settled {
            self.status = Status::Transmitted;
        }
    }
}
