//! The lifecycle state of a question, computed from its rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Status,
    lifecycle::{Attribution, EventKind, PublishedAnswer, State},
};
use jawab_store::{Connection, history, rows};

use crate::use_cases::UseCaseResult;

/// The data key under which the final event of a question records the previous status.
pub(in crate::use_cases) const ENDED_FROM: &str = "ended_from";

/// The status in which a question ended, if it did: from its history, else from its days.
pub(super) async fn ended_from(
    db: &impl Connection,
    status: Status,
    row: &rows::Question,
    parts: &[rows::Attribution],
) -> UseCaseResult<Option<Status>> {
    if !status.has_ended() {
        return Ok(None);
    }
    let ends: Vec<EventKind> = EventKind::ALL.iter().copied().filter(|kind| kind.is_end()).collect();
    let last = history::latest_of(db, row.id, &ends).await?;
    let recorded = last.and_then(|event| event.data.get(ENDED_FROM)?.as_str()?.parse().ok());
    let of = |part: &rows::Attribution| Attribution::was_referred(status, row.transmitted_on, (part.since, part.until));
    let referred = row.transmitted_on.is_some() || parts.iter().any(of);
    Ok(recorded.or(Some(if referred { Status::Transmitted } else { Status::Deposited })))
}

/// Computes the state of a question from its rows. Unknown days block nothing.
pub(super) fn state(row: &rows::Question, parts: &[rows::Attribution], answers: &[rows::Answer]) -> UseCaseResult<State> {
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
        // An imported record may give the day for the question only.
        let day = row.answered_on.filter(|_| kind == AnswerKind::Final);
        Ok(PublishedAnswer { ministry: answer.ministry_id, kind, on: answer.answered_on.or(day) })
    });
    let untold = row.answered_on.filter(|_| finals().next().is_none());
    let untold = untold.map(|on| Ok(PublishedAnswer { ministry: None, kind: AnswerKind::Final, on: Some(on) }));
    Ok(State {
        kind: row.kind.parse()?,
        status,
        publication: row.publication.parse()?,
        deposited_on: row.deposited_on,
        transmitted_on: row.transmitted_on,
        attributions: if row.transmitted_on.is_none() && status <= Status::Deposited { Vec::new() } else { attributions.collect() },
        answers: given.chain(untold).collect::<UseCaseResult<_>>()?,
        ended_from: None,
        ended_on: row.ended_on,
    })
}
