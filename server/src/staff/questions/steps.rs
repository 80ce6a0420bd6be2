//! The steps of a question's life: each shown before it is done, and done once.

use axum::response::Response;
use jawab_domain::{field::FieldName, lifecycle::Refusal, validation::Problem};
use jawab_service::use_cases::{Decision, DepositPreview, ExpectedVersion, Idempotent, SavedQuestion, UnitOfWork, UseCaseError};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{ACTION, ENTER, FormProblem, FormState, SHOWN},
    links,
    pages::staff::{
        QuestionStep,
        confirm::{AND_PUBLISH, BACK, MOVES, SERIES, is_confirmed},
        step::{AFTER, CHECK, FURTHER, NEXT},
    },
    shell::staff::Flash,
};

use super::{
    Desk, corrections, idempotency_key, redact, redaction,
    step_refused::refused,
    steps_confirm, steps_form,
    steps_read::{Asked, Wish, complain_of_reason, read},
    version,
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, submission::done_before},
};

/// What a step was carried out on.
type Done = (SavedQuestion, Flash);

/// A step before it is done, or why it is closed to whoever is signed in.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record, step) = of(signed).await?;
    steps_form::open(&desk, &record, step).await
}

/// Does a step, or shows what it would do. The Enter key never does one.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    // Sent twice, what was deleted is there no more.
    if signed.request.param("step")? == QuestionStep::DeleteDraft.code() && done_before(&signed, &posted.form).await?.is_some() {
        return Ok(deleted(&signed));
    }
    let (desk, record, step) = of(signed).await?;
    let mut state = posted.form;
    let looked = steps_form::was_asked(&desk, &mut state, step);
    let shows = match state.get(ACTION) {
        CHECK | BACK => true,
        ENTER => !step.is_confirmed(),
        _ => false,
    };
    if step == QuestionStep::Redact {
        let shows = shows || posted.resumed || state.get(ACTION) == FURTHER || state.get(SHOWN) != redaction::asked(&state);
        return if shows { look_for_names(&desk, &record, state).await } else { redact::act(&desk, &record, state).await };
    }
    if posted.resumed || looked || shows || corrections::is_unseen(&state, step) {
        if step.correction().is_some() {
            complain_of_reason(&mut state);
        }
        return steps_form::show(&desk, &record, step, state).await;
    }
    let expected = ExpectedVersion { question: record.id, version: version(&state)? };
    let Some(asked) = read(&desk, &record, &mut state, step) else {
        return steps_form::show(&desk, &record, step, state).await;
    };
    if !state.is_valid() {
        // Everything that is wrong with its fields is said at once. What the question's life allows is said of a step that can be read.
        let tried = step.is_confirmed() || step == QuestionStep::Deposit;
        let mut errors = if tried { against(&desk, &record, expected, (step, &asked)).await } else { Vec::new() };
        errors.retain(|error| matches!(error, UseCaseError::Invalid(_) | UseCaseError::Refused(Refusal::TooEarly(_))));
        return refused(&desk, &record, step, state, errors).await;
    }
    if expected.version == record.version && steps_confirm::is_unseen(&desk, &record, (step, &asked), &state).await? {
        // What is asked about anew must still be possible.
        let errors = if step.is_confirmed() { against(&desk, &record, expected, (step, &asked)).await } else { Vec::new() };
        if !errors.is_empty() {
            return refused(&desk, &record, step, state, errors).await;
        }
        state.add_problem("", FormProblem::NotAsShown);
        return if step.is_confirmed() {
            steps_confirm::show(&desk, &record, (step, &asked), None, state).await
        } else {
            steps_form::show(&desk, &record, step, state).await
        };
    }
    match carry_out(&desk, &record, &state, expected, (step, asked)).await {
        Ok(Outcome::Done((_, Flash::DraftDeleted))) => Ok(deleted(&desk.signed)),
        Ok(Outcome::Done((saved, flash))) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &saved.code), flash)),
        Ok(Outcome::Asks(asked, deposit_preview)) => steps_confirm::show(&desk, &record, (step, &asked), deposit_preview, state).await,
        Ok(Outcome::Wrong(errors)) => refused(&desk, &record, step, state, errors).await,
        Err(error) => refused(&desk, &record, step, state, vec![error]).await,
    }
}

