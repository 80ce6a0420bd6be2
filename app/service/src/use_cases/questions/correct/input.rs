//! The input of a correction, and its conversion to a correction of the lifecycle.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule,
    field::FieldName,
    lifecycle::{Attribution, Correction, CorrectionKind, EventKind, Refusal},
};
use jawab_store::{Connection, history, rows};

use crate::use_cases::{Problem, UseCaseError, UseCaseResult, questions::loaded_question::LoadedQuestion};

/// The input of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CorrectionInput {
    /// The kind of correction.
    pub kind: CorrectionKind,
    /// The right day, for a correction of a day.
    pub on: Option<NaiveDate>,
    /// The published answer that it is about.
    pub answer: Option<i64>,
    /// The later referral that it is about: its position among the question's attributions, from 1.
    pub referral: Option<i32>,
}

impl CorrectionInput {
    /// From a pending request.
    pub fn from_request(row: &rows::CorrectionRequest) -> UseCaseResult<Self> {
        Ok(Self { kind: row.kind.parse()?, on: row.on_day, answer: row.answer_id, referral: row.referral })
    }

    /// The answer that it is about, if any.
    pub(super) fn of_answer(&self) -> Option<i64> {
        self.answer.filter(|_| matches!(self.kind, CorrectionKind::Answered | CorrectionKind::NotAnswered))
    }

    /// The index of the answer that it is about.
    fn nth_answer(&self, loaded: &LoadedQuestion) -> UseCaseResult<usize> {
        let nth = loaded.answers.iter().position(|answer| Some(answer.id) == self.answer);
        nth.ok_or_else(|| UseCaseError::field(FieldName::Answer, Problem::WrongAnswer))
    }

    /// The later referral that it is about, if any.
    pub(super) fn of_referral(&self) -> Option<i32> {
        self.referral.filter(|_| matches!(self.kind, CorrectionKind::Referred | CorrectionKind::NotReferred))
    }

    /// The index of the referral that it is about.
    fn nth_referral(&self, loaded: &LoadedQuestion) -> UseCaseResult<usize> {
        let nth = loaded.parts.iter().position(|part| Some(part.position) == self.referral);
        nth.ok_or_else(|| UseCaseError::field(FieldName::Referral, Problem::Unknown))
    }

    /// The correction of the lifecycle. Missing values are errors of their fields.
    pub(in crate::use_cases) async fn correction(
        &self,
        db: &impl Connection,
        loaded: &LoadedQuestion,
        rules: &[DeadlineRule],
    ) -> UseCaseResult<Correction> {
        let on = self.on.ok_or_else(|| UseCaseError::field(FieldName::On, Problem::Missing));
        Ok(match self.kind {
            CorrectionKind::Deposited => Correction::Deposited { on: on? },
            CorrectionKind::Transmitted => Correction::Transmitted { on: on?, restarts_clock: loaded.restarts_clock(rules) },
            CorrectionKind::NotTransmitted => Correction::NotTransmitted,
            CorrectionKind::Referred => {
                Correction::Referred { nth: self.nth_referral(loaded)?, on: on?, restarts_clock: loaded.restarts_clock(rules) }
            }
            CorrectionKind::NotReferred => {
                let nth = self.nth_referral(loaded)?;
                Correction::NotReferred { nth, from: taken_from(db, loaded, nth).await? }
            }
            CorrectionKind::Answered => Correction::Answered { nth: self.nth_answer(loaded)?, on: on? },
            CorrectionKind::NotAnswered => Correction::NotAnswered { nth: self.nth_answer(loaded)? },
            CorrectionKind::Ended => Correction::Ended { on: on? },
            CorrectionKind::NotEnded => Correction::NotEnded,
        })
    }
}

/// The attribution that a later referral took over from, if any: according to the event by which its ministry received the question
/// last, or, for imported questions, according to the days. If the event names one and no such attribution ended on that day, the
/// correction is refused: the ministry that lost the question would not get it back.
async fn taken_from(db: &impl Connection, loaded: &LoadedQuestion, nth: usize) -> UseCaseResult<Option<usize>> {
    let Some(part) = loaded.state.attributions.get(nth).filter(|part| !part.first) else { return Ok(None) };
    let number = |row: &rows::Event, name: &str| row.data.get(name).and_then(serde_json::Value::as_i64);
    let received = |row: &rows::Event| match row.kind.parse() {
        Ok(EventKind::Transferred) if number(row, "to") == Some(part.ministry) => Some(number(row, "from")),
        Ok(EventKind::MinistryAdded) if number(row, "ministry") == Some(part.ministry) => Some(None),
        _ => None,
    };
    let all = history::of_question(db, loaded.id()).await?;
    Ok(match all.iter().rev().find_map(received) {
        Some(Some(from)) => {
            let left = |before: &Attribution| before.ministry == from && before.until == Some(part.since);
            Some(loaded.state.attributions.iter().take(nth).rposition(left).ok_or(Refusal::NotTheirs)?)
        }
        Some(None) => None,
        None => loaded.state.predecessor(nth),
    })
}
