//! A redaction: what it takes out is looked for before its change begins, as far as one look goes.

use axum::response::Response;
use jawab_domain::{field::FieldName, validation::Problem};
use jawab_service::{
    UseCaseError,
    redaction::Names,
    use_cases::{ExpectedVersion, Idempotent, SavedQuestion},
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{FormState, SHOWN, VERSION},
    links,
    pages::staff::{QuestionStep, step::AFTER},
    shell::staff::Flash,
};

use super::{
    Desk, idempotency_key,
    redaction::{looked, wanted},
    step_refused::refused,
    steps_form,
    steps_read::complain_of_reason,
    version,
};
use crate::{error::AppError, staff::submission::done_before};

/// How often something is looked through at most into which others type meanwhile.
const LOOKS: usize = 3;

/// Takes out what was shown, and goes on where not everything could be looked through at once.
pub(super) async fn act(desk: &Desk, record: &QuestionRecord, mut state: FormState) -> Result<Response, AppError> {
    let expected = ExpectedVersion { question: record.id, version: version(&state)? };
    if state.filled(FieldName::Reason.form()).is_none() {
        state.add_problem(FieldName::Reason.form(), Problem::Missing);
    }
    complain_of_reason(&mut state);
    let names = Names::typed(state.get(FieldName::Names.form()));
    if let Err(problem) = &names {
        state.add_problem(FieldName::Names.form(), problem.clone());
    }
    let Some(names) = names.ok().filter(|_| state.is_valid()) else {
        return steps_form::show(desk, record, QuestionStep::Redact, state).await;
    };
    let mut done = Err(UseCaseError::Conflict { current: record.version });
    for _ in 0..LOOKS {
        done = carry_out(desk, record, &state, expected, names.clone()).await;
        if !matches!(&done, Err(UseCaseError::Conflict { current }) if *current == expected.version && expected.version == record.version) {
            break;
        }
    }
    match done {
        Ok((saved, None)) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &saved.code), Flash::Redacted)),
        Ok((saved, Some(after))) => {
            state.set(AFTER, after.to_string());
            // The next look shows something else, and what was shown is done.
            state.clear(SHOWN);
            state.set(VERSION, saved.version.to_string());
            let desk = Desk::of(desk.signed.with_flash(Flash::Redacted)).await?;
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
    expected: ExpectedVersion,
    names: Names,
) -> Result<(SavedQuestion, Option<i64>), UseCaseError> {
    if let Some(saved) = done_before(&desk.signed, state).await? {
        return Ok(serde_json::from_value(saved)?);
    }
    if expected.version != record.version {
        return Err(UseCaseError::Conflict { current: record.version });
    }
    let looked = looked(desk, wanted(record, state, names), true).await?;
    let key = idempotency_key(&desk.signed, state).await?;
    let mut unit = match desk.app().use_cases().begin_idempotent(desk.signed.actor(), key).await? {
        Idempotent::Fresh(unit) => unit,
        Idempotent::Replay(saved) => return Ok(serde_json::from_value(saved)?),
    };
    let saved = unit.redact(expected, &looked, state.get(FieldName::Reason.form())).await?;
    // Sent twice, the form must say twice that the look goes on.
    let done = (saved, looked.goes_on_after);
    unit.commit_with(&done).await?;
    Ok(done)
}
