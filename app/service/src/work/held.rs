//! A question taken in hand: seen to be visible to the actor, allowed by the mandate, of the version that was seen, and locked.

use std::collections::HashMap;

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, DeadlineRule, Status,
    access::{Act, Actor, Mandate, Place, Scope},
    deadline::rule_for,
    lifecycle::{Attribution, Command, EventKind, Publication, State},
};
use jawab_store::{
    Connection, answers, attributions,
    questions::{self, deleted},
    rows,
};
use serde_json::Value;

use super::{Outcome, Seen, Turn, UseCaseError, log::number_taken};
use crate::settle::Dues;

mod state;

pub(super) use state::ENDED_FROM;
use state::{ended_from, state};

/// What else an event holds.
#[derive(Debug, Default)]
pub(super) struct Told<'a> {
    pub on: Option<NaiveDate>,
    pub reason: Option<&'a str>,
    pub data: Value,
}

/// A question in hand.
#[derive(Debug)]
pub(super) struct Held {
    /// Its row, the version as it is now.
    pub row: rows::Question,
    pub parts: Vec<rows::Attribution>,
    /// Its published answers that count, as [`State::answers`] has them.
    pub answers: Vec<rows::Answer>,
    pub state: State,
    pub chamber: Chamber,
}

impl Held {
    /// A question with all that its life depends on.
    pub async fn load(db: &impl Connection, row: rows::Question) -> Outcome<Self> {
        Self::load_all(db, vec![row]).await?.pop().ok_or(UseCaseError::NotFound)
    }

    /// Questions with all that their lives depend on, in the same order; no more at once than a statement takes values.
    pub async fn load_all(db: &impl Connection, rows: Vec<rows::Question>) -> Outcome<Vec<Self>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut parts: HashMap<i64, Vec<rows::Attribution>> = HashMap::new();
        for part in attributions::of_all(db, &ids).await? {
            parts.entry(part.question_id).or_default().push(part);
        }
        let mut answers = answers::published_of(db, &ids).await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let (parts, answers) = (parts.remove(&row.id).unwrap_or_default(), answers.remove(&row.id).unwrap_or_default());
            let mut state = state(&row, &parts, &answers)?;
            state.ended_from = ended_from(db, state.status, &row, &parts).await?;
            all.push(Self { chamber: row.chamber.parse()?, state, row, parts, answers });
        }
        Ok(all)
    }

    pub const fn id(&self) -> i64 {
        self.row.id
    }

    /// Whether the public sees it, or saw it.
    pub fn was_published(&self) -> bool {
        self.state.publication != Publication::Unpublished
    }

    /// The ministries that have it now.
    pub fn ministries(&self) -> Vec<i64> {
        self.parts.iter().filter(|part| part.until.is_none()).map(|part| part.ministry_id).collect()
    }

    /// The ministries that its author addressed: those that came with the transmission; where none is known to, those that have it.
    pub fn addressed(&self) -> Vec<i64> {
        let first: Vec<i64> = self.state.attributions.iter().filter(|part| part.first).map(|part| part.ministry).collect();
        if first.is_empty() { self.ministries() } else { first }
    }

    /// Whether a ministry owes an answer to it.
    pub fn owes(&self, ministry: i64) -> bool {
        let open = |part: &Attribution| part.ministry == ministry && part.is_open();
        self.state.status == Status::Transmitted && self.state.attributions.iter().any(open)
    }

    /// Whether a transfer starts the clock anew, by its rule.
    pub fn restarts_clock(&self, rules: &[DeadlineRule]) -> bool {
        self.rule(rules).is_some_and(|rule| rule.restarts_on_transfer)
    }

    /// The rule by which its deadlines are reckoned: that of the day of its transmission, as the rules are now. Only where they have
    /// none for that day, the one that it keeps.
    pub fn rule<'a>(&self, rules: &'a [DeadlineRule]) -> Option<&'a DeadlineRule> {
        let of_day = self.row.transmitted_on.and_then(|on| self.rule_of(rules, on));
        of_day.or_else(|| self.row.deadline_rule_id.and_then(|id| rules.iter().find(|rule| rule.id == id)))
    }

    /// The rule by which its deadlines are reckoned if it was transmitted on a day.
    pub fn rule_of<'a>(&self, rules: &'a [DeadlineRule], on: NaiveDate) -> Option<&'a DeadlineRule> {
        rule_for(rules, self.chamber, on).filter(|_| self.state.kind.has_deadline())
    }
}

