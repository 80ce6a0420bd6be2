//! The end of a legislature: its open questions lapse, all at once, as one person asked and another confirmed. Within a day
//! this can be undone.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use jawab_domain::{
    Chamber, Status,
    access::{Act, Actor, Place},
    lifecycle::{Command, Refusal},
};
use jawab_store::{Connection, lapses, questions, registers::legislatures, rows};
use serde_json::json;

use super::{Outcome, Problem, Turn, UseCaseError, Work, check, held::Held};
use crate::second_person::OfTwo;

mod carry_out;
mod undo;

pub use undo::Restored;

/// For how long a lapse can be undone as a whole, in hours.
const UNDONE_WITHIN: i64 = 24;
/// For how many days a lapse is shown among the recent ones, whatever became of it.
const RECENT: i64 = 30;
/// Questions read at once: with the answers to each far below the 32,766 values of a statement of SQLite.
const STRETCH: usize = 1000;

/// What would lapse.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LapsePreview {
    /// Questions that are deposited and not transmitted.
    pub deposited: i64,
    /// Questions that are transmitted and not answered.
    pub transmitted: i64,
    /// The open questions that stay as they are, as something that happened to them is dated after that day.
    pub stay: Vec<i64>,
    /// The questions that would lapse, by deposit.
    pub questions: Vec<i64>,
}

impl LapsePreview {
    /// How many questions would lapse.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.deposited + self.transmitted
    }

    fn add(&mut self, held: &Held, on: NaiveDate) {
        match held.state.decide(Command::Lapse { on }) {
            Ok(_) => {
                let count = if held.state.status == Status::Deposited { &mut self.deposited } else { &mut self.transmitted };
                *count += 1;
                self.questions.push(held.id());
            }
            Err(Refusal::TooEarly(_)) => self.stay.push(held.id()),
            // A draft was never put.
            Err(_) => {}
        }
    }
}

/// Whose open questions lapse, and on what day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature.
    pub legislature: i32,
    /// The day.
    pub on: NaiveDate,
}

/// A lapse that waits for a second person, or was confirmed a short while ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LapseAtHand {
    /// Its identity.
    pub id: i64,
    /// What ends.
    pub ending: Ending,
    /// How many questions lapse, as was shown to who asked; lapsed, once confirmed.
    pub questions: i64,
    /// Why.
    pub reason: String,
    /// Who asked, as history keeps it.
    pub asked_by: String,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Who confirmed it, as history keeps it.
    pub confirmed_by: Option<String>,
    /// That it was undone.
    pub undone: Option<Undoing>,
}

/// That a lapse was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    /// Who undid it, as history keeps it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, as far as that was kept.
    pub reason: Option<String>,
}

impl LapseAtHand {
    /// Until when it can be undone as a whole, once it is confirmed.
    #[must_use]
    pub fn undone_until(&self) -> Option<DateTime<Utc>> {
        self.confirmed_at.map(|at| at + TimeDelta::hours(UNDONE_WITHIN))
    }
}

impl Ending {
    fn of(row: &rows::LegislatureLapse) -> Outcome<Self> {
        Ok(Self { chamber: row.chamber.parse()?, legislature: row.legislature, on: row.on_day })
    }

    /// What would lapse now, as the life of each open question allows it on that day.
    async fn foresee(&self, db: &impl Connection) -> Outcome<LapsePreview> {
        let mut rows = questions::open_of(db, self.chamber, self.legislature).await?.into_iter();
        let mut preview = LapsePreview::default();
        loop {
            let some: Vec<rows::Question> = rows.by_ref().take(STRETCH).collect();
            if some.is_empty() {
                return Ok(preview);
            }
            Held::load_all(db, some).await?.iter().for_each(|held| preview.add(held, self.on));
        }
    }

    /// Refuses before the legislature has ended, and on a day before its last.
    async fn must_be_over(&self, db: &impl Connection, today: NaiveDate) -> Outcome<()> {
        let row = legislatures::by_ordinal(db, self.legislature).await?;
        let ends_on = row.and_then(|row| row.ends_on).ok_or_else(|| UseCaseError::field("legislature", Problem::NoLastDay))?;
        if ends_on >= today {
            Err(UseCaseError::field("legislature", Problem::NotOver(ends_on)))
        } else if self.on < ends_on {
            Err(UseCaseError::field("on", Problem::TooEarly(ends_on)))
        } else if self.on > today {
            Err(UseCaseError::field("on", Problem::TooLate(today)))
        } else {
            Ok(())
        }
    }
}

impl Work {
    /// What would lapse.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber; [`UseCaseError::Invalid`] where the legislature has not ended.
    pub async fn lapse_preview(&self, actor: &Actor, ending: Ending) -> Outcome<LapsePreview> {
        must_be_allowed(actor, ending.chamber)?;
        let turn = self.look(actor).await?;
        ending.must_be_over(turn.db(), self.clock.today()).await?;
        ending.foresee(turn.db()).await
    }

