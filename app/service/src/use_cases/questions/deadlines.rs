//! Deadlines that do not exist yet: of a question before its transmission, and of all open questions under a changed rule or calendar.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, DeadlineRule, Status,
    access::Act,
    deadline::{Deadline, rule_for},
    lifecycle::EventKind,
};
use jawab_store::{
    attributions, history, id_list,
    ledger::{RunningClock, clocks, running_clocks},
    questions::due,
    rows,
    rules::{self, Calendar},
};
use serde_json::json;

use crate::due_dates::DueDates;
use crate::use_cases::{UnitOfWork, UseCaseResult, UseCases, registers::fingerprint, validation};

/// The deadline of each ministry, with its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePreview<'a> {
    /// The rule in force that day.
    pub rule: &'a DeadlineRule,
    /// The due date, with each day counted or skipped; the same for every ministry of a transmission.
    pub deadline: Deadline,
    /// The ministries.
    pub ministries: Vec<i64>,
}

/// The deadline if a question of a Chamber were transmitted to these ministries on a day. `None` if no rule is in force that day, or
/// the rule never reaches a due date.
#[must_use]
pub fn deadline_preview<'a>(calendar: &'a Calendar, chamber: Chamber, on: NaiveDate, ministries: &[i64]) -> Option<DeadlinePreview<'a>> {
    let rule = rule_for(&calendar.rules, chamber, on)?;
    let deadline = rule.explain(on, &calendar.holidays).ok()?;
    Some(DeadlinePreview { rule, deadline, ministries: ministries.to_vec() })
}

/// Rows per statement.
pub(in crate::use_cases) const CHUNK: usize = 250;

/// A deadline that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovedDeadline {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// The old due date.
    pub from: Option<NaiveDate>,
    /// The new due date.
    pub to: Option<NaiveDate>,
    /// The id of the attribution.
    part: i64,
}

/// A fingerprint of moves: it changes if any of them changes.
#[must_use]
pub fn moves_fingerprint(all: &[MovedDeadline]) -> i64 {
    fingerprint(&all.iter().map(|one| (one.part, one.from, one.to)).collect::<Vec<_>>())
}

impl UseCases {
    /// The current rules and holidays.
    pub async fn calendar(&self) -> UseCaseResult<Calendar> {
        Ok(rules::calendar(self.database.reader()).await?)
    }
}

impl UnitOfWork {
    /// The open deadlines that differ under the rules and holidays of this unit of work.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Forbidden`] if the mandate does not allow it.
    pub async fn moved_deadlines(&mut self) -> UseCaseResult<Vec<MovedDeadline>> {
        self.must_be_allowed(Act::KeepReferenceData, None)?;
        self.forget_calendar();
        let calendar = self.calendar().await?.clone();
        Ok(compute_moves(running_clocks(self.db(), &calendar).await?, &calendar))
    }

    /// Moves the open deadlines to match the rules and holidays, and records the rules applied. Call it in the unit of work that
    /// changes the rules or holidays.
    ///
    /// # Errors
    /// [`crate::UseCaseError::Forbidden`] if the mandate does not allow it.
    pub async fn move_deadlines(&mut self, reason: &str) -> UseCaseResult<Vec<MovedDeadline>> {
        let reason = validation::reason(reason)?;
        let all = self.moved_deadlines().await?;
        let questions = self.write_moves(&all, &reason).await?;
        if !all.is_empty() {
            self.record("deadlines.moved", "", json!({ "questions": questions, "deadlines": all.len(), "reason": reason }));
        }
        self.update_deadline_rules().await?;
        Ok(all)
    }

    /// Writes moved deadlines and the due dates of their questions, and records the events. Returns the number of questions.
    pub(in crate::use_cases) async fn write_moves(&self, all: &[MovedDeadline], reason: &str) -> UseCaseResult<usize> {
        self.move_parts(all).await?;
        let ids: BTreeSet<i64> = all.iter().map(|one| one.question).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        for some in ids.chunks(CHUNK) {
            self.move_questions(some).await?;
        }
        self.record_moves(all, reason).await?;
        Ok(ids.len())
    }

    /// Updates all attributions with the same new due date at once.
    async fn move_parts(&self, all: &[MovedDeadline]) -> UseCaseResult<()> {
        let mut by_day: BTreeMap<Option<NaiveDate>, Vec<i64>> = BTreeMap::new();
        for one in all {
            by_day.entry(one.to).or_default().push(one.part);
        }
        for (to, parts) in by_day {
            for some in parts.chunks(CHUNK) {
                attributions::set_due_on(self.db(), some, to).await?;
            }
        }
        Ok(())
    }

