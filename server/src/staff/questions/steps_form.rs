//! What the forms of the steps are filled with.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{PerLocale, Publication, field::FieldName, lifecycle::EventKind};
use jawab_service::{
    new_code,
    use_cases::{CorrectionInput, deadline_preview},
};
use jawab_store::{
    chamber::{self, PendingItems, QuestionTab},
    read::{self, QuestionRecord},
};
use jawab_ui::{
    catalogue::Tr,
    form::{FormProblem, FormState, Pick, Picker, Post, VERSION},
    links,
    pages::staff::{
        QuestionStep, StaffBody, StepPage,
        question_form::DeadlinePreview,
        step::{Consequence, REQUEST, StepChoices},
    },
};

use super::{
    Desk, corrections, happened, history,
    pickers::{Picking, searches},
    redaction, status_of,
    steps_confirm::{granted, publishes},
    work::{OpenRequests, can_be_unlinked, closed},
};
use crate::{error::AppError, staff::confirmation::fingerprint, web::view};

/// The most questions found to link with.
const MOST: u64 = 8;

impl Desk {
    /// One ministry, to which a question goes.
    pub fn one_ministry(&self) -> Picking<'_> {
        Picking { name: FieldName::To.form(), from: &self.reference_data.ministries, single: true, only: Some(self.existing()) }
    }
}

/// The form of a step before anybody typed into it.
async fn begin(desk: &Desk, record: &QuestionRecord, step: QuestionStep) -> Result<FormState, AppError> {
    let mut state = FormState::default();
    state.set_date(FieldName::On.form(), desk.today);
    state.set(VERSION, record.version.to_string());
    match step {
        QuestionStep::Deposit => {
            record.deposited_on.into_iter().for_each(|day| state.set_date(FieldName::On.form(), day));
            let legislature = record.legislature.map(i32::from).or(desk.legislature().await?);
            legislature.into_iter().for_each(|legislature| state.set(FieldName::Legislature.form(), legislature.to_string()));
            record.number.into_iter().for_each(|number| state.set(FieldName::Number.form(), number.to_string()));
        }
        QuestionStep::Transmit => record.ministries().for_each(|part| state.add(FieldName::Ministries.form(), part.ministry.slug.clone())),
        QuestionStep::Transfer => {
            let mut parts = record.ministries();
            if let (Some(only), None) = (parts.next(), parts.next()) {
                state.set(FieldName::From.form(), only.ministry.slug.clone());
            }
        }
        QuestionStep::CorrectTransmission => record.transmitted_on.into_iter().for_each(|day| state.set_date(FieldName::On.form(), day)),
        QuestionStep::CorrectEnd => record.ended_on.into_iter().for_each(|day| state.set_date(FieldName::On.form(), day)),
        QuestionStep::UndoReferral => {
            if let [only] = corrections::mistakable(record).collect::<Vec<_>>().as_slice() {
                state.set(FieldName::Referral.form(), only.position.to_string());
            }
        }
        QuestionStep::CorrectReferral => {
            if let [only] = record.later_referrals().collect::<Vec<_>>().as_slice() {
                state.set(FieldName::Referral.form(), only.position.to_string());
                only.since.into_iter().for_each(|day| state.set_date(FieldName::On.form(), day));
            }
        }
        QuestionStep::CorrectAnswer | QuestionStep::UndoAnswer => {
            if let [only] = record.answers.iter().filter(|answer| answer.stands()).collect::<Vec<_>>().as_slice() {
                state.set(FieldName::Answer.form(), only.code.clone());
                only.answered_on.into_iter().for_each(|day| state.set_date(FieldName::On.form(), day));
            }
        }
        QuestionStep::DecideTransfer => state.set(REQUEST, desk.signed.request.value(REQUEST)),
        _ => {}
    }
    Ok(state)
}

