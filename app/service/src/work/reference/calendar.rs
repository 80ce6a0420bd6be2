//! Holidays and versions of the deadline rule. What a change would move is seen before it is made, and what is made is what was
//! seen.

use chrono::{Days, NaiveDate};
use jawab_domain::{
    Chamber, DeadlineRule, PerLocale,
    access::{Act, Actor},
    calendar::{Holiday, Weekend},
    deadline::Counting,
    people::Period,
};
use jawab_store::{
    Connection, Ledger, questions,
    rules::{self, Calendar},
};
use serde_json::json;

use super::{Item, Turn, as_seen};
use crate::work::{Moved, Outcome, Problem, UseCaseError, Work, check::Checks, deadlines::moved, moves_print};

/// A holiday of one civil day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayInput {
    /// The day.
    pub on: NaiveDate,
    /// What is celebrated, in at least one language.
    pub name: PerLocale<String>,
    /// Where that was announced, in at least one language.
    pub source: PerLocale<String>,
}

/// A version of the deadline rule, in force until the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInput {
    /// The Chamber it holds for; none: both.
    pub chamber: Option<Chamber>,
    /// How many days the Government has (1 to 366).
    pub days: i32,
    /// Which days count.
    pub counting: Counting,
    /// Whether a last day of rest moves to the next working day.
    pub roll_forward: bool,
    /// Whether a transfer gives the new ministry the whole time anew.
    pub restarts_on_transfer: bool,
    /// The weekend.
    pub weekend: Weekend,
    /// The first day whose transmissions it governs.
    pub from: NaiveDate,
    /// The text it reads, in at least one language.
    pub source: PerLocale<String>,
}

/// A change of what deadlines are reckoned with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarChange {
    /// A new holiday.
    AddHoliday(HolidayInput),
    /// Another day, name or source of a holiday: its day as it is, its print as it was seen.
    EditHoliday(NaiveDate, i64, HolidayInput),
    /// No holiday that day after all.
    RemoveHoliday(NaiveDate, i64),
    /// A new version of the rule; the one before it, for the same Chambers, ends the day before. With the print of all
    /// versions as they were seen.
    NewRule(i64, RuleInput),
}

/// A change that was found good.
enum Plan {
    /// A holiday, in place of that of another day where one is said.
    Holiday { before: Option<NaiveDate>, on: NaiveDate, name: PerLocale<String>, source: PerLocale<String> },
    /// No holiday that day.
    NoHoliday(NaiveDate),
    /// A version of the rule.
    Rule(DeadlineRule),
}

impl Work {
    /// Which open deadlines a change would move, as [`Turn::change_calendar`] then does. The ledger knows those that run. Nothing is
    /// written, and no writer is kept waiting.
    ///
    /// # Errors
    /// As [`Turn::change_calendar`].
    pub async fn calendar_preview(&self, actor: &Actor, ledger: &Ledger, change: &CalendarChange) -> Outcome<Vec<Moved>> {
        let turn = self.look(actor).await?;
        turn.must_be_allowed(Act::KeepReferenceData, None)?;
        let calendar = rules::calendar(turn.db()).await?;
        let plan = plan(turn.db(), change, &calendar).await?;
        Ok(moved(ledger.running_clocks(), &plan.under(calendar)))
    }
}

/// What a change comes to, if it is good and what it changes is as it was seen.
async fn plan(db: &impl Connection, change: &CalendarChange, calendar: &Calendar) -> Outcome<Plan> {
    match change {
        CalendarChange::AddHoliday(input) => plan_holiday(None, input, calendar),
        CalendarChange::EditHoliday(on, seen, input) => {
            as_seen(db, Item::Holiday(*on), *seen).await?;
            plan_holiday(Some(*on), input, calendar)
        }
        CalendarChange::RemoveHoliday(on, seen) => {
            as_seen(db, Item::Holiday(*on), *seen).await?;
            Ok(Plan::NoHoliday(*on))
        }
        CalendarChange::NewRule(seen, input) => {
            as_seen(db, Item::Rules, *seen).await?;
            plan_rule(input, calendar)
        }
    }
}

fn plan_holiday(before: Option<NaiveDate>, input: &HolidayInput, calendar: &Calendar) -> Outcome<Plan> {
    let mut checks = Checks::default();
    let (name, source) = (checks.names("name", &input.name), checks.names("source", &input.source));
    if before != Some(input.on) && calendar.sources.iter().any(|(holiday, _)| holiday.on == input.on) {
        checks.add("on", Problem::Exists);
    }
    checks.done()?;
    Ok(Plan::Holiday { before, on: input.on, name, source })
}

