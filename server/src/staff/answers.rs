//! Where a ministry prepares its answer.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    field::{FieldName, FieldPath},
    preparation::WorkState,
    validation::Problem,
};
use jawab_service::use_cases::{FieldError, UseCaseError};
use jawab_ui::{
    form::{ACTION, ENTER, FormProblem, FormState, ORIGINAL, SHOWN, VERSION},
    pages::staff::{
        answer::AnswerStep,
        confirm::BACK,
        conflict::{BOTH, THEIRS},
        form_drafts::{BY, FORM, FormDraftOffer, SAVED},
    },
    shell::staff::Flash,
};

use self::{open::Open, page::page};
use super::{
    Posted, SignedIn,
    confirmation::too_early,
    form_drafts,
    submission::{add_problem, done_before},
};
use crate::error::AppError;

mod carry_out;
mod confirm;
mod conflict;
mod fields;
pub mod hand_over;
pub mod judge;
pub(super) mod open;
mod page;
pub mod publish;

/// The page.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let open = Open::of(&signed).await?;
    page::asked_for(&signed, open).await
}

/// Gives it to somebody.
pub async fn assigned(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Assign).await
}

/// Keeps what was written.
pub async fn drafted(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Draft).await
}

/// Agrees to it.
pub async fn cleared(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Clear).await
}

/// Hands it to the Chamber.
pub async fn submitted(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Submit).await
}

/// Asks for the question to go elsewhere.
pub async fn transfer_asked(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    step(&signed, posted, AnswerStep::Transfer).await
}

/// Takes back that it was asked for. While the Chamber has the answer, the form that does so carries none.
pub async fn transfer_withdrawn(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    if posted.form.pairs().iter().any(|(name, _)| fields::is_of_answer(name)) {
        step(&signed, posted, AnswerStep::WithdrawTransfer).await
    } else {
        hand_over::transfer_withdrawn(&signed, posted).await
    }
}

async fn step(signed: &SignedIn, posted: Posted, step: AnswerStep) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let mut form = posted.form;
    let saved = open.saved(signed).await?;
    if form.get(ACTION) == THEIRS {
        conflict::take_theirs(&saved, &mut form);
        return page::theirs_taken(signed, open, form).await;
    }
    let differs = fields::differs(&form, &saved);
    // Enter looks for what was typed into a search; else it keeps what was written, and does nothing else.
    let entered = form.get(ACTION) == ENTER;
    let searches = form.pairs().iter().any(|(name, value)| name.ends_with("-q") && !value.trim().is_empty());
    let back = form.get(ACTION) == BACK;
    let looks = form.get(ACTION).ends_with(":find") || entered && searches || back;
    if posted.resumed || looks {
        form.clear(SHOWN);
        return again(signed, StatusCode::OK, open, form).await;
    }
    let saves_nothing = step == AnswerStep::Draft && (form.filled(BOTH).is_some() || open.owed.state == WorkState::Cleared);
    if (entered || saves_nothing) && !differs {
        // It is saved already, perhaps by the same key pressed before, or was made the same as a colleague’s: the page goes on from there.
        // Saved once more, it would lose the ministry’s agreement to it.
        if let Some((left, offer)) = beside(signed, &open, &saved, &form, AnswerStep::Draft).await? {
            return page(signed, StatusCode::OK, open, Some(left), offer).await;
        }
        form_drafts::delete_submitted(signed.app.database.writer(), signed, &open.name, &form).await?;
        let offer = form_drafts::offer_others(signed, &open.form(&saved), &form).await?;
        return page(signed, StatusCode::OK, open, None, offer).await;
    }
    let step = if entered { AnswerStep::Draft } else { step };
    // What was changed since the ministry agreed to it is only saved: nothing of that is to be confirmed, nor is what was done already.
    if step == AnswerStep::Submit && !differs && done_before(signed, &form).await?.is_none() {
        let prepared = open.prepared(signed).await?;
        match hand_over::asks(signed, &open, prepared, &mut form).await {
            Ok(Some(page)) => {
                // What was typed for another step is lost to nobody who leaves here.
                form_drafts::save_and_offer(signed, &open.form(&saved), &form).await?;
                return hand_over::ask(signed, page).await;
            }
            Ok(None) => {}
            Err(error) => return refused(signed, form, error).await,
        }
    }
    match carry_out::carry_out(signed, &open, &mut form, step, differs).await {
        Ok(Some(flash)) => lead_on(signed, &form, step, flash).await,
        Ok(None) => again(signed, StatusCode::UNPROCESSABLE_ENTITY, open, form).await,
        Err(error) => refused(signed, form, error).await,
    }
}

