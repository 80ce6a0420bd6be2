//! Corrections of the record: a wrong date, or an act that did not take place.
//!
//! A correction is a command like any other, decided against the state. The clocks that started on a corrected date move with it, and so do
//! the due dates. The history keeps the previous date.

use chrono::NaiveDate;

use super::{Attribution, PublishedAnswer, Refusal, State, Status};
use crate::AnswerKind;

mod bounds;
mod correction;
mod referral;

pub use bounds::{Bound, Bounds, Milestone};
pub use correction::{Correction, CorrectionKind, CorrectionRecord};

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

    /// Moves the parts of the transmission, and every clock that started with it. Whether the day can be right is not checked.
    pub fn move_transmission(&mut self, on: NaiveDate, restarts_clock: bool) {
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
