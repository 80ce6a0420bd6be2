//! Holidays and versions of the deadline rule. What a change would move is seen before it is made, and what is made is what was
//! seen.

use chrono::{Days, NaiveDate};
use jawab_domain::{Chamber, DeadlineRule, PerLocale, access::Actor, calendar::Weekend, deadline::Counting, people::Period};
use jawab_store::entity::{deadline_rule, holiday};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _,
};
use serde_json::json;

use super::{Item, Turn};
use crate::work::{Moved, Outcome, Problem, UseCaseError, Work, check::Checks, moves_print};

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

impl Work {
    /// Which open deadlines a change would move, as [`Turn::change_calendar`] then does. Nothing is changed.
    ///
    /// # Errors
    /// As [`Turn::change_calendar`].
    pub async fn calendar_preview(&self, actor: &Actor, change: &CalendarChange) -> Outcome<Vec<Moved>> {
        let mut turn = self.begin(actor).await?;
        turn.write_calendar(change).await?;
        turn.moving().await
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
        self.hold_questions().await?;
        self.write_calendar(change).await?;
        let moving = self.moving().await?;
        let current = moves_print(&moving);
        if current != expected {
            return Err(UseCaseError::Conflict { current });
        }
        if moving.is_empty() { Ok(moving) } else { self.move_deadlines(reason).await }
    }

    async fn write_calendar(&mut self, change: &CalendarChange) -> Outcome<()> {
        match change {
            CalendarChange::AddHoliday(input) => {
                self.keep().await?;
                self.put_holiday(None, input).await
            }
            CalendarChange::EditHoliday(on, seen, input) => {
                self.keep_as_seen(Item::Holiday(*on), *seen).await?;
                self.put_holiday(Some(*on), input).await
            }
            CalendarChange::RemoveHoliday(on, seen) => {
                self.keep_as_seen(Item::Holiday(*on), *seen).await?;
                holiday::Entity::delete_by_id(*on).exec(self.db()).await?;
                self.record("holiday.removed", format!("holiday:{on}"), json!({}));
                Ok(())
            }
            CalendarChange::NewRule(seen, input) => {
                self.keep_as_seen(Item::Rules, *seen).await?;
                self.put_rule(input).await
            }
        }
    }

    async fn put_holiday(&mut self, before: Option<NaiveDate>, input: &HolidayInput) -> Outcome<()> {
        let mut checks = Checks::default();
        let (name, source) = (checks.names("name", &input.name), checks.names("source", &input.source));
        if before != Some(input.on) && holiday::Entity::find_by_id(input.on).one(self.db()).await?.is_some() {
            checks.add("on", Problem::Exists);
        }
        checks.done()?;
        if let Some(before) = before {
            holiday::Entity::delete_by_id(before).exec(self.db()).await?;
        }
        let row = holiday::ActiveModel {
            on_day: Set(input.on),
            name: Set(serde_json::to_value(&name)?),
            source: Set(serde_json::to_value(&source)?),
        };
        holiday::Entity::insert(row).exec_without_returning(self.db()).await?;
        let action = if before.is_some() { "holiday.edited" } else { "holiday.added" };
        self.record(action, format!("holiday:{}", input.on), json!({ "before": before, "name": name, "source": source }));
        Ok(())
    }

    async fn put_rule(&mut self, input: &RuleInput) -> Outcome<()> {
        let mut checks = Checks::default();
        let source = checks.names("source", &input.source);
        checks.within("days", Some(input.days), 1, 366);
        let all = deadline_rule::Entity::find().all(self.db()).await?;
        let same = |row: &&deadline_rule::Model| row.chamber.as_deref() == input.chamber.map(Chamber::code);
        let begun = all.iter().filter(same).filter_map(|row| row.valid_from).max();
        if let Some(earliest) = begun.and_then(|day| day.succ_opt()).filter(|earliest| input.from < *earliest) {
            checks.add("from", Problem::TooEarly(earliest));
        }
        let version = all.iter().map(|row| row.version).max().unwrap_or(0) + 1;
        let rule = domain_rule(input, version, source.clone());
        if checks.found.is_empty() && rule.due_on(input.from, &self.calendar().await?.holidays).is_err() {
            checks.add("weekend", Problem::Unreachable);
        }
        checks.done()?;
        let last = input.from.checked_sub_days(Days::new(1));
        for row in all.into_iter().filter(|row| same(&row) && row.valid_to.is_none_or(|to| to >= input.from)) {
            let mut row = row.into_active_model();
            row.valid_to = Set(last);
            row.update(self.db()).await?;
        }
        let row = deadline_rule::ActiveModel {
            id: NotSet,
            chamber: Set(input.chamber.map(|chamber| chamber.code().into())),
            version: Set(version),
            days: Set(input.days),
            counting: Set(input.counting.code().into()),
            roll_forward: Set(input.roll_forward),
            restarts_on_transfer: Set(input.restarts_on_transfer),
            weekend: Set(input.weekend.bits().into()),
            valid_from: Set(Some(input.from)),
            valid_to: Set(None),
            source: Set(serde_json::to_value(&source)?),
        };
        row.insert(self.db()).await?;
        let data = json!({
            "chamber": input.chamber, "days": input.days, "counting": input.counting, "roll_forward": input.roll_forward,
            "restarts_on_transfer": input.restarts_on_transfer, "weekend": input.weekend.bits(), "from": input.from, "source": source,
        });
        self.record("rule.added", format!("rule:{version}"), data);
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
