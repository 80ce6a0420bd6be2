//! The deadline of an answer, and why it falls on the day it does.
//!
//! Article 100 of the Constitution of 2011: the Government answers within the twenty days following the date on which
//! the question was referred to it. The clock starts at *transmission* (إحالة, saisine), not at deposit. Calendar or
//! working days, and what happens when the last day is a holiday, are not settled by any text the site knows: each
//! element belongs to a [`DeadlineRule`], and pages say that it is the site's reading.

use chrono::{Days, NaiveDate};

use crate::{
    Chamber, PerLocale,
    calendar::{Holidays, Weekend},
    codes,
    people::Period,
};

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counting {
    /// Every day.
    Calendar,
    /// Days that are neither on the weekend nor holidays.
    Working,
}

codes!(Counting { Calendar = "calendar", Working = "working" });

/// A version of the rule by which a deadline is reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// Its identity in the database.
    pub id: i64,
    /// The Chamber it holds for; none: both.
    pub chamber: Option<Chamber>,
    /// Counts the versions, for readers.
    pub version: i32,
    /// How many days the Government has (1 to 366).
    pub days: u16,
    /// Which days count.
    pub counting: Counting,
    /// Whether a last day on a weekend or holiday moves to the next working day.
    pub roll_forward: bool,
    /// Whether a transfer gives the new ministry the whole time anew.
    pub restarts_on_transfer: bool,
    /// The weekend.
    pub weekend: Weekend,
    /// The transmissions it governs, by day.
    pub validity: Period,
    /// The text it reads.
    pub source: PerLocale<String>,
}

/// The rule for a question of a Chamber transmitted on a day: one of that Chamber before one of both, the newest first.
#[must_use]
pub fn rule_for(rules: &[DeadlineRule], chamber: Chamber, transmitted_on: NaiveDate) -> Option<&DeadlineRule> {
    rules
        .iter()
        .filter(|rule| rule.validity.contains(transmitted_on) && rule.chamber.is_none_or(|of| of == chamber))
        .max_by_key(|rule| (rule.chamber.is_some(), rule.version))
}

/// Why a day counts, or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayReason {
    /// Day 0, the day of transmission: the days *following* it count.
    Start,
    /// It counts, as the day of this ordinal (1 for the first).
    Counted(u16),
    /// A weekend day, where only working days count.
    Weekend,
    /// A holiday, where only working days count.
    Holiday(PerLocale<String>),
    /// The last counted day fell on a day of rest: the deadline moves over this one too.
    RolledOver,
    /// The working day that the deadline moved to.
    RolledTo,
}

/// One civil day between transmission and due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedDay {
    /// The day.
    pub on: NaiveDate,
    /// What it is in the count.
    pub reason: DayReason,
}

/// A deadline with its reckoning: each day counted or skipped, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which an answer is on time, to its end.
    pub due_on: NaiveDate,
    /// The day the clock started.
    pub started_on: NaiveDate,
    /// Every day from the start to the due date, both included, without a gap.
    pub days: Vec<ExplainedDay>,
}

/// Why no deadline can be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// The count would leave the calendar, or no working day would ever come.
    #[error("no due date can be reached under this rule")]
    Unreachable,
}

/// No count looks further than this many civil days: far beyond any rule with a single working day in a week.
const HORIZON: u16 = 366 * 8;

impl DeadlineRule {
    /// Reckons the deadline of a question transmitted on a day, with its explanation.
    ///
    /// # Errors
    /// [`DeadlineError::Unreachable`] when no due date comes within eight years.
    pub fn explain(&self, transmitted_on: NaiveDate, holidays: &Holidays) -> Result<Deadline, DeadlineError> {
        let mut days = vec![ExplainedDay { on: transmitted_on, reason: DayReason::Start }];
        let mut counted = 0;
        for on in following(transmitted_on) {
            let rest = self.rest(on, holidays);
            let reason = match (counted < self.days, &rest, self.counting) {
                (true, None, _) | (true, Some(_), Counting::Calendar) => {
                    counted += 1;
                    DayReason::Counted(counted)
                }
                (true, Some(_), Counting::Working) => rest.clone().unwrap_or(DayReason::Weekend),
                (false, Some(_), _) => DayReason::RolledOver,
                (false, None, _) => DayReason::RolledTo,
            };
            let last = counted == self.days && (rest.is_none() || !self.roll_forward);
            days.push(ExplainedDay { on, reason });
            if last {
                return Ok(Deadline { due_on: on, started_on: transmitted_on, days });
            }
        }
        Err(DeadlineError::Unreachable)
    }

    /// The due date alone.
    ///
    /// # Errors
    /// As [`Self::explain`].
    pub fn due_on(&self, transmitted_on: NaiveDate, holidays: &Holidays) -> Result<NaiveDate, DeadlineError> {
        if self.counting == Counting::Calendar && !self.roll_forward {
            return transmitted_on.checked_add_days(Days::new(u64::from(self.days))).ok_or(DeadlineError::Unreachable);
        }
        self.explain(transmitted_on, holidays).map(|deadline| deadline.due_on)
    }

    /// Why no office works on a day, if none does.
    fn rest(&self, on: NaiveDate, holidays: &Holidays) -> Option<DayReason> {
        if let Some(holiday) = holidays.on(on) {
            Some(DayReason::Holiday(holiday.name.clone()))
        } else {
            self.weekend.contains(on).then_some(DayReason::Weekend)
        }
    }
}

fn following(start: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..=u64::from(HORIZON)).map_while(move |n| start.checked_add_days(Days::new(n)))
}

#[cfg(test)]
mod tests;
