//! What the forms of the steps are filled with.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{PerLocale, Publication, lifecycle::EventKind};
use jawab_service::{
    new_code,
    use_cases::{CorrectionInput, deadline_preview},
};
use jawab_store::{
    chamber::{self, PendingItems, Slice},
    read::{self, QuestionRecord},
};
use jawab_ui::{
    catalogue::Tr,
    form::{FormState, Pick, Picker, Post, Problem},
    links,
    pages::staff::{
        QuestionStep, StaffBody, StepPage,
        question_form::DeadlinePreview,
        step::{Consequence, StepChoices},
    },
};

use super::{
    Desk, corrections, happened, history,
    pickers::{Picking, searches},
    redaction, status_of,
    steps_confirm::granted,
    work::{AtHand, can_be_unlinked, closed},
};
use crate::{error::AppError, staff::confirmation::print, web::view};

/// The most questions found to link with.
const MOST: u64 = 8;

impl Desk {
    /// One ministry, to which a question goes.
    pub fn one_ministry(&self) -> Picking<'_> {
        Picking { name: "to", from: &self.reference_data.ministries, single: true, only: Some(self.existing()) }
    }
}

/// The form of a step before anybody typed into it.
async fn begin(desk: &Desk, record: &QuestionRecord, step: QuestionStep) -> Result<FormState, AppError> {
    let mut state = FormState::default();
    state.set_date("on", desk.today);
    state.set("version", record.version.to_string());
    match step {
        QuestionStep::Deposit => {
            record.deposited_on.into_iter().for_each(|day| state.set_date("on", day));
            let legislature = record.legislature.map(i32::from).or(desk.legislature().await?);
            legislature.into_iter().for_each(|legislature| state.set("legislature", legislature.to_string()));
            record.number.into_iter().for_each(|number| state.set("number", number.to_string()));
        }
        QuestionStep::Transmit => record.ministries().for_each(|part| state.add("ministries", part.ministry.slug.clone())),
        QuestionStep::Transfer => {
            let mut parts = record.ministries();
            if let (Some(only), None) = (parts.next(), parts.next()) {
                state.set("from", only.ministry.slug.clone());
            }
        }
        QuestionStep::CorrectTransmission => record.transmitted_on.into_iter().for_each(|day| state.set_date("on", day)),
        QuestionStep::CorrectEnd => record.ended_on.into_iter().for_each(|day| state.set_date("on", day)),
        QuestionStep::UndoReferral => {
            if let [only] = corrections::mistakable(record).collect::<Vec<_>>().as_slice() {
                state.set("referral", only.position.to_string());
            }
        }
        QuestionStep::CorrectReferral => {
            if let [only] = record.later_referrals().collect::<Vec<_>>().as_slice() {
                state.set("referral", only.position.to_string());
                only.since.into_iter().for_each(|day| state.set_date("on", day));
            }
        }
        QuestionStep::CorrectAnswer | QuestionStep::UndoAnswer => {
            if let [only] = record.answers.iter().filter(|answer| answer.stands()).collect::<Vec<_>>().as_slice() {
                state.set("answer", only.code.clone());
                only.answered_on.into_iter().for_each(|day| state.set_date("on", day));
            }
        }
        QuestionStep::DecideTransfer => state.set("request", desk.signed.request.value("request")),
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
    let (at_hand, begun) = (AtHand::of(desk, record).await?, begin(desk, record, step).await?);
    let why = closed(record, &at_hand, step, begun.get("request"));
    let state = if why.is_some() { FormState::default() } else { begun };
    page(desk, record, (step, &at_hand), state, why).await
}

/// Shows the form of a step as it was filled; where nothing is left to be done by it, why.
pub(super) async fn show(desk: &Desk, record: &QuestionRecord, step: QuestionStep, state: FormState) -> Result<Response, AppError> {
    let at_hand = AtHand::of(desk, record).await?;
    let why = closed(record, &at_hand, step, state.get("request"));
    page(desk, record, (step, &at_hand), state, why).await
}

async fn page(
    desk: &Desk,
    record: &QuestionRecord,
    (step, at_hand): (QuestionStep, &AtHand),
    mut state: FormState,
    refusal: Option<Problem>,
) -> Result<Response, AppError> {
    let consequence = corrections::consequence(desk, record, step, &mut state).await?;
    let bounds = corrections::bounds(desk, record, step, &state).await?;
    let action = links::staff::question_step(desk.signed.locale(), &record.code, step.code());
    let version = state.get("version").parse().unwrap_or(record.version);
    let choices = choices(desk, record, (step, &at_hand.waiting), &mut state).await?;
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
            let on = state.date("on").ok().map(|on| on.unwrap_or(desk.today)).filter(|_| record.kind.has_deadline());
            let preview = on.and_then(|on| deadline_preview(&desk.reference_data.calendar, record.chamber, on, &[]));
            choices.preview = preview.map(|of| DeadlinePreview { rule: of.rule.clone(), deadline: of.deadline });
        }
        QuestionStep::Transfer | QuestionStep::AddMinistry => {
            choices.ministries = desk.one_ministry().shown(state);
            let current = record.ministries().filter(|part| !record.has_answered(part));
            choices.current = current.map(|part| pick(part.ministry.slug.clone(), part.ministry.name.clone())).collect();
        }
        QuestionStep::Link => choices.questions = questions(desk, record, state).await?,
        QuestionStep::Redact => redaction::choices(desk, record, state, &mut choices).await?,
        QuestionStep::Unlink => choices.taken_back = relations(desk, record).await?,
        QuestionStep::Detach => {
            let own = record.documents.iter().filter(|document| document.own);
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
        if of.own { title } else { tr.ta("step-document-of-answer", [("title", title.into())]) }
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
    let request = waiting.transfers.iter().find(|asked| state.get("request") == asked.id.to_string());
    let Some(asked) = request else { return Ok(()) };
    let (from, to) = (asked.from_ministry_id, asked.to_ministry_id);
    if let Ok(on) = state.date("on") {
        choices.transfer_says = granted(desk, record, waiting, asked, on.unwrap_or(desk.today)).await?;
    }
    choices.transfer_shown = print(&choices.transfer_says);
    choices.transfer_asked = Some((desk.ministry(from), desk.ministry(to).name, asked.reason.clone()));
    Ok(())
}

/// The Chamber's questions that the typed words, or number, find.
async fn questions(desk: &Desk, record: &QuestionRecord, state: &FormState) -> Result<Picker, AppError> {
    let db = desk.app().database.reader();
    let words = state.get(&Picker::query_field("question")).trim();
    let mut ids: Vec<i64> = state.get("question").parse().into_iter().collect();
    if !words.is_empty() {
        ids.extend(chamber::questions(db, record.chamber, Slice::All, words, None, MOST).await?);
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
    Ok(Picker { nothing_found: picks.is_empty() && !words.is_empty(), picks, single: true, questions: true, ..Picker::default() })
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
