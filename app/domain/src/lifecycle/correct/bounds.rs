//! Between which days a corrected day lies, and what holds it there.

use chrono::NaiveDate;

use super::Correction;
use crate::{
    AnswerKind,
    lifecycle::{Attribution, Refusal, State, Status},
};

/// What a corrected day must not precede, or must not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Its deposit.
    Deposit,
    /// Its transmission.
    Transmission,
    /// A ministry received it, by a transfer or as one more.
    Referral,
    /// A ministry’s part went to another.
    Transfer,
    /// An answer.
    Answer,
    /// The correction of an answer.
    Correction,
    /// Its end without an answer.
    End,
    /// Nothing is recorded that is still to come.
    Today,
}

/// A day, and what holds a corrected one there.
pub type Bound = (NaiveDate, Milestone);

/// Between which days a corrected day lies, both among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The first, if one is known.
    pub earliest: Option<Bound>,
    /// The last, if one is known.
    pub latest: Option<Bound>,
    /// The day that stands there, if one does: it is none to be moved to.
    pub recorded: Option<NaiveDate>,
}

impl Bounds {
    /// After all of some days and before all of others. What is unknown of a question’s days holds nothing up.
    pub(super) fn between(earliest: impl IntoIterator<Item = Bound>, latest: impl IntoIterator<Item = Bound>) -> Self {
        let known = |(day, _): &Bound| *day > NaiveDate::MIN;
        Self {
            earliest: earliest.into_iter().filter(known).max_by_key(|(day, _)| *day),
            latest: latest.into_iter().filter(known).min_by_key(|(day, _)| *day),
            recorded: None,
        }
    }

    /// The first and the last, where no day lies between them but the one that stands there.
    #[must_use]
    pub fn without_a_day(self) -> Option<(Bound, Bound)> {
        let (earliest, latest) = self.earliest.zip(self.latest)?;
        let nothing = earliest.0 > latest.0 || (earliest.0 == latest.0 && self.recorded == Some(latest.0));
        nothing.then_some((earliest, latest))
    }

    /// With today as the last day, where none before it is.
    #[must_use]
    pub fn until(self, today: NaiveDate) -> Self {
        let before = self.latest.filter(|(day, _)| *day <= today);
        Self { latest: Some(before.unwrap_or((today, Milestone::Today))), ..self }
    }

    pub(super) fn check(self, on: NaiveDate) -> Result<(), Refusal> {
        match (self.earliest, self.latest) {
            (Some((earliest, _)), _) if on < earliest => Err(Refusal::TooEarly(earliest)),
            (_, Some((latest, _))) if on > latest => Err(Refusal::TooLate(latest)),
            _ => Ok(()),
        }
    }
}

/// Days of one kind.
pub(super) fn at(days: impl IntoIterator<Item = NaiveDate>, what: Milestone) -> impl Iterator<Item = Bound> {
    days.into_iter().map(move |day| (day, what))
}

impl State {
    /// Between which days the day lies that a correction puts right, whichever it says.
    ///
    /// # Errors
    /// A [`Refusal`] where there is no such day.
    pub fn bounds(&self, correction: Correction) -> Result<Bounds, Refusal> {
        let bounds = match correction {
            Correction::Deposited { .. } => self.bounds_of_deposit(),
            Correction::Transmitted { .. } => self.bounds_of_transmission(),
            Correction::Referred { nth, .. } => self.bounds_of_referral(nth),
            Correction::Answered { nth, .. } => self.bounds_of_answer(nth),
            Correction::Ended { .. } => self.bounds_of_end(),
            Correction::NotTransmitted | Correction::NotReferred { .. } | Correction::NotAnswered { .. } | Correction::NotEnded => {
                Ok(Bounds::default())
            }
        };
        Ok(Bounds { recorded: self.day_to_correct(correction), ..bounds? })
    }

    pub(super) fn at_transmission(&self) -> Option<Bound> {
        self.transmitted_on.map(|day| (day, Milestone::Transmission))
    }