/// Leads on from a draft that was deleted.
fn deleted(signed: &SignedIn) -> Response {
    signed.done(&links::staff::questions(signed.locale()), Flash::DraftDeleted)
}

/// Shows where names stand, before they are taken out.
async fn look_for_names(desk: &Desk, record: &QuestionRecord, mut state: FormState) -> Result<Response, AppError> {
    if state.filled(FieldName::Names.form()).is_none() {
        state.add_problem(FieldName::Names.form(), Problem::Missing);
    }
    // A look goes on where the last one ended; another one begins anew.
    let after = if state.get(ACTION) == FURTHER { state.get(NEXT).to_owned() } else { String::new() };
    state.set(AFTER, after);
    steps_form::show(desk, record, QuestionStep::Redact, state).await
}

/// The step that the address names, if whoever is signed in could do it at all.
async fn of(signed: SignedIn) -> Result<(Desk, QuestionRecord, QuestionStep), AppError> {
    let step = QuestionStep::from_code(signed.request.param("step")?).ok_or(AppError::NotFound)?;
    let (desk, record) = on(signed, step).await?;
    Ok((desk, record, step))
}

/// The question that the address names, if whoever is signed in could take the step at all.
pub(super) async fn on(signed: SignedIn, step: QuestionStep) -> Result<(Desk, QuestionRecord), AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    if !desk.may(step.act(), &record) {
        return Err(AppError::Forbidden);
    }
    Ok((desk, record))
}

/// What became of a step.
enum Outcome {
    Done(Done),
    /// Its consequence is to be confirmed first.
    Asks(Box<Asked>, Option<DepositPreview>),
    /// This stands against it.
    Wrong(Vec<UseCaseError>),
}

async fn carry_out(
    desk: &Desk,
    record: &QuestionRecord,
    state: &FormState,
    expected: ExpectedVersion,
    (step, mut asked): (QuestionStep, Asked),
) -> Result<Outcome, UseCaseError> {
    let confirmed = is_confirmed(state);
    let deposit_preview = steps_confirm::preview_deposit(desk, record, &asked).await;
    let far = deposit_preview.as_ref().is_ok_and(|of| of.is_some_and(|of| of.far_from().is_some()));
    if deposit_preview.is_err() || (!confirmed && (step.is_confirmed() || far)) {
        if expected.version != record.version {
            return Err(UseCaseError::Conflict { current: record.version });
        }
        let errors = against(desk, record, expected, (step, &asked)).await;
        return if errors.is_empty() { Ok(Outcome::Asks(Box::new(asked), deposit_preview?)) } else { Ok(Outcome::Wrong(errors)) };
    }
    if let Asked::Deposit(how) = &mut asked {
        how.moves_series = state.has(SERIES, MOVES);
    }
    let key = idempotency_key(&desk.signed, state).await?;
    let mut unit = match desk.app().use_cases().begin_idempotent(desk.signed.actor(), key).await? {
        Idempotent::Fresh(unit) => unit,
        Idempotent::Replay(saved) => return Ok(Outcome::Done((serde_json::from_value(saved)?, Flash::Saved))),
    };
    let mut done = decide(&mut unit, expected, asked).await?;
    if step == QuestionStep::Transmit && state.get(ACTION) == AND_PUBLISH {
        done = (unit.publish(done.0.expected()).await?, Flash::TransmittedAndPublished);
    }
    unit.commit_with(&done.0).await?;
    Ok(Outcome::Done(done))
}

/// All that stands against a step: it is tried in a change that is given up again, so that nobody is asked to confirm what is refused
/// afterwards.
async fn against(
    desk: &Desk,
    record: &QuestionRecord,
    expected: ExpectedVersion,
    (step, asked): (QuestionStep, &Asked),
) -> Vec<UseCaseError> {
    let deposit_preview = steps_confirm::preview_deposit(desk, record, asked).await.err();
    let allowed = steps_confirm::allowed(desk, record, step, asked).await.err();
    let done = rehearse(desk, expected, asked).await.err();
    deposit_preview.into_iter().chain(allowed).chain(done).collect()
}

