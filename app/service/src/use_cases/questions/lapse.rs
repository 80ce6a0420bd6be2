//! At the end of a legislature its open questions lapse together: one person asks and another confirms. The lapse can be undone within
//! a day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use jawab_domain::{
    Chamber, Status,
    access::{Act, Actor, Place},
    field::FieldName,
    lifecycle::{Command, Refusal},
};
use jawab_store::{Connection, lapses, questions, registers::legislatures, rows};
use serde_json::json;

use crate::second_person::TwoPersonAct;
use crate::use_cases::{
    Problem, UnitOfWork, UseCaseError, UseCaseResult, UseCases, questions::loaded_question::LoadedQuestion, validation,
};

mod carry_out;
mod undo;

pub use undo::RestoredQuestions;

/// How long a lapse can be undone as a whole, in hours.
const UNDO_HOURS: i64 = 24;
/// How long a lapse is listed among the recent ones, in days, whatever its outcome.
const RECENT_DAYS: i64 = 30;
/// Questions per read. With their answers this is far below SQLite's limit of 32,766 values in a statement.
const READ_BATCH: usize = 1000;

/// The questions that would lapse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LapsePreview {
    /// The number of questions that are deposited and not transmitted.
    pub deposited: i64,
    /// The number of questions that are transmitted and not answered.
    pub transmitted: i64,
    /// The open questions that do not lapse, because an event of theirs is dated after that day.
    pub stay: Vec<i64>,
    /// The questions that would lapse, in the order of their deposit.
    pub questions: Vec<i64>,
}

impl LapsePreview {
    /// The number of questions that would lapse.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.deposited + self.transmitted
    }

    fn add(&mut self, loaded: &LoadedQuestion, on: NaiveDate) {
        match loaded.state.decide(Command::Lapse { on }) {
            Ok(_) => {
                let count = if loaded.state.status == Status::Deposited { &mut self.deposited } else { &mut self.transmitted };
                *count += 1;
                self.questions.push(loaded.id());
            }
            Err(Refusal::TooEarly(_)) => self.stay.push(loaded.id()),
            // A draft does not lapse.
            Err(_) => {}
        }
    }
}

/// The end of a legislature in a Chamber, and the day on which its questions lapse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegislatureEnd {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day.
    pub on: NaiveDate,
}

/// A lapse that awaits confirmation, or was confirmed recently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LapseRequest {
    /// Its id.
    pub id: i64,
    /// What ends.
    pub ending: LegislatureEnd,
    /// The number of questions shown to the person who asked; once confirmed, the number that lapsed.
    pub questions: i64,
    /// The reason.
    pub reason: String,
    /// Who asked, as in the history.
    pub asked_by: String,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Who confirmed it, as in the history.
    pub confirmed_by: Option<String>,
    /// Who undid it and when, if it was undone.
    pub undone: Option<LapseUndo>,
}

/// The undoing of a lapse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LapseUndo {
    /// Who undid it, as in the history.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The reason, if it is recorded.
    pub reason: Option<String>,
}

impl LapseRequest {
    /// Until when a confirmed lapse can be undone as a whole.
    #[must_use]
    pub fn undone_until(&self) -> Option<DateTime<Utc>> {
        self.confirmed_at.map(|at| at + TimeDelta::hours(UNDO_HOURS))
    }
}

impl LegislatureEnd {
    fn from_row(row: &rows::LegislatureLapse) -> UseCaseResult<Self> {
        Ok(Self { chamber: row.chamber.parse()?, legislature: row.legislature, on: row.on_day })
    }

    /// The questions that would lapse now, as the lifecycle of each allows on that day.
    async fn preview(&self, db: &impl Connection) -> UseCaseResult<LapsePreview> {
        let mut rows = questions::open_of(db, self.chamber, self.legislature).await?.into_iter();
        let mut preview = LapsePreview::default();
        loop {
            let some: Vec<rows::Question> = rows.by_ref().take(READ_BATCH).collect();
            if some.is_empty() {
                return Ok(preview);
            }
            LoadedQuestion::load_all(db, some).await?.iter().for_each(|loaded| preview.add(loaded, self.on));
        }
    }

    /// Rejects a legislature that has not ended, and a day before its last day.
    async fn must_be_over(&self, db: &impl Connection, today: NaiveDate) -> UseCaseResult<()> {
        let row = legislatures::by_ordinal(db, self.legislature).await?;
        let ends_on = row.and_then(|row| row.ends_on).ok_or_else(|| UseCaseError::field(FieldName::Legislature, Problem::NoLastDay))?;
        if ends_on >= today {
            Err(UseCaseError::field(FieldName::Legislature, Problem::NotOver(ends_on)))
        } else if self.on < ends_on {
            Err(UseCaseError::field(FieldName::On, Problem::TooEarly(ends_on)))
        } else if self.on > today {
            Err(UseCaseError::field(FieldName::On, Problem::TooLate(today)))
        } else {
            Ok(())
        }
    }
}

impl UseCases {
    /// The questions that would lapse.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber; [`UseCaseError::Invalid`] if the legislature has not ended.
    pub async fn lapse_preview(&self, actor: &Actor, ending: LegislatureEnd) -> UseCaseResult<LapsePreview> {
        must_be_allowed(actor, ending.chamber)?;
        let unit = self.begin_read(actor).await?;
        ending.must_be_over(unit.db(), self.clock.today()).await?;
        ending.preview(unit.db()).await
    }

