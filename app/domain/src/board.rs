//! The lanes of a ministry's board, derived from due dates and today. They are never stored.

use chrono::NaiveDate;

use crate::{StandingKind, Status, codes, standing::DUE_SOON_DAYS};

/// For how many days answered and ended questions stay on the board.
pub const RECENT_DAYS: i64 = 30;

/// A lane of the board. The part of a ministry in a question is in one lane, or in none when it was answered or ended long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The due date has passed.
    Overdue,
    /// Due by the end of the day.
    DueToday,
    /// Due within [`DUE_SOON_DAYS`] days.
    DueSoon,
    /// Due later, or on an unknown day.
    Later,
    /// The Chamber has a submitted answer to decide on. The deadline still runs. A requested transfer does not wait here: until it is
    /// granted the ministry owes the answer as before.
    Waiting,
    /// Answered within the last [`RECENT_DAYS`] days.
    Answered,
    /// The question ended, or went to another ministry, within the last [`RECENT_DAYS`] days without this ministry's answer.
    Ended,
}

codes!(Lane {
    Overdue = "overdue",
    DueToday = "due_today",
    DueSoon = "due_soon",
    Later = "later",
    Waiting = "waiting",
    Answered = "answered",
    Ended = "ended",
});

/// The part of a ministry in a question, as far as its lane depends on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BoardPart {
    /// The due date, if known.
    pub due_on: Option<NaiveDate>,
    /// Whether the Chamber has a submitted answer to decide on.
    pub waiting: bool,
    /// Whether the ministry has given its final answer, on a known or an unknown day.
    pub answered: bool,
    /// The day of the final answer.
    pub answered_on: Option<NaiveDate>,
    /// The day the question ended, if the ministry had it then.
    pub ended_on: Option<NaiveDate>,
    /// The day the question left the ministry, if the ministry does not have it any more.
    pub left_on: Option<NaiveDate>,
}

impl Lane {
    /// The lanes of open parts, the most urgent first.
    pub const OPEN: [Self; 5] = [Self::Overdue, Self::DueToday, Self::DueSoon, Self::Later, Self::Waiting];
    /// The lanes of the daily digest: parts that are overdue or due soon.
    pub const PRESSING: [Self; 3] = [Self::Overdue, Self::DueToday, Self::DueSoon];

    /// The lane of a part on a day. `None` if the question ended or left long ago, or if the day of the ministry's answer is unknown.
    #[must_use]
    pub fn for_part(today: NaiveDate, status: Status, part: BoardPart) -> Option<Self> {
        let is_recent = |day: NaiveDate| (today - day).num_days() <= RECENT_DAYS;
        if let Some(left) = part.left_on {
            return is_recent(left).then_some(Self::Ended);
        }
        match (status, part.answered_on) {
            (Status::Transmitted, None) if part.answered => None,
            (Status::Transmitted, _) | (Status::Answered, Some(_)) => Self::on(today, part),
            (status, None) if status.has_ended() && !part.answered => part.ended_on.filter(|ended| is_recent(*ended)).map(|_| Self::Ended),
            _ => None,
        }
    }

    /// The lane of a part of an open or answered question on a day ("today", in Morocco).
    #[must_use]
    pub fn on(today: NaiveDate, part: BoardPart) -> Option<Self> {
        if let Some(answered) = part.answered_on {
            return ((today - answered).num_days() <= RECENT_DAYS).then_some(Self::Answered);
        }
        if part.waiting {
            return Some(Self::Waiting);
        }
        Some(match part.due_on.map(|due| (due - today).num_days()) {
            None => Self::Later,
            Some(left) if left < 0 => Self::Overdue,
            Some(0) => Self::DueToday,
            Some(left) if left <= DUE_SOON_DAYS => Self::DueSoon,
            Some(_) => Self::Later,
        })
    }

