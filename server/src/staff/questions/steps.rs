//! The steps of a question's life: each shown before it is done, and done once.

use axum::response::Response;
use jawab_service::work::{Begun, CorrectionInput, Decision, Deposit, Kept, LinkInput, Seen, Transfer, Transmit, Turn, UseCaseError};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{DO, FormState, Problem},
    links,
    pages::staff::{
        QuestionStep,
        step::{CHECK, DROP},
    },
    shell::staff::Flash,
};

use super::{
    Desk, corrections,
    input::{day, number},
    once, say, steps_form, version,
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// What a step was carried out on.
type Done = (Kept, Flash);

/// A step before it is done.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record, step) = of(signed).await?;
    let state = steps_form::begin(&desk, &record, step).await?;
    steps_form::show(&desk, &record, step, state).await
}

/// Does a step, or shows what it would do.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (desk, record, step) = of(signed).await?;
    let mut state = posted.form;
    let looked = steps_form::was_asked(&desk, &mut state, step);
    if posted.resumed || looked || state.get(DO) == CHECK || corrections::is_unseen(&state, step) {
        return steps_form::show(&desk, &record, step, state).await;
    }
    let seen = Seen { question: record.id, version: version(&state)? };
    let Some(asked) = read(&desk, &record, &mut state, step) else {
        return steps_form::show(&desk, &record, step, state).await;
    };
    match carry_out(&desk, &state, seen, asked).await {
        Ok((kept, flash)) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), flash)),
        Err(error) => {
            if let UseCaseError::Conflict { current } = error {
                state.complain("", Problem::ChangedMeanwhile);
                state.set("version", current.to_string());
            } else {
                lacks(&mut state, &error);
                say(&mut state, error, |field| steps_form::field(step, field))?;
            }
            steps_form::show(&desk, &record, step, state).await
        }
    }
}

/// Says what the question itself lacks, for which a step has no field.
fn lacks(state: &mut FormState, error: &UseCaseError) {
    let UseCaseError::Invalid(faults) = error else { return };
    for fault in faults {
        match fault.field.as_str() {
            "subject" => state.complain("", Problem::NoSubjectYet),
            "authors" => state.complain("", Problem::NoAuthorYet),
            _ => {}
        }
    }
}

/// The step that the address names, if whoever is signed in could do it at all.
async fn of(signed: SignedIn) -> Result<(Desk, QuestionRecord, QuestionStep), AppError> {
    let step = QuestionStep::from_code(signed.reader.param("step")?).ok_or(AppError::NotFound)?;
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

/// A step as read from its form.
enum Asked {
    Deposit(Deposit),
    Transmit(Transmit),
    Publish,
    Transfer(Transfer),
    DecideTransfer(i64, Decision),
    AddMinistry(i64, Option<chrono::NaiveDate>, String),
    Link(LinkInput),
    Unlink(LinkInput),
    Detach(i64),
    Renew,
    Convert(Option<chrono::NaiveDate>, String),
    Withdraw(Option<chrono::NaiveDate>, String),
    Hide(String),
    ConfirmHiding,
    DropHiding(String),
    Unhide(String),
    Redact(i64, String, String),
    Rectify(CorrectionInput, String),
    ConfirmCorrection,
    DropCorrection(String),
    /// One's own wish, taken back.
    TakeBack(Wish),
}

/// What waits for a second person.
enum Wish {
    Hiding,
    Correction,
}

/// Reads the form of a step; none where something in it is wrong.
fn read(desk: &Desk, record: &QuestionRecord, state: &mut FormState, step: QuestionStep) -> Option<Asked> {
    use QuestionStep as S;
    let reason = state.get("reason").trim().to_owned();
    if step.wants_reason() && reason.is_empty() {
        state.complain("reason", Problem::Missing);
    }
    let asked = match step {
        S::Deposit => Asked::Deposit(Deposit {
            on: day(state, "on"),
            legislature: number(state, "legislature", 99),
            number: number(state, "number", 999_999),
        }),
        S::Transmit => {
            let to = desk.ministries();
            to.resolve(state);
            let to = to.ids(state);
            if to.is_empty() {
                state.complain("ministries", Problem::NothingChosen);
            }
            Asked::Transmit(Transmit { on: day(state, "on"), to })
        }
        S::Publish => Asked::Publish,
        S::Transfer => Asked::Transfer(Transfer { on: day(state, "on"), from: from(desk, state), to: one_ministry(desk, state), reason }),
        S::DecideTransfer => {
            let request = state.get("request").parse().unwrap_or_default();
            let decision = if state.get(DO) == DROP { Decision::Refused(reason) } else { Decision::Granted };
            Asked::DecideTransfer(request, decision)
        }
        S::AddMinistry => Asked::AddMinistry(one_ministry(desk, state), day(state, "on"), reason),
        S::Link => Asked::Link(link(state)),
        S::Unlink => Asked::Unlink(relation(state)?),
        S::Detach => Asked::Detach(document(state)?),
        S::Renew => Asked::Renew,
        S::Convert => Asked::Convert(day(state, "on"), reason),
        S::Withdraw => Asked::Withdraw(day(state, "on"), reason),
        S::Hide => Asked::Hide(reason),
        S::ConfirmHiding if state.get(DO) == DROP => Asked::DropHiding(reason),
        S::ConfirmHiding => Asked::ConfirmHiding,
        S::DropHiding => Asked::TakeBack(Wish::Hiding),
        S::ConfirmCorrection if state.get(DO) == DROP => Asked::DropCorrection(reason),
        S::ConfirmCorrection => Asked::ConfirmCorrection,
        S::DropCorrection => Asked::TakeBack(Wish::Correction),
        S::CorrectTransmission | S::UndoTransmission | S::CorrectAnswer | S::CorrectEnd | S::UndoEnd => {
            Asked::Rectify(corrections::input(record, state, step.correction()?)?, reason)
        }
        S::Unhide => Asked::Unhide(reason),
        S::Redact => Asked::Redact(state.get("text").parse().unwrap_or_default(), state.get("words").to_owned(), reason),
        S::Edit | S::Attach => return None,
    };
    state.is_sound().then_some(asked)
}

async fn carry_out(desk: &Desk, state: &FormState, seen: Seen, asked: Asked) -> Result<Done, UseCaseError> {
    let once = once(&desk.signed, state).map_err(|_| UseCaseError::KeyReused)?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(kept) => return Ok((serde_json::from_value(kept)?, Flash::Saved)),
    };
    let done = decide(&mut turn, seen, asked).await?;
    turn.commit_with(&done.0).await?;
    Ok(done)
}

