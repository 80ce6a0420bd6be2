//! Questions loaded with all that the lifecycle needs, and the steps before and after a change: authorise, lock, decide, write.

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

use crate::due_dates::DueDates;
use crate::use_cases::{ExpectedVersion, SavedQuestion, UnitOfWork, UseCaseError, UseCaseResult, questions::log::number_taken};

mod state;

pub(in crate::use_cases) use state::ENDED_FROM;
use state::{ended_from, state};

/// The details of an event.
#[derive(Debug, Default)]
pub(in crate::use_cases) struct EventDetails<'a> {
    pub on: Option<NaiveDate>,
    pub reason: Option<&'a str>,
    pub data: Value,
}

/// A question with the rows that its lifecycle depends on.
#[derive(Debug)]
pub(in crate::use_cases) struct LoadedQuestion {
    /// Its row, with the current version.
    pub row: rows::Question,
    pub parts: Vec<rows::Attribution>,
    /// Its published answers that count, as in [`State::answers`].
    pub answers: Vec<rows::Answer>,
    pub state: State,
    pub chamber: Chamber,
}

impl LoadedQuestion {
    /// Loads a question and all that its lifecycle depends on.
    pub async fn load(db: &impl Connection, row: rows::Question) -> UseCaseResult<Self> {
        Self::load_all(db, vec![row]).await?.pop().ok_or(UseCaseError::NotFound)
    }

    /// Loads questions in the same order. Their number must not exceed the values of one statement.
    pub async fn load_all(db: &impl Connection, rows: Vec<rows::Question>) -> UseCaseResult<Vec<Self>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut parts: HashMap<i64, Vec<rows::Attribution>> = HashMap::new();
        for part in attributions::of_questions(db, &ids).await? {
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

    /// The question as it is saved: its lock gave it its version, which nothing changes until the transaction ends.
    pub fn saved(&self) -> SavedQuestion {
        SavedQuestion::from_row(&self.row)
    }

    /// Whether it is or was public.
    pub fn was_published(&self) -> bool {
        self.state.publication != Publication::Unpublished
    }

    /// The ministries that currently have it.
    pub fn ministries(&self) -> Vec<i64> {
        self.parts.iter().filter(|part| part.until.is_none()).map(|part| part.ministry_id).collect()
    }

    /// The ministries that its author addressed: those of the transmission or, if none of these is known, those that have it.
    pub fn addressed(&self) -> Vec<i64> {
        let first: Vec<i64> = self.state.attributions.iter().filter(|part| part.first).map(|part| part.ministry).collect();
        if first.is_empty() { self.ministries() } else { first }
    }

    /// Whether a ministry owes an answer to it.
    pub fn owes(&self, ministry: i64) -> bool {
        let open = |part: &Attribution| part.ministry == ministry && part.is_open();
        self.state.status == Status::Transmitted && self.state.attributions.iter().any(open)
    }

    /// Whether its rule restarts the clock on a transfer.
    pub fn restarts_clock(&self, rules: &[DeadlineRule]) -> bool {
        self.rule(rules).is_some_and(|rule| rule.restarts_on_transfer)
    }

    /// The rule for its deadlines: the current version for the day of its transmission. If there is none for that day, the recorded
    /// rule.
    pub fn rule<'a>(&self, rules: &'a [DeadlineRule]) -> Option<&'a DeadlineRule> {
        let of_day = self.row.transmitted_on.and_then(|on| self.rule_of(rules, on));
        of_day.or_else(|| self.row.deadline_rule_id.and_then(|id| rules.iter().find(|rule| rule.id == id)))
    }

    /// The rule for its deadlines if it were transmitted on a day.
    pub fn rule_of<'a>(&self, rules: &'a [DeadlineRule], on: NaiveDate) -> Option<&'a DeadlineRule> {
        rule_for(rules, self.chamber, on).filter(|_| self.state.kind.has_deadline())
    }
}

/// The ministries that received a question, whether they still have it or not.
pub(in crate::use_cases) async fn referred_to(db: &impl Connection, row: &rows::Question) -> UseCaseResult<Vec<i64>> {
    let status: Status = row.status.parse()?;
    let parts = attributions::of_question(db, row.id).await?;
    let theirs = parts.iter().filter(|part| Attribution::was_referred(status, row.transmitted_on, (part.since, part.until)));
    Ok(theirs.map(|part| part.ministry_id).collect())
}

