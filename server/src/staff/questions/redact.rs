//! A redaction: what it takes out is looked for before its change begins, as far as one look goes.

use axum::response::Response;
use jawab_service::{
    UseCaseError,
    redaction::Names,
    use_cases::{ExpectedVersion, Idempotent, SavedQuestion},
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{FormState, Problem},
    links,
    pages::staff::QuestionStep,
    shell::staff::Flash,
};

use super::{
    Desk, once,
    redaction::{looked, wanted},
    step_refused::refused,
    steps_form,
    steps_read::complain_of_reason,
    version,
};
use crate::{
    error::AppError,
    staff::{problems::problem, sending::done_before},
};

/// How often something is looked through at most into which others type meanwhile.
const LOOKS: usize = 3;

/// Takes out what was shown, and goes on where not everything could be looked through at once.
pub(super) async fn act(desk: &Desk, record: &QuestionRecord, mut state: FormState) -> Result<Response, AppError> {
    let seen = ExpectedVersion { question: record.id, version: version(&state)? };
    if state.filled("reason").is_none() {
        state.add_problem("reason", Problem::Missing);
    }
    complain_of_reason(&mut state);
    let names = Names::typed(state.get("words"));
    if let Err(fault) = &names {
        state.add_problem("words", problem(fault.clone()));
    }
    let Some(names) = names.ok().filter(|_| state.is_valid()) else {
        return steps_form::show(desk, record, QuestionStep::Redact, state).await;
    };
    let mut done = Err(UseCaseError::Conflict { current: record.version });
    for _ in 0..LOOKS {
        done = carry_out(desk, record, &state, seen, names.clone()).await;
        if !matches!(&done, Err(UseCaseError::Conflict { current }) if *current == seen.version && seen.version == record.version) {
            break;
        }
    }
    match done {
        Ok((kept, None)) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), Flash::Redacted)),
        Ok((kept, Some(after))) => {
            state.set("after", after.to_string());
            state.set("version", kept.version.to_string());
            let desk = Desk::of(desk.signed.having(Flash::Redacted)).await?;
            let record = desk.question().await?;
            steps_form::show(&desk, &record, QuestionStep::Redact, state).await
        }
        Err(error) => refused(desk, record, QuestionStep::Redact, state, vec![error]).await,
    }
}

/// Looks for the names once more and takes them out; where the look is to go on.
async fn carry_out(
    desk: &Desk,
    record: &QuestionRecord,
    state: &FormState,
    seen: ExpectedVersion,
    names: Names,
) -> Result<(SavedQuestion, Option<i64>), UseCaseError> {
    if let Some(kept) = done_before(&desk.signed, state).await? {
        return Ok(serde_json::from_value(kept)?);
    }
    if seen.version != record.version {
        return Err(UseCaseError::Conflict { current: record.version });
    }
    let looked = looked(desk, wanted(record, state, names), true).await?;
    let once = once(&desk.signed, state).await?;
    let mut unit = match desk.app().work().begin_idempotent(desk.signed.actor(), once).await? {
        Idempotent::Fresh(unit) => unit,
        Idempotent::Replay(kept) => return Ok(serde_json::from_value(kept)?),
    };
    let kept = unit.redact(seen, &looked, state.get("reason")).await?;
    // Sent twice, the form must say twice that the look goes on.
    let done = (kept, looked.goes_on_after);
    unit.commit_with(&done).await?;
    Ok(done)
}
