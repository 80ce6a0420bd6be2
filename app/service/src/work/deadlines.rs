//! Deadlines before they are: of a question not transmitted yet, and of all open ones under a changed rule or calendar.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, DeadlineRule, Status,
    access::{Act, Actor},
    deadline::{Deadline, rule_for},
    lifecycle::EventKind,
    question::QuestionKind,
};
use jawab_store::{
    entity::{attribution, question},
    rules::{self, Calendar},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};
use serde_json::json;

use super::{Outcome, Turn, Work, check};
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
    /// The rule by which that is reckoned.
    pub rule: Option<i64>,
    /// The attribution's row.
    part: i64,
}

impl Work {
    /// Which open deadlines would move under these rules and holidays. A rule that is not saved yet may have any identity.
    ///
    /// # Errors
    /// When the database cannot be read, or the mandate does not allow it.
    pub async fn deadlines_under(&self, actor: &Actor, calendar: &Calendar) -> Outcome<Vec<Moved>> {
        self.begin(actor).await?.must_be_allowed(Act::KeepReferenceData, None)?;
        moved(self.database.reader(), calendar).await
    }

    /// The rules and holidays, as they are.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn calendar(&self) -> Outcome<Calendar> {
        Ok(rules::calendar(self.database.reader()).await?)
    }
}

impl Turn {
    /// Moves the open deadlines to where the rules and holidays now put them; to be called in the turn that changes these.
    ///
    /// # Errors
    /// When the database fails, or the mandate does not allow it.
    pub async fn move_deadlines(&mut self, reason: &str) -> Outcome<Vec<Moved>> {
        self.must_be_allowed(Act::KeepReferenceData, None)?;
        let reason = check::reason(reason)?;
        self.forget_calendar();
        let calendar = self.calendar().await?.clone();
        let all = moved(self.db(), &calendar).await?;
        let mut by_question: BTreeMap<i64, Vec<Moved>> = BTreeMap::new();
        for one in &all {
            by_question.entry(one.question).or_default().push(*one);
        }
        for (question, moves) in by_question {
            self.move_question(question, &moves, &reason).await?;
        }
        Ok(all)
    }

    async fn move_question(&mut self, id: i64, moves: &[Moved], reason: &str) -> Outcome<()> {
        for one in moves {
            let part = attribution::Entity::find_by_id(one.part).one(self.db()).await?;
            if let Some(part) = part {
                let mut part = part.into_active_model();
                part.due_on = Set(one.to);
                part.update(self.db()).await?;
            }
            let data = json!({ "ministry": one.ministry, "from": one.from, "to": one.to });
            self.tell(id, EventKind::DeadlineMoved, None, Some(reason), data).await?;
        }
        let parts = attribution::Entity::find()
            .filter(attribution::COLUMN.question_id.eq(id))
            .filter(attribution::Column::Until.is_null())
            .all(self.db())
            .await?;
        let Some(row) = question::Entity::find_by_id(id).one(self.db()).await? else { return Ok(()) };
        let owed = parts.iter().map(|part| (part.answered_on.is_none(), part.due_on));
        let Dues { due_on, keys } = Dues::of(Status::Transmitted, row.deposited_on, None, owed);
        let version = row.version;
        let published = row.publication != "unpublished";
        let mut row = row.into_active_model();
        (row.due_on, row.due_order) = (Set(due_on), Set(keys.due));
        row.deadline_rule_id = Set(moves.iter().find_map(|one| one.rule));
        (row.version, row.updated_at) = (Set(version + 1), Set(self.now));
        row.update(self.db()).await?;
        if published { self.index(id).await } else { Ok(()) }
    }
}

/// The open deadlines that are elsewhere under these rules and holidays.
async fn moved(db: &impl ConnectionTrait, calendar: &Calendar) -> Outcome<Vec<Moved>> {
    let running = Condition::all()
        .add(question::COLUMN.status.eq(Status::Transmitted.code()))
        .add(question::COLUMN.kind.eq(QuestionKind::Written.code()))
        .add(question::Column::TransmittedOn.is_not_null());
    let rows = question::Entity::find().filter(running.clone()).all(db).await?;
    let rows: HashMap<i64, question::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let ids = question::Entity::find().select_only().column(question::Column::Id).filter(running).into_query();
    let open = attribution::Entity::find()
        .filter(attribution::Column::QuestionId.in_subquery(ids))
        .filter(attribution::Column::Until.is_null())
        .filter(attribution::Column::AnsweredOn.is_null())
        .order_by_asc(attribution::COLUMN.question_id)
        .order_by_asc(attribution::COLUMN.position)
        .all(db)
        .await?;
    let mut all = Vec::new();
    for part in open {
        let (Some(row), Some(clock_from)) = (rows.get(&part.question_id), part.clock_from) else { continue };
        let Some(transmitted_on) = row.transmitted_on else { continue };
        let rule = rule_for(&calendar.rules, row.chamber.parse()?, transmitted_on);
        let to = rule.and_then(|rule| rule.due_on(clock_from, &calendar.holidays).ok());
        if to != part.due_on {
            let (question, ministry, from) = (row.id, part.ministry_id, part.due_on);
            all.push(Moved { question, ministry, from, to, rule: rule.map(|rule| rule.id), part: part.id });
        }
    }
    Ok(all)
}
