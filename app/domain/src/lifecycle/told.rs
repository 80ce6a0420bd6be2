//! Which lines of a question’s history were put right later, and by which lines: the history itself never changes.

use std::cmp::Reverse;

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

/// What became of each line of a history, oldest first. A day, a later referral or an answer is put right in the one line that tells it, and
/// with a referral or an answer that counts no more falls what put its day right before; with a transmission or an end falls all that
/// followed from it.
#[must_use]
pub fn put_right(lines: &[Told<'_>]) -> Vec<PutRight> {
    let mut all = vec![PutRight::default(); lines.len()];
    for (by, line) in lines.iter().enumerate() {
        let Some(of) = line.rectified.filter(|_| line.kind.is_correction()) else { continue };
        let standing = lines.iter().zip(&all).enumerate().take(by).filter(|(_, (_, fate))| fate.undone_by.is_none());
        let found: Vec<(usize, Likeness)> = standing.filter_map(|(at, (earlier, _))| Some((at, line.likeness(of, earlier)?))).collect();
        let unmoved = |at: usize| all.get(at).is_some_and(|fate| fate.moved_by.is_none());
        let told_by = found.iter().filter(|(at, _)| unmoved(*at)).min_by_key(|(_, likeness)| Reverse(*likeness)).map(|(at, _)| *at);
        let undone: Vec<usize> = match line.kind {
            EventKind::DateCorrected => {
                if let Some(at) = told_by
                    && let Some(fate) = all.get_mut(at)
                {
                    fate.moved_by = Some(by);
                }
                continue;
            }
            EventKind::AnswerUndone | EventKind::ReferralUndone => {
                std::iter::successors(told_by, |at| all.iter().position(|fate| fate.moved_by == Some(*at))).collect()
            }
            _ => found.into_iter().map(|(at, _)| at).collect(),
        };
        for at in undone {
            if let Some(fate) = all.get_mut(at) {
                fate.undone_by = Some(by);
            }
        }
    }
    all
}

/// How surely a line is the one that a correction is of: known to be of the same answer, or else of the same ministry. What was
/// imported may tell neither.
type Likeness = (bool, bool);

impl Told<'_> {
    /// Whether a correction may be of what an earlier line tells, and how surely. A day that was put right once is told by the line
    /// that did so.
    fn likeness(&self, of: &Rectified, earlier: &Self) -> Option<Likeness> {
        let (told, on) = match earlier.rectified.filter(|_| earlier.kind == EventKind::DateCorrected) {
            Some(before) => (of.what.replaces(before.what), before.after),
            None => (of.what.is_of(earlier.kind), earlier.on),
        };
        let same = |own: Option<i64>, other: Option<i64>| own.zip(other).map(|(own, other)| own == other);
        let (answer, ministry) = (same(self.answer, earlier.answer), same(self.ministry, earlier.ministry));
        let that_day = ministry != Some(false) && on == of.before;
        let may_be = match of.what {
            CorrectionKind::NotTransmitted | CorrectionKind::NotEnded => true,
            CorrectionKind::Answered | CorrectionKind::NotAnswered => answer.unwrap_or(that_day),
            CorrectionKind::Deposited
            | CorrectionKind::Transmitted
            | CorrectionKind::Referred
            | CorrectionKind::NotReferred
            | CorrectionKind::Ended => that_day,
        };
        (told && may_be).then_some((answer == Some(true), ministry == Some(true)))
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
    fn of_answers_of_one_day_that_nothing_tells_apart_one_is_put_right_at_a_time() {
        let (undone, moved) = (rectified(CorrectionKind::NotAnswered, 9, None), rectified(CorrectionKind::Answered, 9, Some(8)));
        let again = rectified(CorrectionKind::NotAnswered, 8, None);
        let about = |answer, of| Told { answer: Some(answer), ministry: Some(7), ..by(of) };
        let imported = line(EventKind::Answered, 9);
        let lines = [imported, imported, imported, about(2, &undone), about(1, &moved), about(1, &again)];
        let became = [(None, Some(3)), (Some(4), Some(5)), (None, None), (None, None), (None, Some(5)), (None, None)];
        assert_eq!(fates(&lines), became);
        // One that is known to be of the answer, or of its ministry, comes first.
        let other = Told { ministry: Some(8), ..imported };
        let lines = [other, imported, Told { ministry: Some(7), ..imported }, about(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, None), (None, Some(3)), (None, None)]);
        let lines = [imported, Told { answer: Some(2), ..imported }, about(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, Some(2)), (None, None)]);
    }

    #[test]
    fn a_referral_that_was_a_mistake_falls_with_what_put_its_day_right_and_alone() {
        let (moved, undone) = (rectified(CorrectionKind::Referred, 8, Some(6)), rectified(CorrectionKind::NotReferred, 6, None));
        let added = |id| Told { ministry: Some(id), ..line(EventKind::MinistryAdded, 8) };
        let of = |id, what| Told { ministry: Some(id), ..by(what) };
        let lines = [line(EventKind::Transmitted, 6), added(1), added(2), of(2, &moved), of(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, None), (Some(3), Some(4)), (None, Some(4)), (None, None)]);
    }

    #[test]
    fn of_referrals_of_one_day_one_is_put_right() {
        let referred = rectified(CorrectionKind::Referred, 8, Some(6));
        let transferred = line(EventKind::Transferred, 8);
        let lines = [transferred, transferred, Told { ministry: Some(1), ..by(&referred) }];
        assert_eq!(fates(&lines), [(Some(2), None), (None, None), (None, None)]);
    }

    #[test]
    fn a_day_that_came_back_is_told_by_the_last_line_that_says_it() {
        let of = |before, after| rectified(CorrectionKind::Transmitted, before, Some(after));
        let (away, back, anew) = (of(4, 2), of(2, 4), of(4, 3));
        let lines = [line(EventKind::Transmitted, 4), by(&away), by(&back), by(&anew)];
        assert_eq!(fates(&lines), [(Some(1), None), (Some(2), None), (Some(3), None), (None, None)]);
    }

    #[test]
    fn what_is_only_asked_for_puts_nothing_right() {
        let wish = rectified(CorrectionKind::NotEnded, 9, None);
        let lines = [line(EventKind::Withdrawn, 9), Told { kind: EventKind::CorrectionAsked, ..by(&wish) }];
        assert_eq!(fates(&lines), [(None, None), (None, None)]);
    }
}
