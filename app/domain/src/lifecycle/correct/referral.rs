//! A referral later than by the transmission: between which days its day lies, what moves with it, and what becomes of the others where it
//! was a mistake. Who took over from whom is nowhere recorded: days and clocks tell.

use chrono::NaiveDate;

use super::bounds::{Bounds, Milestone, at};
use crate::{
    AnswerKind,
    lifecycle::{Attribution, Given, Refusal, State, Status},
};

impl State {
    /// A later referral lies between the day on which the ministry before had it, or the transmission, and whatever followed it.
    pub(super) fn bounds_of_referral(&self, nth: usize) -> Result<Bounds, Refusal> {
        let part = self.attributions.get(nth).ok_or(Refusal::WrongStatus(self.status))?;
        if part.first {
            return Err(Refusal::CameFirst);
        }
        let before = self.taken_over().get(nth).copied().flatten().and_then(|before| self.attributions.get(before));
        let kept = Some(part.clock_from).filter(|clock| *clock < part.since);
        let answered = before.into_iter().flat_map(|before| self.answered_within(before, false));
        let received = before.map(|before| before.since).into_iter().chain(kept);
        // No ministry has a question twice at a time.
        let had_before = self.attributions.iter().take(nth).filter(|other| other.ministry == part.ministry).filter_map(|other| other.until);
        let earliest = at(answered, Milestone::Answer).chain(at(received, Milestone::Referral)).chain(at(had_before, Milestone::Transfer));
        let returned = |other: &&Attribution| before.is_some_and(|before| before.ministry == other.ministry);
        let has_again = self.attributions.iter().skip(nth + 1).filter(returned).map(|other| other.since);
        let latest = at(self.answered_within(part, true), Milestone::Answer).chain(at(has_again, Milestone::Referral));
        let latest = latest.chain(at(part.until, Milestone::Transfer)).chain(self.at_end());
        Ok(Bounds::between(earliest.chain(self.at_transmission()), latest))
    }

    /// The days of a ministry's answers while it had the question, and perhaps of those that are not known to be anybody's.
    fn answered_within<'a>(&'a self, part: &'a Attribution, unknown: bool) -> impl Iterator<Item = NaiveDate> + 'a {
        let theirs = move |given: &&Given| given.ministry.map_or(unknown, |ministry| ministry == part.ministry);
        self.answers.iter().filter(theirs).filter_map(|given| given.on).filter(|day| part.had_it_on(*day))
    }

    /// A part begins then, the one that it took over from ends, and a clock that began with it begins then, wherever it was kept.
    pub(super) fn move_referral(&mut self, nth: usize, on: NaiveDate, restarts_clock: bool) {
        let Some(old) = self.attributions.get(nth).map(|part| part.since) else { return };
        let (before, clocks) = (self.taken_over().get(nth).copied().flatten(), self.clocks(restarts_clock));
        for (n, (part, clock)) in self.attributions.iter_mut().zip(clocks).enumerate() {
            if n == nth {
                part.since = on;
            }
            if before == Some(n) {
                part.until = Some(on);
            }
            if clock == nth && part.clock_from == old {
                part.clock_from = on;
            }
        }
    }

    /// A later referral was a mistake as long as its ministry has the question and has not answered. What it passed on is annulled first.
    pub(super) fn may_take_out(&self, nth: usize, from: Option<usize>) -> Result<(), Refusal> {
        self.must_be(&[Status::Transmitted])?;
        let part = self.attributions.get(nth).ok_or(Refusal::NotTheirs)?;
        if part.first {
            return Err(Refusal::CameFirst);
        }
        if part.until.is_some() {
            return Err(Refusal::NotTheirs);
        }
        if part.answered_on.is_some() || self.answered_within(part, false).next().is_some() {
            return Err(Refusal::HasAnswers);
        }
        let Some(from) = from else {
            let others = self.attributions.iter().enumerate().any(|(n, other)| n != nth && other.until.is_none());
            return if others { Ok(()) } else { Err(Refusal::NoMinistry) };
        };
        let before = self.attributions.get(from).filter(|before| from < nth && before.until == Some(part.since));
        // No ministry has a question twice at a time.
        self.must_not_be_with(before.ok_or(Refusal::NotTheirs)?.ministry)
    }

    /// The ministry has it no more, and the one that it was taken from has it again, under its own clock. Where nobody else owes an answer,
    /// the question is answered.
    pub(super) fn take_out(&mut self, nth: usize, from: Option<usize>) {
        if nth >= self.attributions.len() {
            return;
        }
        if let Some(before) = from.and_then(|from| self.attributions.get_mut(from)) {
            before.until = None;
        }
        self.attributions.remove(nth);
        let given = self.answers.iter().any(|given| given.kind == AnswerKind::Final);
        if given && !self.attributions.iter().any(Attribution::is_open) {
            self.status = Status::Answered;
        }
    }

    /// From which part one took over, if from one, as far as days and clocks tell.
    #[must_use]
    pub fn taken_from(&self, nth: usize) -> Option<usize> {
        self.taken_over().get(nth).copied().flatten()
    }

    /// From which part each took over, if from one: that ended the day it began, and is followed by no other. A clock that was kept
    /// tells which, where several ended that day.
    fn taken_over(&self) -> Vec<Option<usize>> {
        let mut from = vec![None; self.attributions.len()];
        for same_clock in [true, false] {
            for (n, part) in self.attributions.iter().enumerate().filter(|(_, part)| !part.first) {
                let ended = |(at, before): &(usize, &Attribution)| {
                    before.until == Some(part.since) && (!same_clock || before.clock_from == part.clock_from) && !from.contains(&Some(*at))
                };
                let before = self.attributions.iter().enumerate().take(n).find(ended).map(|(at, _)| at);
                if let Some(none @ None) = from.get_mut(n) {
                    *none = before;
                }
            }
        }
        from
    }

    /// With which part the clock of each began: its own, or that of the one it took over from, where it was kept.
    pub(super) fn clocks(&self, restarts_clock: bool) -> Vec<usize> {
        let mut clocks: Vec<usize> = Vec::new();
        for (n, (part, before)) in self.attributions.iter().zip(self.taken_over()).enumerate() {
            let may_be_kept = !restarts_clock || part.clock_from != part.since;
            let of = |before: &usize| self.attributions.get(*before).is_some_and(|before| before.clock_from == part.clock_from);
            let kept = before.filter(|before| may_be_kept && of(before));
            clocks.push(kept.and_then(|before| clocks.get(before).copied()).unwrap_or(n));
        }
        clocks
    }
}
