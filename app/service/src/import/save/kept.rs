//! What was recorded here takes the place of what a record says of the same field, and the report says so.

use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Status,
    lifecycle::{Attribution, EventKind, State},
};
use jawab_store::{Connection, StoreError, attributions, history, rows};
use serde_json::Value;

use super::{
    SaveError, Saver,
    acts_here::{Acts, Field, Said, data_of_import, field_of},
    parts::AttributionDraft,
    rule_for_day, rule_of,
};
use crate::import::{check::order_problem, draft::Draft, report::RecordProblem};

mod notes;

/// What stands here against a record, and the history that says so.
#[derive(Default)]
pub(super) struct Kept {
    /// The hashes of what the record said last of each field, before this import.
    last_said: Option<String>,
    /// The history of the question before this import.
    pub history: Vec<rows::Event>,
    fields: BTreeSet<Field>,
    /// The attributions, if the ministries stand.
    parts: Vec<rows::Attribution>,
    transmitted_on: Option<NaiveDate>,
    /// Whether the day of transmission stays only because a referral that stands here follows it.
    is_held_by_referral: bool,
}

impl Kept {
    /// Nothing stands against the record of a new question.
    pub fn nothing() -> Self {
        Self { last_said: Some(Said::never()), ..Self::default() }
    }

    /// The data of the event of this import.
    pub fn data_of_import(&self, said: &Said) -> Value {
        data_of_import(said.after(self.last_said.as_deref()), &self.fields)
    }

    /// Whether a field stays as it is.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Whether an event that the record states is of a field that stays as it is.
    pub fn has_event(&self, kind: EventKind) -> bool {
        field_of(kind).is_some_and(|field| self.has(field))
    }

    /// The only ministry that has the question, if the ministries stand.
    pub fn only_ministry(&self) -> Option<i64> {
        let mut open = self.parts.iter().filter(|part| part.until.is_none());
        open.next().filter(|_| open.next().is_none()).map(|part| part.ministry_id)
    }

    /// Whether a ministry has the question, if the ministries stand.
    pub fn is_with(&self, ministry: i64) -> bool {
        self.parts.iter().any(|part| part.until.is_none() && part.ministry_id == ministry)
    }

    /// Whether a ministry that stands here still owes an answer, though those of the record settle the question for its own ministries.
    pub fn is_owed_more(&self, draft: &Draft, parts: &[AttributionDraft]) -> bool {
        let settles = draft.status == Status::Answered && draft.answers.iter().any(|answer| answer.kind == AnswerKind::Final);
        self.has(Field::Ministries) && settles && parts.iter().any(|part| part.until.is_none() && !part.answered)
    }

    fn came_first(&self, part: &rows::Attribution) -> bool {
        Attribution::came_first(part.since, self.transmitted_on, part.reason.as_deref())
    }

    /// Whether the transmission can move to a day without coming after a later referral.
    fn can_move_to(&self, on: Option<NaiveDate>) -> bool {
        let Some(on) = on else { return self.transmitted_on.is_none() };
        let follows = |day: Option<NaiveDate>| day.is_none_or(|day| on <= day);
        self.parts.iter().all(|part| follows(part.until) && (self.came_first(part) || follows(part.since)))
    }

    /// The record with what stands here.
    fn apply(&self, row: &rows::Question, draft: &Draft) -> Result<Draft, StoreError> {
        let status: Status = row.status.parse()?;
        let mut here = draft.clone();
        if self.has(Field::Number) {
            (here.legislature, here.number) = (row.legislature, row.number);
        }
        if self.has(Field::Kind) {
            here.kind = row.kind.parse()?;
        }
        if self.has(Field::DepositedOn) {
            here.deposited_on = row.deposited_on;
        }
        // Where the day is unknown, the status alone says that it was transmitted.
        let by_status = if self.has(Field::TransmittedOn) || draft.status.has_ended() { status } else { draft.status };
        let transmitted = matches!(by_status, Status::Transmitted | Status::Answered);
        if self.has(Field::TransmittedOn) {
            here.transmitted_on = row.transmitted_on;
        }
        if self.has(Field::Ministries) {
            here.transfers.clear();
        }
        let (ended, ended_on) = if self.has(Field::End) { (status, row.ended_on) } else { (draft.status, draft.ended_on) };
        let answered = draft.status == Status::Answered || (draft.status.has_ended() && status == Status::Answered);
        here.status = if ended.has_ended() {
            ended
        } else if answered {
            Status::Answered
        } else if transmitted || here.transmitted_on.is_some() {
            Status::Transmitted
        } else {
            Status::Deposited
        };
        here.ended_on = ended_on.filter(|_| here.status.has_ended());
        let by_source = draft.status == Status::Answered && !self.has(Field::AnsweredOn);
        let answered_on = if by_source { draft.answered_on } else { row.answered_on };
        here.answered_on = answered_on.filter(|_| here.status == Status::Answered);
        Ok(here)
    }

