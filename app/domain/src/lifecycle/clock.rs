//! The days on which the clocks of ministries start. They follow from the referrals and from the rule in force, and so they are derived
//! again whenever deadlines are computed. Which ministry took over from which is not recorded; it is derived from days and clocks.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Attribution, EventKind};
use crate::deadline::ClockStart;

/// Ministries and what they became. A succession hands questions over under the same clock, whatever the rule says of transfers.
pub type Successions = BTreeSet<(i64, i64)>;

/// For each part, the day on which its clock starts under a rule: the day of its referral, or, of a part that took over from another
/// under a rule by which a transfer opens no new deadline, the start of that one. `restarted` is what the rule says by which the recorded
/// clocks started: if a transfer kept the clock, a part with another clock took over from none.
#[must_use]
pub fn clock_days(parts: &[Attribution], (restarted, restarts): (bool, bool), successions: &Successions) -> Vec<NaiveDate> {
    let passes: &[bool] = if restarted { &[true, false] } else { &[true] };
    let mut days: Vec<NaiveDate> = Vec::with_capacity(parts.len());
    for (part, before) in parts.iter().zip(matched(parts, passes)) {
        let taken_over = before.and_then(|at| parts.get(at).zip(days.get(at).copied()));
        days.push(match taken_over {
            Some((before, kept)) => {
                let succeeds = part.clock_from < part.since && successions.contains(&(before.ministry, part.ministry));
                if restarts && !succeeds { part.since } else { kept }
            }
            // Nothing tells of another day.
            None => part.clock_from,
        });
    }
    days
}

/// What took place on the day on which the clock of a part started: a kept clock started with one of the parts before. How its ministry
/// received the question is told by the events, the oldest first, each with the ministry that received or lost the question by it; where
/// none tells, by the days.
#[must_use]
pub fn clock_start(parts: &[Attribution], nth: usize, told: &[(EventKind, i64)]) -> ClockStart {
    let Some(day) = parts.get(nth).map(|part| part.clock_from) else { return ClockStart::default() };
    if parts.iter().any(|of| of.first && of.since == day) {
        return ClockStart::Transmission;
    }
    let before = predecessors(parts);
    let taken_over = |at: usize| before.get(at).copied().flatten();
    let began = |at: &usize| parts.get(*at).is_some_and(|of| of.since == day);
    // Of several on that day the earliest.
    let started_with = std::iter::successors(Some(nth), |at| taken_over(*at)).filter(began).last();
    let started_with = started_with.or_else(|| (0..parts.len()).find(began)).and_then(|at| Some((at, parts.get(at)?)));
    let Some((at, part)) = started_with else { return ClockStart::default() };
    let later = parts.iter().skip(at + 1).filter(|of| of.ministry == part.ministry).count();
    let by_days = if taken_over(at).is_some() { ClockStart::Transfer } else { ClockStart::Addition };
    received(told, part.ministry, later).unwrap_or(by_days)
}

/// How a ministry received a question, by the events: the last time, or the time after which it did so this often.
fn received(told: &[(EventKind, i64)], ministry: i64, later: usize) -> Option<ClockStart> {
    let mut all = Vec::new();
    for (kind, _) in told.iter().filter(|(_, of)| *of == ministry) {
        match kind {
            EventKind::Transferred => all.push(ClockStart::Transfer),
            EventKind::MinistryAdded => all.push(ClockStart::Addition),
            EventKind::ReferralUndone => {
                all.pop();
            }
            _ => {}
        }
    }
    all.into_iter().rev().nth(later)
}

/// For each part, the index of the part it took over from: that part ended on the day this one began, and no other part took over from
/// it. Where several ended on that day, the one with the same clock is chosen. Where more began than ended with another clock, or those that
/// ended have different ones, nothing tells which took over from which.
pub(super) fn predecessors(parts: &[Attribution]) -> Vec<Option<usize>> {
    matched(parts, &[true, false])
}

/// In each pass only parts with the same clock are matched, or any: see [`predecessors`].
fn matched(parts: &[Attribution], passes: &[bool]) -> Vec<Option<usize>> {
    let mut from: Vec<Option<usize>> = vec![None; parts.len()];
    for same_clock in passes {
        let found = from.clone();
        for (n, part) in parts.iter().enumerate().filter(|(_, part)| !part.first) {
            if !*same_clock && !is_certain(parts, &found, part.since) {
                continue;
            }
            let ended = |(at, before): &(usize, &Attribution)| {
                before.until == Some(part.since) && (!*same_clock || before.clock_from == part.clock_from) && !from.contains(&Some(*at))
            };
            let before = parts.iter().enumerate().take(n).find(ended).map(|(at, _)| at);
            if let Some(none @ None) = from.get_mut(n) {
                *none = before;
            }
        }
    }
    from
}

