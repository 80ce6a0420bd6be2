//! Deadlines before they are: of a question not transmitted yet, and of all open ones under a changed rule or calendar.

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
    ledger::{RunningClock, running_clocks},
    questions::due,
    rows,
    rules::{self, Calendar},
};
use serde_json::json;

use super::{Outcome, Turn, Work, check, reference::print};
use crate::settle::Dues;

/// What the deadline of each ministry would be, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePreview<'a> {
    /// The rule of the day.
    pub rule: &'a DeadlineRule,
    /// The due date with each day counted or skipped; the same for every ministry that it is transmitted to that day.
    pub deadline: Deadline,
    /// The ministries.
    pub ministries: Vec<i64>,
}

/// The deadline if a question of a Chamber were transmitted on a day to these ministries; none where no rule holds that day,
/// or none of its days would ever come.
#[must_use]
pub fn deadline_preview<'a>(calendar: &'a Calendar, chamber: Chamber, on: NaiveDate, ministries: &[i64]) -> Option<DeadlinePreview<'a>> {
    let rule = rule_for(&calendar.rules, chamber, on)?;
    let deadline = rule.explain(on, &calendar.holidays).ok()?;
    Some(DeadlinePreview { rule, deadline, ministries: ministries.to_vec() })
}

/// Rows written by one statement.
pub(super) const CHUNK: usize = 250;

/// A deadline that moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The question.
    pub question: i64,
    /// Whose deadline.
    pub ministry: i64,
    /// When it was due.
    pub from: Option<NaiveDate>,
    /// When it is due then.
    pub to: Option<NaiveDate>,
    /// The attribution's row.
    part: i64,
}

/// A number for deadlines that move: another one as soon as one of them moves otherwise.
#[must_use]
pub fn moves_print(all: &[Moved]) -> i64 {
    print(&all.iter().map(|one| (one.part, one.from, one.to)).collect::<Vec<_>>())
}

impl Work {
    /// The rules and holidays, as they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn calendar(&self) -> Outcome<Calendar> {
        Ok(rules::calendar(self.database.reader()).await?)
    }
}

impl Turn {
    /// Which open deadlines are elsewhere under the rules and holidays as this turn has made them.
    ///
    /// # Errors
    /// When the database cannot be read, or the mandate does not allow it.
    pub async fn moving(&mut self) -> Outcome<Vec<Moved>> {
        self.must_be_allowed(Act::KeepReferenceData, None)?;
        self.forget_calendar();
        let calendar = self.calendar().await?.clone();
        Ok(moved(running_clocks(self.db()).await?, &calendar))
    }

    /// Moves the open deadlines to where the rules and holidays now put them, and notes by which rules; to be called in the turn that
    /// changes these.
    ///
    /// # Errors
    /// When the database fails, or the mandate does not allow it.
    pub async fn move_deadlines(&mut self, reason: &str) -> Outcome<Vec<Moved>> {
        let reason = check::reason(reason)?;
        let all = self.moving().await?;
        let questions = self.write_moves(&all, &reason).await?;
        if !all.is_empty() {
            self.record("deadlines.moved", "", json!({ "questions": questions, "deadlines": all.len(), "reason": reason }));
        }
        self.note_rules().await?;
        Ok(all)
    }

    /// Writes deadlines that move, with what they make due of their questions, and tells of each; of how many questions.
    pub(super) async fn write_moves(&self, all: &[Moved], reason: &str) -> Outcome<usize> {
        self.move_parts(all).await?;
        let ids: BTreeSet<i64> = all.iter().map(|one| one.question).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        for some in ids.chunks(CHUNK) {
            self.move_questions(some).await?;
        }
        self.tell_moves(all, reason).await?;
        Ok(ids.len())
    }

    /// Every part of the same new due date at once.
    async fn move_parts(&self, all: &[Moved]) -> Outcome<()> {
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

    /// What the parts make due of their questions, which are with the Government; those of the same due date at once.
    pub(super) async fn move_questions(&self, ids: &[i64]) -> Outcome<()> {
        let mut due: HashMap<i64, Vec<(bool, Option<NaiveDate>)>> = HashMap::new();
        for part in attributions::owing(self.db(), ids).await? {
            due.entry(part.question_id).or_default().push((true, part.due_on));
        }
        let mut alike: BTreeMap<(Option<NaiveDate>, i32), Vec<i64>> = BTreeMap::new();
        for id in ids {
            let Dues { due_on, keys } = Dues::of(Status::Transmitted, None, None, due.remove(id).unwrap_or_default());
            alike.entry((due_on, keys.due)).or_default().push(*id);
        }
        for (moved_to, ids) in alike {
            due::move_due_on(self.db(), &ids, moved_to, self.now).await?;
        }
        self.index_among(&id_list(ids)).await
    }

    /// Notes by which rule the deadlines of each question that is with the Government are reckoned now, where that is another one: a new
    /// version that moves no date may still do otherwise with a transfer.
    pub(super) async fn note_rules(&mut self) -> Outcome<()> {
        let rules = self.calendar().await?.rules.clone();
        let mut changed: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for question in due::reckoned(self.db()).await? {
            let rule = rule_for(&rules, question.chamber, question.transmitted_on).map(|rule| rule.id);
            if rule != question.rule {
                changed.entry(rule).or_default().push(question.id);
            }
        }
        for (rule, ids) in changed {
            for some in ids.chunks(CHUNK) {
                due::set_rule(self.db(), some, rule).await?;
            }
        }
        Ok(())
    }

    async fn tell_moves(&self, all: &[Moved], reason: &str) -> Outcome<()> {
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

/// The deadlines that are elsewhere under these rules and holidays.
pub(super) fn moved(running: impl IntoIterator<Item = RunningClock>, calendar: &Calendar) -> Vec<Moved> {
    // Many clocks start on the same day.
    let mut reckoned: HashMap<(Option<i64>, NaiveDate), Option<NaiveDate>> = HashMap::new();
    let mut all = Vec::new();
    for clock in running {
        let rule = rule_for(&calendar.rules, clock.chamber, clock.transmitted_on);
        let key = (rule.map(|rule| rule.id), clock.clock_from);
        let to = *reckoned.entry(key).or_insert_with(|| rule.and_then(|rule| rule.due_on(clock.clock_from, &calendar.holidays).ok()));
        if to != clock.due_on {
            let RunningClock { question, ministry, part, due_on: from, .. } = clock;
            all.push(Moved { question, ministry, from, to, part });
        }
    }
    all
}
