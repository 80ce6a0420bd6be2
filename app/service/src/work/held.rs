//! A question taken in hand: seen to be visible to the actor, allowed by the mandate, of the version that was seen, and locked.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, DeadlineRule, Status,
    access::{Act, Actor, Mandate, Place, Scope},
    lifecycle::{Attribution, Command, EventKind, Given, Publication, State},
};
use jawab_store::entity::{answer, attribution, event, question};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};
use serde_json::Value;

use super::{Outcome, Seen, Turn, UseCaseError, log::number_taken};
use crate::settle::{Dues, published_of};

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
    pub row: question::Model,
    pub parts: Vec<attribution::Model>,
    /// Its published answers that count, as [`State::answers`] has them.
    pub answers: Vec<answer::Model>,
    pub state: State,
    pub chamber: Chamber,
}

impl Held {
    /// A question with all that its life depends on.
    pub async fn load(db: &impl ConnectionTrait, row: question::Model) -> Outcome<Self> {
        Self::load_all(db, vec![row]).await?.pop().ok_or(UseCaseError::NotFound)
    }

    /// Questions with all that their lives depend on, in the same order; no more at once than a statement takes values.
    pub async fn load_all(db: &impl ConnectionTrait, rows: Vec<question::Model>) -> Outcome<Vec<Self>> {
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let of = attribution::Entity::find()
            .filter(attribution::COLUMN.question_id.is_in(ids.iter().copied()))
            .order_by_asc(attribution::COLUMN.position);
        let mut parts: HashMap<i64, Vec<attribution::Model>> = HashMap::new();
        for part in of.all(db).await? {
            parts.entry(part.question_id).or_default().push(part);
        }
        let mut answers = published_of(db, &ids).await?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let (parts, answers) = (parts.remove(&row.id).unwrap_or_default(), answers.remove(&row.id).unwrap_or_default());
            let mut state = state(&row, &parts, &answers)?;
            state.ended_from = ended_from(db, &state, row.id).await?;
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

    /// Whether a transfer starts the clock anew, by the rule it keeps.
    pub fn restarts_clock(&self, rules: &[DeadlineRule]) -> bool {
        self.rule(rules).is_some_and(|rule| rule.restarts_on_transfer)
    }

    /// The rule it keeps.
    pub fn rule<'a>(&self, rules: &'a [DeadlineRule]) -> Option<&'a DeadlineRule> {
        self.row.deadline_rule_id.and_then(|id| rules.iter().find(|rule| rule.id == id))
    }
}

/// Whether an actor may know of a question, as [`jawab_store::visible_to`] has it for lists.
pub(super) fn sees(actor: &Actor, row: &question::Model, ministries: &[i64]) -> bool {
    let here = |own: &Chamber| row.chamber == own.code();
    row.publication == Publication::Published.code()
        || match &actor.mandate {
            Mandate::Administrator => true,
            Mandate::Clerk(own) => here(own),
            Mandate::Program(Scope::Import, own) => own.as_ref().is_none_or(here),
            Mandate::Program(Scope::Read, _) => false,
            Mandate::MinistryAgent(own) => {
                ![Status::Draft.code(), Status::Deposited.code()].contains(&row.status.as_str())
                    && own.iter().any(|ministry| ministries.contains(ministry))
            }
        }
}

