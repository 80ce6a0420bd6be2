//! The steps of a question's life: each shown before it is done, and done once.

use axum::response::Response;
use jawab_domain::lifecycle::Refusal;
use jawab_service::{
    redaction::Names,
    work::{Begun, CorrectionInput, Decision, Deposit, Foreseen, Kept, LinkInput, Seen, Transfer, Transmit, Turn, UseCaseError},
};
use jawab_store::read::QuestionRecord;
use jawab_ui::{
    form::{DO, ENTER, FormState, Problem},
    links,
    pages::staff::{
        QuestionStep,
        confirm::{AND_PUBLISH, BACK, CONFIRM, SERIES},
        step::{CHECK, DROP},
    },
    shell::staff::Flash,
};

use super::{
    Desk, corrections,
    input::{needed_day, number},
    once, redaction, say, steps_confirm, steps_form, version,
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

/// Does a step, or shows what it would do. The Enter key never does one.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (desk, record, step) = of(signed).await?;
    let mut state = posted.form;
    let looked = steps_form::was_asked(&desk, &mut state, step);
    let shows = match state.get(DO) {
        CHECK | BACK => true,
        ENTER => !step.is_confirmed(),
        _ => false,
    };
    if step == QuestionStep::Redact && (shows || state.get("shown") != redaction::asked(&state)) {
        return look_for_names(&desk, &record, state).await;
    }
    if posted.resumed || looked || shows || corrections::is_unseen(&state, step) {
        return steps_form::show(&desk, &record, step, state).await;
    }
    let seen = Seen { question: record.id, version: version(&state)? };
    let Some(asked) = read(&desk, &record, &mut state, step) else {
        return steps_form::show(&desk, &record, step, state).await;
    };
    let over = if seen.version == record.version { None } else { steps_confirm::over(&desk, &record, step, &asked).await? };
    match carry_out(&desk, &record, &mut state, seen, (step, asked)).await {
        Ok(Outcome::Done((kept, flash))) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &kept.code), flash)),
        Ok(Outcome::Asks(asked, foreseen)) => steps_confirm::show(&desk, &record, (step, &asked), foreseen, state).await,
        Ok(Outcome::Wrong) => steps_form::show(&desk, &record, step, state).await,
        Err(error) => {
            match error {
                UseCaseError::Conflict { .. } if over.is_some() => {
                    return steps_form::show_refused(&desk, &record, step, state, over).await;
                }
                UseCaseError::Conflict { current } => {
                    state.complain("", Problem::ChangedMeanwhile);
                    state.set("version", current.to_string());
                }
                UseCaseError::Refused(Refusal::TooEarly(day)) if step.correction().is_none() => {
                    state.complain("on", steps_confirm::too_early(&record, day));
                }
                error => {
                    lacks(&mut state, &error);
                    say(&mut state, error, |field| steps_form::field(step, field))?;
                }
            }
            steps_form::show(&desk, &record, step, state).await
        }
    }
}

/// Shows where names stand, before they are taken out.
async fn look_for_names(desk: &Desk, record: &QuestionRecord, mut state: FormState) -> Result<Response, AppError> {
    if state.filled("words").is_none() {
        state.complain("words", Problem::Missing);
    }
    steps_form::show(desk, record, QuestionStep::Redact, state).await
}