    /// The standing with the same due dates, for lanes that depend on the due date.
    #[must_use]
    pub const fn standing(self) -> Option<StandingKind> {
        match self {
            Self::Overdue => Some(StandingKind::Overdue),
            Self::DueToday => Some(StandingKind::DueToday),
            Self::DueSoon => Some(StandingKind::DueSoon),
            Self::Later => Some(StandingKind::OnTime),
            Self::Waiting | Self::Answered | Self::Ended => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
    }

    #[test]
    fn the_lane_turns_with_the_day() {
        let on = |today| Lane::on(day(today), BoardPart { due_on: Some(day(20)), ..BoardPart::default() });
        let lanes = [14, 15, 19, 20, 21].map(|today| on(today).unwrap());
        assert_eq!(lanes, [Lane::Later, Lane::DueSoon, Lane::DueSoon, Lane::DueToday, Lane::Overdue]);
    }

    #[test]
    fn what_the_chamber_has_waits_however_late_it_is() {
        let waiting = BoardPart { due_on: Some(day(1)), waiting: true, ..BoardPart::default() };
        assert_eq!(Lane::on(day(90), waiting), Some(Lane::Waiting));
    }

    #[test]
    fn an_answer_stays_for_a_month() {
        let answered = BoardPart { answered_on: Some(day(10)), waiting: true, ..BoardPart::default() };
        assert_eq!(Lane::on(day(40), answered), Some(Lane::Answered));
        assert_eq!(Lane::on(day(41), answered), None);
    }

    #[test]
    fn what_was_answered_on_an_unknown_day_is_never_late() {
        let part = BoardPart { due_on: Some(day(1)), answered: true, ..BoardPart::default() };
        assert_eq!(
            [true, false].map(|answered| Lane::for_part(day(90), Status::Transmitted, BoardPart { answered, ..part })),
            [None, Some(Lane::Overdue)]
        );
        let dated = BoardPart { answered_on: Some(day(80)), ..part };
        assert_eq!(Lane::for_part(day(90), Status::Transmitted, dated), Some(Lane::Answered));
    }

    #[test]
    fn what_ended_without_an_answer_of_the_ministry_stays_for_a_month() {
        let part = BoardPart { due_on: Some(day(20)), ended_on: Some(day(10)), ..BoardPart::default() };
        let lapsed = |today, part| Lane::for_part(day(today), Status::Lapsed, part);
        assert_eq!([40, 41].map(|today| lapsed(today, part)), [Some(Lane::Ended), None]);
        assert_eq!(lapsed(12, BoardPart { answered: true, ..part }), None);
        assert_eq!(lapsed(12, BoardPart { answered_on: Some(day(8)), ..part }), None);
    }

    #[test]
    fn what_went_elsewhere_stays_for_a_month_whatever_becomes_of_it() {
        let part = BoardPart { due_on: Some(day(20)), left_on: Some(day(10)), ..BoardPart::default() };
        for status in [Status::Transmitted, Status::Answered, Status::Lapsed] {
            assert_eq!([40, 41].map(|today| Lane::for_part(day(today), status, part)), [Some(Lane::Ended), None]);
        }
    }

    #[test]
    fn what_ended_on_an_unknown_day_stands_in_no_lane() {
        let part = BoardPart { due_on: Some(day(20)), ..BoardPart::default() };
        let lanes = [Status::Draft, Status::Deposited, Status::Withdrawn, Status::Lapsed, Status::Converted, Status::Answered];
        assert_eq!(lanes.map(|status| Lane::for_part(day(14), status, part)), [None; 6]);
        assert_eq!(Lane::for_part(day(14), Status::Transmitted, part), Some(Lane::Later));
        assert_eq!(Lane::for_part(day(14), Status::Answered, BoardPart { answered_on: Some(day(13)), ..part }), Some(Lane::Answered));
    }

    proptest! {
        #[test]
        fn open_parts_stand_as_their_questions_do(today in 100..300_u64, due in 0..400_u64) {
            let lane = Lane::on(day(today), BoardPart { due_on: Some(day(due)), ..BoardPart::default() });
            let range = lane.and_then(Lane::standing).and_then(|kind| kind.due_range(day(today))).unwrap();
            prop_assert!(range.from.is_none_or(|from| from <= day(due)) && range.to.is_none_or(|to| day(due) <= to));
        }
    }
}