/// Shows a form again that was sent and saved nothing. It is saved as a draft, so that leaving it loses nothing.
async fn again(signed: &SignedIn, status: StatusCode, open: Open, form: FormState) -> Result<Response, AppError> {
    let saved = open.saved(signed).await?;
    let offer = form_drafts::save_and_offer(signed, &open.form(&saved), &form).await?;
    page(signed, status, open, Some(form), offer).await
}

/// Shows the page again after a step that was refused, as it is now. Where the question left the ministry meanwhile, that is said instead.
async fn refused(signed: &SignedIn, mut form: FormState, error: UseCaseError) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let status = match error {
        UseCaseError::Conflict { .. } => return page::changed(signed, open, form).await,
        UseCaseError::Invalid(faults) => {
            explain(signed, &open, &mut form, &faults).await?;
            add_problem(&mut form, UseCaseError::Invalid(faults), FieldPath::form)?
        }
        error => add_problem(&mut form, error, FieldPath::form)?,
    };
    again(signed, status, open, form).await
}

/// Says what a fault alone does not: what happened on the day that the answer’s precedes, and which other question is answered apart.
async fn explain(signed: &SignedIn, open: &Open, form: &mut FormState, faults: &[FieldError]) -> Result<(), AppError> {
    for FieldError { field, problem } in faults {
        match (problem, field.name, field.item) {
            (Problem::TooEarly(day), FieldName::AnsweredOn, _) => form.add_problem(field.form(), too_early(&open.record, *day)),
            (Problem::Exists, FieldName::Also, Some(n)) => {
                let code = form.all(FieldName::Also.form()).nth(n).unwrap_or_default();
                if let Some(question) = conflict::question(signed, &open.desk, code).await? {
                    form.add_problem(field.form(), FormProblem::AnsweredApart(question));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Leads on after a step. Where something was typed beside it that it does not keep, the page stays open with it.
async fn lead_on(signed: &SignedIn, form: &FormState, step: AnswerStep, flash: Flash) -> Result<Response, AppError> {
    let open = Open::of(signed).await?;
    let saved = open.saved(signed).await?;
    match beside(signed, &open, &saved, form, step).await? {
        Some((left, offer)) => page(&signed.with_flash(flash), StatusCode::OK, open, Some(left), offer).await,
        None => Ok(signed.done(&form_drafts::link(signed.locale(), &open.name), flash)),
    }
}

/// The form as it is saved, with what was typed beside a step that does not save it, which is saved as a draft then, and with what else is
/// on offer above it; none where nothing was.
async fn beside(
    signed: &SignedIn,
    open: &Open,
    saved: &FormState,
    typed: &FormState,
    step: AnswerStep,
) -> Result<Option<(FormState, FormDraftOffer)>, AppError> {
    let Some(mut left) = fields::beside(typed, saved, step) else { return Ok(None) };
    [FORM, BY, SAVED].into_iter().for_each(|name| left.set(name, typed.get(name)));
    left.set(VERSION, open.owed.version.to_string());
    left.set(ORIGINAL, conflict::fingerprint(saved));
    let offer = form_drafts::save_and_offer(signed, &open.form(saved), &left).await?;
    Ok(Some((left, offer)))
}
