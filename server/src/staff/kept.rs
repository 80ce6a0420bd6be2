//! What was typed into a form and not sent yet: kept by the page every few seconds, or by a button, and offered on return. It is its
//! author's alone. What may not be sent is not kept either.
//!
//! Each showing of a form keeps a copy of its own ([`own_showing`]): so neither what is typed into another page of the form, nor beside what
//! is on offer, nor what that is sent for touches it. A showing that is filled from a copy ([`resumed`]) takes its place, as long as that
//! copy is still what was taken up; so does one that holds the same, as a page to which somebody goes back. What holds no more than what is
//! saved is not kept, and not offered.

use jawab_domain::{Locale, title::beginning};
use jawab_service::{compute_pool::Queue, upkeep::FORMS_KEPT_FOR};
use jawab_store::{
    Connection, StoreError,
    form_drafts::{self, DraftFilter, Name, Rendering, StoredDraft},
};
use jawab_ui::{
    form::FormState,
    links,
    pages::{
        error::BadRequest,
        staff::form_drafts::{BY, COPY, FORM, FROM, FormDraft, FormDraftContext, FormDraftError, FormDraftOffer},
    },
    shell::staff::Flash,
};

use super::{SignedIn, form_body::bytes};
use crate::error::AppError;

mod admit;
mod content;
pub mod list;
pub mod requests;

/// Most copies that are kept of an account: more than anybody has begun at once. Each can have two mebibytes
/// ([`MAX_FORM_BYTES`](super::form_body::MAX_FORM_BYTES)), or as it is written twice that, were it all quotation marks.
const MOST: u64 = 30;
/// Most bytes of the code of a showing: more than one of ours has.
const SHOWING_MOST: usize = 32;

/// A form that is kept.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its name.
    pub name: Name,
    /// A print of what is saved of it, or of how it begins.
    saved: String,
}

impl Form {
    /// The form of a name, as it is while nobody has typed anything. A large one takes a while: see [`jawab_service::compute_pool`].
    pub fn new(name: Name, saved: &FormState) -> Self {
        Self { saved: content::print(&name, saved.pairs()), name }
    }
}

/// What became of a form that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// It is kept.
    Kept,
    /// It holds what is saved, and need not be.
    Same,
    /// As many are kept as may be.
    Full,
    /// Whoever is signed in has not filled it.
    Stranger,
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

/// The name of a form that can be kept.
fn read(said: &str) -> Result<Name, AppError> {
    Name::parse(said).ok_or(AppError::BadRequest(BadRequest::Form))
}

/// A name for the form of a new question.
pub fn new_name() -> Name {
    Name::New(jawab_service::new_code())
}

/// The name of the form of a new question.
///
/// # Errors
/// Where it is none.
pub fn name_of_new(said: &str) -> Result<Name, AppError> {
    let name = read(said)?;
    if matches!(name, Name::New(_)) { Ok(name) } else { Err(AppError::BadRequest(BadRequest::Form)) }
}

/// The code of the showing that a form comes from, where that is one of this name by whoever is signed in.
fn own_showing<'a>(signed: &SignedIn, name: &Name, state: &'a FormState) -> Option<&'a str> {
    let (account, showing) = state.get(BY).split_once('.')?;
    let own = state.get(FORM) == name.to_string() && signed.account().is_ok_and(|own| own.code == account);
    (own && is_code(showing)).then_some(showing)
}