    pub(super) fn at_end(&self) -> Option<Bound> {
        self.ended_on.map(|day| (day, Milestone::End))
    }

    fn at_deposit(&self) -> Option<Bound> {
        self.deposited_on.map(|day| (day, Milestone::Deposit))
    }

    fn at_answers(&self) -> impl Iterator<Item = Bound> {
        at(self.answers.iter().filter_map(|given| given.on), Milestone::Answer)
    }

    fn bounds_of_deposit(&self) -> Result<Bounds, Refusal> {
        if self.status == Status::Draft {
            return Err(Refusal::WrongStatus(self.status));
        }
        Ok(Bounds::between([], self.at_transmission().into_iter().chain(self.at_answers()).chain(self.at_end())))
    }

    /// A transmission lies between deposit and whatever followed it, a later referral of the same day among it.
    fn bounds_of_transmission(&self) -> Result<Bounds, Refusal> {
        if self.ended_from.unwrap_or(self.status) <= Status::Deposited {
            return Err(Refusal::WrongStatus(self.status));
        }
        let transfers = at(self.attributions.iter().filter_map(|part| part.until), Milestone::Transfer);
        let referrals = at(self.attributions.iter().filter(|part| !part.first).map(|part| part.since), Milestone::Referral);
        Ok(Bounds::between(self.at_deposit(), transfers.chain(self.at_answers()).chain(self.at_end()).chain(referrals)))
    }

    /// An answer lies between the day its ministry had the question and whatever followed it, the end among it.
    fn bounds_of_answer(&self, nth: usize) -> Result<Bounds, Refusal> {
        let given = self.answers.get(nth).ok_or(Refusal::NothingToCorrect)?;
        let theirs = |part: &&Attribution| given.is_of(part.ministry);
        let at_the_time = |part: &&Attribution| given.on.is_none_or(|day| part.had_it_on(day));
        let part = self.attributions.iter().filter(theirs).rfind(at_the_time);
        let received = part.map(|part| (part.since, if part.first { Milestone::Transmission } else { Milestone::Referral }));
        let answered = part.and_then(|part| part.answered_on).map(|day| (day, Milestone::Answer));
        let later = self.answers.iter().skip(nth + 1).filter(|other| other.ministry == given.ministry);
        let corrected = later.filter(|other| other.kind == AnswerKind::Correction).filter_map(|other| other.on).min();
        let (earliest, latest) = match given.kind {
            // It may come after the end.
            AnswerKind::Correction => (answered, [None, None]),
            AnswerKind::Final => (received, [corrected.map(|day| (day, Milestone::Correction)), self.at_end()]),
            AnswerKind::Holding => {
                let left = part.and_then(|part| part.until).map(|day| (day, Milestone::Transfer));
                (received, [left.or(answered), self.at_end()])
            }
        };
        Ok(Bounds::between(earliest.or_else(|| self.at_transmission()), latest.into_iter().flatten()))
    }

    fn bounds_of_end(&self) -> Result<Bounds, Refusal> {
        self.must_have_ended()?;
        Ok(Bounds::between(self.last_act().map(|day| (day, self.act_on(day))), []))
    }

    /// The last act that its end follows, where that came after it. No command leads there; what another source says of a question may.
    #[must_use]
    pub fn act_after_end(&self) -> Option<Bound> {
        let ended_on = self.ended_on?;
        self.bounds_of_end().ok()?.earliest.filter(|(day, _)| ended_on < *day)
    }

    /// Which of the acts that an end follows was on a day.
    fn act_on(&self, day: NaiveDate) -> Milestone {
        let left = |part: &Attribution| part.until == Some(day);
        match Some(day) {
            on if on == self.transmitted_on => Milestone::Transmission,
            on if on == self.deposited_on => Milestone::Deposit,
            on if self.answers.iter().any(|given| given.on == on) => Milestone::Answer,
            _ if self.attributions.iter().any(left) => Milestone::Transfer,
            _ => Milestone::Referral,
        }
    }
}
