//! Corrections: what a form asks for, what would change, and who asked for it.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    field::FieldName,
    lifecycle::{Bounds, Command, CorrectionKind, CorrectionRecord, Refusal},
    validation::Problem,
};
use jawab_service::{
    UseCases,
    use_cases::{CorrectionInput, UnitOfWork, UseCaseError},
};
use jawab_store::{
    Connection, StoreError,
    read::{self, QuestionRecord},
    requests, rows,
};
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, FormProblem, FormState, SHOWN, VERSION},
    pages::staff::{
        QuestionStep,
        step::{Consequence, GO, PendingCorrection},
    },
    shell::staff::Flash,
};

use super::{Desk, SignedIn, add_errors, history, input::needed_day, step_fields};
use crate::error::AppError;

/// What a form asks to put right; what is wrong with it is said there. What is wrong elsewhere in the form, as a reason that is missing,
/// takes nothing from it.
pub(super) fn input(record: &QuestionRecord, state: &mut FormState, kind: CorrectionKind) -> Option<CorrectionInput> {
    let on = if kind.undoes() { None } else { needed_day(state, FieldName::On) };
    let input = CorrectionInput { on, ..chosen(record, state, kind) };
    if is_of_answer(kind) && input.answer.is_none() {
        state.add_problem(FieldName::Answer.form(), FormProblem::NotChosen);
    }
    if is_of_referral(kind) && input.referral.is_none() {
        state.add_problem(FieldName::Referral.form(), FormProblem::NotChosen);
    }
    let is_whole = (kind.undoes() || input.on.is_some())
        && (!is_of_answer(kind) || input.answer.is_some())
        && (!is_of_referral(kind) || input.referral.is_some());
    is_whole.then_some(input)
}

/// What a form says is to be put right, whatever the day.
fn chosen(record: &QuestionRecord, state: &FormState, kind: CorrectionKind) -> CorrectionInput {
    let answer = record.answers.iter().find(|answer| answer.stands() && answer.code == state.get(FieldName::Answer.form()));
    let referral = record.later_referrals().find(|part| part.position.to_string() == state.get(FieldName::Referral.form()));
    CorrectionInput {
        kind,
        on: None,
        answer: answer.filter(|_| is_of_answer(kind)).map(|answer| answer.id),
        referral: referral.filter(|_| is_of_referral(kind)).map(|part| part.position),
    }
}

const fn is_of_answer(kind: CorrectionKind) -> bool {
    matches!(kind, CorrectionKind::Answered | CorrectionKind::NotAnswered)
}

const fn is_of_referral(kind: CorrectionKind) -> bool {
    matches!(kind, CorrectionKind::Referred | CorrectionKind::NotReferred)
}