fn is_code(showing: &str) -> bool {
    (1..=SHOWING_MOST).contains(&showing.len()) && showing.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The copy that a form was filled from: the code of the showing that wrote it, and the print of what it held then.
fn resumed(state: &FormState) -> Option<(&str, &str)> {
    state.get(FROM).split_once('.').filter(|(showing, content)| is_code(showing) && (content.is_empty() || is_code(content)))
}

/// How the page of a form keeps it: one that is shown again goes on as the same showing. `open` says whether it can still be sent.
pub fn draft_context(signed: &SignedIn, form: &Form, state: &FormState, open: bool) -> FormDraftContext {
    let Ok(account) = signed.account() else { return FormDraftContext::default() };
    let showing = own_showing(signed, &form.name, state).map_or_else(jawab_service::new_code, str::to_owned);
    let from = resumed(state).map(|(showing, content)| format!("{showing}.{content}")).unwrap_or_default();
    FormDraftContext { form: form.name.to_string(), by: format!("{}.{showing}", account.code), from, saved: form.saved.clone(), open }
}

/// The copy of a form as it stands, with the version that it was typed over.
async fn copy(signed: &SignedIn, name: &Name, showing: &str, state: &FormState) -> Result<StoredDraft, AppError> {
    let (fields, name, showing) = (state.pairs().to_vec(), name.clone(), showing.to_owned());
    let (based_on, now) = (state.get("version").parse().ok(), signed.app.clock.now());
    let made = move || content::copy(&name, showing, fields, based_on, now);
    Ok(signed.app.pool.run_over(Queue::Staff(signed.actor().id), bytes(state.pairs()), made).await??)
}

/// Writes a copy of a form, unless it holds what is saved: then what was kept before by the same showing is forgotten, and what that was
/// filled from.
async fn write(
    db: &impl Connection,
    signed: &SignedIn,
    name: &Name,
    (copy, resumed): (&StoredDraft, Option<(&str, &str)>),
    saved: &str,
) -> Result<Held, AppError> {
    let account = signed.account()?.id;
    let rendering = Rendering { name, showing: &copy.showing, content: &copy.content, resumed };
    if copy.content == saved {
        form_drafts::delete_saved(db, account, &rendering).await?;
        return Ok(Held::Same);
    }
    if !form_drafts::has_room(db, account, &rendering, signed.app.clock.now() - FORMS_KEPT_FOR, MOST).await? {
        return Ok(Held::Full);
    }
    form_drafts::delete_held(db, account, &rendering).await?;
    form_drafts::save(db, account, name, copy).await?;
    Ok(Held::Kept)
}

async fn keep_form(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Held, AppError> {
    // What has no place to be kept in waits for no writer.
    let Some(showing) = own_showing(signed, &form.name, state) else { return Ok(Held::Stranger) };
    let copy = copy(signed, &form.name, showing, state).await?;
    let change = signed.app.database.change().await?;
    let held = write(change.connection(), signed, &form.name, (&copy, resumed(state)), &form.saved).await?;
    change.commit_quietly().await?;
    Ok(held)
}

/// Keeps a form as it stands, by its button; what is said of that. None where it is not kept.
///
/// # Errors
/// When the database cannot be written.
pub async fn by_button(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Option<Flash>, AppError> {
    Ok(match keep_form(signed, form, state).await? {
        Held::Kept => Some(Flash::Kept),
        Held::Same => Some(Flash::Unchanged),
        Held::Full | Held::Stranger => None,
    })
}

/// Keeps a form that is shown again; what stands above it then: that it is not kept, where it is not, and what else is kept of it. What
/// cannot be kept now is still in the page.
///
/// # Errors
/// When the database cannot be read.
pub async fn again(signed: &SignedIn, form: &Form, state: &FormState) -> Result<FormDraftOffer, AppError> {
    let not_saved = match keep_form(signed, form, state).await {
        Ok(Held::Kept | Held::Same) => None,
        Ok(Held::Full) => Some(FormDraftError::Full),
        Ok(Held::Stranger) => Some(FormDraftError::Stranger),
        Err(error) => {
            tracing::warn!(?error, "a form could not be kept");
            Some(FormDraftError::Busy)
        }
    };
    Ok(FormDraftOffer { not_saved, ..still_offered(signed, form, state).await? })
}

/// What else is kept of a form that is shown again.
///
/// # Errors
/// When the database cannot be read.
pub async fn still_offered(signed: &SignedIn, form: &Form, state: &FormState) -> Result<FormDraftOffer, AppError> {
    let own = own_showing(signed, &form.name, state);
    Ok(FormDraftOffer { copies: copies(signed, form, own, resumed(state)).await?, ..FormDraftOffer::default() })
}

/// Forgets the copy that this showing of a form kept, the one that it was filled from, and others that hold the same; `db` is that of the
/// change by which it was saved.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(db: &impl Connection, signed: &SignedIn, name: &Name, state: &FormState) -> Result<(), StoreError> {
    match (signed.account(), own_showing(signed, name, state)) {
        (Ok(account), Some(showing)) => {
            let content = content::print(name, state.pairs());
            let rendering = Rendering { name, showing, content: &content, resumed: resumed(state) };
            form_drafts::delete_saved(db, account.id, &rendering).await
        }
        _ => Ok(()),
    }
}

/// The copies of a form but for its own, the one that it was filled from, and such as hold what is saved by now, the newest first.
async fn copies(signed: &SignedIn, form: &Form, own: Option<&str>, resumed: Option<(&str, &str)>) -> Result<Vec<FormDraft>, AppError> {
    let Ok(account) = signed.account() else { return Ok(Vec::new()) };
    let all = form_drafts::list(signed.app.database.reader(), account.id, DraftFilter::offered_by(&form.name)).await?;
    let is_own = |copy: &form_drafts::DraftSummary| {
        own == Some(copy.showing.as_str()) || resumed == Some((copy.showing.as_str(), copy.content.as_str()))
    };
    let others = all.into_iter().filter(|copy| !is_own(copy) && copy.content != form.saved);
    Ok(others.map(|copy| shown(signed, copy)).collect())
}

/// A copy as it is offered.
fn shown(signed: &SignedIn, copy: form_drafts::DraftSummary) -> FormDraft {
    let (local, form) = (signed.app.clock.local(copy.saved_at), copy.name.to_string());
    FormDraft {
        subject: copy.about.map(|_, words| beginning(&words)),
        on: local.date(),
        at: local.format("%H:%M").to_string(),
        take_up: links::with_query(&link(signed.locale(), &copy.name), &[(COPY, &copy.showing)]),
        discard: links::staff::discard_kept(signed.locale()),
        copy: copy.showing,
        form,
    }
}

/// What is kept of the form of the page that is asked for: with `?kept=` what the form is filled with, and under which name that is kept;
/// and what else is offered above it, with a word where that copy is there no longer.
///
/// # Errors
/// When the database cannot be read.
pub async fn offered(signed: &SignedIn, form: &Form) -> Result<(Option<(Name, FormState)>, FormDraftOffer), AppError> {
    let asked = signed.request.value(COPY);
    let filled = if asked.is_empty() { None } else { taken_up(signed, &form.name, &asked).await? };
    let resumed = filled.as_ref().and_then(|(_, state)| resumed(state));
    let gone = !asked.is_empty() && filled.is_none();
    let offer = FormDraftOffer { copies: copies(signed, form, None, resumed).await?, not_saved: None, gone };
    Ok((filled, offer))
}

/// The form as a showing kept it, with its name, on the version that it was typed over: what somebody else saved since is a conflict when
/// it is sent. It goes on as a showing of its own, as others may take up the same.
///
/// # Errors
/// When the database cannot be read.
pub async fn taken_up(signed: &SignedIn, name: &Name, showing: &str) -> Result<Option<(Name, FormState)>, AppError> {
    let Ok(account) = signed.account() else { return Ok(None) };
    let found = form_drafts::find(signed.app.database.reader(), account.id, DraftFilter::offered_by(name), showing).await?;
    let Some((name, kept)) = found else { return Ok(None) };
    let (by, based_on) = (format!("{}.{}", account.code, jawab_service::new_code()), kept.based_on);
    let from = format!("{}.{}", kept.showing, kept.content);
    let mut state = fields(signed, kept).await?;
    state.set(FORM, name.to_string());
    state.set(BY, by);
    state.set(FROM, from);
    if let Some(version) = based_on {
        state.set("version", version.to_string());
    }
    Ok(Some((name, state)))
}

/// What a copy holds.
async fn fields(signed: &SignedIn, kept: StoredDraft) -> Result<FormState, AppError> {
    let size = kept.fields.len();
    let read = move || kept.pairs().map(FormState::from_pairs);
    Ok(signed.app.pool.run_over(Queue::Staff(signed.actor().id), size, read).await??)
}
