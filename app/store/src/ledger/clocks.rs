//! The clocks of transmitted written questions: one that runs for each ministry that has the question and has not answered, and, where they
//! are asked for, those of ministries that it left, which others may have taken over.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, Status,
    deadline::rule_for,
    lifecycle::{Attribution, clock_days},
    question::QuestionKind,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};

use super::Ledger;
use crate::{StoreError, owed, rules::Calendar};

/// A running clock, or one of a ministry that the question left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunningClock {
    /// The question.
    pub question: i64,
    /// The row of the attribution.
    pub part: i64,
    /// The ministry.
    pub ministry: i64,
    /// The question's Chamber.
    pub chamber: Chamber,
    /// The day of transmission, which selects the rule.
    pub transmitted_on: NaiveDate,
    /// The recorded day on which the ministry's clock started.
    pub clock_from: NaiveDate,
    /// That day under a rule by which a transfer opens no new deadline.
    pub kept_from: NaiveDate,
    /// That day under a rule by which it does.
    pub restarted_from: NaiveDate,
    /// The ministry's due date.
    pub due_on: Option<NaiveDate>,
    /// Whether it runs.
    pub runs: bool,
}

impl RunningClock {
    /// The day on which it starts under a rule.
    #[must_use]
    pub const fn starts_on(&self, restarts_on_transfer: bool) -> NaiveDate {
        if restarts_on_transfer { self.restarted_from } else { self.kept_from }
    }
}

/// A part of a question, as far as clocks depend on it.
#[derive(FromQueryResult)]
struct Row {
    question: i64,
    part: i64,
    ministry: i64,
    chamber: String,
    transmitted_on: NaiveDate,
    rule: Option<i64>,
    since: Option<NaiveDate>,
    clock_from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    owes: i32,
}

/// A part of a question: its row, its due date, whether it owes an answer, and its days.
struct PartClock {
    part: i64,
    owes: bool,
    /// Whether the day on which its clock started is known.
    known: bool,
    due_on: Option<NaiveDate>,
    days: Attribution,
}

impl PartClock {
    /// Like the state of the lifecycle, but for referrals on the day of the transmission: their clocks start on that day in any case.
    fn new((part, ministry): (i64, i64), transmitted_on: NaiveDate, since: Option<NaiveDate>, clock_from: Option<NaiveDate>) -> Self {
        let since = since.unwrap_or(transmitted_on);
        let (clock, first) = (clock_from.unwrap_or(since), since == transmitted_on);
        let days = Attribution { ministry, since, clock_from: clock, until: None, answered_on: None, first };
        Self { part, owes: false, known: clock_from.is_some(), due_on: None, days }
    }

    const fn until(mut self, until: Option<NaiveDate>) -> Self {
        self.days.until = until;
        self
    }

    const fn owes(mut self, owes: bool, due_on: Option<NaiveDate>) -> Self {
        (self.owes, self.due_on) = (owes, due_on);
        self
    }
}

/// The clocks of a question that run, or of ministries that it left, from all of its parts. `restarted` is what the rule says of transfers
/// by which they started.
fn of_question(
    (question, chamber, transmitted_on): (i64, Chamber, NaiveDate),
    parts: &[PartClock],
    restarted: bool,
    calendar: &Calendar,
) -> Vec<RunningClock> {
    let days: Vec<Attribution> = parts.iter().map(|part| part.days.clone()).collect();
    let kept = clock_days(&days, (restarted, false), &calendar.successions);
    let starts = kept.into_iter().zip(clock_days(&days, (restarted, true), &calendar.successions));
    let running = parts.iter().zip(starts).filter(|(part, _)| part.known && (part.owes || part.days.until.is_some()));
    let clock = |(part, (kept_from, restarted_from)): (&PartClock, (NaiveDate, NaiveDate))| RunningClock {
        question,
        part: part.part,
        ministry: part.days.ministry,
        chamber,
        transmitted_on,
        clock_from: part.days.clock_from,
        kept_from,
        restarted_from,
        due_on: part.due_on,
        runs: part.owes,
    };
    running.map(clock).collect()
}

/// Every running clock within a transaction, by question. Otherwise use the [ledger](Ledger::running_clocks).
pub async fn running_clocks(db: &impl ConnectionTrait, calendar: &Calendar) -> Result<Vec<RunningClock>, StoreError> {
    let mut all = clocks(db, calendar).await?;
    all.retain(|clock| clock.runs);
    Ok(all)
}

/// Every running clock, and those of ministries that a question left, by question.
pub async fn clocks(db: &impl ConnectionTrait, calendar: &Calendar) -> Result<Vec<RunningClock>, StoreError> {
    let sql = format!(
        "SELECT a.question_id AS question, a.id AS part, a.ministry_id AS ministry, q.chamber, q.transmitted_on, \
         q.deadline_rule_id AS rule, a.since, a.clock_from, a.until, a.due_on, CASE WHEN {} THEN 1 ELSE 0 END AS owes \
         FROM question q JOIN attribution a ON a.question_id = q.id \
         WHERE q.publication IN ('unpublished', 'published', 'hidden') AND q.status = 'transmitted' AND q.kind = 'written' \
         AND q.transmitted_on IS NOT NULL ORDER BY a.question_id, a.position",
        owed::owes("a")
    );
    let rows = Row::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await?;
    let mut all = Vec::new();
    for rows in rows.chunk_by(|one, other| one.question == other.question) {
        let Some(first) = rows.first() else { continue };
        let part = |row: &Row| {
            let part = PartClock::new((row.part, row.ministry), row.transmitted_on, row.since, row.clock_from);
            part.until(row.until).owes(row.owes != 0, row.due_on)
        };
        let parts: Vec<PartClock> = rows.iter().map(part).collect();
        let rule = calendar.rules.iter().find(|rule| Some(rule.id) == first.rule);
        let restarted = rule.is_some_and(|rule| rule.restarts_on_transfer);
        all.extend(of_question((first.question, first.chamber.parse()?, first.transmitted_on), &parts, restarted, calendar));
    }
    Ok(all)
}

impl Ledger {
    /// Every running clock, by question. They started by the rules of this calendar.
    pub fn running_clocks(&self, calendar: &Calendar) -> impl Iterator<Item = RunningClock> {
        let transmitted = self.questions().filter(|of| of.entry.kind == QuestionKind::Written && of.entry.status == Status::Transmitted);
        transmitted.flat_map(move |question| {
            let Some(transmitted_on) = question.entry.transmitted_on else { return Vec::new() };
            let parts = question.parts.iter().map(|part| {
                let clock = PartClock::new((part.id.into(), part.ministry.into()), transmitted_on, part.since, part.clock_from);
                clock.until(part.until).owes(part.until.is_none() && !part.answered, part.due_on)
            });
            let (parts, chamber) = (parts.collect::<Vec<_>>(), question.entry.chamber);
            let rule = rule_for(&calendar.rules, chamber, transmitted_on);
            let restarted = rule.is_some_and(|rule| rule.restarts_on_transfer);
            let mut clocks = of_question((question.entry.id, chamber, transmitted_on), &parts, restarted, calendar);
            clocks.retain(|clock| clock.runs);
            clocks
        })
    }
}