async fn decide(turn: &mut Turn, seen: Seen, asked: Asked) -> Result<Done, UseCaseError> {
    Ok(match asked {
        Asked::Deposit(how) => (turn.deposit(seen, how).await?, Flash::Deposited),
        Asked::Transmit(how) => (turn.transmit(seen, how).await?, Flash::Transmitted),
        Asked::Publish => (turn.publish(seen).await?, Flash::Published),
        Asked::Transfer(how) => (turn.transfer(seen, how).await?, Flash::Transferred),
        Asked::DecideTransfer(request, decision) => {
            let flash = if matches!(decision, Decision::Granted) { Flash::Transferred } else { Flash::TransferRefused };
            (turn.decide_transfer(seen, request, decision).await?, flash)
        }
        Asked::AddMinistry(ministry, on, why) => (turn.add_ministry(seen, ministry, on, &why).await?, Flash::MinistryAdded),
        Asked::Link(link) => (turn.link(seen, link).await?, Flash::Linked),
        Asked::Unlink(link) => (turn.unlink(seen, link).await?, Flash::Unlinked),
        Asked::Detach(attachment) => (turn.detach(seen, attachment).await?, Flash::Detached),
        Asked::Renew => (turn.renew(seen.question).await?, Flash::Renewed),
        Asked::Convert(on, why) => (turn.convert_to_oral(seen, on, Some(&why), None).await?, Flash::Converted),
        Asked::Withdraw(on, why) => (turn.withdraw(seen, on, &why).await?, Flash::Withdrawn),
        Asked::Hide(why) => (turn.ask_hiding(seen, &why).await?, Flash::HidingAsked),
        Asked::ConfirmHiding => (turn.confirm_hiding(seen).await?, Flash::Hidden),
        Asked::DropHiding(why) => (turn.drop_hiding(seen, &why).await?, Flash::HidingDropped),
        Asked::Rectify(input, why) => {
            let done = turn.rectify(seen, &input, &why).await?;
            (done.question, if done.waits { Flash::CorrectionAsked } else { Flash::Rectified })
        }
        Asked::ConfirmCorrection => (turn.confirm_correction(seen).await?, Flash::Rectified),
        Asked::DropCorrection(why) => (turn.drop_correction(seen, &why).await?, Flash::CorrectionDropped),
        Asked::TakeBack(Wish::Hiding) => (turn.drop_hiding(seen, "").await?, Flash::TakenBack),
        Asked::TakeBack(Wish::Correction) => (turn.drop_correction(seen, "").await?, Flash::TakenBack),
        Asked::Unhide(why) => (turn.unhide(seen, &why).await?, Flash::Unhidden),
        Asked::Redact(text, words, why) => (turn.redact(seen, text, &words, &why).await?, Flash::Redacted),
    })
}

fn from(desk: &Desk, state: &mut FormState) -> i64 {
    let found = desk.directory.ministries.find(state.get("from"));
    if found.is_none() {
        state.complain("from", Problem::NothingChosen);
    }
    found.unwrap_or_default()
}

fn one_ministry(desk: &Desk, state: &mut FormState) -> i64 {
    let picking = desk.one_ministry();
    picking.resolve(state);
    let found = picking.ids(state).first().copied();
    if found.is_none() {
        state.complain("to", Problem::NothingChosen);
    }
    found.unwrap_or_default()
}

fn link(state: &mut FormState) -> LinkInput {
    let kind = state.get("kind").parse();
    if kind.is_err() {
        state.complain("kind", Problem::NothingChosen);
    }
    let to = state.get("question").parse::<i64>();
    if to.is_err() {
        state.complain("question", Problem::NothingChosen);
    }
    LinkInput { kind: kind.unwrap_or(jawab_domain::question::LinkKind::GroupedWith), to: to.unwrap_or_default() }
}

/// A relation that is taken back, as the form names it.
fn relation(state: &mut FormState) -> Option<LinkInput> {
    let named = state.get("relation").split_once(':');
    let link = named.and_then(|(kind, to)| Some(LinkInput { kind: kind.parse().ok()?, to: to.parse().ok()? }));
    if link.is_none() {
        state.complain("relation", Problem::NothingChosen);
    }
    link
}

/// A document that is taken off, as the form names it.
fn document(state: &mut FormState) -> Option<i64> {
    let id = state.get("document").parse().ok();
    if id.is_none() {
        state.complain("document", Problem::NothingChosen);
    }
    id
}