/// Whether a button was pressed that looks for a name.
pub(super) fn was_asked(desk: &Desk, state: &mut FormState, step: QuestionStep) -> bool {
    match step {
        QuestionStep::Transmit => desk.ministries().was_asked(state),
        QuestionStep::Transfer | QuestionStep::AddMinistry => desk.one_ministry().was_asked(state),
        QuestionStep::Link => searches(state, "question"),
        _ => false,
    }
}

/// Shows the form of a step before anybody typed into it; where the step is closed, why.
pub(super) async fn open(desk: &Desk, record: &QuestionRecord, step: QuestionStep) -> Result<Response, AppError> {
    let (open_requests, begun) = (OpenRequests::of(desk, record).await?, begin(desk, record, step).await?);
    let why = closed(record, &open_requests, step, begun.get(REQUEST));
    let state = if why.is_some() { FormState::default() } else { begun };
    page(desk, record, (step, &open_requests), state, why).await
}

/// Shows the form of a step as it was filled; where nothing is left to be done by it, why.
pub(super) async fn show(desk: &Desk, record: &QuestionRecord, step: QuestionStep, state: FormState) -> Result<Response, AppError> {
    let open_requests = OpenRequests::of(desk, record).await?;
    let why = closed(record, &open_requests, step, state.get(REQUEST));
    page(desk, record, (step, &open_requests), state, why).await
}

async fn page(
    desk: &Desk,
    record: &QuestionRecord,
    (step, open_requests): (QuestionStep, &OpenRequests),
    mut state: FormState,
    refusal: Option<FormProblem>,
) -> Result<Response, AppError> {
    let consequence = corrections::consequence(desk, record, step, &mut state).await?;
    let bounds = corrections::bounds(desk, record, step, &state).await?;
    let action = links::staff::question_step(desk.signed.locale(), &record.code, step.code());
    let version = state.get(VERSION).parse().unwrap_or(record.version);
    let choices = choices(desk, record, (step, &open_requests.waiting), &mut state).await?;
    if refusal.is_some() {
        // What was typed is there; what is wrong with it matters no more.
        state = FormState::from_pairs(state.pairs().iter().cloned());
    }
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { status_of(&state) };
    let blocking_event = match &refusal {
        Some(why) => happened::closing(desk, record, why).await?,
        None => None,
    };
    let unsaved_fields = if refusal.is_some() { happened::typed(desk, &action, &state, &choices) } else { Vec::new() };
    let page = StepPage {
        step,
        blocking_event,
        unsaved_fields,
        question: view::row(record, desk.today),
        post: Post { action, idempotency_key: new_code(), version: Some(version), files: step == QuestionStep::Attach },
        choices: StepChoices { consequence: consequence.or(choices.consequence), bounds, ..choices },
        refusal,
        state,
    };
    desk.show(status, StaffBody::Step(Box::new(page))).await
}