    /// The problem of a new day of end that comes before a referral which stands here.
    fn ended_too_early(&self, here: &Draft) -> Option<(String, RecordProblem)> {
        let end = here.ended_on.filter(|_| !self.has(Field::End))?;
        let later = self.parts.iter().any(|part| part.since.is_some_and(|since| end < since));
        later.then(|| ("ended_on".to_owned(), RecordProblem::Before("a referral that was recorded here".into())))
    }
}

impl<C: Connection> Saver<'_, C> {
    /// A record with what stands here in the place of what it says. `source` is the record as it came.
    pub(super) async fn with_acts_here<'d>(
        &mut self,
        row: &rows::Question,
        draft: Cow<'d, Draft>,
        source: &Draft,
    ) -> Result<(Cow<'d, Draft>, Kept), SaveError> {
        let history = history::of_question(self.db, row.id).await?;
        let acts = Acts::read(&history)?;
        let (fields, has_ministries) = (acts.standing(&Said::of(source, self.people)), acts.has(Field::Ministries));
        let (last_said, transmitted_on) = (acts.into_last_said(), row.transmitted_on);
        let mut kept = Kept { last_said, history, fields, transmitted_on, ..Kept::default() };
        if has_ministries {
            self.keep_ministries(row.id, &draft, &mut kept).await?;
        }
        if kept.fields.is_empty() {
            return Ok((draft, kept));
        }
        self.note_kept_days(row, &draft, &kept)?;
        self.note_kept_lists(row.id, &draft, &kept).await?;
        let here = kept.apply(row, &draft)?;
        match order_problem(&here).or_else(|| kept.ended_too_early(&here)) {
            Some((field, problem)) => Err(SaveError::Record(field, problem)),
            None => Ok((Cow::Owned(here), kept)),
        }
    }

    /// Keeps the attributions that stand here: also where the source has come to name the same ministries, and knows no way to them.
    async fn keep_ministries(&self, question: i64, draft: &Draft, kept: &mut Kept) -> Result<(), StoreError> {
        let parts = attributions::of_question(self.db, question).await?;
        let here: BTreeSet<Option<i64>> = parts.iter().filter(|part| part.until.is_none()).map(|part| Some(part.ministry_id)).collect();
        let theirs: BTreeSet<Option<i64>> = draft.ministries.iter().map(|names| self.people.known_ministry(names)).collect();
        if draft.transfers.is_empty() && here == theirs {
            kept.fields.insert(Field::Ministries);
        }
        if kept.has(Field::Ministries) {
            kept.parts = parts;
            if !kept.can_move_to(draft.transmitted_on) {
                kept.is_held_by_referral = kept.fields.insert(Field::TransmittedOn);
            }
        }
        Ok(())
    }

    /// The attributions that stand here. Those of the transmission move with its day, and so do the clocks that it started.
    pub(super) fn standing_parts(&self, draft: &Draft, kept: &Kept) -> Vec<AttributionDraft> {
        let mut parts = kept.parts.clone();
        if let Some(on) = draft.transmitted_on.filter(|on| Some(*on) != kept.transmitted_on) {
            self.move_transmission(draft, kept, on, &mut parts);
        }
        let standing = |part: rows::Attribution| AttributionDraft {
            ministry: part.ministry_id,
            since: part.since,
            clock_from: part.clock_from,
            until: part.until,
            due_on: part.due_on,
            answered_on: part.answered_on,
            answered: part.answered_on.is_some(),
            reason: part.reason,
        };
        parts.into_iter().map(standing).collect()
    }

    /// Moves the day of transmission, as a correction of it does. A published answer whose clock does not move keeps its due date.
    fn move_transmission(&self, draft: &Draft, kept: &Kept, on: NaiveDate, parts: &mut [rows::Attribution]) {
        let attributions = parts.iter().map(|part| {
            let since = part.since.or(kept.transmitted_on).unwrap_or(NaiveDate::MIN);
            let (clock_from, first) = (part.clock_from.unwrap_or(since), kept.came_first(part));
            Attribution { ministry: part.ministry_id, since, clock_from, until: part.until, answered_on: part.answered_on, first }
        });
        let before = State { transmitted_on: kept.transmitted_on, attributions: attributions.collect(), ..State::default() };
        let rule_before = rule_for_day(self.calendar, draft, kept.transmitted_on);
        let mut after = before.clone();
        after.move_transmission(on, rule_before.is_some_and(|rule| rule.restarts_on_transfer));
        let rule = rule_of(self.calendar, draft);
        for (part, (before, after)) in parts.iter_mut().zip(before.attributions.iter().zip(&after.attributions)) {
            if before.since != after.since {
                part.since = Some(after.since);
            }
            if before.clock_from != after.clock_from {
                part.clock_from = Some(after.clock_from);
            }
            if before.clock_from != after.clock_from || after.is_open() {
                part.due_on = part.clock_from.and_then(|day| rule?.due_on(day, &self.calendar.holidays).ok());
            }
        }
    }
}
