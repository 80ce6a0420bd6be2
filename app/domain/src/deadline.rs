//! The deadline of an answer, and its explanation.
//!
//! Article 100 of the Constitution of 2011: the Government answers within the twenty days following the date on which the question was
//! referred to it. The clock starts at *transmission* (إحالة, saisine), not at deposit. No text known to the site settles whether calendar
//! or working days count, or what happens when the last day is a holiday. Each of these belongs to a [`DeadlineRule`], and pages say that
//! it is the site's reading.

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

/// A version of the rule by which deadlines are computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRule {
    /// Its identity in the database.
    pub id: i64,
    /// The Chamber it applies to; `None` means both.
    pub chamber: Option<Chamber>,
    /// The number of the version, shown to readers.
    pub version: i32,
    /// How many days the Government has (1 to 366).
    pub days: u16,
    /// Which days count.
    pub counting: Counting,
    /// Whether a last day on a weekend or holiday moves to the next working day.
    pub roll_forward: bool,
    /// Whether a transfer restarts the clock for the new ministry.
    pub restarts_on_transfer: bool,
    /// The weekend under this rule.
    pub weekend: Weekend,
    /// The period of the transmissions it applies to.
    pub validity: Period,
    /// The text that it interprets.
    pub source: PerLocale<String>,
}

/// The rule for a question that a Chamber transmits on a day. A rule of that Chamber precedes one for both, then the newest version
/// applies.
#[must_use]
pub fn rule_for(rules: &[DeadlineRule], chamber: Chamber, transmitted_on: NaiveDate) -> Option<&DeadlineRule> {
    rules
        .iter()
        .filter(|rule| rule.validity.contains(transmitted_on) && rule.chamber.is_none_or(|of| of == chamber))
        .max_by_key(|rule| (rule.chamber.is_some(), rule.version))
}

/// The rule by which a due date was computed from a day: the recorded one if it gives that date, else the newest one of the Chamber that
/// does. A question has one recorded rule, and an answer that was published before another rule came keeps its due date. `None` if no
/// rule gives that date, as the holidays may have changed since.
///
/// A rule that is in force only for transmissions after that day gave no deadline that counts from it.
#[must_use]
pub fn rule_behind<'a>(
    rules: &'a [DeadlineRule],
    (chamber, recorded): (Chamber, Option<i64>),
    (started_on, due_on): (NaiveDate, NaiveDate),
    holidays: &Holidays,
) -> Option<&'a DeadlineRule> {
    let giving = rules_giving(rules, chamber, (started_on, due_on), holidays);
    giving.max_by_key(|rule| (Some(rule.id) == recorded, rule.version))
}

/// The rules of a Chamber that may have given a due date, counted from a day.
pub fn rules_giving<'a>(
    rules: &'a [DeadlineRule],
    chamber: Chamber,
    (started_on, due_on): (NaiveDate, NaiveDate),
    holidays: &Holidays,
) -> impl Iterator<Item = &'a DeadlineRule> {
    let was_in_force = move |rule: &&DeadlineRule| rule.validity.from.is_none_or(|from| from <= started_on);
    let of_chamber = rules.iter().filter(move |rule| rule.chamber.is_none_or(|of| of == chamber));
    of_chamber.filter(was_in_force).filter(move |rule| rule.due_on(started_on, holidays) == Ok(due_on))
}

/// The version that corrects a version of the rule: the newest one for the same Chambers from the same day, if that is another.
#[must_use]
pub fn corrected_by(rules: &[DeadlineRule], of: &DeadlineRule) -> Option<i32> {
    let same = rules.iter().filter(|rule| rule.chamber == of.chamber && rule.validity.from == of.validity.from);
    same.map(|rule| rule.version).max().filter(|newest| *newest > of.version)
}

/// Why a day counts or does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayReason {
    /// The day from which the deadline counts, day 0: the days *following* it count.
    Start,
    /// It counts, as the day with this ordinal (1 for the first).
    Counted(u16),
    /// A weekend day, where only working days count.
    Weekend,
    /// A holiday, where only working days count.
    Holiday(PerLocale<String>),
    /// The last counted day is not a working day, and neither is this one: the deadline moves on.
    RolledOver,
    /// The working day to which the deadline moves.
    RolledTo,
}

/// What took place on the day from which a deadline counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ClockStart {
    /// The transmission to the Government.
    #[default]
    Transmission,
    /// A transfer to another ministry, which opens a new deadline if the rule says so.
    Transfer,
    /// The referral to one more ministry.
    Addition,
}

/// One civil day between the start and the due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedDay {
    /// The day.
    pub on: NaiveDate,
    /// Why it counts or does not count.
    pub reason: DayReason,
}

/// A deadline with its explanation, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which an answer is on time, until its end.
    pub due_on: NaiveDate,
    /// The day the clock started.
    pub started_on: NaiveDate,
    /// What took place on that day: the transmission, unless [`Self::counted_from`] says otherwise.
    pub started_by: ClockStart,
    /// Every day from the start to the due date, both included.
    pub days: Vec<ExplainedDay>,
}

impl Deadline {
    /// The same deadline, counted from the day on which something else took place.
    #[must_use]
    pub fn counted_from(self, started_by: ClockStart) -> Self {
        Self { started_by, ..self }
    }
}

/// Why a deadline cannot be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// The count leaves the calendar, or no working day ever comes.
    #[error("no due date can be reached under this rule")]
    Unreachable,
}

/// The longest count, in civil days: enough for any valid rule with one working day a week.
const MAX_CIVIL_DAYS: u16 = 366 * 8;

impl DeadlineRule {
    /// Computes the deadline that counts from a day, with its explanation. That is the day of transmission, of a transfer that opens a new
    /// deadline, or of the referral to one more ministry.
    ///
    /// # Errors
    /// [`DeadlineError::Unreachable`] when there is no due date within eight years.
    pub fn explain(&self, started_on: NaiveDate, holidays: &Holidays) -> Result<Deadline, DeadlineError> {
        let mut days = vec![ExplainedDay { on: started_on, reason: DayReason::Start }];
        let mut counted = 0;
        for on in following(started_on) {
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
                return Ok(Deadline { due_on: on, started_on, started_by: ClockStart::default(), days });
            }
        }
        Err(DeadlineError::Unreachable)
    }

    /// The due date alone, under the same conditions as [`Self::explain`].
    pub fn due_on(&self, started_on: NaiveDate, holidays: &Holidays) -> Result<NaiveDate, DeadlineError> {
        if self.counting == Counting::Calendar && !self.roll_forward {
            return started_on.checked_add_days(Days::new(u64::from(self.days))).ok_or(DeadlineError::Unreachable);
        }
        self.explain(started_on, holidays).map(|deadline| deadline.due_on)
    }

    /// Why a day is not a working day, or `None` if it is one.
    fn rest(&self, on: NaiveDate, holidays: &Holidays) -> Option<DayReason> {
        if let Some(holiday) = holidays.on(on) {
            Some(DayReason::Holiday(holiday.name.clone()))
        } else {
            self.weekend.contains(on).then_some(DayReason::Weekend)
        }
    }
}

fn following(start: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    (1..=u64::from(MAX_CIVIL_DAYS)).map_while(move |n| start.checked_add_days(Days::new(n)))
}

#[cfg(test)]
mod tests;
