//! Deadlines before they are: of a question not transmitted yet, and of all open ones under a changed rule or calendar.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, DeadlineRule, Status,
    access::Act,
    deadline::{Deadline, rule_for},
    lifecycle::EventKind,
    question::QuestionKind,
};
use jawab_store::{
    entity::{attribution, event, question},
    id_list,
    ledger::{RunningClock, running_clocks},
    owed,
    rules::{self, Calendar},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::Expr,
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
                attribution::Entity::update_many()
                    .col_expr(attribution::Column::DueOn, Expr::value(to))
                    .filter(attribution::COLUMN.id.is_in(some.iter().copied()))
                    .exec(self.db())
                    .await?;
            }
        }
        Ok(())
    }

    /// What the parts make due of their questions, which are with the Government; those of the same due date at once.
    pub(super) async fn move_questions(&self, ids: &[i64]) -> Outcome<()> {
        let mut due: HashMap<i64, Vec<(bool, Option<NaiveDate>)>> = HashMap::new();
        let parts = attribution::Entity::find()
            .filter(attribution::COLUMN.question_id.is_in(ids.iter().copied()))
            .filter(Expr::cust(owed::owes("attribution")));
        for part in parts.all(self.db()).await? {
            due.entry(part.question_id).or_default().push((true, part.due_on));
        }
        let mut alike: BTreeMap<(Option<NaiveDate>, i32), Vec<i64>> = BTreeMap::new();
        for id in ids {
            let Dues { due_on, keys } = Dues::of(Status::Transmitted, None, None, due.remove(id).unwrap_or_default());
            alike.entry((due_on, keys.due)).or_default().push(*id);
        }
        for ((due_on, due_order), ids) in alike {
            question::Entity::update_many()
                .col_expr(question::Column::DueOn, Expr::value(due_on))
                .col_expr(question::Column::DueOrder, Expr::value(due_order))
                .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
                .col_expr(question::Column::UpdatedAt, Expr::value(self.now))
                .filter(question::COLUMN.id.is_in(ids))
                .exec(self.db())
                .await?;
        }
        self.index_among(&id_list(ids)).await
    }

    /// Notes by which rule the deadlines of each question that is with the Government are reckoned now, where that is another one: a new
    /// version that moves no date may still do otherwise with a transfer.
    pub(super) async fn note_rules(&mut self) -> Outcome<()> {
        let rules = self.calendar().await?.rules.clone();
        let mut changed: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        let open = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::Chamber, question::Column::TransmittedOn, question::Column::DeadlineRuleId])
            .filter(question::COLUMN.status.eq(Status::Transmitted.code()))
            .filter(question::COLUMN.kind.eq(QuestionKind::Written.code()))
            .filter(question::Column::TransmittedOn.is_not_null());
        let open: Vec<(i64, String, NaiveDate, Option<i64>)> = open.into_tuple().all(self.db()).await?;
        for (id, chamber, transmitted_on, noted) in open {
            let rule = rule_for(&rules, chamber.parse()?, transmitted_on).map(|rule| rule.id);
            if rule != noted {
                changed.entry(rule).or_default().push(id);
            }
        }
        for (rule, ids) in changed {
            for some in ids.chunks(CHUNK) {
                question::Entity::update_many()
                    .col_expr(question::Column::DeadlineRuleId, Expr::value(rule))
                    .filter(question::COLUMN.id.is_in(some.iter().copied()))
                    .exec(self.db())
                    .await?;
            }
        }
        Ok(())
    }

    async fn tell_moves(&self, all: &[Moved], reason: &str) -> Outcome<()> {
        for some in all.chunks(CHUNK) {
            let rows = some.iter().map(|one| event::ActiveModel {
                id: NotSet,
                question_id: Set(one.question),
                kind: Set(EventKind::DeadlineMoved.code().into()),
                occurred_on: Set(None),
                recorded_at: Set(self.now),
                actor: Set(self.by()),
                reason: Set(Some(reason.to_owned())),
                data: Set(json!({ "ministry": one.ministry, "from": one.from, "to": one.to })),
            });
            event::Entity::insert_many(rows).exec_without_returning(self.db()).await?;
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
