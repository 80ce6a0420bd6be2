//! What was typed into a form and not sent yet: kept by the page every few seconds, or by a button, and offered on return. It is its
//! author's alone. What may not be sent is not kept either.
//!
//! Each showing of a form keeps a copy of its own ([`own_showing`]): so neither what is typed into another page of the form, nor beside what
//! is on offer, nor what that is sent for touches it. What holds no more than what is saved is not kept, and not offered.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use chrono::TimeDelta;
use jawab_service::work::{Once, is_spent};
use jawab_store::{
    Connection, StoreError,
    kept_form::{self, KeptForm, Name, Of},
};
use jawab_ui::{
    form::FormState,
    links,
    pages::{
        error::BadRequest,
        staff::kept::{BY, COPY, FORM, Kept, KeptAs, LIST, Offer, SAVED, Unheld},
    },
    shell::staff::Flash,
};

use super::{Posted, SignedIn, bytes};
use crate::{computing::Room, error::AppError, web::view};

mod content;
mod forms;
pub mod list;

use forms::admit;
pub use forms::link;

/// For how long a form is kept that nobody comes back to, in days: longer than any leave, and than the twenty days of an answer.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(60);
/// Most copies that are kept of an account: more than anybody has begun at once. Each can have two mebibytes
/// ([`FORM_MOST`](super::FORM_MOST)), or as it is written twice that, were it all quotation marks.
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
    /// The form of a name, as it is while nobody has typed anything. A large one takes a while: see [`crate::computing`].
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