    /// The questions that would lapse if the legislature had ended.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_lapse(&self, actor: &Actor, ending: LegislatureEnd) -> UseCaseResult<LapsePreview> {
        must_be_allowed(actor, ending.chamber)?;
        ending.preview(self.begin_read(actor).await?.db()).await
    }

    /// The lapses of the actor's Chambers that await confirmation or were confirmed recently, the latest first.
    pub async fn lapse_requests(&self, actor: &Actor) -> UseCaseResult<Vec<LapseRequest>> {
        let since = self.clock.now() - TimeDelta::days(RECENT_DAYS);
        let mut all = Vec::new();
        for row in lapses::pending_or_recent(self.database.reader(), since).await? {
            let ending = LegislatureEnd::from_row(&row)?;
            if must_be_allowed(actor, ending.chamber).is_err() {
                continue;
            }
            all.push(LapseRequest {
                id: row.id,
                ending,
                questions: row.questions,
                reason: row.reason,
                asked_by: row.asked_by,
                confirmed_at: row.confirmed_at,
                confirmed_by: row.confirmed_by,
                undone: row.undone_by.zip(row.undone_at).map(|(by, at)| LapseUndo { by, at, reason: row.undone_reason }),
            });
        }
        Ok(all)
    }
}

fn must_be_allowed(actor: &Actor, chamber: Chamber) -> UseCaseResult<()> {
    let place = Place { chamber: Some(chamber), ministries: &[] };
    if actor.mandate.allows(Act::LapseLegislature, place) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

impl UnitOfWork {
    /// Asks for the open questions of an ended legislature to lapse; another person must confirm. `expected` is the number in the
    /// preview.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the current number; [`UseCaseError::Invalid`] if the legislature has not ended;
    /// [`UseCaseError::Refused`] if somebody asked before.
    pub async fn ask_lapse(&mut self, ending: LegislatureEnd, expected: i64, reason: &str) -> UseCaseResult<i64> {
        must_be_allowed(&self.actor, ending.chamber)?;
        let reason = validation::reason(reason)?;
        ending.must_be_over(self.db(), self.today).await?;
        if lapses::is_asked(self.db(), ending.chamber, ending.legislature).await? {
            return Err(UseCaseError::field(FieldName::Legislature, Problem::Exists));
        }
        let current = ending.preview(self.db()).await?.total();
        if current != expected || current == 0 {
            return Err(UseCaseError::Conflict { current });
        }
        let row = rows::LegislatureLapse {
            id: 0,
            chamber: ending.chamber.code().into(),
            legislature: ending.legislature,
            on_day: ending.on,
            questions: current,
            reason: reason.clone(),
            asked_by: self.by(),
            asked_at: self.now,
            confirmed_by: None,
            confirmed_at: None,
            undone_by: None,
            undone_at: None,
            undone_reason: None,
        };
        let id = lapses::insert(self.db(), row).await?;
        self.record_lapse("legislature.lapse_asked", ending, json!({ "on": ending.on, "questions": current, "reason": reason }));
        Ok(id)
    }

    /// Lapses the questions, as another person asked, and records an event for each. Returns their number. `expected` is the number
    /// shown to the person who confirms: if it has changed, nothing lapses.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the current number; [`UseCaseError::Refused`] for the person who asked.
    pub async fn confirm_lapse(&mut self, id: i64, expected: i64) -> UseCaseResult<i64> {
        questions::lock_all(self.db()).await?;
        let (row, ending) = self.requested_lapse(id).await?;
        let of = TwoPersonAct { act: Act::LapseLegislature, chamber: ending.chamber };
        self.require_second_person(of, &row.asked_by, audit_subject(ending)).await?;
        ending.must_be_over(self.db(), self.today).await?;
        let current = self.lapse(id, ending, expected, &row.reason).await?;
        let data = json!({ "on": ending.on, "questions": current, "reason": row.reason, "asked_by": row.asked_by });
        lapses::confirm(self.db(), id, current, self.by(), self.now).await?;
        self.record_lapse("legislature.lapsed", ending, data);
        Ok(current)
    }

    /// Drops the request: the person who asked withdraws it, anybody else says why.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it was confirmed; [`UseCaseError::Invalid`] if somebody else gives no reason.
    pub async fn drop_lapse(&mut self, id: i64, reason: &str) -> UseCaseResult<()> {
        let (row, ending) = self.requested_lapse(id).await?;
        let own = row.asked_by == self.by();
        let reason = if own { validation::optional_reason(Some(reason))? } else { Some(validation::reason(reason)?) };
        lapses::delete(self.db(), id).await?;
        self.record_lapse("legislature.lapse_dropped", ending, json!({ "reason": reason, "own": own }));
        Ok(())
    }

    async fn requested_lapse(&self, id: i64) -> UseCaseResult<(rows::LegislatureLapse, LegislatureEnd)> {
        let row = lapses::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let ending = LegislatureEnd::from_row(&row)?;
        must_be_allowed(&self.actor, ending.chamber)?;
        if row.confirmed_at.is_some() { Err(Refusal::NothingAsked.into()) } else { Ok((row, ending)) }
    }

    fn record_lapse(&mut self, action: &str, ending: LegislatureEnd, data: serde_json::Value) {
        self.record(action, audit_subject(ending), data);
    }
}

/// The end of a legislature, as in the audit record.
fn audit_subject(ending: LegislatureEnd) -> String {
    format!("legislature:{}/{}", ending.chamber, ending.legislature)
}