/// The ministries that received a question, whether they have it still or not.
pub(super) async fn referred_to(db: &impl Connection, row: &rows::Question) -> Outcome<Vec<i64>> {
    let status: Status = row.status.parse()?;
    let parts = attributions::of(db, row.id).await?;
    let theirs = parts.iter().filter(|part| Attribution::was_referred(status, row.transmitted_on, (part.since, part.until)));
    Ok(theirs.map(|part| part.ministry_id).collect())
}

/// Whether an actor may know of a question that these ministries received, as [`jawab_store::visible_to`] has it for lists.
pub(super) fn sees(actor: &Actor, row: &rows::Question, referred: &[i64]) -> bool {
    let here = |own: &Chamber| row.chamber == own.code();
    row.publication == Publication::Published.code()
        || match &actor.mandate {
            Mandate::Administrator => true,
            Mandate::Clerk(own) => here(own),
            Mandate::Program(Scope::Import, own) => own.as_ref().is_none_or(here),
            Mandate::Program(Scope::Read, _) => false,
            Mandate::MinistryAgent(own) => own.iter().any(|ministry| referred.contains(ministry)),
        }
}

/// Sees whether an actor may do this to a question.
pub(super) async fn look(db: &impl Connection, actor: &Actor, id: i64, act: Act, ministry: Option<i64>) -> Outcome<rows::Question> {
    let row = questions::by_id(db, id).await?.ok_or(UseCaseError::NotFound)?;
    let gone = row.status == Status::Draft.code() && deleted::is_deleted(db, id).await?;
    if gone || !sees(actor, &row, &referred_to(db, &row).await?) {
        return Err(UseCaseError::NotFound);
    }
    let place = Place { chamber: Some(row.chamber.parse()?), ministries: ministry.as_slice() };
    if actor.mandate.allows(act, place) { Ok(row) } else { Err(UseCaseError::Forbidden) }
}

impl Turn {
    /// Takes a question in hand, as it was seen, for an act on it as a whole.
    pub(super) async fn take(&mut self, seen: Seen, act: Act) -> Outcome<Held> {
        self.take_for(seen.question, Some(seen.version), act, None).await
    }

    /// Takes a question in hand, for an act of its Chamber or of one of its ministries; without a version, as it is.
    pub(super) async fn take_for(&mut self, id: i64, version: Option<i64>, act: Act, ministry: Option<i64>) -> Outcome<Held> {
        self.look(id, act, ministry).await?;
        let claimed = questions::claim(self.db(), id, version, self.now).await?;
        let row = questions::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        if claimed { Held::load(self.db(), row).await } else { Err(UseCaseError::Conflict { current: row.version }) }
    }

    /// Sees whether the actor may do this to a question, without taking it.
    pub(super) async fn look(&self, id: i64, act: Act, ministry: Option<i64>) -> Outcome<rows::Question> {
        look(self.db(), &self.actor, id, act, ministry).await
    }

    /// Gives a question that shares a changed text a new version; the one in hand has it already.
    pub(super) async fn touch(&self, question: i64, in_hand: i64) -> Outcome<()> {
        if question == in_hand { Ok(()) } else { Ok(questions::touch(self.db(), question).await?) }
    }

    /// Refuses what the mandate does not allow anywhere: for acts that no single question is the object of.
    pub(super) fn must_be_allowed(&self, act: Act, chamber: Option<Chamber>) -> Outcome<()> {
        let place = Place { chamber, ministries: &[] };
        if self.actor.mandate.allows(act, place) { Ok(()) } else { Err(UseCaseError::Forbidden) }
    }