/// Says what the question itself lacks, for which a step has no field.
fn lacks(state: &mut FormState, error: &UseCaseError) {
    let UseCaseError::Invalid(faults) = error else { return };
    for fault in faults {
        match fault.field.as_str() {
            "subject" => state.complain("", Problem::NoSubjectYet),
            "authors" => state.complain("", Problem::NoAuthorYet),
            _ => {
                if let jawab_service::Problem::NotSeated { who, on } = &fault.problem {
                    state.complain("", Problem::NotSeated(who.clone(), *on));
                }
            }
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

/// What became of a step.
enum Outcome {
    Done(Done),
    /// Its consequence is to be confirmed first.
    Asks(Box<Asked>, Option<Foreseen>),
    /// Something in the form is wrong.
    Wrong,
}

/// A step as read from its form.
pub(super) enum Asked {
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
    Redact(Option<i64>, Names, String),
    Rectify(CorrectionInput, String),
    ConfirmCorrection,
    DropCorrection(String),
    /// One's own wish, taken back.
    TakeBack(Wish),
}

/// What waits for a second person.
pub(super) enum Wish {
    Hiding,
    Correction,
}

/// Reads the form of a step; none where something in it is wrong. Its day is said there, and never taken to be today.
fn read(desk: &Desk, record: &QuestionRecord, state: &mut FormState, step: QuestionStep) -> Option<Asked> {
    use QuestionStep as S;
    let reason = state.get("reason").trim().to_owned();
    if step.wants_reason() && reason.is_empty() {
        state.complain("reason", Problem::Missing);
    }
    let asked = match step {
        S::Deposit => Asked::Deposit(Deposit {
            on: needed_day(state, "on"),
            legislature: number(state, "legislature", 99),
            number: number(state, "number", 999_999),
            apart: false,
        }),
        S::Transmit => {
            let to = desk.ministries();
            to.resolve(state);
            let to = to.ids(state);
            if to.is_empty() {
                state.complain("ministries", Problem::NothingChosen);
            }
            Asked::Transmit(Transmit { on: needed_day(state, "on"), to })
        }
        S::Publish => Asked::Publish,
        S::Transfer => {
            let (from, to) = (from(desk, state), one_ministry(desk, state));
            Asked::Transfer(Transfer { on: needed_day(state, "on"), from, to, reason })
        }
        S::DecideTransfer => {
            let request = state.get("request").parse().unwrap_or_default();
            let decision = if state.get(DO) == DROP { Decision::Refused(reason) } else { Decision::Granted(needed_day(state, "on")?) };
            Asked::DecideTransfer(request, decision)
        }
        S::AddMinistry => Asked::AddMinistry(one_ministry(desk, state), needed_day(state, "on"), reason),
        S::Link => Asked::Link(link(state)),
        S::Unlink => Asked::Unlink(relation(state)?),
        S::Detach => Asked::Detach(document(state)?),
        S::Renew => Asked::Renew,
        S::Convert => Asked::Convert(needed_day(state, "on"), reason),
        S::Withdraw => Asked::Withdraw(needed_day(state, "on"), reason),
        S::Hide => Asked::Hide(reason),
        S::ConfirmHiding if state.get(DO) == DROP => Asked::DropHiding(reason),
        S::ConfirmHiding => Asked::ConfirmHiding,
        S::DropHiding => Asked::TakeBack(Wish::Hiding),
        S::ConfirmCorrection if state.get(DO) == DROP => Asked::DropCorrection(reason),
        S::ConfirmCorrection => Asked::ConfirmCorrection,
        S::DropCorrection => Asked::TakeBack(Wish::Correction),
        S::CorrectTransmission
        | S::UndoTransmission
        | S::CorrectReferral
        | S::CorrectAnswer
        | S::UndoAnswer
        | S::CorrectEnd
        | S::UndoEnd => Asked::Rectify(corrections::input(record, state, step.correction()?)?, reason),
        S::Unhide => Asked::Unhide(reason),
        S::Redact => Asked::Redact(state.filled("text").map(|id| id.parse().unwrap_or_default()), names(state)?, reason),
        S::Edit | S::Attach => return None,
    };
    state.is_sound().then_some(asked)
}

async fn carry_out(
    desk: &Desk,
    record: &QuestionRecord,
    state: &mut FormState,
    seen: Seen,
    (step, mut asked): (QuestionStep, Asked),
) -> Result<Outcome, UseCaseError> {
    let confirmed = [CONFIRM, AND_PUBLISH].contains(&state.get(DO));
    let foreseen = steps_confirm::foresee(desk, record, &asked).await?;
    let far = foreseen.is_some_and(|of| of.far_above().is_some());
    if !confirmed && (step.is_confirmed() || far) {
        if seen.version != record.version {
            return Err(UseCaseError::Conflict { current: record.version });
        }
        steps_confirm::check_day(desk, &asked, state);
        if state.is_sound() {
            steps_confirm::allowed(desk, record, step, &asked).await?;
        }
        return Ok(if state.is_sound() { Outcome::Asks(Box::new(asked), foreseen) } else { Outcome::Wrong });
    }
    if let Asked::Deposit(how) = &mut asked {
        how.apart = far && !state.has(SERIES, "moves");
    }
    let once = once(&desk.signed, state).await.map_err(|_| UseCaseError::KeyReused)?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(kept) => return Ok(Outcome::Done((serde_json::from_value(kept)?, Flash::Saved))),
    };
    let mut done = decide(&mut turn, seen, asked).await?;
    if step == QuestionStep::Transmit && state.get(DO) == AND_PUBLISH {
        done = (turn.publish(done.0.seen()).await?, Flash::TransmittedAndPublished);
    }
    turn.commit_with(&done.0).await?;
    Ok(Outcome::Done(done))
}

async fn decide(turn: &mut Turn, seen: Seen, asked: Asked) -> Result<Done, UseCaseError> {
    Ok(match asked {
        Asked::Deposit(how) => (turn.deposit(seen, how).await?, Flash::Deposited),
        Asked::Transmit(how) => (turn.transmit(seen, how).await?, Flash::Transmitted),
        Asked::Publish => (turn.publish(seen).await?, Flash::Published),
        Asked::Transfer(how) => (turn.transfer(seen, how).await?, Flash::Transferred),
        Asked::DecideTransfer(request, decision) => {
            let flash = if matches!(decision, Decision::Granted(_)) { Flash::Transferred } else { Flash::TransferRefused };
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
        Asked::Redact(text, names, why) => (turn.redact(seen, text, &names, &why).await?, Flash::Redacted),
    })
}

/// The names to be taken out, one a line.
fn names(state: &mut FormState) -> Option<Names> {
    let names = Names::typed(state.get("words"));
    if names.is_none() {
        state.complain("words", Problem::Missing);
    }
    names
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
