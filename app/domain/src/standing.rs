//! The standing of a question against its deadline on a given day. It is derived and never stored.

use chrono::NaiveDate;

use crate::{Status, codes};

/// A deadline is "due soon" from this many days before its day.
pub const DUE_SOON_DAYS: i64 = 5;

/// The standing of a question on a day, by its earliest open deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The clock has not started, or its start is unknown.
    NotStarted,
    /// More than [`DUE_SOON_DAYS`] days are left.
    OnTime {
        /// How many, at least six.
        days_left: i64,
    },
    /// One to [`DUE_SOON_DAYS`] days are left.
    DueSoon {
        /// How many, 1 to 5.
        days_left: i64,
    },
    /// Due by the end of this day.
    DueToday,
    /// The due date has passed without an answer.
    Overdue {
        /// How many days ago, at least one.
        days: i64,
    },
    /// Answered by the due date.
    AnsweredOnTime,
    /// Answered after the due date.
    AnsweredLate {
        /// By how many days, at least one.
        days: i64,
    },
    /// Answered; a missing date leaves unknown whether it was on time.
    Answered,
    /// Withdrawn, lapsed or converted, without an answer.
    Closed,
}

/// The kinds of [`Standing`] without their days, as lists filter by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandingKind {
    /// [`Standing::Overdue`].
    Overdue,
    /// [`Standing::DueToday`].
    DueToday,
    /// [`Standing::DueSoon`].
    DueSoon,
    /// [`Standing::OnTime`].
    OnTime,
    /// [`Standing::NotStarted`].
    NotStarted,
    /// [`Standing::AnsweredOnTime`].
    AnsweredOnTime,
    /// [`Standing::AnsweredLate`].
    AnsweredLate,
    /// [`Standing::Answered`].
    Answered,
    /// [`Standing::Closed`].
    Closed,
}

codes!(StandingKind {
    Overdue = "overdue",
    DueToday = "due_today",
    DueSoon = "due_soon",
    OnTime = "on_time",
    NotStarted = "not_started",
    AnsweredOnTime = "answered_on_time",
    AnsweredLate = "answered_late",
    Answered = "answered",
    Closed = "closed",
});

impl Standing {
    /// The standing on a day ("today", in Morocco). Overdue begins the day *after* the due date.
    #[must_use]
    pub fn on(today: NaiveDate, status: Status, due_on: Option<NaiveDate>, answered_on: Option<NaiveDate>) -> Self {
        match (status, due_on, answered_on) {
            (Status::Withdrawn | Status::Lapsed | Status::Converted, ..) => Self::Closed,
            (Status::Answered, Some(due), Some(answered)) => match (answered - due).num_days() {
                late if late > 0 => Self::AnsweredLate { days: late },
                _ => Self::AnsweredOnTime,
            },
            (Status::Answered, ..) => Self::Answered,
            (Status::Draft | Status::Deposited, ..) | (Status::Transmitted, None, _) => Self::NotStarted,
            (Status::Transmitted, Some(due), _) => match (due - today).num_days() {
                left if left > DUE_SOON_DAYS => Self::OnTime { days_left: left },
                left if left > 0 => Self::DueSoon { days_left: left },
                0 => Self::DueToday,
                left => Self::Overdue { days: -left },
            },
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(self) -> StandingKind {
        match self {
            Self::NotStarted => StandingKind::NotStarted,
            Self::OnTime { .. } => StandingKind::OnTime,
            Self::DueSoon { .. } => StandingKind::DueSoon,
            Self::DueToday => StandingKind::DueToday,
            Self::Overdue { .. } => StandingKind::Overdue,
            Self::AnsweredOnTime => StandingKind::AnsweredOnTime,
            Self::AnsweredLate { .. } => StandingKind::AnsweredLate,
            Self::Answered => StandingKind::Answered,
            Self::Closed => StandingKind::Closed,
        }
    }
}

/// The due dates of open questions of a [`StandingKind`], so that the database and the index filter by stored columns alone. Both ends
/// belong to it; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRange {
    /// The first due date.
    pub from: Option<NaiveDate>,
    /// The last due date.
    pub to: Option<NaiveDate>,
}

impl StandingKind {
    /// The due dates of transmitted questions of this kind today, or `None` for kinds that depend on more than the due date.
    #[must_use]
    pub fn due_range(self, today: NaiveDate) -> Option<DueRange> {
        let day = |n: i64| today.checked_add_signed(chrono::TimeDelta::days(n));
        match self {
            Self::Overdue => Some(DueRange { from: None, to: day(-1) }),
            Self::DueToday => Some(DueRange { from: Some(today), to: Some(today) }),
            Self::DueSoon => Some(DueRange { from: day(1), to: day(DUE_SOON_DAYS) }),
            Self::OnTime => Some(DueRange { from: day(DUE_SOON_DAYS + 1), to: None }),
            _ => None,
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
    fn overdue_begins_the_day_after_the_due_date() {
        let on = |today| Standing::on(today, Status::Transmitted, Some(day(20)), None);
        assert_eq!(on(day(14)), Standing::OnTime { days_left: 6 });
        assert_eq!(on(day(15)), Standing::DueSoon { days_left: 5 });
        assert_eq!(on(day(20)), Standing::DueToday);
        assert_eq!(on(day(21)), Standing::Overdue { days: 1 });
    }

    #[test]
    fn unknown_dates_make_no_claim() {
        assert_eq!(Standing::on(day(0), Status::Transmitted, None, None), Standing::NotStarted);
        assert_eq!(Standing::on(day(0), Status::Answered, None, Some(day(3))), Standing::Answered);
        assert_eq!(Standing::on(day(0), Status::Answered, Some(day(3)), None), Standing::Answered);
    }

    proptest! {
        #[test]
        fn the_kinds_of_open_questions_part_the_due_dates(today in 100..300_u64, due in 0..400_u64) {
            let standing = Standing::on(day(today), Status::Transmitted, Some(day(due)), None);
            for kind in StandingKind::ALL {
                if let Some(range) = kind.due_range(day(today)) {
                    let within = range.from.is_none_or(|f| f <= day(due)) && range.to.is_none_or(|t| day(due) <= t);
                    prop_assert_eq!(within, standing.kind() == *kind);
                }
            }
        }

        #[test]
        fn an_answer_is_late_exactly_when_it_comes_after_the_due_date(due in 0..400_u64, answered in 0..400_u64) {
            let standing = Standing::on(day(0), Status::Answered, Some(day(due)), Some(day(answered)));
            prop_assert_eq!(matches!(standing, Standing::AnsweredLate { .. }), answered > due);
        }
    }
}
