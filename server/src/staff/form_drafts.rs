//! Form drafts: what was typed into a form and not submitted. The page saves a draft every few seconds, or by a button, and it is offered
//! when its author comes back. A draft is its author's alone. A form that somebody may not submit is not saved either.
//!
//! Each rendering of a form saves a draft of its own ([`own_rendering`]): so neither what is typed into another page of the form, nor
//! beside a draft on offer, nor submitting it changes that draft. A rendering that is filled from a draft ([`resumed`]) replaces it, as long
//! as it is unchanged since; so does one with the same content, as a page to which somebody goes back. A form whose content is the saved
//! state is neither saved as a draft nor offered.

use jawab_domain::{Locale, title::beginning};
use jawab_service::{compute_pool::Queue, upkeep::FORM_DRAFT_LIFETIME};
use jawab_store::{
    Connection, StoreError,
    form_drafts::{self, DraftFilter, Name, Rendering, StoredDraft},
};
use jawab_ui::{
    form::{FormState, VERSION},
    links,
    pages::{
        error::BadRequest,
        staff::form_drafts::{BY, COPY, FORM, FROM, FormDraft, FormDraftContext, FormDraftError, FormDraftOffer},
    },
    shell::staff::Flash,
};

use super::{SignedIn, form_body::bytes};
use crate::error::AppError;

mod authorize;
mod content;
pub mod list;
pub mod requests;

/// The maximum number of drafts of an account: more than anybody has begun at once. Each has up to two mebibytes
/// ([`MAX_FORM_BYTES`](super::form_body::MAX_FORM_BYTES)), or twice that once encoded, were it all quotation marks.
const MAX_DRAFTS: u64 = 30;
/// The maximum length of the code of a rendering in bytes: more than one of ours has.
const MAX_RENDERING_BYTES: usize = 32;

/// A form that is saved as a draft.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its name.
    pub name: Name,
    /// A fingerprint of its saved state, or of its initial one.
    saved: String,
}

impl Form {
    /// The form of a name, in the state before anybody types. A large one takes a while: see [`jawab_service::compute_pool`].
    pub fn new(name: Name, saved: &FormState) -> Self {
        Self { saved: content::fingerprint(&name, saved.pairs()), name }
    }
}

/// The outcome of saving a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SaveOutcome {
    /// It is saved.
    Saved,
    /// Its content is the saved state, so that it needs no draft.
    Unchanged,
    /// The maximum number of drafts is reached.
    Full,
    /// The signed-in user has not filled it.
    OtherAuthor,
}

/// The page of a form.
pub fn link(locale: Locale, name: &Name) -> String {
    match name {
        Name::New(_) => links::staff::new_question(locale),
        Name::Question(code) => links::staff::question_step(locale, code, "edit"),
        Name::Answer { question, ministry } => links::board::answer(locale, question, ministry),
        Name::Recorded { question, ministry } => links::board::answer_step(locale, question, ministry, "record"),
        Name::Correction { question, ministry, answer } => links::board::correct(locale, question, ministry, answer),
        Name::Translation { question, into, answer: None } => links::desk::question(locale, question, *into),
        Name::Translation { question, into, answer: Some(answer) } => links::desk::answer(locale, question, *into, answer),
    }
}

/// The name of a form that is saved as a draft.
fn parse_name(text: &str) -> Result<Name, AppError> {
    Name::parse(text).ok_or(AppError::BadRequest(BadRequest::Form))
}

/// A new name for the form of a new question.
pub fn new_question_name() -> Name {
    Name::New(jawab_service::new_code())
}

/// The name of the form of a new question.
///
/// # Errors
/// Where it is none.
pub fn parse_new_question_name(text: &str) -> Result<Name, AppError> {
    let name = parse_name(text)?;
    if matches!(name, Name::New(_)) { Ok(name) } else { Err(AppError::BadRequest(BadRequest::Form)) }
}

/// The code of the rendering that a form comes from, if that is one of this name by the signed-in user.
fn own_rendering<'a>(signed: &SignedIn, name: &Name, state: &'a FormState) -> Option<&'a str> {
    let (account, rendering) = state.get(BY).split_once('.')?;
    let own = state.get(FORM) == name.to_string() && signed.account().is_ok_and(|own| own.code == account);
    (own && is_code(rendering)).then_some(rendering)
}

