//! A step that cannot be done: its form again, with everything that stands against it.

use axum::response::Response;
use jawab_domain::{field::FieldName, lifecycle::Refusal, validation::Problem};
use jawab_service::use_cases::UseCaseError;
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{FormProblem, FormState, VERSION},
    pages::staff::QuestionStep,
};

use super::{Desk, add_errors, step_fields::field, steps_form, work};
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
            state.add_problem("", FormProblem::ChangedMeanwhile);
            state.set(VERSION, current.to_string());
        }
        UseCaseError::Refused(Refusal::TooEarly(day)) if step.correction().is_none() => {
            state.add_problem(FieldName::On.form(), too_early(record, day));
        }
        error => {
            lacks(state, step, &error);
            add_errors(state, error, |path| field(step, path).form())?;
        }
    }
    Ok(())
}

/// Says what the question itself lacks, for which a step has no field.
fn lacks(state: &mut FormState, step: QuestionStep, error: &UseCaseError) {
    let UseCaseError::Invalid(faults) = error else { return };
    for fault in faults {
        match (fault.field.name, &fault.problem) {
            (FieldName::Subject, Problem::Missing) => state.add_problem("", FormProblem::NoSubjectYet),
            (FieldName::Authors, Problem::Missing) => state.add_problem("", FormProblem::NoAuthorYet),
            (FieldName::Ministries, Problem::Missing) if step == QuestionStep::Publish => state.add_problem("", FormProblem::NoMinistryYet),
            (_, problem @ Problem::NotSeated { .. }) => state.add_problem("", problem.clone()),
            _ => {}
        }
    }
}
