//! The state of a question, as its rows tell it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Status,
    lifecycle::{Attribution, EventKind, Given, State},
};
use jawab_store::{Connection, history, rows};

use crate::work::Outcome;

/// Under what name the event that ended a question says in which status it was.
pub(in crate::work) const ENDED_FROM: &str = "ended_from";

/// The status in which a question ended, if it did: as its history tells, else as its days do.
pub(super) async fn ended_from(
    db: &impl Connection,
    status: Status,
    row: &rows::Question,
    parts: &[rows::Attribution],
) -> Outcome<Option<Status>> {
    if !status.has_ended() {
        return Ok(None);
    }
    let ends: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| kind.is_end()).collect();
    let last = history::latest_of(db, row.id, &ends).await?;
    let told = last.and_then(|event| event.data.get(ENDED_FROM)?.as_str()?.parse().ok());
    let of = |part: &rows::Attribution| Attribution::was_referred(status, row.transmitted_on, (part.since, part.until));
    let referred = row.transmitted_on.is_some() || parts.iter().any(of);
    Ok(told.or(Some(if referred { Status::Transmitted } else { Status::Deposited })))
}

/// The state of a question, from its rows. What is unknown of its days holds nothing up.
pub(super) fn state(row: &rows::Question, parts: &[rows::Attribution], answers: &[rows::Answer]) -> Outcome<State> {
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