/// Whether an actor may see a question that these ministries received. The same rule as [`jawab_store::visible_to`] for lists.
pub(in crate::use_cases) fn can_see(actor: &Actor, row: &rows::Question, referred: &[i64]) -> bool {
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

/// Checks that an actor may do an act to a question, and loads it.
pub(in crate::use_cases) async fn authorize(
    db: &impl Connection,
    actor: &Actor,
    id: i64,
    act: Act,
    ministry: Option<i64>,
) -> UseCaseResult<rows::Question> {
    let row = questions::by_id(db, id).await?.ok_or(UseCaseError::NotFound)?;
    authorize_loaded(db, actor, &row, act, ministry).await?;
    Ok(row)
}

/// Checks that an actor may do an act to a loaded question.
pub(in crate::use_cases) async fn authorize_loaded(
    db: &impl Connection,
    actor: &Actor,
    row: &rows::Question,
    act: Act,
    ministry: Option<i64>,
) -> UseCaseResult<()> {
    let gone = row.status == Status::Draft.code() && deleted::is_deleted(db, row.id).await?;
    if gone || !can_see(actor, row, &referred_to(db, row).await?) {
        return Err(UseCaseError::NotFound);
    }
    let place = Place { chamber: Some(row.chamber.parse()?), ministries: ministry.as_slice() };
    if actor.mandate.allows(act, place) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

impl UnitOfWork {
    /// Locks a question at the expected version, for an act on the whole question.
    pub(in crate::use_cases) async fn lock(&mut self, expected: ExpectedVersion, act: Act) -> UseCaseResult<LoadedQuestion> {
        self.lock_for(expected.question, Some(expected.version), act, None).await
    }

    /// Locks a question for an act of its Chamber or of one of its ministries. Without a version, any version is accepted.
    pub(in crate::use_cases) async fn lock_for(
        &mut self,
        id: i64,
        version: Option<i64>,
        act: Act,
        ministry: Option<i64>,
    ) -> UseCaseResult<LoadedQuestion> {
        self.authorize(id, act, ministry).await?;
        self.lock_authorized(id, version).await
    }

    /// Locks a question to which the actor may do the act, as [`Self::authorize`] found.
    pub(in crate::use_cases) async fn lock_authorized(&mut self, id: i64, version: Option<i64>) -> UseCaseResult<LoadedQuestion> {
        let claimed = questions::claim(self.db(), id, version, self.now).await?;
        let row = questions::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        if claimed { LoadedQuestion::load(self.db(), row).await } else { Err(UseCaseError::Conflict { current: row.version }) }
    }

    /// Checks that the actor may do an act to a question, without locking it.
    pub(in crate::use_cases) async fn authorize(&self, id: i64, act: Act, ministry: Option<i64>) -> UseCaseResult<rows::Question> {
        authorize(self.db(), &self.actor, id, act, ministry).await
    }

    /// Increments the version of a question that shares a changed text. The locked question has its new version already.
    pub(in crate::use_cases) async fn touch(&self, question: i64, locked: i64) -> UseCaseResult<()> {
        if question == locked { Ok(()) } else { Ok(questions::touch(self.db(), question).await?) }
    }

    /// Rejects an act that the mandate does not allow; for acts that are not on a single question.
    pub(in crate::use_cases) fn must_be_allowed(&self, act: Act, chamber: Option<Chamber>) -> UseCaseResult<()> {
        let place = Place { chamber, ministries: &[] };
        if self.actor.mandate.allows(act, place) { Ok(()) } else { Err(UseCaseError::Forbidden) }
    }

    /// Lets the lifecycle decide a command, writes the changes and records the event.
    pub(in crate::use_cases) async fn decide(
        &mut self,
        loaded: &mut LoadedQuestion,
        command: Command,
        details: EventDetails<'_>,
    ) -> UseCaseResult<EventKind> {
        let event = loaded.state.decide(command)?;
        let after = loaded.state.clone().apply(&event);
        let (kind, from) = (event.kind(), loaded.state.status);
        match event.command() {
            Command::Correct(correction) => self.write_correction(loaded, *correction, after).await?,
            command => self.write(loaded, after, command, details.reason).await?,
        }
        let mut data = details.data;
        if let (true, Some(data)) = (kind.is_end(), data.as_object_mut()) {
            data.insert(ENDED_FROM.into(), from.code().into());
        }
        self.record_event(loaded.id(), kind, details.on, details.reason, data).await?;
        self.close_pending(loaded, kind.is_end()).await?;
        if loaded.was_published() {
            self.index(loaded.id()).await?;
        }
        Ok(kind)
    }

    /// Writes the difference between two states.
    async fn write(&mut self, loaded: &mut LoadedQuestion, after: State, command: &Command, reason: Option<&str>) -> UseCaseResult<()> {
        let reckoned_by = self.write_parts(loaded, &after, reason).await?;
        let mut row = loaded.row.clone();
        row.deadline_rule_id = reckoned_by.or(row.deadline_rule_id);
        let current = || loaded.parts.iter().filter(|part| part.until.is_none());
        if after.status == Status::Answered && loaded.state.status != Status::Answered {
            row.answered_on = current().map(|part| part.answered_on).collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
        }
        row.status = after.status.code().into();
        row.publication = after.publication.code().into();
        row.deposited_on = after.deposited_on;
        row.transmitted_on = after.transmitted_on;
        if let Command::Withdraw { on } | Command::Lapse { on } | Command::ConvertToOral { on } = command {
            row.ended_on = Some(*on);
        }
        loaded.state = after;
        self.save_row(loaded, row).await
    }

    /// Saves a question's row with the due date that follows from its attributions.
    pub(in crate::use_cases) async fn save_row(&mut self, loaded: &mut LoadedQuestion, mut row: rows::Question) -> UseCaseResult<()> {
        let owed: Vec<_> = loaded
            .parts
            .iter()
            .zip(&loaded.state.attributions)
            .filter(|(part, _)| part.until.is_none())
            .map(|(part, known)| (known.is_open(), part.due_on))
            .collect();
        let DueDates { due_on, keys } = DueDates::compute(loaded.state.status, row.deposited_on, row.answered_on, owed);
        (row.due_on, row.deposit_order, row.due_order, row.answer_order) = (due_on, keys.deposit, keys.due, keys.answer);
        row.updated_at = self.now;
        if row != loaded.row {
            questions::update(self.db(), row.clone()).await.map_err(number_taken)?;
        }
        loaded.row = row;
        Ok(())
    }

    /// Updates changed attributions and inserts new ones. Returns the rule for the new ones.
    async fn write_parts(&mut self, loaded: &mut LoadedQuestion, after: &State, reason: Option<&str>) -> UseCaseResult<Option<i64>> {
        for (n, (before, now)) in loaded.state.attributions.iter().zip(&after.attributions).enumerate() {
            let Some(part) = loaded.parts.get_mut(n).filter(|_| before != now) else { continue };
            part.until = now.until;
            part.answered_on = now.answered_on;
            attributions::update(self.db(), part.clone()).await?;
        }
        let new: Vec<&Attribution> = after.attributions.iter().skip(loaded.parts.len()).collect();
        if new.is_empty() {
            return Ok(None);
        }
        let calendar = self.calendar().await?.clone();
        let rule = loaded.rule(&calendar.rules);
        for new in new {
            let due_on = rule.and_then(|rule| rule.due_on(new.clock_from, &calendar.holidays).ok());
            let part = rows::Attribution {
                id: 0,
                question_id: loaded.id(),
                // A removed attribution may have left a gap in the positions.
                position: loaded.parts.iter().map(|part| part.position).max().unwrap_or_default().saturating_add(1),
                ministry_id: new.ministry,
                since: Some(new.since),
                clock_from: Some(new.clock_from),
                until: None,
                due_on,
                answered_on: new.answered_on.filter(|day| after.is_day_of_answer(*day)),
                reason: reason.map(str::to_owned),
            };
            loaded.parts.push(attributions::insert(self.db(), part).await?);
        }
        Ok(rule.map(|rule| rule.id))
    }
}
