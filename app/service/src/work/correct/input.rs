//! What is to be put right, as somebody names it, and as the lifecycle has it.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule,
    lifecycle::{Attribution, Correction, CorrectionKind, EventKind, Refusal},
};
use jawab_store::{Connection, history, rows};

use crate::work::{Outcome, Problem, UseCaseError, held::Held};

/// What is to be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionInput {
    /// What kind of correction it is.
    pub kind: CorrectionKind,
    /// The right day, where a day is put right.
    pub on: Option<NaiveDate>,
    /// The published answer that it is about.
    pub answer: Option<i64>,
    /// The later referral that it is about: its place among the question's attributions, from 1.
    pub referral: Option<i32>,
}

impl CorrectionInput {
    /// A wish that waits.
    ///
    /// # Errors
    /// When its row cannot be understood.
    pub fn of(row: &rows::CorrectionRequest) -> Outcome<Self> {
        Ok(Self { kind: row.kind.parse()?, on: row.on_day, answer: row.answer_id, referral: row.referral })
    }

    /// The answer that it is about, if it is about one.
    pub(super) fn of_answer(&self) -> Option<i64> {
        self.answer.filter(|_| matches!(self.kind, CorrectionKind::Answered | CorrectionKind::NotAnswered))
    }

    /// The place of the answer that it is about.
    fn nth_answer(&self, held: &Held) -> Outcome<usize> {
        let nth = held.answers.iter().position(|answer| Some(answer.id) == self.answer);
        nth.ok_or_else(|| UseCaseError::field("answer", Problem::WrongAnswer))
    }

    /// The later referral that it is about.
    pub(super) fn of_referral(&self) -> Option<i32> {
        self.referral.filter(|_| matches!(self.kind, CorrectionKind::Referred | CorrectionKind::NotReferred))
    }

    /// The place of the referral that it is about.
    fn nth_referral(&self, held: &Held) -> Outcome<usize> {
        let nth = held.parts.iter().position(|part| Some(part.position) == self.referral);
        nth.ok_or_else(|| UseCaseError::field("referral", Problem::Unknown))
    }

    /// The correction as the lifecycle has it; what is missing is a fault of its field.
    pub(in crate::work) async fn correction(&self, db: &impl Connection, held: &Held, rules: &[DeadlineRule]) -> Outcome<Correction> {
        let on = self.on.ok_or_else(|| UseCaseError::field("on", Problem::Missing));
        Ok(match self.kind {
            CorrectionKind::Deposited => Correction::Deposited { on: on? },
            CorrectionKind::Transmitted => Correction::Transmitted { on: on?, restarts_clock: held.restarts_clock(rules) },
            CorrectionKind::NotTransmitted => Correction::NotTransmitted,
            CorrectionKind::Referred => {
                Correction::Referred { nth: self.nth_referral(held)?, on: on?, restarts_clock: held.restarts_clock(rules) }
            }
            CorrectionKind::NotReferred => {
                let nth = self.nth_referral(held)?;
                Correction::NotReferred { nth, from: taken_from(db, held, nth).await? }
            }
            CorrectionKind::Answered => Correction::Answered { nth: self.nth_answer(held)?, on: on? },
            CorrectionKind::NotAnswered => Correction::NotAnswered { nth: self.nth_answer(held)? },
            CorrectionKind::Ended => Correction::Ended { on: on? },
            CorrectionKind::NotEnded => Correction::NotEnded,
        })
    }
}

/// From which part a later referral took over, if from one: as the act tells by which its ministry received the question last, or else, of
/// what was imported, as days do. Where the act tells of one and no such part ended then, it is refused: whoever lost the question by it
/// would not have it back.
async fn taken_from(db: &impl Connection, held: &Held, nth: usize) -> Outcome<Option<usize>> {
    let Some(part) = held.state.attributions.get(nth).filter(|part| !part.first) else { return Ok(None) };
    let number = |row: &rows::Event, name: &str| row.data.get(name).and_then(serde_json::Value::as_i64);
    let received = |row: &rows::Event| match row.kind.parse() {
        Ok(EventKind::Transferred) if number(row, "to") == Some(part.ministry) => Some(number(row, "from")),
        Ok(EventKind::MinistryAdded) if number(row, "ministry") == Some(part.ministry) => Some(None),
        _ => None,
    };
    let all = history::of(db, held.id()).await?;
    Ok(match all.iter().rev().find_map(received) {
        Some(Some(from)) => {
            let left = |before: &Attribution| before.ministry == from && before.until == Some(part.since);
            Some(held.state.attributions.iter().take(nth).rposition(left).ok_or(Refusal::NotTheirs)?)
        }
        Some(None) => None,
        None => held.state.taken_from(nth),
    })
}
