//! A step of a ministry's answer, with what was written meanwhile: that is saved first, in the same change, so that nothing typed is lost
//! and nobody agrees to or hands over an older text than the one they see.

use chrono::NaiveDate;
use jawab_domain::{field::FieldName, validation::Problem};
use jawab_service::use_cases::{Idempotent, InternalDeadline, UseCaseError};
use jawab_ui::{
    form::{FormState, VERSION},
    pages::staff::{answer::AnswerStep, step::REQUEST},
    shell::staff::Flash,
};

use super::{fields, open::Open};
use crate::staff::{SignedIn, form_drafts, submission::begin};

/// What a step asks for beside the answer itself.
enum Asked {
    Nothing,
    /// To give it to somebody, by a day.
    Assign(Option<i64>, InternalDeadline),
    /// For the question to go to another ministry.
    Transfer(i64),
    /// For a request of that not to be decided.
    WithdrawTransfer(i64),
}

/// Does a step; what is said of it then. None where something in the form is wrong: then nothing was done. `differs` says that the
/// answer as typed is another one than the one saved. The draft of the form is deleted with that.
///
/// # Errors
/// As the use cases.
pub async fn carry_out(
    signed: &SignedIn,
    open: &Open,
    form: &mut FormState,
    step: AnswerStep,
    differs: bool,
) -> Result<Option<Flash>, UseCaseError> {
    let draft = if differs || step == AnswerStep::Draft { fields::input(signed, &open.record, form).await? } else { None };
    let asked = match step {
        AnswerStep::Assign => assign(open, form),
        AnswerStep::Transfer => transfer(open, signed.app.clock.today(), form),
        AnswerStep::WithdrawTransfer => Some(Asked::WithdrawTransfer(shown_request(signed))),
        AnswerStep::Draft | AnswerStep::Clear | AnswerStep::Submit => Some(Asked::Nothing),
    };
    let Some(asked) = asked.filter(|_| form.is_valid()) else { return Ok(None) };
    let flash = said(step, draft.is_some());
    match begin(signed, form).await? {
        Idempotent::Fresh(mut unit) => {
            let mut expected = open.expected(form.get(VERSION).parse().unwrap_or(-1));
            // The question is held before any work on it, as everywhere.
            match asked {
                Asked::Transfer(to) => {
                    unit.ask_transfer(expected.question, expected.ministry, to, form.get(FieldName::Reason.form())).await?;
                }
                Asked::WithdrawTransfer(request) => unit.withdraw_transfer(expected.question, expected.ministry, request).await?,
                Asked::Nothing | Asked::Assign(..) => {}
            }
            if let Some(input) = &draft {
                expected = unit.draft_answer(expected, input).await?.expected();
            }
            match (step, asked) {
                (AnswerStep::Clear, _) => {
                    unit.clear_answer(expected).await?;
                }
                // What was changed since the ministry agreed to it is not handed over.
                (AnswerStep::Submit, _) if draft.is_none() => {
                    unit.submit_answer(expected).await?;
                }
                (_, Asked::Assign(person, deadline)) => {
                    unit.assign(&[expected], person, deadline).await?;
                }
                _ => {}
            }
            form_drafts::delete_submitted(unit.db(), signed, &open.name, form).await?;
            unit.commit_with(&flash.code()).await?;
            Ok(Some(flash))
        }
        // Sent twice, it is said what the first time did.
        Idempotent::Replay(told) => {
            form_drafts::delete_submitted(signed.app.database.writer(), signed, &open.name, form).await?;
            Ok(Some(told.as_str().and_then(Flash::from_code).unwrap_or(flash)))
        }
    }
}

/// What is said of a step once it is done, perhaps with what was written.
const fn said(step: AnswerStep, with_draft: bool) -> Flash {
    match (step, with_draft) {
        (AnswerStep::Assign, false) => Flash::Assigned,
        (AnswerStep::Assign, true) => Flash::AssignedAndSaved,
        (AnswerStep::Draft, _) => Flash::Saved,
        (AnswerStep::Clear, _) => Flash::Cleared,
        (AnswerStep::Submit, false) => Flash::Submitted,
        (AnswerStep::Submit, true) => Flash::SavedToClear,
        (AnswerStep::Transfer, false) => Flash::TransferAsked,
        (AnswerStep::Transfer, true) => Flash::TransferAskedAndSaved,
        (AnswerStep::WithdrawTransfer, false) => Flash::TransferWithdrawn,
        (AnswerStep::WithdrawTransfer, true) => Flash::TransferWithdrawnAndSaved,
    }
}

/// The transfer request that the address names; none has this identity where it names none.
pub fn shown_request(signed: &SignedIn) -> i64 {
    signed.request.value(REQUEST).parse().unwrap_or(-1)
}

fn assign(open: &Open, form: &mut FormState) -> Option<Asked> {
    let person = open.desk.person(form.get(FieldName::Assignee.form()));
    if person.is_none() {
        form.add_problem(
            FieldName::Assignee.form(),
            if form.get(FieldName::Assignee.form()).is_empty() { Problem::Missing } else { Problem::Unknown },
        );
    }
    let by = form.date(FieldName::InternalDueOn.form()).unwrap_or_else(|problem| {
        form.add_problem(FieldName::InternalDueOn.form(), problem);
        None
    });
    // The form shows the day there is: who empties it takes it away.
    Some(Asked::Assign(person, by.map_or(InternalDeadline::Removed, InternalDeadline::On)))
}

fn transfer(open: &Open, today: NaiveDate, form: &mut FormState) -> Option<Asked> {
    let to = fields::ministry(&open.desk.reference_data, today, form);
    if form.filled(FieldName::Reason.form()).is_none() {
        form.add_problem(FieldName::Reason.form(), Problem::Missing);
    }
    to.map(Asked::Transfer)
}
