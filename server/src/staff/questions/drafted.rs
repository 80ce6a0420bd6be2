//! The form of a new question that is sent once more after a draft was made of it, as by whoever goes back to its page: whether that draft
//! is meant or another one is asked, and none is made silently. The address of the page names its rendering, and so the page that is gone
//! back to is known again, however the browser brings it.

use axum::response::Response;
use jawab_domain::{PerLocale, Status};
use jawab_service::{
    new_code,
    use_cases::{ExpectedVersion, SavedQuestion, UseCaseError},
};
use jawab_store::read::{self, QuestionRecord};
use jawab_ui::{
    form::{ACTION, FormProblem, FormState, IDEMPOTENCY_KEY, Post},
    links,
    pages::staff::{
        ConfirmPage, StaffBody,
        confirm::{ACT, ANOTHER, CONFIRM, ConfirmedAct, Consequence, is_confirmed},
        form_drafts::COPY,
        question_form::{MADE, SAVE},
    },
    shell::staff::Flash,
};

use super::{
    Desk,
    acts::{self, Asked},
    add_errors,
    input::Read,
    save, status_of, version,
};
use crate::{
    error::AppError,
    staff::{form_drafts, see_other},
    web::view,
};

/// The parameter of the address that names the rendering of a new form.
const RENDERING: &str = "form";
/// What is confirmed: that the draft is changed that was made before.
const UPDATE: &str = "update-draft";
/// The maximum length of the name of a rendering in bytes: more than one of ours has.
const MAX_RENDERING_BYTES: usize = 32;

/// Leads to the form of a new question under an address of its own, with the draft that is resumed, if one is.
pub(super) fn to_own_address(desk: &Desk) -> Response {
    let (draft, rendering) = (desk.signed.request.value(COPY), new_code());
    see_other(&links::with_query(&links::staff::new_question(desk.signed.locale()), &[(COPY, &draft), (RENDERING, &rendering)]))
}

/// The name of the rendering that the address has; none where it has none.
pub(super) fn rendering(desk: &Desk) -> Option<String> {
    let said = desk.signed.request.value(RENDERING);
    let is_code = (1..=MAX_RENDERING_BYTES).contains(&said.len()) && said.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_code.then_some(said)
}

/// Has a form say by which code it is known: that of its rendering, or where something was made under that, a new one beside it.
pub(super) async fn name(desk: &Desk, rendering: &str, state: &mut FormState) -> Result<(), AppError> {
    match desk.app().use_cases().answer_under_key(desk.signed.actor(), rendering).await? {
        None => state.set(IDEMPOTENCY_KEY, rendering),
        Some(_) => state.set(MADE, rendering),
    }
    Ok(())
}

/// Under which code something may have been made of a form.
fn code(state: &FormState) -> &str {
    state.filled(MADE).unwrap_or(state.get(IDEMPOTENCY_KEY))
}

/// The question that was made of a form before.
async fn made(desk: &Desk, state: &FormState) -> Result<Option<QuestionRecord>, AppError> {
    let Some(answer) = desk.app().use_cases().answer_under_key(desk.signed.actor(), code(state)).await? else { return Ok(None) };
    let Ok(saved) = serde_json::from_value::<SavedQuestion>(answer) else { return Ok(None) };
    Ok(read::load_one(desk.app().database.reader(), desk.signed.viewer(), saved.id).await?)
}