fn plan_rule(input: &RuleInput, calendar: &Calendar) -> Outcome<Plan> {
    let mut checks = Checks::default();
    let source = checks.names("source", &input.source);
    checks.within("days", Some(input.days), 1, 366);
    let begun = calendar.rules.iter().filter(|rule| rule.chamber == input.chamber).filter_map(|rule| rule.validity.from).max();
    if let Some(earliest) = begun.and_then(|day| day.succ_opt()).filter(|earliest| input.from < *earliest) {
        checks.add("from", Problem::TooEarly(earliest));
    }
    let version = calendar.rules.iter().map(|rule| rule.version).max().unwrap_or(0) + 1;
    let rule = domain_rule(input, version, source);
    if checks.found.is_empty() && rule.due_on(input.from, &calendar.holidays).is_err() {
        checks.add("weekend", Problem::Unreachable);
    }
    checks.done()?;
    Ok(Plan::Rule(rule))
}

/// Whether a version of the rule ends when another begins.
fn is_succeeded(rule: &DeadlineRule, by: &DeadlineRule) -> bool {
    rule.chamber == by.chamber && rule.validity.to.is_none_or(|to| by.validity.from.is_none_or(|from| to >= from))
}

/// The last day of the versions before it.
fn last_before(rule: &DeadlineRule) -> Option<NaiveDate> {
    rule.validity.from.and_then(|from| from.checked_sub_days(Days::new(1)))
}

impl Plan {
    /// The rules and holidays as they would be.
    fn under(self, mut calendar: Calendar) -> Calendar {
        match self {
            Self::Holiday { before, on, name, source } => {
                calendar.sources.retain(|(holiday, _)| Some(holiday.on) != before);
                calendar.sources.push((Holiday { on, name }, source));
            }
            Self::NoHoliday(on) => calendar.sources.retain(|(holiday, _)| holiday.on != on),
            Self::Rule(rule) => {
                let last = last_before(&rule);
                calendar.rules.iter_mut().filter(|one| is_succeeded(one, &rule)).for_each(|one| one.validity.to = last);
                calendar.rules.push(rule);
            }
        }
        calendar.holidays = calendar.sources.iter().map(|(holiday, _)| holiday.clone()).collect();
        calendar
    }
}

impl Turn {
    /// Makes a change and moves the deadlines that it moves, for a reason, if it moves any. `expected` is the print ([`moves_print`]) of those that were shown: if they are
    /// others now, nothing is changed.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] where the thing, or what it would move, is not as it was seen; [`UseCaseError::Invalid`]
    /// with every field at fault.
    pub async fn change_calendar(&mut self, change: &CalendarChange, expected: i64, reason: &str) -> Outcome<Vec<Moved>> {
        self.keep().await?;
        // Their due dates are reckoned with what is about to change.
        questions::lock_all(self.db()).await?;
        self.write_calendar(change).await?;
        let moving = self.moving().await?;
        let current = moves_print(&moving);
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        if moving.is_empty() {
            self.note_rules().await?;
            return Ok(moving);
        }
        self.move_deadlines(reason).await
    }

    async fn write_calendar(&mut self, change: &CalendarChange) -> Outcome<()> {
        let calendar = self.calendar().await?.clone();
        match plan(self.db(), change, &calendar).await? {
            Plan::Holiday { before, on, name, source } => self.put_holiday(before, on, &name, &source).await,
            Plan::NoHoliday(on) => {
                rules::delete_holiday(self.db(), on).await?;
                self.record("holiday.removed", format!("holiday:{on}"), json!({}));
                Ok(())
            }
            Plan::Rule(rule) => self.put_rule(&rule, &calendar).await,
        }
    }

    async fn put_holiday(
        &mut self,
        before: Option<NaiveDate>,
        on: NaiveDate,
        name: &PerLocale<String>,
        source: &PerLocale<String>,
    ) -> Outcome<()> {
        if let Some(before) = before {
            rules::delete_holiday(self.db(), before).await?;
        }
        rules::insert_holiday(self.db(), on, name, source).await?;
        let action = if before.is_some() { "holiday.edited" } else { "holiday.added" };
        self.record(action, format!("holiday:{on}"), json!({ "before": before, "name": name, "source": source }));
        Ok(())
    }

    async fn put_rule(&mut self, rule: &DeadlineRule, calendar: &Calendar) -> Outcome<()> {
        let ended = calendar.rules.iter().filter(|one| is_succeeded(one, rule)).map(|one| one.id).collect();
        rules::insert(self.db(), rule, ended, last_before(rule)).await?;
        let data = json!({
            "chamber": rule.chamber, "days": rule.days, "counting": rule.counting, "roll_forward": rule.roll_forward,
            "restarts_on_transfer": rule.restarts_on_transfer, "weekend": rule.weekend.bits(), "from": rule.validity.from,
            "source": rule.source,
        });
        self.record("rule.added", format!("rule:{}", rule.version), data);
        Ok(())
    }
}

fn domain_rule(input: &RuleInput, version: i32, source: PerLocale<String>) -> DeadlineRule {
    DeadlineRule {
        id: 0,
        chamber: input.chamber,
        version,
        days: u16::try_from(input.days).unwrap_or(u16::MAX),
        counting: input.counting,
        roll_forward: input.roll_forward,
        restarts_on_transfer: input.restarts_on_transfer,
        weekend: input.weekend,
        validity: Period { from: Some(input.from), to: None },
        source,
    }
}