async fn choices(
    desk: &Desk,
    record: &QuestionRecord,
    (step, waiting): (QuestionStep, &PendingItems),
    state: &mut FormState,
) -> Result<StepChoices, AppError> {
    let mut choices = StepChoices::default();
    match step {
        QuestionStep::Deposit => choices.next_number = desk.next_number(record.chamber, state).await?,
        QuestionStep::Transmit => {
            choices.ministries = desk.ministries().shown(state);
            // What is no day has no deadline, and no other one is taken in its place.
            let on = state.date(FieldName::On.form()).ok().map(|on| on.unwrap_or(desk.today)).filter(|_| record.kind.has_deadline());
            let preview = on.and_then(|on| deadline_preview(&desk.reference_data.calendar, record.chamber, on, &[]));
            choices.preview = preview.map(|of| DeadlinePreview { rule: of.rule.clone(), deadline: of.deadline });
        }
        QuestionStep::Transfer | QuestionStep::AddMinistry => {
            choices.ministries = desk.one_ministry().shown(state);
            let current = record.ministries().filter(|part| !record.has_answered(part));
            choices.current = current.map(|part| pick(part.ministry.slug.clone(), part.ministry.name.clone())).collect();
        }
        QuestionStep::Publish => choices.publish_says = publishes(record),
        QuestionStep::Link => choices.questions = questions(desk, record, state).await?,
        QuestionStep::Redact => redaction::choices(desk, record, state, &mut choices).await?,
        QuestionStep::Unlink => choices.taken_back = relations(desk, record).await?,
        QuestionStep::Detach => {
            let own = record.documents.iter().filter(|document| document.answer.is_none());
            choices.taken_back = own.map(|document| (document.id.to_string(), document.title.clone())).collect();
        }
        QuestionStep::WithdrawDocument => choices.taken_back = documents(Tr::new(desk.signed.locale()), record),
        QuestionStep::Attach => choices.public = record.publication == Publication::Published,
        QuestionStep::ConfirmHiding | QuestionStep::DropHiding => choices.asked = hiding(desk, waiting).await?,
        QuestionStep::DecideTransfer => transfer(desk, record, waiting, state, &mut choices).await?,
        QuestionStep::Unhide => hidden(desk, record, &mut choices).await?,
        QuestionStep::ConfirmUnhiding | QuestionStep::DropUnhiding => {
            hidden(desk, record, &mut choices).await?;
            choices.unhiding_asked = hiding(desk, waiting).await?;
        }
        QuestionStep::ConfirmCorrection | QuestionStep::DropCorrection => {
            correction(desk, record, (step, waiting), state, &mut choices).await?;
        }
        QuestionStep::CorrectReferral => {
            choices.dated = corrections::referrals(Tr::new(desk.signed.locale()), record.later_referrals());
        }
        QuestionStep::UndoReferral => {
            choices.dated = corrections::referrals(Tr::new(desk.signed.locale()), corrections::mistakable(record));
        }
        QuestionStep::CorrectAnswer | QuestionStep::UndoAnswer => {
            choices.dated = corrections::answers(Tr::new(desk.signed.locale()), record)
        }
        _ => {}
    }
    Ok(choices)
}

/// The documents of a question and of its answers, as the form names them.
fn documents(tr: Tr, record: &QuestionRecord) -> Vec<(String, String)> {
    let name = |of: &read::Document| {
        let title = of.title.clone();
        if of.answer.is_none() { title } else { tr.ta("step-document-of-answer", [("title", title.into())]) }
    };
    record.documents.iter().map(|of| (of.id.to_string(), name(of))).collect()
}

fn pick(value: String, name: PerLocale<String>) -> Pick {
    Pick { value, name, detail: PerLocale::default() }
}

/// The wish for a correction, with what it would change now.
async fn correction(
    desk: &Desk,
    record: &QuestionRecord,
    (step, waiting): (QuestionStep, &PendingItems),
    state: &mut FormState,
    choices: &mut StepChoices,
) -> Result<(), AppError> {
    let Some(row) = &waiting.correction else { return Ok(()) };
    choices.pending_correction = Some(corrections::asked(desk.app().database.reader(), record, row).await?);
    if step == QuestionStep::ConfirmCorrection {
        let shown = corrections::of(desk, record, &CorrectionInput::from_request(row)?, state, step).await?;
        choices.consequence = shown.map(|of| Consequence { needs_second: false, ..of });
    }
    Ok(())
}

/// Who had it hidden, when and why, as its history tells.
async fn hidden(desk: &Desk, record: &QuestionRecord, choices: &mut StepChoices) -> Result<(), AppError> {
    let hidden = jawab_store::history::latest_of(desk.app().database.reader(), record.id, &[EventKind::Hidden]).await?;
    let Some(event) = hidden.filter(|_| record.publication == Publication::Hidden) else { return Ok(()) };
    let by = history::person(desk.app().database.reader(), &event.actor).await?.unwrap_or_default();
    let asked_by = match event.data.get("asked_by").and_then(serde_json::Value::as_str) {
        Some(asked_by) => history::person(desk.app().database.reader(), asked_by).await?,
        None => None,
    };
    let on = Some(desk.app().clock.local(event.recorded_at).date());
    choices.asked = Some((asked_by.unwrap_or_else(|| by.clone()), event.reason.unwrap_or_default()));
    choices.hidden_by = Some((by, on));
    Ok(())
}