/// The answer to a form of which a question was made before, by whatever button either was sent; none where it goes its way.
pub(super) async fn answer(
    desk: &Desk,
    draft_context: &form_drafts::Form,
    state: &mut FormState,
    read: &Read,
) -> Result<Option<Response>, AppError> {
    match state.get(ACTION) {
        ANOTHER => {
            state.set(ACTION, SAVE);
            state.clear(MADE);
            return Ok(None);
        }
        CONFIRM if state.get(ACT) == UPDATE => return update(desk, draft_context, state, read).await,
        _ => {}
    }
    if is_confirmed(state) || !state.is_valid() {
        return Ok(None);
    }
    let Some(record) = made(desk, state).await? else { return Ok(None) };
    if is_same(desk, state, read).await? {
        // Sent twice under one code it is done once, whatever it asks for.
        if state.filled(MADE).is_none() {
            return Ok(None);
        }
        form_drafts::delete_submitted(desk.app().database.writer(), &desk.signed, &draft_context.name, state).await?;
        return Ok(Some(desk.signed.done(&links::staff::question(desk.signed.locale(), &record.code), Flash::Saved)));
    }
    if record.status != Status::Draft {
        add_errors(state, UseCaseError::KeyReused, |field| read.field(field).form())?;
        return Ok(None);
    }
    ask(desk, draft_context, state, (read, &record), false).await.map(Some)
}

/// Whether a form says what it said when the draft was made of it.
async fn is_same(desk: &Desk, state: &FormState, read: &Read) -> Result<bool, AppError> {
    let mut before = FormState::from_pairs(state.pairs().iter().cloned());
    before.set(IDEMPOTENCY_KEY, code(state));
    let key = acts::act_idempotency_key(desk, &before, read).await?;
    match desk.app().use_cases().answered_before(desk.signed.actor(), &key).await {
        Ok(done) => Ok(done.is_some()),
        Err(UseCaseError::KeyReused) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Asks whether the draft that was made is to be changed, or another one is meant. Everything typed goes along.
async fn ask(
    desk: &Desk,
    draft_context: &form_drafts::Form,
    state: &FormState,
    (read, record): (&Read, &QuestionRecord),
    changed: bool,
) -> Result<Response, AppError> {
    form_drafts::save_and_offer(&desk.signed, draft_context, state).await?;
    let mut carried = FormState::from_pairs(state.pairs().iter().cloned());
    carried.set(MADE, code(state));
    carried.set(ACT, UPDATE);
    if changed {
        carried.add_problem("", FormProblem::ChangedMeanwhile);
    }
    let subject: PerLocale<String> = read.input.subject.iter().map(|(locale, text)| (locale, text.body.clone())).collect();
    let action = links::staff::new_question(desk.signed.locale());
    let status = status_of(&carried);
    let page = ConfirmPage {
        act: ConfirmedAct::UpdateDraft,
        question: None,
        subject,
        post: Post { action, idempotency_key: new_code(), version: Some(record.version), files: false },
        state: carried,
        says: vec![Consequence::DraftMade(Box::new(view::row(record, desk.today)))],
        preview: None,
        can_publish: false,
    };
    desk.show(status, StaffBody::Confirm(Box::new(page))).await
}

/// Changes the draft that was made of the form, as it was seen; what is wrong is complained of.
async fn update(desk: &Desk, draft_context: &form_drafts::Form, state: &mut FormState, read: &Read) -> Result<Option<Response>, AppError> {
    let record = made(desk, state).await?.filter(|record| record.status == Status::Draft).ok_or(AppError::Conflict)?;
    if !state.is_valid() {
        return Ok(None);
    }
    let expected = ExpectedVersion { question: record.id, version: version(state)? };
    let asked = Asked::of(state, true);
    let done = match acts::act_idempotency_key(desk, state, read).await {
        Ok(key) => save::carry_out(desk, key, &draft_context.name, state, read, Some(expected), (asked, None)).await,
        Err(error) => Err(error),
    };
    match done {
        Ok((saved, flash)) => Ok(Some(desk.signed.done(&links::staff::question(desk.signed.locale(), &saved.code), flash))),
        Err(UseCaseError::Conflict { .. }) => ask(desk, draft_context, state, (read, &record), true).await.map(Some),
        Err(error) => {
            add_errors(state, error, |field| read.field(field).form())?;
            Ok(None)
        }
    }
}