    /// What would lapse if the legislature had ended.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] in another Chamber.
    pub async fn would_lapse(&self, actor: &Actor, ending: Ending) -> Outcome<LapsePreview> {
        must_be_allowed(actor, ending.chamber)?;
        ending.foresee(self.look(actor).await?.db()).await
    }

    /// The lapses that wait for a second person or were confirmed lately, of the actor's Chambers, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn lapses_at_hand(&self, actor: &Actor) -> Outcome<Vec<LapseAtHand>> {
        let since = self.clock.now() - TimeDelta::days(RECENT);
        let mut all = Vec::new();
        for row in lapses::at_hand(self.database.reader(), since).await? {
            let ending = Ending::of(&row)?;
            if must_be_allowed(actor, ending.chamber).is_err() {
                continue;
            }
            all.push(LapseAtHand {
                id: row.id,
                ending,
                questions: row.questions,
                reason: row.reason,
                asked_by: row.asked_by,
                confirmed_at: row.confirmed_at,
                confirmed_by: row.confirmed_by,
                undone: row.undone_by.zip(row.undone_at).map(|(by, at)| Undoing { by, at, reason: row.undone_reason }),
            });
        }
        Ok(all)
    }
}

fn must_be_allowed(actor: &Actor, chamber: Chamber) -> Outcome<()> {
    let place = Place { chamber: Some(chamber), ministries: &[] };
    if actor.mandate.allows(Act::LapseLegislature, place) { Ok(()) } else { Err(UseCaseError::Forbidden) }
}

impl Turn {
    /// Asks for the open questions of a Chamber and ended legislature to lapse; another person must confirm. `expected` is
    /// what the preview said.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the number there is now; [`UseCaseError::Invalid`] where the legislature has not ended;
    /// [`UseCaseError::Refused`] where somebody has asked already.
    pub async fn ask_lapse(&mut self, ending: Ending, expected: i64, reason: &str) -> Outcome<i64> {
        must_be_allowed(&self.actor, ending.chamber)?;
        let reason = check::reason(reason)?;
        ending.must_be_over(self.db(), self.today).await?;
        if lapses::is_asked(self.db(), ending.chamber, ending.legislature).await? {
            return Err(UseCaseError::field("legislature", Problem::Exists));
        }
        let current = ending.foresee(self.db()).await?.total();
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

    /// Ends the questions, as somebody else asked, each with its event; how many. `expected` is the number that whoever
    /// confirms has seen: if there is another now, nothing lapses.
    ///
    /// # Errors
    /// [`UseCaseError::Conflict`] with the number there is now; [`UseCaseError::Refused`] for whoever asked.
    pub async fn confirm_lapse(&mut self, id: i64, expected: i64) -> Outcome<i64> {
        questions::lock_all(self.db()).await?;
        let (row, ending) = self.asked_lapse(id).await?;
        let of = OfTwo { act: Act::LapseLegislature, chamber: ending.chamber };
        self.must_be_second(of, &row.asked_by, subject_of(ending)).await?;
        ending.must_be_over(self.db(), self.today).await?;
        let current = self.lapse(id, ending, expected, &row.reason).await?;
        let data = json!({ "on": ending.on, "questions": current, "reason": row.reason, "asked_by": row.asked_by });
        lapses::confirm(self.db(), id, current, self.by(), self.now).await?;
        self.record_lapse("legislature.lapsed", ending, data);
        Ok(current)
    }

    /// Drops the wish: whoever asked takes it back, another says why not.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it was confirmed; [`UseCaseError::Invalid`] without a reason of another.
    pub async fn drop_lapse(&mut self, id: i64, reason: &str) -> Outcome<()> {
        let (row, ending) = self.asked_lapse(id).await?;
        let own = row.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        lapses::delete(self.db(), id).await?;
        self.record_lapse("legislature.lapse_dropped", ending, json!({ "reason": reason, "own": own }));
        Ok(())
    }

    async fn asked_lapse(&self, id: i64) -> Outcome<(rows::LegislatureLapse, Ending)> {
        let row = lapses::by_id(self.db(), id).await?.ok_or(UseCaseError::NotFound)?;
        let ending = Ending::of(&row)?;
        must_be_allowed(&self.actor, ending.chamber)?;
        if row.confirmed_at.is_some() { Err(Refusal::NothingAsked.into()) } else { Ok((row, ending)) }
    }

    fn record_lapse(&mut self, action: &str, ending: Ending, data: serde_json::Value) {
        self.record(action, subject_of(ending), data);
    }
}

/// The end of a legislature, as the record names it.
fn subject_of(ending: Ending) -> String {
    format!("legislature:{}/{}", ending.chamber, ending.legislature)
}