/// Does a step in a change that is given up again.
async fn rehearse(desk: &Desk, expected: ExpectedVersion, asked: &Asked) -> Result<(), UseCaseError> {
    let mut unit = desk.app().use_cases().begin(desk.signed.actor()).await?;
    decide(&mut unit, expected, asked.clone()).await.map(drop)
}

async fn decide(unit: &mut UnitOfWork, expected: ExpectedVersion, asked: Asked) -> Result<Done, UseCaseError> {
    Ok(match asked {
        Asked::Deposit(how) => (unit.deposit(expected, how).await?, Flash::Deposited),
        Asked::Transmit(how) => (unit.transmit(expected, how).await?, Flash::Transmitted),
        Asked::Publish => (unit.publish(expected).await?, Flash::Published),
        Asked::Transfer(how) => (unit.transfer(expected, how).await?, Flash::Transferred),
        Asked::DecideTransfer(request, decision) => {
            let flash = if matches!(decision, Decision::Granted(_)) { Flash::Transferred } else { Flash::TransferRefused };
            (unit.decide_transfer(expected, request, decision).await?, flash)
        }
        Asked::AddMinistry(ministry, on, why) => (unit.add_ministry(expected, ministry, on, &why).await?, Flash::MinistryAdded),
        Asked::Link(link) => (unit.link(expected, link).await?, Flash::Linked),
        Asked::Unlink(link) => (unit.unlink(expected, link).await?, Flash::Unlinked),
        Asked::DeleteDraft => (unit.delete_draft(expected).await?, Flash::DraftDeleted),
        Asked::Detach(attachment) => (unit.detach(expected, attachment).await?, Flash::Detached),
        Asked::WithdrawDocument(attachment, why) => (unit.withdraw_document(expected, attachment, &why).await?, Flash::DocumentWithdrawn),
        Asked::Renew => (unit.renew(expected.question).await?, Flash::Renewed),
        Asked::Convert(on, why) => (unit.convert_to_oral(expected, on, Some(&why)).await?, Flash::Converted),
        Asked::Withdraw(on, why) => (unit.withdraw(expected, on, &why).await?, Flash::Withdrawn),
        Asked::Hide(why) => (unit.ask_hiding(expected, &why).await?, Flash::HidingAsked),
        Asked::ConfirmHiding => (unit.confirm_hiding(expected).await?, Flash::Hidden),
        Asked::DropHiding(why) => (unit.drop_hiding(expected, &why).await?, Flash::HidingDropped),
        Asked::Correct(input, why) => {
            let done = unit.correct_record(expected, &input, &why).await?;
            let asked = if input.kind.undoes() { Flash::UndoingAsked } else { Flash::CorrectionAsked };
            (done.question, if done.waits { asked } else { corrections::made(input.kind) })
        }
        Asked::ConfirmCorrection => {
            let kind = corrections::waiting(unit, expected.question).await?;
            (unit.confirm_correction(expected).await?, corrections::made(kind))
        }
        Asked::DropCorrection(why) => {
            let undoes = corrections::waiting(unit, expected.question).await?.undoes();
            (unit.drop_correction(expected, &why).await?, if undoes { Flash::UndoingDropped } else { Flash::CorrectionDropped })
        }
        Asked::TakeBack(Wish::Hiding) => (unit.drop_hiding(expected, "").await?, Flash::TakenBack),
        Asked::TakeBack(Wish::Correction) => (unit.drop_correction(expected, "").await?, Flash::TakenBack),
        Asked::Unhide(why) => (unit.ask_unhiding(expected, &why).await?, Flash::UnhidingAsked),
        Asked::ConfirmUnhiding => (unit.confirm_unhiding(expected).await?, Flash::Unhidden),
        Asked::DropUnhiding(why) => (unit.drop_hiding(expected, &why).await?, Flash::UnhidingDropped),
    })
}
