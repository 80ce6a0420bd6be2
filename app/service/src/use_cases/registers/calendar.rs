//! Holidays and versions of the deadline rule. The effect of a change is previewed, and the change is made only if the effect is still
//! the same.

use chrono::{Days, NaiveDate};
use jawab_domain::{
    Chamber, DeadlineRule, PerLocale,
    access::{Act, Actor},
    calendar::{Holiday, Weekend},
    deadline::{Counting, corrected_by},
    field::FieldName,
    people::Period,
};
use jawab_store::{
    Connection, Ledger, questions,
    rules::{self, Calendar},
};
use serde_json::json;

use super::{Item, UnitOfWork, require_unchanged};
use crate::use_cases::{
    MovedDeadline, Problem, UseCaseError, UseCaseResult, UseCases, moves_fingerprint, questions::deadlines::compute_moves,
    validation::Checks,
};

/// A holiday on one civil day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayInput {
    /// The day.
    pub on: NaiveDate,
    /// The occasion, in at least one language.
    pub name: PerLocale<String>,
    /// Where it was announced, in at least one language.
    pub source: PerLocale<String>,
}

/// A version of the deadline rule, in force until the next version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInput {
    /// Its Chamber; `None`: both.
    pub chamber: Option<Chamber>,
    /// The number of days the Government has (1 to 366).
    pub days: i32,
    /// The days that count.
    pub counting: Counting,
    /// Whether a due date on a non-working day moves to the next working day.
    pub roll_forward: bool,
    /// Whether a transfer restarts the clock for the new ministry.
    pub restarts_on_transfer: bool,
    /// The weekend.
    pub weekend: Weekend,
    /// The first day of transmission to which it applies; `None`: every day until it ends, as of the first version.
    pub from: Option<NaiveDate>,
    /// The legal source, in at least one language.
    pub source: PerLocale<String>,
}

impl RuleInput {
    /// The rule as the version of a number.
    #[must_use]
    pub fn version(&self, version: i32) -> DeadlineRule {
        DeadlineRule {
            id: 0,
            chamber: self.chamber,
            version,
            days: u16::try_from(self.days).unwrap_or(u16::MAX),
            counting: self.counting,
            roll_forward: self.roll_forward,
            restarts_on_transfer: self.restarts_on_transfer,
            weekend: self.weekend,
            validity: Period { from: self.from, to: None },
            source: self.source.clone(),
        }
    }
}

/// A change of the data from which deadlines are computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarChange {
    /// A new holiday.
    AddHoliday(HolidayInput),
    /// Changes the day, name or source of a holiday. With its current day and the fingerprint the change is based on.
    EditHoliday(NaiveDate, i64, HolidayInput),
    /// Removes a holiday. With the fingerprint the change is based on.
    RemoveHoliday(NaiveDate, i64),
    /// Adds a version of the rule; the previous version for the same Chambers ends the day before. With the fingerprint of all versions
    /// the change is based on.
    NewRule(i64, RuleInput),
    /// Corrects this version of the rule: another version takes its place, for the same Chambers and days. With the fingerprint of all
    /// versions the change is based on.
    CorrectRule(i64, i32, RuleInput),
}

/// A validated change.
enum Plan {
    /// A holiday, possibly replacing one on another day.
    Holiday { before: Option<NaiveDate>, on: NaiveDate, name: PerLocale<String>, source: PerLocale<String> },
    /// Removes a holiday.
    NoHoliday(NaiveDate),
    /// A new version of the rule.
    Rule(DeadlineRule),
    /// A version that takes the place of the one with this number.
    CorrectedRule(i32, DeadlineRule),
}