/// Sees whether an actor may do this to a question.
pub(super) async fn look(db: &impl ConnectionTrait, actor: &Actor, id: i64, act: Act, ministry: Option<i64>) -> Outcome<question::Model> {
    let row = question::Entity::find_by_id(id).one(db).await?.ok_or(UseCaseError::NotFound)?;
    let ever = attribution::Entity::find().filter(attribution::COLUMN.question_id.eq(id)).all(db).await?;
    let ever: Vec<i64> = ever.into_iter().map(|part| part.ministry_id).collect();
    if !sees(actor, &row, &ever) {
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
        let mut claim = question::Entity::update_many()
            .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
            .col_expr(question::Column::UpdatedAt, Expr::value(self.now))
            .filter(question::COLUMN.id.eq(id));
        if let Some(version) = version {
            claim = claim.filter(question::COLUMN.version.eq(version));
        }
        let claimed = claim.exec(self.db()).await?.rows_affected;
        let row = question::Entity::find_by_id(id).one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        if claimed == 0 { Err(UseCaseError::Conflict { current: row.version }) } else { Held::load(self.db(), row).await }
    }

    /// Sees whether the actor may do this to a question, without taking it.
    pub(super) async fn look(&self, id: i64, act: Act, ministry: Option<i64>) -> Outcome<question::Model> {
        look(self.db(), &self.actor, id, act, ministry).await
    }

    /// Gives a question that shares a changed text a new version; the one in hand has it already.
    pub(super) async fn touch(&self, question: i64, in_hand: i64) -> Outcome<()> {
        if question != in_hand {
            question::Entity::update_many()
                .col_expr(question::Column::Version, Expr::col(question::Column::Version).add(1))
                .filter(question::COLUMN.id.eq(question))
                .exec(self.db())
                .await?;
        }
        Ok(())
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
        self.write_parts(held, &after, reason).await?;
        let mut row = held.row.clone();
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
    pub(super) async fn save_row(&mut self, held: &mut Held, mut row: question::Model) -> Outcome<()> {
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
            row.clone().into_active_model().reset_all().update(self.db()).await.map_err(number_taken)?;
        }
        held.row = row;
        Ok(())
    }

    async fn write_parts(&mut self, held: &mut Held, after: &State, reason: Option<&str>) -> Outcome<()> {
        for (n, (before, now)) in held.state.attributions.iter().zip(&after.attributions).enumerate() {
            let Some(part) = held.parts.get_mut(n).filter(|_| before != now) else { continue };
            part.until = now.until;
            part.answered_on = now.answered_on;
            part.clone().into_active_model().reset_all().update(self.db()).await?;
        }
        let calendar = self.calendar().await?.clone();
        for new in after.attributions.iter().skip(held.parts.len()) {
            let due_on = held.rule(&calendar.rules).and_then(|rule| rule.due_on(new.clock_from, &calendar.holidays).ok());
            let part = attribution::ActiveModel {
                id: NotSet,
                question_id: Set(held.id()),
                position: Set(i32::try_from(held.parts.len() + 1).unwrap_or(i32::MAX)),
                ministry_id: Set(new.ministry),
                since: Set(Some(new.since)),
                clock_from: Set(Some(new.clock_from)),
                until: Set(None),
                due_on: Set(due_on),
                answered_on: Set(None),
                reason: Set(reason.map(str::to_owned)),
            };
            held.parts.push(part.insert(self.db()).await?);
        }
        Ok(())
    }
}

/// Under what name the event that ended a question says in which status it was.
pub(super) const ENDED_FROM: &str = "ended_from";

/// The status in which a question ended, if it did: as its history tells, else as its days do.
async fn ended_from(db: &impl ConnectionTrait, state: &State, id: i64) -> Outcome<Option<Status>> {
    if !state.status.has_ended() {
        return Ok(None);
    }
    let ends = EventKind::ALL.iter().filter(|kind| kind.is_end()).map(|kind| kind.code());
    let last = event::Entity::find()
        .filter(event::COLUMN.question_id.eq(id))
        .filter(event::COLUMN.kind.is_in(ends))
        .order_by_desc(event::COLUMN.id)
        .one(db)
        .await?;
    let told = last.and_then(|event| event.data.get(ENDED_FROM)?.as_str()?.parse().ok());
    let transmitted = state.transmitted_on.is_some() || state.attributions.iter().any(|part| part.since != NaiveDate::MIN);
    Ok(told.or(Some(if transmitted { Status::Transmitted } else { Status::Deposited })))
}

/// The state of a question, from its rows. What is unknown of its days holds nothing up.
fn state(row: &question::Model, parts: &[attribution::Model], answers: &[answer::Model]) -> Outcome<State> {
    let status: Status = row.status.parse()?;
    let long_ago = NaiveDate::MIN;
    let finals = || answers.iter().filter(|answer| answer.kind == AnswerKind::Final.code());
    let answered: BTreeSet<i64> = finals().filter_map(|answer| answer.ministry_id).collect();
    let for_all = status == Status::Answered || finals().any(|answer| answer.ministry_id.is_none());
    let attributions = parts.iter().map(|part| {
        let since = part.since.or(row.transmitted_on).unwrap_or(long_ago);
        let has_answered = part.until.is_none() && (for_all || answered.contains(&part.ministry_id));
        Attribution {
            ministry: part.ministry_id,
            since,
            clock_from: part.clock_from.unwrap_or(since),
            until: part.until,
            answered_on: part.answered_on.or(has_answered.then_some(since)),
            first: Attribution::came_first(part.since, row.transmitted_on, part.reason.as_deref()),
        }
    });
    let given = answers.iter().map(|answer| {
        let kind = answer.kind.parse()?;
        // What was imported may tell the day for the question alone.
        let day = row.answered_on.filter(|_| kind == AnswerKind::Final);
        Ok(Given { ministry: answer.ministry_id, kind, on: answer.answered_on.or(day) })
    });
    let untold = row.answered_on.filter(|_| finals().next().is_none());
    let untold = untold.map(|on| Ok(Given { ministry: None, kind: AnswerKind::Final, on: Some(on) }));
    Ok(State {
        kind: row.kind.parse()?,
        status,
        publication: row.publication.parse()?,
        deposited_on: row.deposited_on,
        transmitted_on: row.transmitted_on,
        attributions: if row.transmitted_on.is_none() && status <= Status::Deposited { Vec::new() } else { attributions.collect() },
        answers: given.chain(untold).collect::<Outcome<_>>()?,
        ended_from: None,
        ended_on: row.ended_on,
    })
}