    /// Lets the lifecycle decide a command, writes what changes, and tells of it.
    pub(super) async fn decide(&mut self, held: &mut Held, command: Command, told: Told<'_>) -> Outcome<EventKind> {
        let event = held.state.decide(command)?;
        let after = held.state.clone().apply(&event);
        let (kind, from) = (event.kind(), held.state.status);
        match event.command() {
            Command::Correct(correction) => self.write_rectified(held, *correction, after).await?,
            command => self.write(held, after, command, told.reason).await?,
        }
        let mut data = told.data;
        if let (true, Some(data)) = (kind.is_end(), data.as_object_mut()) {
            data.insert(ENDED_FROM.into(), from.code().into());
        }
        self.tell(held.id(), kind, told.on, told.reason, data).await?;
        self.close_pending(held, kind.is_end()).await?;
        if held.was_published() {
            self.index(held.id()).await?;
        }
        Ok(kind)
    }

    /// Writes the difference between two states.
    async fn write(&mut self, held: &mut Held, after: State, command: &Command, reason: Option<&str>) -> Outcome<()> {
        let reckoned_by = self.write_parts(held, &after, reason).await?;
        let mut row = held.row.clone();
        row.deadline_rule_id = reckoned_by.or(row.deadline_rule_id);
        let current = || held.parts.iter().filter(|part| part.until.is_none());
        if after.status == Status::Answered && held.state.status != Status::Answered {
            row.answered_on = current().map(|part| part.answered_on).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
        }
        row.status = after.status.code().into();
        row.publication = after.publication.code().into();
        row.deposited_on = after.deposited_on;
        row.transmitted_on = after.transmitted_on;
        if let Command::Withdraw { on } | Command::Lapse { on } | Command::ConvertToOral { on } = command {
            row.ended_on = Some(*on);
        }
        held.state = after;
        self.save_row(held, row).await
    }

    /// Saves a question's row with what its parts make due.
    pub(super) async fn save_row(&mut self, held: &mut Held, mut row: rows::Question) -> Outcome<()> {
        let owed: Vec<_> = held
            .parts
            .iter()
            .zip(&held.state.attributions)
            .filter(|(part, _)| part.until.is_none())
            .map(|(part, known)| (known.is_open(), part.due_on))
            .collect();
        let Dues { due_on, keys } = Dues::of(held.state.status, row.deposited_on, row.answered_on, owed);
        (row.due_on, row.deposit_order, row.due_order, row.answer_order) = (due_on, keys.deposit, keys.due, keys.answer);
        row.updated_at = self.now;
        if row != held.row {
            questions::update(self.db(), row.clone()).await.map_err(number_taken)?;
        }
        held.row = row;
        Ok(())
    }

    /// Writes what changed of the parts, and those that are new; the rule by which these are reckoned.
    async fn write_parts(&mut self, held: &mut Held, after: &State, reason: Option<&str>) -> Outcome<Option<i64>> {
        for (n, (before, now)) in held.state.attributions.iter().zip(&after.attributions).enumerate() {
            let Some(part) = held.parts.get_mut(n).filter(|_| before != now) else { continue };
            part.until = now.until;
            part.answered_on = now.answered_on;
            attributions::update(self.db(), part.clone()).await?;
        }
        let new: Vec<&Attribution> = after.attributions.iter().skip(held.parts.len()).collect();
        if new.is_empty() {
            return Ok(None);
        }
        let calendar = self.calendar().await?.clone();
        let rule = held.rule(&calendar.rules);
        for new in new {
            let due_on = rule.and_then(|rule| rule.due_on(new.clock_from, &calendar.holidays).ok());
            let part = rows::Attribution {
                id: 0,
                question_id: held.id(),
                // One that was a mistake may have left its place.
                position: held.parts.iter().map(|part| part.position).max().unwrap_or_default().saturating_add(1),
                ministry_id: new.ministry,
                since: Some(new.since),
                clock_from: Some(new.clock_from),
                until: None,
                due_on,
                answered_on: None,
                reason: reason.map(str::to_owned),
            };
            held.parts.push(attributions::insert(self.db(), part).await?);
        }
        Ok(rule.map(|rule| rule.id))
    }
}
