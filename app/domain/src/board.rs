//! The lanes of a ministry's board: where what it owes stands on a given day. Derived, never stored.

use chrono::NaiveDate;

use crate::{StandingKind, Status, codes, standing::SOON};

/// For how many days an answer stays on the board after its day.
pub const LATELY: i64 = 30;

/// A lane of the board. A part of a question stands in exactly one, or, once answered long ago or ended, in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The due date has passed.
    Overdue,
    /// Due by the end of the day.
    DueToday,
    /// Due within [`SOON`] days.
    DueSoon,
    /// Due later, or on a day that is not known.
    Later,
    /// The Chamber has the answer, or a request for the question to go elsewhere. Its deadline runs on.
    Waiting,
    /// Answered within the last [`LATELY`] days.
    Answered,
    /// Of a question that ended within the last [`LATELY`] days without the ministry's answer.
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

/// What a lane depends on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// The due date, if it is known.
    pub due_on: Option<NaiveDate>,
    /// Whether the Chamber has something to decide: an answer submitted, or a transfer asked for.
    pub waiting: bool,
    /// Whether the ministry has given its final answer, be the day of it known or not.
    pub answered: bool,
    /// The day of the final answer.
    pub answered_on: Option<NaiveDate>,
    /// The day the question ended, where the ministry had it then.
    pub ended_on: Option<NaiveDate>,
}

impl Lane {
    /// Those of parts that are still open, the most pressing first.
    pub const OPEN: [Self; 5] = [Self::Overdue, Self::DueToday, Self::DueSoon, Self::Later, Self::Waiting];
    /// Those of parts whose day comes near: what the morning's mail tells of.
    pub const PRESSING: [Self; 3] = [Self::Overdue, Self::DueToday, Self::DueSoon];

    /// The lane of a part of a question on a day; none where the question ended long ago, or the ministry answered on a day that is not
    /// known.
    #[must_use]
    pub fn of(today: NaiveDate, status: Status, part: Part) -> Option<Self> {
        match (status, part.answered_on) {
            (Status::Transmitted, None) if part.answered => None,
            (Status::Transmitted, _) | (Status::Answered, Some(_)) => Self::on(today, part),
            (status, None) if status.has_ended() && !part.answered => {
                part.ended_on.filter(|ended| (today - *ended).num_days() <= LATELY).map(|_| Self::Ended)
            }
            _ => None,
        }
    }

    /// The lane of a part of an open or answered question on a day ("today", in Morocco).
    #[must_use]
    pub fn on(today: NaiveDate, part: Part) -> Option<Self> {
        if let Some(answered) = part.answered_on {
            return ((today - answered).num_days() <= LATELY).then_some(Self::Answered);
        }
        if part.waiting {
            return Some(Self::Waiting);
        }
        Some(match part.due_on.map(|due| (due - today).num_days()) {
            None => Self::Later,
            Some(left) if left < 0 => Self::Overdue,
            Some(0) => Self::DueToday,
            Some(left) if left <= SOON => Self::DueSoon,
            Some(_) => Self::Later,
        })
    }

    /// The kind of standing that its due dates have, for the lanes that go by them.
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
        let on = |today| Lane::on(day(today), Part { due_on: Some(day(20)), ..Part::default() });
        let lanes = [14, 15, 19, 20, 21].map(|today| on(today).unwrap());
        assert_eq!(lanes, [Lane::Later, Lane::DueSoon, Lane::DueSoon, Lane::DueToday, Lane::Overdue]);
    }

    #[test]
    fn what_the_chamber_has_waits_however_late_it_is() {
        let waiting = Part { due_on: Some(day(1)), waiting: true, ..Part::default() };
        assert_eq!(Lane::on(day(90), waiting), Some(Lane::Waiting));
    }

    #[test]
    fn an_answer_stays_for_a_month() {
        let answered = Part { answered_on: Some(day(10)), waiting: true, ..Part::default() };
        assert_eq!(Lane::on(day(40), answered), Some(Lane::Answered));
        assert_eq!(Lane::on(day(41), answered), None);
    }

    #[test]
    fn what_was_answered_on_an_unknown_day_is_never_late() {
        let part = Part { due_on: Some(day(1)), answered: true, ..Part::default() };
        assert_eq!(
            [true, false].map(|answered| Lane::of(day(90), Status::Transmitted, Part { answered, ..part })),
            [None, Some(Lane::Overdue)]
        );
        let dated = Part { answered_on: Some(day(80)), ..part };
        assert_eq!(Lane::of(day(90), Status::Transmitted, dated), Some(Lane::Answered));
    }

    #[test]
    fn what_ended_without_an_answer_of_the_ministry_stays_for_a_month() {
        let part = Part { due_on: Some(day(20)), ended_on: Some(day(10)), ..Part::default() };
        let lapsed = |today, part| Lane::of(day(today), Status::Lapsed, part);
        assert_eq!([40, 41].map(|today| lapsed(today, part)), [Some(Lane::Ended), None]);
        assert_eq!(lapsed(12, Part { answered: true, ..part }), None);
        assert_eq!(lapsed(12, Part { answered_on: Some(day(8)), ..part }), None);
    }

    #[test]
    fn what_ended_on_an_unknown_day_stands_in_no_lane() {
        let part = Part { due_on: Some(day(20)), ..Part::default() };
        let lanes = [Status::Draft, Status::Deposited, Status::Withdrawn, Status::Lapsed, Status::Converted, Status::Answered];
        assert_eq!(lanes.map(|status| Lane::of(day(14), status, part)), [None; 6]);
        assert_eq!(Lane::of(day(14), Status::Transmitted, part), Some(Lane::Later));
        assert_eq!(Lane::of(day(14), Status::Answered, Part { answered_on: Some(day(13)), ..part }), Some(Lane::Answered));
    }

    proptest! {
        #[test]
        fn open_parts_stand_as_their_questions_do(today in 100..300_u64, due in 0..400_u64) {
            let lane = Lane::on(day(today), Part { due_on: Some(day(due)), ..Part::default() });
            let range = lane.and_then(Lane::standing).and_then(|kind| kind.due_range(day(today))).unwrap();
            prop_assert!(range.from.is_none_or(|from| from <= day(due)) && range.to.is_none_or(|to| day(due) <= to));
        }
    }
}