/// Whether, of the parts for which no part with the same clock was found, each that began on a day took over from one that ended then, and
/// whichever that was, it had the same clock.
fn is_certain(parts: &[Attribution], found: &[Option<usize>], day: NaiveDate) -> bool {
    let began = parts.iter().zip(found).filter(|(part, before)| !part.first && part.since == day && before.is_none()).count();
    let ended = parts.iter().enumerate().filter(|(at, part)| part.until == Some(day) && !found.contains(&Some(*at)));
    let clocks: Vec<NaiveDate> = ended.map(|(_, part)| part.clock_from).collect();
    began <= clocks.len() && clocks.iter().collect::<BTreeSet<_>>().len() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, n).unwrap()
    }

    /// A ministry that has a question since a day, under a clock, until another.
    fn part(ministry: i64, (since, clock_from): (u32, u32), until: Option<u32>) -> Attribution {
        let (since, clock_from, until) = (day(since), day(clock_from), until.map(day));
        Attribution { ministry, since, clock_from, until, answered_on: None, first: since == day(2) }
    }

    #[test]
    fn a_clock_starts_as_the_rule_says_whatever_another_rule_said_at_the_transfer() {
        let none = Successions::new();
        for (restarted, clock) in [(false, 2), (true, 5)] {
            let parts = [part(1, (2, 2), Some(5)), part(2, (5, clock), None), part(3, (8, 8), None)];
            assert_eq!(clock_days(&parts, (restarted, false), &none), [2, 2, 8].map(day));
            assert_eq!(clock_days(&parts, (restarted, true), &none), [2, 5, 8].map(day));
        }
        // Through several hands, one of which is only added.
        let parts =
            [part(1, (2, 2), Some(5)), part(2, (5, 5), Some(9)), part(3, (6, 6), Some(7)), part(4, (7, 6), None), part(5, (9, 5), None)];
        assert_eq!(clock_days(&parts, (true, false), &none), [2, 2, 6, 6, 2].map(day));
        assert_eq!(clock_days(&parts, (true, true), &none), [2, 5, 6, 7, 9].map(day));
    }

    #[test]
    fn a_ministry_that_is_added_as_another_leaves_takes_no_clock_over() {
        let parts = [part(1, (2, 2), Some(5)), part(2, (5, 5), None), part(3, (5, 2), None)];
        assert_eq!(clock_days(&parts, (false, false), &Successions::new()), [2, 5, 2].map(day));
        assert_eq!(clock_days(&parts, (false, true), &Successions::new()), [2, 5, 5].map(day));
        assert_eq!(clock_days(&parts[..2], (false, false), &Successions::new()), [2, 5].map(day), "the first left to nobody");
    }

    #[test]
    fn nothing_tells_which_took_over_where_another_was_added_under_a_new_clock_that_day() {
        let none = Successions::new();
        // The added ministry stands before the one that took over, or after it.
        for ministries in [[2, 3], [3, 2]] {
            let [one, other] = ministries.map(|ministry| part(ministry, (5, 5), None));
            let parts = [part(1, (2, 2), Some(5)), one, other];
            assert_eq!(clock_days(&parts, (true, false), &none), [2, 5, 5].map(day), "no deadline of the wrong ministry moves");
        }
        let two = [part(1, (2, 2), Some(5)), part(2, (2, 2), Some(5)), part(3, (5, 5), None), part(4, (5, 5), None)];
        assert_eq!(clock_days(&two, (true, false), &none), [2; 4].map(day), "whichever took over from whichever");
        let [first, _, third, fourth] = two;
        let others = [first, part(2, (3, 3), Some(5)), third, fourth];
        assert_eq!(clock_days(&others, (true, false), &none), [2, 3, 5, 5].map(day));
    }

    #[test]
    fn a_successor_keeps_the_clock_under_any_rule() {
        let parts = [part(1, (2, 2), Some(5)), part(2, (5, 5), Some(9)), part(3, (9, 5), None)];
        assert_eq!(clock_days(&parts, (true, true), &[(2, 3)].into()), [2, 5, 5].map(day));
        assert_eq!(clock_days(&parts, (true, false), &[(2, 3)].into()), [2, 2, 2].map(day));
    }

    #[test]
    fn it_is_known_what_started_a_clock() {
        use ClockStart::{Addition, Transfer, Transmission};
        let began = |parts: &[Attribution]| (0..parts.len()).map(|n| clock_start(parts, n, &[])).collect::<Vec<_>>();
        assert_eq!(
            began(&[part(1, (2, 2), Some(5)), part(2, (5, 2), None), part(3, (5, 5), None)]),
            [Transmission, Transmission, Addition]
        );
        assert_eq!(began(&[part(1, (2, 2), Some(5)), part(2, (5, 5), None), part(3, (6, 6), None)]), [Transmission, Transfer, Addition]);
        let added = [part(1, (2, 2), None), part(2, (6, 6), Some(8)), part(3, (8, 6), Some(9)), part(4, (9, 9), None)];
        assert_eq!(began(&added), [Transmission, Addition, Addition, Transfer]);
        assert_eq!(clock_start(&[], 0, &[]), Transmission);
    }

    #[test]
    fn the_history_tells_what_started_a_clock_where_it_tells() {
        use ClockStart::{Addition, Transfer};
        use EventKind::{MinistryAdded, ReferralUndone, Transferred};
        let both = [part(1, (2, 2), Some(5)), part(2, (5, 5), None), part(3, (5, 5), None)];
        let told = [(MinistryAdded, 2), (Transferred, 3)];
        assert_eq!([1, 2].map(|nth| clock_start(&both, nth, &told)), [Addition, Transfer], "on one day");
        // The day of the transfer was corrected to the sixth, then the ministry was succeeded by another under the same clock.
        let succeeded = [part(1, (2, 2), Some(6)), part(2, (6, 6), Some(8)), part(3, (8, 6), None)];
        assert_eq!([1, 2].map(|nth| clock_start(&succeeded, nth, &[(Transferred, 2), (Transferred, 3)])), [Transfer; 2]);
        let again = [part(1, (2, 2), None), part(2, (5, 5), Some(6)), part(3, (6, 6), Some(8)), part(2, (8, 8), None)];
        let told = [(MinistryAdded, 2), (Transferred, 3), (Transferred, 2)];
        assert_eq!([1, 3].map(|nth| clock_start(&again, nth, &told)), [Addition, Transfer], "the first time, and the last");
        let undone = [(MinistryAdded, 2), (Transferred, 2), (ReferralUndone, 2)];
        assert_eq!(clock_start(&[part(1, (2, 2), None), part(2, (5, 5), None)], 1, &undone), Addition);
    }
}
