//! The days between which a corrected day must lie, and the reasons.

use chrono::NaiveDate;

use super::Correction;
use crate::{
    AnswerKind,
    lifecycle::{Attribution, Refusal, State, Status},
};

/// An event that bounds a corrected day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// The deposit.
    Deposit,
    /// The transmission.
    Transmission,
    /// A later referral to a ministry, by a transfer or to an additional one.
    Referral,
    /// A transfer away from a ministry.
    Transfer,
    /// An answer.
    Answer,
    /// The correction of an answer.
    Correction,
    /// The end without an answer.
    End,
    /// Today: no future day is recorded.
    Today,
}

/// A bounding day and its event.
pub type Bound = (NaiveDate, Milestone);

/// The bounds of a corrected day, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The earliest day, if known.
    pub earliest: Option<Bound>,
    /// The latest day, if known.
    pub latest: Option<Bound>,
    /// The recorded day, if there is one. It cannot be chosen again.
    pub recorded: Option<NaiveDate>,
}

impl Bounds {
    /// The bounds from events before and events after. Unknown days do not bound.
    pub(super) fn between(earliest: impl IntoIterator<Item = Bound>, latest: impl IntoIterator<Item = Bound>) -> Self {
        let known = |(day, _): &Bound| *day > NaiveDate::MIN;
        Self {
            earliest: earliest.into_iter().filter(known).max_by_key(|(day, _)| *day),
            latest: latest.into_iter().filter(known).min_by_key(|(day, _)| *day),
            recorded: None,
        }
    }

    /// The earliest and the latest day if they leave no day but the recorded one.
    #[must_use]
    pub fn without_a_day(self) -> Option<(Bound, Bound)> {
        let (earliest, latest) = self.earliest.zip(self.latest)?;
        let nothing = earliest.0 > latest.0 || (earliest.0 == latest.0 && self.recorded == Some(latest.0));
        nothing.then_some((earliest, latest))
    }

    /// Limits the latest day to today.
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

/// Pairs days with their event.
pub(super) fn at(days: impl IntoIterator<Item = NaiveDate>, what: Milestone) -> impl Iterator<Item = Bound> {
    days.into_iter().map(move |day| (day, what))
}

impl State {
    /// The bounds of the day that a correction is about. The new day in the correction is ignored.
    ///
    /// # Errors
    /// A [`Refusal`] if there is no such day.
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

    /// A transmission lies between the deposit and what followed it, including a later referral on the same day.
    fn bounds_of_transmission(&self) -> Result<Bounds, Refusal> {
        if self.ended_from.unwrap_or(self.status) <= Status::Deposited {
            return Err(Refusal::WrongStatus(self.status));
        }
        let transfers = at(self.attributions.iter().filter_map(|part| part.until), Milestone::Transfer);
        let referrals = at(self.attributions.iter().filter(|part| !part.first).map(|part| part.since), Milestone::Referral);
        Ok(Bounds::between(self.at_deposit(), transfers.chain(self.at_answers()).chain(self.at_end()).chain(referrals)))
    }

    /// An answer lies between the day its ministry received the question and what followed the answer, including the end.
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
            // A correction may come after the end.
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

    /// The last act that is dated after the end, although the end must follow it. No command leads there, but imported data may.
    #[must_use]
    pub fn act_after_end(&self) -> Option<Bound> {
        let ended_on = self.ended_on?;
        self.bounds_of_end().ok()?.earliest.filter(|(day, _)| ended_on < *day)
    }

    /// The kind of act on a day that the end must follow.
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