fn is_code(rendering: &str) -> bool {
    (1..=MAX_RENDERING_BYTES).contains(&rendering.len()) && rendering.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The draft that a form was filled from: the code of the rendering that wrote it, and the fingerprint of its content at that time.
fn resumed(state: &FormState) -> Option<(&str, &str)> {
    state.get(FROM).split_once('.').filter(|(rendering, content)| is_code(rendering) && (content.is_empty() || is_code(content)))
}

/// How the page of a form saves drafts: one that is shown again continues the same rendering. `open` says whether it can still be submitted.
pub fn draft_context(signed: &SignedIn, form: &Form, state: &FormState, open: bool) -> FormDraftContext {
    let Ok(account) = signed.account() else { return FormDraftContext::default() };
    let rendering = own_rendering(signed, &form.name, state).map_or_else(jawab_service::new_code, str::to_owned);
    let from = resumed(state).map(|(rendering, content)| format!("{rendering}.{content}")).unwrap_or_default();
    FormDraftContext { form: form.name.to_string(), by: format!("{}.{rendering}", account.code), from, saved: form.saved.clone(), open }
}

/// A form as a draft, with the version that it was typed over.
async fn to_draft(signed: &SignedIn, name: &Name, rendering: &str, state: &FormState) -> Result<StoredDraft, AppError> {
    let (fields, name, rendering) = (state.pairs().to_vec(), name.clone(), rendering.to_owned());
    let (based_on, now) = (state.get(VERSION).parse().ok(), signed.app.clock.now());
    let made = move || content::to_draft(&name, rendering, fields, based_on, now);
    Ok(signed.app.pool.run_over(Queue::Staff(signed.actor().id), bytes(state.pairs()), made).await??)
}

/// Saves a draft, unless its content is the saved state: then the earlier draft of the same rendering is deleted, and the one that it was
/// filled from.
async fn save(
    db: &impl Connection,
    signed: &SignedIn,
    name: &Name,
    (draft, resumed): (&StoredDraft, Option<(&str, &str)>),
    saved: &str,
) -> Result<SaveOutcome, AppError> {
    let account = signed.account()?.id;
    let rendering = Rendering { name, code: &draft.rendering, content: &draft.content, resumed };
    if draft.content == saved {
        form_drafts::delete_saved(db, account, &rendering).await?;
        return Ok(SaveOutcome::Unchanged);
    }
    if !form_drafts::has_room(db, account, &rendering, signed.app.clock.now() - FORM_DRAFT_LIFETIME, MAX_DRAFTS).await? {
        return Ok(SaveOutcome::Full);
    }
    form_drafts::delete_replaced(db, account, &rendering).await?;
    form_drafts::save(db, account, name, draft).await?;
    Ok(SaveOutcome::Saved)
}

async fn save_form(signed: &SignedIn, form: &Form, state: &FormState) -> Result<SaveOutcome, AppError> {
    // A form that is not saved waits for no writer.
    let Some(rendering) = own_rendering(signed, &form.name, state) else { return Ok(SaveOutcome::OtherAuthor) };
    let draft = to_draft(signed, &form.name, rendering, state).await?;
    let change = signed.app.database.change().await?;
    let outcome = save(change.connection(), signed, &form.name, (&draft, resumed(state)), &form.saved).await?;
    change.commit_quietly().await?;
    Ok(outcome)
}

/// Saves a form as a draft, by its button; the notice about it. None if it is not saved.
///
/// # Errors
/// When the database cannot be written.
pub async fn save_by_button(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Option<Flash>, AppError> {
    Ok(match save_form(signed, form, state).await? {
        SaveOutcome::Saved => Some(Flash::DraftSaved),
        SaveOutcome::Unchanged => Some(Flash::Unchanged),
        SaveOutcome::Full | SaveOutcome::OtherAuthor => None,
    })
}

/// Saves a form that is shown again as a draft; the notice above it: that it is not saved, if so, and its other drafts. What cannot be
/// saved now is still in the page.
///
/// # Errors
/// When the database cannot be read.
pub async fn save_and_offer(signed: &SignedIn, form: &Form, state: &FormState) -> Result<FormDraftOffer, AppError> {
    let not_saved = match save_form(signed, form, state).await {
        Ok(SaveOutcome::Saved | SaveOutcome::Unchanged) => None,
        Ok(SaveOutcome::Full) => Some(FormDraftError::Full),
        Ok(SaveOutcome::OtherAuthor) => Some(FormDraftError::Stranger),
        Err(error) => {
            tracing::warn!(?error, "a draft of a form could not be saved");
            Some(FormDraftError::Busy)
        }
    };
    Ok(FormDraftOffer { not_saved, ..offer_others(signed, form, state).await? })
}

/// The other drafts of a form that is shown again.
///
/// # Errors
/// When the database cannot be read.
pub async fn offer_others(signed: &SignedIn, form: &Form, state: &FormState) -> Result<FormDraftOffer, AppError> {
    let own = own_rendering(signed, &form.name, state);
    Ok(FormDraftOffer { drafts: others(signed, form, own, resumed(state)).await?, ..FormDraftOffer::default() })
}

/// Deletes the draft of this rendering of a submitted form, the one that it was filled from, and others with the same content; `db` is that
/// of the change by which it was saved.
///
/// # Errors
/// When the database cannot be written.
pub async fn delete_submitted(db: &impl Connection, signed: &SignedIn, name: &Name, state: &FormState) -> Result<(), StoreError> {
    match (signed.account(), own_rendering(signed, name, state)) {
        (Ok(account), Some(code)) => {
            let content = content::fingerprint(name, state.pairs());
            let rendering = Rendering { name, code, content: &content, resumed: resumed(state) };
            form_drafts::delete_saved(db, account.id, &rendering).await
        }
        _ => Ok(()),
    }
}

/// The drafts of a form, the newest first, without that of its own rendering, the one that it was filled from, and those whose content is
/// the saved state.
async fn others(signed: &SignedIn, form: &Form, own: Option<&str>, resumed: Option<(&str, &str)>) -> Result<Vec<FormDraft>, AppError> {
    let Ok(account) = signed.account() else { return Ok(Vec::new()) };
    let all = form_drafts::list(signed.app.database.reader(), account.id, DraftFilter::offered_by(&form.name)).await?;
    let is_own = |draft: &form_drafts::DraftSummary| {
        own == Some(draft.rendering.as_str()) || resumed == Some((draft.rendering.as_str(), draft.content.as_str()))
    };
    let others = all.into_iter().filter(|draft| !is_own(draft) && draft.content != form.saved);
    Ok(others.map(|draft| offered(signed, draft)).collect())
}

/// A draft as it is offered.
fn offered(signed: &SignedIn, draft: form_drafts::DraftSummary) -> FormDraft {
    let (local, form) = (signed.app.clock.local(draft.saved_at), draft.name.to_string());
    FormDraft {
        subject: draft.about.map(|_, words| beginning(&words)),
        on: local.date(),
        at: local.format("%H:%M").to_string(),
        resume: links::with_query(&link(signed.locale(), &draft.name), &[(COPY, &draft.rendering)]),
        discard: links::staff::discard_form_draft(signed.locale()),
        rendering: draft.rendering,
        form,
    }
}

/// The draft that the address of a form's page asks for with `?kept=`: the state to fill the form with, and the name under which that is
/// saved; and the notice above the form: its other drafts, and that the one asked for is gone, if so.
///
/// # Errors
/// When the database cannot be read.
pub async fn resume_and_offer(signed: &SignedIn, form: &Form) -> Result<(Option<(Name, FormState)>, FormDraftOffer), AppError> {
    let asked = signed.request.value(COPY);
    let filled = if asked.is_empty() { None } else { resume(signed, &form.name, &asked).await? };
    let resumed = filled.as_ref().and_then(|(_, state)| resumed(state));
    let gone = !asked.is_empty() && filled.is_none();
    let offer = FormDraftOffer { drafts: others(signed, form, None, resumed).await?, not_saved: None, gone };
    Ok((filled, offer))
}

/// The form as a rendering saved it, with its name, on the version that it was typed over: what somebody else saved since is a conflict
/// when it is submitted. It continues as a rendering of its own, as others may resume the same draft.
///
/// # Errors
/// When the database cannot be read.
pub async fn resume(signed: &SignedIn, name: &Name, rendering: &str) -> Result<Option<(Name, FormState)>, AppError> {
    let Ok(account) = signed.account() else { return Ok(None) };
    let found = form_drafts::find(signed.app.database.reader(), account.id, DraftFilter::offered_by(name), rendering).await?;
    let Some((name, draft)) = found else { return Ok(None) };
    let (by, based_on) = (format!("{}.{}", account.code, jawab_service::new_code()), draft.based_on);
    let from = format!("{}.{}", draft.rendering, draft.content);
    let mut state = fields(signed, draft).await?;
    state.set(FORM, name.to_string());
    state.set(BY, by);
    state.set(FROM, from);
    if let Some(version) = based_on {
        state.set(VERSION, version.to_string());
    }
    Ok(Some((name, state)))
}

/// The fields of a draft.
async fn fields(signed: &SignedIn, draft: StoredDraft) -> Result<FormState, AppError> {
    let size = draft.fields.len();
    let read = move || draft.pairs().map(FormState::from_pairs);
    Ok(signed.app.pool.run_over(Queue::Staff(signed.actor().id), size, read).await??)
}