/// Keeps a form as it stands: sent by the page itself, which goes by the status alone. Nothing is kept, and that is said, where somebody
/// else is signed in than filled it, or where the form was sent and done meanwhile: what was still under way then is what was saved. Where
/// there is no room, nothing that was kept before is given up for it.
pub async fn keep(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (name, state) = (read(posted.form.get(FORM))?, posted.form);
    admit(&signed, &name).await?;
    let Some(showing) = own_showing(&signed, &name, &state) else { return Ok(StatusCode::CONFLICT.into_response()) };
    let copy = copy(&signed, &name, showing, &state).await?;
    let change = signed.app.database.change().await?;
    let db = change.connection();
    let spent = match Once::new(state.get("once"), "", &[]) {
        Some(once) => is_spent(db, signed.actor().id, &once, signed.app.clock.now()).await?,
        None => false,
    };
    if spent {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let held = write(db, &signed, &name, &copy, state.get(SAVED)).await?;
    change.commit_quietly().await?;
    Ok(match held {
        Held::Kept | Held::Same => StatusCode::NO_CONTENT,
        Held::Full => StatusCode::UNPROCESSABLE_ENTITY,
        Held::Stranger => StatusCode::CONFLICT,
    }
    .into_response())
}

/// Throws away a copy of a form.
pub async fn discard(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let name = read(posted.form.get(FORM))?;
    kept_form::forget(signed.app.database.writer(), signed.account()?.id, &name, posted.form.get(COPY)).await?;
    let to = if posted.form.was_sent(LIST) { links::staff::kept_list(signed.locale()) } else { link(signed.locale(), &name) };
    Ok(signed.done(&to, Flash::Discarded))
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
    let is_code = (1..=SHOWING_MOST).contains(&showing.len()) && showing.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (own && is_code).then_some(showing)
}

/// How the page of a form keeps it: one that is shown again goes on as the same showing. `open` says whether it can still be sent.
pub fn kept_as(signed: &SignedIn, form: &Form, state: &FormState, open: bool) -> KeptAs {
    let Ok(account) = signed.account() else { return KeptAs::default() };
    let showing = own_showing(signed, &form.name, state).map_or_else(jawab_service::new_code, str::to_owned);
    KeptAs { form: form.name.to_string(), by: format!("{}.{showing}", account.code), saved: form.saved.clone(), open }
}

/// The copy of a form as it stands, with the version that it was typed over.
async fn copy(signed: &SignedIn, name: &Name, showing: &str, state: &FormState) -> Result<KeptForm, AppError> {
    let (fields, name, showing) = (state.pairs().to_vec(), name.clone(), showing.to_owned());
    let (based_on, now) = (state.get("version").parse().ok(), signed.app.clock.now());
    let made = move || content::copy(&name, showing, fields, based_on, now);
    Ok(signed.app.computing.run_over(Room::Staff(signed.actor().id), bytes(state.pairs()), made).await??)
}

/// Writes a copy of a form, unless it holds what is saved: then what was kept before by the same showing is forgotten.
async fn write(db: &impl Connection, signed: &SignedIn, name: &Name, copy: &KeptForm, saved: &str) -> Result<Held, AppError> {
    let account = signed.account()?.id;
    if copy.content == saved {
        kept_form::forget(db, account, name, &copy.showing).await?;
        return Ok(Held::Same);
    }
    if !kept_form::has_room(db, account, (name, &copy.showing), signed.app.clock.now() - KEPT_FOR, MOST).await? {
        return Ok(Held::Full);
    }
    kept_form::keep(db, account, name, copy).await?;
    Ok(Held::Kept)
}

async fn keep_form(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Held, AppError> {
    // What has no place to be kept in waits for no writer.
    let Some(showing) = own_showing(signed, &form.name, state) else { return Ok(Held::Stranger) };
    let copy = copy(signed, &form.name, showing, state).await?;
    let change = signed.app.database.change().await?;
    let held = write(change.connection(), signed, &form.name, &copy, &form.saved).await?;
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
pub async fn again(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Offer, AppError> {
    let unheld = match keep_form(signed, form, state).await {
        Ok(Held::Kept | Held::Same) => None,
        Ok(Held::Full) => Some(Unheld::Full),
        Ok(Held::Stranger) => Some(Unheld::Stranger),
        Err(error) => {
            tracing::warn!(?error, "a form could not be kept");
            Some(Unheld::Busy)
        }
    };
    Ok(Offer { unheld, ..still_offered(signed, form, state).await? })
}

/// What else is kept of a form that is shown again.
///
/// # Errors
/// When the database cannot be read.
pub async fn still_offered(signed: &SignedIn, form: &Form, state: &FormState) -> Result<Offer, AppError> {
    Ok(Offer { copies: copies(signed, form, own_showing(signed, &form.name, state)).await?, unheld: None })
}

/// Forgets the copy that this showing of a form kept, and others that hold the same; `db` is that of the change by which it was saved.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(db: &impl Connection, signed: &SignedIn, name: &Name, state: &FormState) -> Result<(), StoreError> {
    match (signed.account(), own_showing(signed, name, state)) {
        (Ok(account), Some(showing)) => {
            let content = content::print(name, state.pairs());
            kept_form::forget_saved(db, account.id, name, showing, &content).await
        }
        _ => Ok(()),
    }
}

/// Of which forms copies are offered above one: above a new question those of all.
const fn of(name: &Name) -> Of<'_> {
    if let Name::New(_) = name { Of::New } else { Of::Form(name) }
}

/// The copies of a form but for its own and such as hold what is saved by now, the newest first.
async fn copies(signed: &SignedIn, form: &Form, own: Option<&str>) -> Result<Vec<Kept>, AppError> {
    let Ok(account) = signed.account() else { return Ok(Vec::new()) };
    let all = kept_form::offered(signed.app.database.reader(), account.id, of(&form.name)).await?;
    let others = all.into_iter().filter(|copy| own != Some(copy.showing.as_str()) && copy.content != form.saved);
    Ok(others.map(|copy| shown(signed, copy)).collect())
}

/// A copy as it is offered.
fn shown(signed: &SignedIn, copy: kept_form::Offered) -> Kept {
    let (local, form) = (signed.app.clock.local(copy.saved_at), copy.name.to_string());
    Kept {
        subject: copy.about.map(|_, words| view::beginning(&words)),
        on: local.date(),
        at: local.format("%H:%M").to_string(),
        take_up: links::with_query(&link(signed.locale(), &copy.name), &[(COPY, &copy.showing)]),
        discard: links::staff::discard_kept(signed.locale()),
        copy: copy.showing,
        form,
    }
}

/// What is kept of the form of the page that is asked for: with `?kept=` what the form is filled with, and under which name that is kept;
/// and what else is offered above it.
///
/// # Errors
/// When the database cannot be read.
pub async fn offered(signed: &SignedIn, form: &Form) -> Result<(Option<(Name, FormState)>, Offer), AppError> {
    let asked = signed.reader.value(COPY);
    let filled = if asked.is_empty() { None } else { taken_up(signed, &form.name, &asked).await? };
    let own = filled.as_ref().map(|_| asked.as_str());
    let offer = Offer { copies: copies(signed, form, own).await?, unheld: None };
    Ok((filled, offer))
}

/// The form as a showing kept it, with its name, on the version that it was typed over: what somebody else saved since is a conflict when
/// it is sent. It goes on as that showing.
///
/// # Errors
/// When the database cannot be read.
pub async fn taken_up(signed: &SignedIn, name: &Name, showing: &str) -> Result<Option<(Name, FormState)>, AppError> {
    let Ok(account) = signed.account() else { return Ok(None) };
    let found = kept_form::find(signed.app.database.reader(), account.id, of(name), showing).await?;
    let Some((name, kept)) = found else { return Ok(None) };
    let (by, based_on) = (format!("{}.{}", account.code, kept.showing), kept.based_on);
    let mut state = fields(signed, kept).await?;
    state.set(FORM, name.to_string());
    state.set(BY, by);
    if let Some(version) = based_on {
        state.set("version", version.to_string());
    }
    Ok(Some((name, state)))
}

/// What a copy holds.
async fn fields(signed: &SignedIn, kept: KeptForm) -> Result<FormState, AppError> {
    let size = kept.fields.len();
    let read = move || kept.pairs().map(FormState::from_pairs);
    Ok(signed.app.computing.run_over(Room::Staff(signed.actor().id), size, read).await??)
}