/// Between which days the day lies that a form puts right, as soon as it is known which.
pub(super) async fn bounds(
    desk: &Desk,
    record: &QuestionRecord,
    step: QuestionStep,
    state: &FormState,
) -> Result<Option<Bounds>, AppError> {
    let Some(kind) = step.correction().filter(|kind| !kind.undoes()) else { return Ok(None) };
    let input = chosen(record, state, kind);
    match desk.app().use_cases().correction_bounds(desk.signed.actor(), record.id, &input).await {
        Ok(bounds) => Ok(Some(bounds)),
        Err(UseCaseError::Invalid(_) | UseCaseError::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Says why a correction cannot be made: of a day, between which days it is to be, and why.
async fn add_problem(
    desk: &Desk,
    record: &QuestionRecord,
    input: &CorrectionInput,
    state: &mut FormState,
    (step, error): (QuestionStep, UseCaseError),
) -> Result<(), AppError> {
    let of_day = match &error {
        UseCaseError::Refused(refusal) => matches!(refusal, Refusal::TooEarly(_) | Refusal::TooLate(_)),
        UseCaseError::Invalid(faults) => faults.iter().any(|fault| matches!(fault.problem, Problem::TooLate(_))),
        _ => false,
    };
    if !of_day {
        return Ok(add_errors(state, error, |field| {
            if step.correction().is_some() { step_fields::field(step, field).form() } else { String::new() }
        })?);
    }
    let bounds = desk.app().use_cases().correction_bounds(desk.signed.actor(), record.id, input).await?;
    // A wish that waits has no field for its day.
    state.add_problem(
        if step.correction().is_some() { FieldName::On.form() } else { FieldName::Whole.form() },
        FormProblem::OutOfBounds(bounds),
    );
    Ok(())
}

/// What the consequence depends on, as the form carries it along.
fn shown(state: &FormState, step: QuestionStep) -> String {
    let dated = step.correction().is_some_and(|kind| !kind.undoes());
    let day = ["day", "month", "year"].map(|part| format!("{}-{part}", FieldName::On.form()));
    let day = day.each_ref().map(|part| if dated { state.get(part).trim() } else { "" });
    format!("{} {} {} {}", day.join("-"), state.get(FieldName::Answer.form()), state.get(FieldName::Referral.form()), state.get(VERSION))
}

/// Whether a correction is asked for whose consequence was not seen.
pub(super) fn is_unseen(state: &FormState, step: QuestionStep) -> bool {
    step.correction().is_some() && state.get(SHOWN) != shown(state, step)
}

/// The consequence of what a form asks for, as soon as it asks for something.
pub(super) async fn consequence(
    desk: &Desk,
    record: &QuestionRecord,
    step: QuestionStep,
    state: &mut FormState,
) -> Result<Option<Consequence>, AppError> {
    let chosen = match step {
        QuestionStep::UndoAnswer => state.filled(FieldName::Answer.form()).is_some(),
        QuestionStep::UndoReferral => state.filled(FieldName::Referral.form()).is_some(),
        _ => true,
    };
    let asked = step.correction().filter(|kind| (kind.undoes() && chosen) || !state.get(ACTION).is_empty());
    let Some(input) = asked.and_then(|kind| input(record, state, kind)) else { return Ok(None) };
    let consequence = of(desk, record, &input, state, step).await?;
    let differs = !state.get(SHOWN).is_empty() && is_unseen(state, step);
    if consequence.is_some() && state.get(ACTION) == GO && differs {
        state.add_problem("", FormProblem::NotAsShown);
    }
    Ok(consequence)
}

/// What a correction would change; why it cannot be made is said in the form.
pub(super) async fn of(
    desk: &Desk,
    record: &QuestionRecord,
    input: &CorrectionInput,
    state: &mut FormState,
    step: QuestionStep,
) -> Result<Option<Consequence>, AppError> {
    let preview = match desk.app().use_cases().correction_preview(desk.signed.actor(), record.id, input).await {
        Ok(preview) => preview,
        Err(error) => {
            add_problem(desk, record, input, state, (step, error)).await?;
            return Ok(None);
        }
    };
    let others =
        record.answers.iter().find(|answer| Some(answer.id) == input.answer).map_or(0, |answer| answer.questions.len().saturating_sub(1));
    Ok(Some(Consequence {
        day: input.on.map(|_| preview.day),
        status: preview.status,
        due_on: preview.due_on,
        due_of: preview.due_of.into_iter().map(|(ministry, due)| (desk.ministry(ministry).name, due)).collect(),
        owed_by: preview.owed_by.into_iter().map(|of| (desk.ministry(of.ministry).name, of.owes, of.due_on)).collect(),
        standing: preview.standing,
        needs_second: preview.needs_second,
        others: others as u64,
        shown: shown(state, step),
    }))
}

/// The published answers to a question that count, as the form offers them.
pub(super) fn answers(tr: Tr, record: &QuestionRecord) -> Vec<(String, String)> {
    let one = |answer: &read::Answer| {
        let ministry = answer.ministry.as_ref().map(|of| tr.plain(&of.name)).unwrap_or_default();
        let on = of_day(tr, answer.answered_on);
        (answer.code.clone(), format!("{}{} {ministry}{on}", tr.answer_kind(answer.kind), tr.t("colon")))
    };
    record.answers.iter().filter(|answer| answer.stands()).map(one).collect()
}

/// Later referrals of a question, as the form offers them.
pub(super) fn referrals<'a>(tr: Tr, of: impl Iterator<Item = &'a read::Attribution>) -> Vec<(String, String)> {
    let one =
        |part: &read::Attribution| (part.position.to_string(), format!("{}{}", tr.plain(&part.ministry.name), of_day(tr, part.since)));
    of.map(one).collect()
}

/// The later referrals of a question that can be annulled: their ministries have it still, and have given no answer.
pub(super) fn mistakable(record: &QuestionRecord) -> impl Iterator<Item = &read::Attribution> {
    record.later_referrals().filter(move |part| part.until.is_none() && !record.has_answered(part))
}

fn of_day(tr: Tr, on: Option<NaiveDate>) -> String {
    on.map(|on| format!("{} {}", tr.t("comma"), tr.date(on))).unwrap_or_default()
}

/// What somebody asks to put right, as it stands now, and the ministry that this is about, if it is about one alone.
pub(in crate::staff) fn wanted(
    record: &QuestionRecord,
    row: &rows::CorrectionRequest,
) -> Result<(CorrectionRecord, Option<PerLocale<String>>), StoreError> {
    let what: CorrectionKind = row.kind.parse()?;
    let answer = record.answers.iter().find(|answer| Some(answer.id) == row.answer_id);
    let referral = record.attributions.iter().find(|part| Some(part.position) == row.referral);
    let before = match what {
        CorrectionKind::Deposited => record.deposited_on,
        CorrectionKind::Transmitted | CorrectionKind::NotTransmitted => record.transmitted_on,
        CorrectionKind::Referred | CorrectionKind::NotReferred => referral.and_then(|part| part.since),
        CorrectionKind::Answered | CorrectionKind::NotAnswered => answer.and_then(|answer| answer.answered_on),
        CorrectionKind::Ended | CorrectionKind::NotEnded => record.ended_on,
    };
    let ministry = referral.map(|part| &part.ministry).or_else(|| answer?.ministry.as_ref()).map(|of| of.name.clone());
    let ended = (what == CorrectionKind::NotEnded).then_some(record.status);
    Ok((CorrectionRecord { what, before, after: row.on_day, ended }, ministry))
}

/// Who asked for a correction, for what, and why.
pub(super) async fn asked(
    db: &impl Connection,
    record: &QuestionRecord,
    row: &rows::CorrectionRequest,
) -> Result<PendingCorrection, StoreError> {
    let who = history::person(db, &row.asked_by).await?.unwrap_or_default();
    let (what, ministry) = wanted(record, row)?;
    Ok(PendingCorrection { who, what, ministry, reason: row.reason.clone() })
}

/// The pending correction that a command would close, to be said where the command is confirmed.
pub(in crate::staff) async fn closed(
    db: &impl Connection,
    signed: &SignedIn,
    record: &QuestionRecord,
    command: Command,
) -> Result<Option<PendingCorrection>, UseCaseError> {
    match UseCases::closed_correction(db, signed.actor(), record.id, command).await? {
        Some(row) => Ok(Some(asked(db, record, &row).await?)),
        None => Ok(None),
    }
}

/// What is said once a correction was made.
pub(super) const fn made(kind: CorrectionKind) -> Flash {
    match kind {
        CorrectionKind::NotTransmitted => Flash::TransmissionUndone,
        CorrectionKind::NotReferred => Flash::ReferralUndone,
        CorrectionKind::NotAnswered => Flash::AnswerUndone,
        CorrectionKind::NotEnded => Flash::EndUndone,
        _ => Flash::CorrectionMade,
    }
}

/// What the wish is for that waits on a question; a correction of a day, where none does.
pub(super) async fn waiting(unit: &UnitOfWork, question: i64) -> Result<CorrectionKind, UseCaseError> {
    let row = requests::correction(unit.db(), question).await?;
    row.map_or(Ok(CorrectionKind::Transmitted), |row| Ok(CorrectionInput::from_request(&row)?.kind))
}
