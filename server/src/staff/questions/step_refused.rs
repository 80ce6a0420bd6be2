//! A step that cannot be done: its form again, with everything that stands against it.

use axum::response::Response;
use jawab_domain::lifecycle::Refusal;
use jawab_service::use_cases::UseCaseError;
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{FormState, Problem},
    pages::staff::QuestionStep,
};

use super::{Desk, say, step_fields::field, steps_form, work};
use crate::{error::AppError, staff::confirmation::too_early};

/// Shows the form of a step again that cannot be done, with everything that stands against it. Where nothing is left to be done, its page
/// says why; what is wrong with the fields matters no more.
pub(super) async fn refused(
    desk: &Desk,
    record: &QuestionRecord,
    step: QuestionStep,
    mut state: FormState,
    errors: Vec<UseCaseError>,
) -> Result<Response, AppError> {
    if !work::is_closed(desk, record, step, &state).await? {
        for error in errors {
            explain(record, step, &mut state, error)?;
        }
    }
    steps_form::show(desk, record, step, state).await
}

/// Says in the form why a step could not be done.
fn explain(record: &QuestionRecord, step: QuestionStep, state: &mut FormState, error: UseCaseError) -> Result<(), AppError> {
    match error {
        UseCaseError::Conflict { current } => {
            state.add_problem("", Problem::ChangedMeanwhile);
            state.set("version", current.to_string());
        }
        UseCaseError::Refused(Refusal::TooEarly(day)) if step.correction().is_none() => {
            state.add_problem("on", too_early(record, day));
        }
        error => {
            lacks(state, &error);
            say(state, error, |path| field(step, path))?;
        }
    }
    Ok(())
}

/// Says what the question itself lacks, for which a step has no field.
fn lacks(state: &mut FormState, error: &UseCaseError) {
    let UseCaseError::Invalid(faults) = error else { return };
    for fault in faults {
        match fault.field.as_str() {
            "subject" => state.add_problem("", Problem::NoSubjectYet),
            "authors" => state.add_problem("", Problem::NoAuthorYet),
            _ => {
                if let jawab_service::Problem::NotSeated { who, on } = &fault.problem {
                    state.add_problem("", Problem::NotSeated(who.clone(), *on));
                }
            }
        }
    }
}