impl UseCases {
    /// The open deadlines that [`UnitOfWork::change_calendar`] would move, from the running deadlines in the ledger. Read-only: no
    /// writer waits for it.
    pub async fn calendar_preview(&self, actor: &Actor, ledger: &Ledger, change: &CalendarChange) -> UseCaseResult<Vec<MovedDeadline>> {
        let unit = self.begin_read(actor).await?;
        unit.must_be_allowed(Act::KeepReferenceData, None)?;
        let calendar = rules::calendar(unit.db()).await?;
        let plan = plan(unit.db(), change, &calendar).await?;
        let changed = plan.under(calendar.clone());
        Ok(compute_moves(ledger.running_clocks(&calendar), &changed))
    }
}

/// Validates a change and checks that its basis is unchanged.
async fn plan(db: &impl Connection, change: &CalendarChange, calendar: &Calendar) -> UseCaseResult<Plan> {
    match change {
        CalendarChange::AddHoliday(input) => plan_holiday(None, input, calendar),
        CalendarChange::EditHoliday(on, expected, input) => {
            require_unchanged(db, Item::Holiday(*on), *expected).await?;
            plan_holiday(Some(*on), input, calendar)
        }
        CalendarChange::RemoveHoliday(on, expected) => {
            require_unchanged(db, Item::Holiday(*on), *expected).await?;
            Ok(Plan::NoHoliday(*on))
        }
        CalendarChange::NewRule(expected, input) => {
            require_unchanged(db, Item::Rules, *expected).await?;
            plan_rule(input, calendar)
        }
        CalendarChange::CorrectRule(expected, version, input) => {
            require_unchanged(db, Item::Rules, *expected).await?;
            plan_correction(*version, input, calendar)
        }
    }
}

fn plan_holiday(before: Option<NaiveDate>, input: &HolidayInput, calendar: &Calendar) -> UseCaseResult<Plan> {
    let mut checks = Checks::default();
    let (name, source) = (checks.names(FieldName::Name, &input.name), checks.names(FieldName::Source, &input.source));
    if before != Some(input.on) && calendar.sources.iter().any(|(holiday, _)| holiday.on == input.on) {
        checks.add(FieldName::On, Problem::Exists);
    }
    checks.done()?;
    Ok(Plan::Holiday { before, on: input.on, name, source })
}

fn plan_rule(input: &RuleInput, calendar: &Calendar) -> UseCaseResult<Plan> {
    let mut checks = Checks::default();
    let begun = calendar.rules.iter().filter(|rule| rule.chamber == input.chamber).filter_map(|rule| rule.validity.from).max();
    let earliest = begun.and_then(|day| day.succ_opt());
    match (input.from, earliest) {
        (None, _) => checks.add(FieldName::ValidFrom, Problem::Missing),
        (Some(from), Some(earliest)) if from < earliest => checks.add(FieldName::ValidFrom, Problem::TooEarly(earliest)),
        _ => {}
    }
    Ok(Plan::Rule(next_version(input, calendar, checks)?))
}

/// The version that takes the place of another. That one stays, as questions were answered under it: of two versions for the same Chambers
/// from the same day the newer one applies.
fn plan_correction(version: i32, input: &RuleInput, calendar: &Calendar) -> UseCaseResult<Plan> {
    let mut checks = Checks::default();
    let old = calendar.rules.iter().find(|rule| rule.version == version).ok_or(UseCaseError::NotFound)?;
    if corrected_by(&calendar.rules, old).is_some() {
        return Err(UseCaseError::NotFound);
    }
    if old.chamber != input.chamber {
        checks.add(FieldName::Chamber, Problem::Fixed);
    }
    if old.validity.from != input.from {
        checks.add(FieldName::ValidFrom, Problem::Fixed);
    }
    let rule = next_version(input, calendar, checks)?;
    Ok(Plan::CorrectedRule(version, DeadlineRule { validity: old.validity, ..rule }))
}

