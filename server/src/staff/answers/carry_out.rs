//! A step of a ministry's answer, with what was written meanwhile: that is kept first, in the same change, so that nothing typed is lost
//! and nobody agrees to or hands over an older text than the one they see.

use chrono::NaiveDate;
use jawab_service::use_cases::{Idempotent, UseCaseError};
use jawab_ui::{
    form::{FormState, Problem},
    pages::staff::answer::AnswerStep,
    shell::staff::Flash,
};

use super::{fields, open::Open};
use crate::staff::{SignedIn, kept, sending::begin};

/// What a step asks for beside the answer itself.
enum Asked {
    Nothing,
    /// To give it to somebody, by a day.
    Assign(Option<i64>, Option<NaiveDate>),
    /// For the question to go to another ministry.
    Transfer(i64),
}

/// Does a step; what is said of it then. None where something in the form is wrong: then nothing was done. `differs` says that the
/// answer as typed is another one than the one kept. What was kept of the form unsent is forgotten with that.
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
        AnswerStep::Draft | AnswerStep::Clear | AnswerStep::Submit => Some(Asked::Nothing),
    };
    let Some(asked) = asked.filter(|_| form.is_valid()) else { return Ok(None) };
    let flash = said(step, draft.is_some());
    match begin(signed, form).await? {
        Idempotent::Fresh(mut unit) => {
            let mut seen = open.seen(form.get("version").parse().unwrap_or(-1));
            // The question is held before any work on it, as everywhere.
            if let Asked::Transfer(to) = asked {
                unit.ask_transfer(seen.question, seen.ministry, to, form.get("reason")).await?;
            }
            if let Some(input) = &draft {
                seen = unit.draft_answer(seen, input).await?.expected();
            }
            match (step, asked) {
                (AnswerStep::Clear, _) => {
                    unit.clear_answer(seen).await?;
                }
                // What was changed since the ministry agreed to it is not handed over.
                (AnswerStep::Submit, _) if draft.is_none() => {
                    unit.submit_answer(seen).await?;
                }
                (_, Asked::Assign(person, by)) => {
                    unit.assign(&[seen], person, by).await?;
                }
                _ => {}
            }
            kept::forget(unit.db(), signed, &open.name, form).await?;
            unit.commit_with(&flash.code()).await?;
            Ok(Some(flash))
        }
        // Sent twice, it is said what the first time did.
        Idempotent::Replay(told) => {
            kept::forget(signed.app.database.writer(), signed, &open.name, form).await?;
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
    }
}

fn assign(open: &Open, form: &mut FormState) -> Option<Asked> {
    let person = open.desk.person(form.get("assigned"));
    if person.is_none() {
        form.add_problem("assigned", if form.get("assigned").is_empty() { Problem::Missing } else { Problem::NotOnOffer });
    }
    let by = form.date("internal").unwrap_or_else(|problem| {
        form.add_problem("internal", problem);
        None
    });
    Some(Asked::Assign(person, by))
}

fn transfer(open: &Open, today: NaiveDate, form: &mut FormState) -> Option<Asked> {
    let to = fields::ministry(&open.desk.reference_data, today, form);
    if form.filled("reason").is_none() {
        form.add_problem("reason", Problem::Missing);
    }
    to.map(Asked::Transfer)
}