    /// Recomputes the due dates of transmitted questions from their attributions; questions with the same due date are updated at once.
    pub(in crate::use_cases) async fn move_questions(&self, ids: &[i64]) -> UseCaseResult<()> {
        let mut due: HashMap<i64, Vec<(bool, Option<NaiveDate>)>> = HashMap::new();
        for part in attributions::owing(self.db(), ids).await? {
            due.entry(part.question_id).or_default().push((true, part.due_on));
        }
        let mut alike: BTreeMap<(Option<NaiveDate>, i32), Vec<i64>> = BTreeMap::new();
        for id in ids {
            let DueDates { due_on, keys } = DueDates::compute(Status::Transmitted, None, None, due.remove(id).unwrap_or_default());
            alike.entry((due_on, keys.due)).or_default().push(*id);
        }
        for (moved_to, ids) in alike {
            due::move_due_on(self.db(), &ids, moved_to, self.now).await?;
        }
        self.index_among(&id_list(ids)).await
    }

    /// Records the rule that now applies to each transmitted question, if it changed, and the days on which clocks start under
    /// it: a new version that moves no date may still treat a transfer differently.
    pub(in crate::use_cases) async fn update_deadline_rules(&mut self) -> UseCaseResult<()> {
        let calendar = self.calendar().await?.clone();
        // They started by the rules that are recorded still.
        let clocks = clocks(self.db(), &calendar).await?;
        let mut changed: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for question in due::with_deadlines(self.db()).await? {
            let rule = rule_for(&calendar.rules, question.chamber, question.transmitted_on).map(|rule| rule.id);
            if rule != question.rule {
                changed.entry(rule).or_default().push(question.id);
            }
        }
        for (rule, ids) in changed {
            for some in ids.chunks(CHUNK) {
                due::set_rule(self.db(), some, rule).await?;
            }
        }
        self.update_clocks(clocks, &calendar).await
    }

    async fn update_clocks(&self, clocks: Vec<RunningClock>, calendar: &Calendar) -> UseCaseResult<()> {
        let mut restarted: BTreeMap<NaiveDate, Vec<i64>> = BTreeMap::new();
        for clock in clocks {
            let rule = rule_for(&calendar.rules, clock.chamber, clock.transmitted_on);
            if let Some(start) = rule.map(|rule| clock.starts_on(rule.restarts_on_transfer)).filter(|start| *start != clock.clock_from) {
                restarted.entry(start).or_default().push(clock.part);
            }
        }
        for (start, parts) in restarted {
            for some in parts.chunks(CHUNK) {
                attributions::set_clock_from(self.db(), some, start).await?;
            }
        }
        Ok(())
    }

    async fn record_moves(&self, all: &[MovedDeadline], reason: &str) -> UseCaseResult<()> {
        for some in all.chunks(CHUNK) {
            let events = some.iter().map(|one| rows::Event {
                id: 0,
                question_id: one.question,
                kind: EventKind::DeadlineMoved.code().into(),
                occurred_on: None,
                recorded_at: self.now,
                actor: self.by(),
                reason: Some(reason.to_owned()),
                data: json!({ "ministry": one.ministry, "from": one.from, "to": one.to }),
            });
            history::insert_all(self.db(), events.collect()).await?;
        }
        Ok(())
    }
}

/// The deadlines that differ under these rules and holidays.
pub(in crate::use_cases) fn compute_moves(running: impl IntoIterator<Item = RunningClock>, calendar: &Calendar) -> Vec<MovedDeadline> {
    // Many clocks start on the same day, so results are reused.
    let mut reckoned: HashMap<(Option<i64>, NaiveDate), Option<NaiveDate>> = HashMap::new();
    let mut all = Vec::new();
    for clock in running {
        let rule = rule_for(&calendar.rules, clock.chamber, clock.transmitted_on);
        // The rule in force says from which day it counts, whatever the rule at the time of a transfer said.
        let start = rule.map_or(clock.clock_from, |rule| clock.starts_on(rule.restarts_on_transfer));
        let key = (rule.map(|rule| rule.id), start);
        let to = *reckoned.entry(key).or_insert_with(|| rule.and_then(|rule| rule.due_on(start, &calendar.holidays).ok()));
        if to != clock.due_on {
            let RunningClock { question, ministry, part, due_on: from, .. } = clock;
            all.push(MovedDeadline { question, ministry, from, to, part });
        }
    }
    all
}