/// The wish to hide it, or to show it again: who asked, and why.
async fn hiding(desk: &Desk, waiting: &PendingItems) -> Result<Option<(String, String)>, AppError> {
    let Some(asked) = &waiting.hiding else { return Ok(None) };
    Ok(Some((history::person(desk.app().database.reader(), &asked.asked_by).await?.unwrap_or_default(), asked.reason.clone())))
}

/// The ministry's wish that is decided, and what granting it would bring about.
async fn transfer(
    desk: &Desk,
    record: &QuestionRecord,
    waiting: &PendingItems,
    state: &FormState,
    choices: &mut StepChoices,
) -> Result<(), AppError> {
    let request = waiting.transfers.iter().find(|asked| state.get(REQUEST) == asked.id.to_string());
    let Some(asked) = request else { return Ok(()) };
    let (from, to) = (asked.from_ministry_id, asked.to_ministry_id);
    if let Ok(on) = state.date(FieldName::On.form()) {
        choices.transfer_says = granted(desk, record, waiting, asked, on.unwrap_or(desk.today)).await?;
    }
    choices.transfer_shown = fingerprint(&choices.transfer_says);
    choices.transfer_asked = Some((desk.ministry(from), desk.ministry(to).name, asked.reason.clone()));
    Ok(())
}

/// The Chamber's questions that the typed words, or number, find.
async fn questions(desk: &Desk, record: &QuestionRecord, state: &FormState) -> Result<Picker, AppError> {
    let db = desk.app().database.reader();
    let words = state.get(&Picker::query_field(FieldName::LinkedQuestion.form())).trim();
    let mut ids: Vec<i64> = state.get(FieldName::LinkedQuestion.form()).parse().into_iter().collect();
    let mut nothing_found = false;
    if !words.is_empty() {
        let found = chamber::questions(db, record.chamber, QuestionTab::All, words, None, MOST).await?;
        nothing_found = found.iter().all(|id| *id == record.id);
        ids.extend(found);
    }
    ids.retain(|id| *id != record.id);
    ids.dedup();
    let found = read::load(db, desk.signed.viewer(), &ids).await?;
    let tr = Tr::new(desk.signed.locale());
    let picks = found.iter().map(|other| Pick {
        value: other.id.to_string(),
        name: other.title(),
        detail: other.number.map(|number| (tr.locale, tr.number_of(number))).into_iter().collect(),
    });
    let picks: Vec<Pick> = picks.collect();
    Ok(Picker { nothing_found, picks, single: true, questions: true, ..Picker::default() })
}

/// The relations that can be taken back, as the form names them.
async fn relations(desk: &Desk, record: &QuestionRecord) -> Result<Vec<(String, String)>, AppError> {
    let links: Vec<_> = record.links.iter().filter(|link| can_be_unlinked(link)).collect();
    let ids: Vec<i64> = links.iter().map(|link| link.question).collect();
    let others = read::load(desk.app().database.reader(), desk.signed.viewer(), &ids).await?;
    let tr = Tr::new(desk.signed.locale());
    let one = |link: &&read::Link| {
        let other = others.iter().find(|other| other.id == link.question)?;
        let named = tr.plain(&other.title());
        Some((format!("{}:{}", link.kind, link.question), format!("{}{} {named}", tr.link_kind(link.kind, !link.outgoing), tr.t("colon"))))
    };
    Ok(links.iter().filter_map(one).collect())
}
