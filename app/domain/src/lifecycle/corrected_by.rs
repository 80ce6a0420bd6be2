//! Which events of a question's history were corrected later, and by which events. The history itself never changes.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{CorrectionKind, CorrectionRecord, EventKind};

/// An event of a question's history, as far as corrections are matched with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryEvent<'a> {
    /// What happened.
    pub kind: EventKind,
    /// The day, if known.
    pub on: Option<NaiveDate>,
    /// The ministry it concerns, if it concerns exactly one.
    pub ministry: Option<i64>,
    /// The answer it concerns, if it concerns exactly one.
    pub answer: Option<i64>,
    /// What it corrected, if it is a correction.
    pub correction: Option<&'a CorrectionRecord>,
}

/// The events that corrected an event, by their index in the history.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CorrectedBy {
    /// The event that replaced its day.
    pub moved_by: Option<usize>,
    /// The event that undid or annulled it.
    pub undone_by: Option<usize>,
}

/// The corrections of each event of a history, oldest first.
///
/// A corrected day, later referral or answer belongs to one event. When a referral or an answer is undone, earlier corrections of its day
/// are undone with it. When a transmission or an end is undone, everything that followed from it is undone.
#[must_use]
pub fn corrected_by(lines: &[HistoryEvent<'_>]) -> Vec<CorrectedBy> {
    let mut all = vec![CorrectedBy::default(); lines.len()];
    for (by, line) in lines.iter().enumerate() {
        let Some(of) = line.correction.filter(|_| line.kind.is_correction()) else { continue };
        let standing = lines.iter().zip(&all).enumerate().take(by).filter(|(_, (_, fate))| fate.undone_by.is_none());
        let found: Vec<(usize, MatchScore)> =
            standing.filter_map(|(at, (earlier, _))| Some((at, line.match_score(of, earlier)?))).collect();
        let unmoved = |at: usize| all.get(at).is_some_and(|fate| fate.moved_by.is_none());
        let corrected = found.iter().filter(|(at, _)| unmoved(*at)).min_by_key(|(_, match_score)| Reverse(*match_score)).map(|(at, _)| *at);
        let undone: Vec<usize> = match line.kind {
            EventKind::DateCorrected => {
                if let Some(at) = corrected
                    && let Some(fate) = all.get_mut(at)
                {
                    fate.moved_by = Some(by);
                }
                continue;
            }
            EventKind::AnswerUndone | EventKind::ReferralUndone => {
                std::iter::successors(corrected, |at| all.iter().position(|fate| fate.moved_by == Some(*at))).collect()
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

/// How well an event matches a correction: whether the answer is known to be the same, then the ministry. Imported events may know neither.
type MatchScore = (bool, bool);

impl HistoryEvent<'_> {
    /// How well a correction matches an earlier event, or `None` if it does not. A day that was already corrected is matched with that
    /// correction.
    fn match_score(&self, of: &CorrectionRecord, earlier: &Self) -> Option<MatchScore> {
        let (told, on) = match earlier.correction.filter(|_| earlier.kind == EventKind::DateCorrected) {
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

    fn event(kind: EventKind, on: u32) -> HistoryEvent<'static> {
        HistoryEvent { kind, on: day(on), ministry: None, answer: None, correction: None }
    }

    fn correction(what: CorrectionKind, before: u32, after: Option<u32>) -> CorrectionRecord {
        CorrectionRecord { what, before: day(before), after: after.and_then(day), ended: None }
    }

    fn by(of: &CorrectionRecord) -> HistoryEvent<'_> {
        HistoryEvent { correction: Some(of), ..event(of.what.event(), 28) }
    }

    /// For each event, the index of the event that moved it and of the one that undid it.
    fn fates(lines: &[HistoryEvent<'_>]) -> Vec<(Option<usize>, Option<usize>)> {
        corrected_by(lines).into_iter().map(|of| (of.moved_by, of.undone_by)).collect()
    }

    #[test]
    fn each_day_is_put_right_by_the_next_correction_of_it() {
        let (first, second) = (correction(CorrectionKind::Transmitted, 4, Some(2)), correction(CorrectionKind::Transmitted, 2, Some(3)));
        let lines = [event(EventKind::Deposited, 2), event(EventKind::Transmitted, 4), by(&first), by(&second)];
        assert_eq!(fates(&lines), [(None, None), (Some(2), None), (Some(3), None), (None, None)]);
    }

    #[test]
    fn what_did_not_take_place_is_undone_with_all_that_followed_from_it_and_once() {
        let moved = correction(CorrectionKind::Transmitted, 4, Some(3));
        let (undone, again) = (correction(CorrectionKind::NotTransmitted, 3, None), correction(CorrectionKind::NotTransmitted, 9, None));
        let (transmitted, transferred) = (event(EventKind::Transmitted, 4), event(EventKind::Transferred, 8));
        let (deposited, anew, gone) = (event(EventKind::Deposited, 2), event(EventKind::Transmitted, 9), Some(4));
        let lines = [deposited, transmitted, transferred, by(&moved), by(&undone), anew, by(&again)];
        assert_eq!(fates(&lines), [(None, None), (Some(3), gone), (None, gone), (None, gone), (None, None), (None, Some(6)), (None, None)]);
    }

    #[test]
    fn a_correction_finds_its_own_answer_and_its_own_ministry() {
        let (answered, referred) = (correction(CorrectionKind::NotAnswered, 9, None), correction(CorrectionKind::Referred, 8, Some(6)));
        let answer = |id| HistoryEvent { answer: Some(id), ..event(EventKind::Answered, 9) };
        let lines = [answer(1), answer(2), HistoryEvent { answer: Some(2), ..by(&answered) }];
        assert_eq!(fates(&lines), [(None, None), (None, Some(2)), (None, None)]);
        let added = |id| HistoryEvent { ministry: Some(id), ..event(EventKind::MinistryAdded, 8) };
        let lines = [added(1), added(2), HistoryEvent { ministry: Some(1), ..by(&referred) }];
        assert_eq!(fates(&lines), [(Some(2), None), (None, None), (None, None)]);
    }

    #[test]
    fn of_answers_of_one_day_that_nothing_tells_apart_one_is_put_right_at_a_time() {
        let (undone, moved) = (correction(CorrectionKind::NotAnswered, 9, None), correction(CorrectionKind::Answered, 9, Some(8)));
        let again = correction(CorrectionKind::NotAnswered, 8, None);
        let about = |answer, of| HistoryEvent { answer: Some(answer), ministry: Some(7), ..by(of) };
        let imported = event(EventKind::Answered, 9);
        let lines = [imported, imported, imported, about(2, &undone), about(1, &moved), about(1, &again)];
        let became = [(None, Some(3)), (Some(4), Some(5)), (None, None), (None, None), (None, Some(5)), (None, None)];
        assert_eq!(fates(&lines), became);
        // One that is known to be of the answer, or of its ministry, comes first.
        let other = HistoryEvent { ministry: Some(8), ..imported };
        let lines = [other, imported, HistoryEvent { ministry: Some(7), ..imported }, about(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, None), (None, Some(3)), (None, None)]);
        let lines = [imported, HistoryEvent { answer: Some(2), ..imported }, about(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, Some(2)), (None, None)]);
    }

    #[test]
    fn a_referral_that_was_a_mistake_falls_with_what_put_its_day_right_and_alone() {
        let (moved, undone) = (correction(CorrectionKind::Referred, 8, Some(6)), correction(CorrectionKind::NotReferred, 6, None));
        let added = |id| HistoryEvent { ministry: Some(id), ..event(EventKind::MinistryAdded, 8) };
        let of = |id, what| HistoryEvent { ministry: Some(id), ..by(what) };
        let lines = [event(EventKind::Transmitted, 6), added(1), added(2), of(2, &moved), of(2, &undone)];
        assert_eq!(fates(&lines), [(None, None), (None, None), (Some(3), Some(4)), (None, Some(4)), (None, None)]);
    }

    #[test]
    fn of_referrals_of_one_day_one_is_put_right() {
        let referred = correction(CorrectionKind::Referred, 8, Some(6));
        let transferred = event(EventKind::Transferred, 8);
        let lines = [transferred, transferred, HistoryEvent { ministry: Some(1), ..by(&referred) }];
        assert_eq!(fates(&lines), [(Some(2), None), (None, None), (None, None)]);
    }

    #[test]
    fn a_day_that_came_back_is_told_by_the_last_line_that_says_it() {
        let of = |before, after| correction(CorrectionKind::Transmitted, before, Some(after));
        let (away, back, anew) = (of(4, 2), of(2, 4), of(4, 3));
        let lines = [event(EventKind::Transmitted, 4), by(&away), by(&back), by(&anew)];
        assert_eq!(fates(&lines), [(Some(1), None), (Some(2), None), (Some(3), None), (None, None)]);
    }

    #[test]
    fn what_is_only_asked_for_puts_nothing_right() {
        let wish = correction(CorrectionKind::NotEnded, 9, None);
        let lines = [event(EventKind::Withdrawn, 9), HistoryEvent { kind: EventKind::CorrectionAsked, ..by(&wish) }];
        assert_eq!(fates(&lines), [(None, None), (None, None)]);
    }
}