/// The input as the next version of the rule, if it is valid.
fn next_version(input: &RuleInput, calendar: &Calendar, mut checks: Checks) -> UseCaseResult<DeadlineRule> {
    let source = checks.names(FieldName::Source, &input.source);
    checks.in_range(FieldName::Days, Some(input.days), 1, 366);
    let version = calendar.rules.iter().map(|rule| rule.version).max().unwrap_or(0) + 1;
    let rule = DeadlineRule { source, ..input.version(version) };
    // Whether working days come at all depends on the weekend: any day tells.
    let on = input.from.unwrap_or_default();
    if checks.found.is_empty() && rule.due_on(on, &calendar.holidays).is_err() {
        checks.add(FieldName::Weekend, Problem::Unreachable);
    }
    checks.done()?;
    Ok(rule)
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
    /// The rules and holidays after the change.
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
            Self::CorrectedRule(_, rule) => calendar.rules.push(rule),
        }
        calendar.holidays = calendar.sources.iter().map(|(holiday, _)| holiday.clone()).collect();
        calendar
    }
}

impl UnitOfWork {
    /// Makes a change and moves the affected deadlines, with a reason if there are any. `expected` is the fingerprint
    /// ([`moves_fingerprint`]) of the moves shown before: if they differ now, nothing is changed.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] if the entry, or the moves, have changed; [`UseCaseError::Invalid`] with every invalid field.
    pub async fn change_calendar(&mut self, change: &CalendarChange, expected: i64, reason: &str) -> UseCaseResult<Vec<MovedDeadline>> {
        self.lock_registers().await?;
        // Their due dates depend on what is about to change.
        questions::lock_all(self.db()).await?;
        self.write_calendar(change).await?;
        let moved_deadlines = self.moved_deadlines().await?;
        let current = moves_fingerprint(&moved_deadlines);
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        if moved_deadlines.is_empty() {
            self.update_deadline_rules().await?;
            return Ok(moved_deadlines);
        }
        self.move_deadlines(reason).await
    }

    async fn write_calendar(&mut self, change: &CalendarChange) -> UseCaseResult<()> {
        let calendar = self.calendar().await?.clone();
        match plan(self.db(), change, &calendar).await? {
            Plan::Holiday { before, on, name, source } => self.put_holiday(before, on, &name, &source).await,
            Plan::NoHoliday(on) => {
                rules::delete_holiday(self.db(), on).await?;
                self.record("holiday.removed", format!("holiday:{on}"), json!({}));
                Ok(())
            }
            Plan::Rule(rule) => self.put_rule(&rule, &calendar).await,
            Plan::CorrectedRule(version, rule) => {
                rules::insert(self.db(), &rule, Vec::new(), None).await?;
                self.record_rule("rule.edited", &rule, Some(version));
                Ok(())
            }
        }
    }

    async fn put_holiday(
        &mut self,
        before: Option<NaiveDate>,
        on: NaiveDate,
        name: &PerLocale<String>,
        source: &PerLocale<String>,
    ) -> UseCaseResult<()> {
        if let Some(before) = before {
            rules::delete_holiday(self.db(), before).await?;
        }
        rules::insert_holiday(self.db(), on, name, source).await?;
        let action = if before.is_some() { "holiday.edited" } else { "holiday.added" };
        self.record(action, format!("holiday:{on}"), json!({ "before": before, "name": name, "source": source }));
        Ok(())
    }

    async fn put_rule(&mut self, rule: &DeadlineRule, calendar: &Calendar) -> UseCaseResult<()> {
        let ended = calendar.rules.iter().filter(|one| is_succeeded(one, rule)).map(|one| one.id).collect();
        rules::insert(self.db(), rule, ended, last_before(rule)).await?;
        self.record_rule("rule.added", rule, None);
        Ok(())
    }

    /// `corrects`: the version whose place it takes.
    fn record_rule(&mut self, action: &str, rule: &DeadlineRule, corrects: Option<i32>) {
        let data = json!({
            "before": corrects, "chamber": rule.chamber, "days": rule.days, "counting": rule.counting, "roll_forward": rule.roll_forward,
            "restarts_on_transfer": rule.restarts_on_transfer, "weekend": rule.weekend.bits(), "from": rule.validity.from,
            "source": rule.source,
        });
        self.record(action, format!("rule:{}", rule.version), data);
    }
}
