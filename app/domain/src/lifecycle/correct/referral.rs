//! Later referrals: the bounds of their day, what moves with it, and the undoing of a referral. Which ministry took over from which is not
//! recorded; it is derived from days and clocks.

use chrono::NaiveDate;

use super::bounds::{Bounds, Milestone, at};
use crate::lifecycle::{Attribution, PublishedAnswer, Refusal, State, Status, clock::predecessors};

impl State {
    /// A later referral lies between the day on which the previous ministry received the question, or the transmission, and what followed
    /// it.
    pub(super) fn bounds_of_referral(&self, nth: usize) -> Result<Bounds, Refusal> {
        let part = self.attributions.get(nth).ok_or(Refusal::WrongStatus(self.status))?;
        if part.first {
            return Err(Refusal::CameFirst);
        }
        let before = predecessors(&self.attributions).get(nth).copied().flatten().and_then(|before| self.attributions.get(before));
        let kept = Some(part.clock_from).filter(|clock| *clock < part.since);
        let answered = before.into_iter().flat_map(|before| self.answered_within(before, false));
        let received = before.map(|before| before.since).into_iter().chain(kept);
        // A ministry cannot have the same question twice at the same time.
        let had_before = self.attributions.iter().take(nth).filter(|other| other.ministry == part.ministry).filter_map(|other| other.until);
        let earliest = at(answered, Milestone::Answer).chain(at(received, Milestone::Referral)).chain(at(had_before, Milestone::Transfer));
        let returned = |other: &&Attribution| before.is_some_and(|before| before.ministry == other.ministry);
        let has_again = self.attributions.iter().skip(nth + 1).filter(returned).map(|other| other.since);
        let latest = at(self.answered_within(part, true), Milestone::Answer).chain(at(has_again, Milestone::Referral));
        let latest = latest.chain(at(part.until, Milestone::Transfer)).chain(self.at_end());
        Ok(Bounds::between(earliest.chain(self.at_transmission()), latest))
    }

    /// The days of a ministry's answers while it had the question. With `unknown`, also of answers whose ministry is not known.
    fn answered_within<'a>(&'a self, part: &'a Attribution, unknown: bool) -> impl Iterator<Item = NaiveDate> + 'a {
        let theirs = move |given: &&PublishedAnswer| given.ministry.map_or(unknown, |ministry| ministry == part.ministry);
        self.answers.iter().filter(theirs).filter_map(|given| given.on).filter(|day| part.had_it_on(*day))
    }

    /// Moves the start of a part, the end of the part it took over from, and every clock that started with it.
    pub(super) fn move_referral(&mut self, nth: usize, on: NaiveDate, restarts_clock: bool) {
        let Some(old) = self.attributions.get(nth).map(|part| part.since) else { return };
        let (before, clocks) = (predecessors(&self.attributions).get(nth).copied().flatten(), self.clocks(restarts_clock));
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

    /// A later referral can be undone while the ministry has the question and has not answered. A transfer from it must be undone first.
    pub(super) fn may_undo_referral(&self, nth: usize, from: Option<usize>) -> Result<(), Refusal> {
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
        // A ministry cannot have the same question twice at the same time.
        self.must_not_be_with(before.ok_or(Refusal::NotTheirs)?.ministry)
    }

    /// Removes a later referral. The ministry it was taken from has the question again, under its own clock, as one that has answered if
    /// it has. If nobody owes an answer then, the question is answered.
    pub(super) fn undo_referral(&mut self, nth: usize, from: Option<usize>) {
        if nth >= self.attributions.len() {
            return;
        }
        let before = from.and_then(|from| Some((from, self.attributions.get(from)?)));
        let before = before.map(|(from, part)| (from, self.answered_before(part.ministry, part.since)));
        if let Some((from, answered_on)) = before
            && let Some(part) = self.attributions.get_mut(from)
        {
            (part.until, part.answered_on) = (None, part.answered_on.or(answered_on));
        }
        self.attributions.remove(nth);
        self.settle_if_none_owes();
    }

    /// The index of the part that a part took over from, if any, derived from days and clocks.
    #[must_use]
    pub fn predecessor(&self, nth: usize) -> Option<usize> {
        predecessors(&self.attributions).get(nth).copied().flatten()
    }

    /// For each part, the index of the part with which its clock started: its own, or the one it took over from if the clock was kept.
    pub(super) fn clocks(&self, restarts_clock: bool) -> Vec<usize> {
        let mut clocks: Vec<usize> = Vec::new();
        for (n, (part, before)) in self.attributions.iter().zip(predecessors(&self.attributions)).enumerate() {
            let may_be_kept = !restarts_clock || part.clock_from != part.since;
            let of = |before: &usize| self.attributions.get(*before).is_some_and(|before| before.clock_from == part.clock_from);
            let kept = before.filter(|before| may_be_kept && of(before));
            clocks.push(kept.and_then(|before| clocks.get(before).copied()).unwrap_or(n));
        }
        clocks
    }
}
