//! Which lines of a question’s history were put right later, and by which lines: the history itself never changes.

use chrono::NaiveDate;

use super::{CorrectionKind, EventKind, Rectified};

/// A line of a question’s history, as far as corrections find it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// What happened.
    pub kind: EventKind,
    /// On what day, if known.
    pub on: Option<NaiveDate>,
    /// The ministry it is about, if it is known to be about one alone.
    pub ministry: Option<i64>,
    /// The answer it is about, if it is known to be about one.
    pub answer: Option<i64>,
    /// What it put right, if it is a correction.
    pub rectified: Option<&'a Rectified>,
}

/// The lines by which a line was put right: their places in the history, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PutRight {
    /// The one that put another day in the place of its own.
    pub moved_by: Option<usize>,
    /// The one that says that it did not take place, or counts no more.
    pub undone_by: Option<usize>,
}

/// What became of each line of a history, oldest first.
#[must_use]
pub fn put_right(lines: &[Told<'_>]) -> Vec<PutRight> {
    let mut all = vec![PutRight::default(); lines.len()];
    for (by, line) in lines.iter().enumerate() {
        let Some(of) = line.rectified.filter(|_| line.kind.is_correction()) else { continue };
        for (earlier, fate) in lines.iter().zip(&mut all).take(by) {
            if fate.undone_by.is_some() || !line.is_of(of, earlier) {
                continue;
            }
            let place = if line.kind == EventKind::DateCorrected { &mut fate.moved_by } else { &mut fate.undone_by };
            place.get_or_insert(by);
        }
    }
    all
}

impl Told<'_> {
    /// Whether a correction is of what an earlier line tells. A day that was put right once is told by the line that did so.
    fn is_of(&self, of: &Rectified, earlier: &Self) -> bool {
        let (told, on) = match earlier.rectified.filter(|_| earlier.kind == EventKind::DateCorrected) {
            Some(before) => (of.what.replaces(before.what), before.after),
            None => (of.what.is_of(earlier.kind), earlier.on),
        };
        let same = |own: Option<i64>, other: Option<i64>| own.zip(other).map(|(own, other)| own == other);
        let ministry = same(self.ministry, earlier.ministry) != Some(false);
        match of.what {
            CorrectionKind::NotTransmitted | CorrectionKind::NotEnded => told,
            CorrectionKind::Answered | CorrectionKind::NotAnswered => {
                told && same(self.answer, earlier.answer).unwrap_or(ministry && on == of.before)
            }
            CorrectionKind::Deposited | CorrectionKind::Transmitted | CorrectionKind::Referred | CorrectionKind::Ended => {
                told && ministry && on == of.before
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 11, n)
    }

    fn line(kind: EventKind, on: u32) -> Told<'static> {
        Told { kind, on: day(on), ministry: None, answer: None, rectified: None }
    }

    fn rectified(what: CorrectionKind, before: u32, after: Option<u32>) -> Rectified {
        Rectified { what, before: day(before), after: after.and_then(day), ended: None }
    }

    fn by(of: &Rectified) -> Told<'_> {
        Told { rectified: Some(of), ..line(of.what.event(), 28) }
    }

    /// Of each line by which it was moved and by which undone.
    fn fates(lines: &[Told<'_>]) -> Vec<(Option<usize>, Option<usize>)> {
        put_right(lines).into_iter().map(|of| (of.moved_by, of.undone_by)).collect()
    }

    #[test]
    fn each_day_is_put_right_by_the_next_correction_of_it() {
        let (first, second) = (rectified(CorrectionKind::Transmitted, 4, Some(2)), rectified(CorrectionKind::Transmitted, 2, Some(3)));
        let lines = [line(EventKind::Deposited, 2), line(EventKind::Transmitted, 4), by(&first), by(&second)];
        assert_eq!(fates(&lines), [(None, None), (Some(2), None), (Some(3), None), (None, None)]);
    }

    #[test]
    fn what_did_not_take_place_is_undone_with_all_that_followed_from_it_and_once() {
        let moved = rectified(CorrectionKind::Transmitted, 4, Some(3));
        let (undone, again) = (rectified(CorrectionKind::NotTransmitted, 3, None), rectified(CorrectionKind::NotTransmitted, 9, None));
        let (transmitted, transferred) = (line(EventKind::Transmitted, 4), line(EventKind::Transferred, 8));
        let (deposited, anew, gone) = (line(EventKind::Deposited, 2), line(EventKind::Transmitted, 9), Some(4));
        let lines = [deposited, transmitted, transferred, by(&moved), by(&undone), anew, by(&again)];
        assert_eq!(fates(&lines), [(None, None), (Some(3), gone), (None, gone), (None, gone), (None, None), (None, Some(6)), (None, None)]);
    }

    #[test]
    fn a_correction_finds_its_own_answer_and_its_own_ministry() {
        let (answered, referred) = (rectified(CorrectionKind::NotAnswered, 9, None), rectified(CorrectionKind::Referred, 8, Some(6)));
        let answer = |id| Told { answer: Some(id), ..line(EventKind::Answered, 9) };
        let lines = [answer(1), answer(2), Told { answer: Some(2), ..by(&answered) }];
        assert_eq!(fates(&lines), [(None, None), (None, Some(2)), (None, None)]);
        let added = |id| Told { ministry: Some(id), ..line(EventKind::MinistryAdded, 8) };
        let lines = [added(1), added(2), Told { ministry: Some(1), ..by(&referred) }];
        assert_eq!(fates(&lines), [(Some(2), None), (None, None), (None, None)]);
    }

    #[test]
    fn what_is_only_asked_for_puts_nothing_right() {
        let wish = rectified(CorrectionKind::NotEnded, 9, None);
        let lines = [line(EventKind::Withdrawn, 9), Told { kind: EventKind::CorrectionAsked, ..by(&wish) }];
        assert_eq!(fates(&lines), [(None, None), (None, None)]);
    }
}
