//! What was typed into a form and not sent yet: kept by the page every few seconds, or by a button, and offered on return. It is its
//! author's alone. What may not be sent is not kept either.
//!
//! What is on offer is left alone until it is taken up or thrown away: a form that stands beside an offer of its own has no name to be kept
//! under ([`kept_as`]), and what is kept belongs to the showing of the form that wrote it ([`own_showing`]), so neither what is typed into
//! another page of the form nor what that is sent for touches it.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use chrono::TimeDelta;
use jawab_domain::{
    Locale, PerLocale,
    access::{Act, Place},
};
use jawab_service::work::{Once, is_spent};
use jawab_store::{
    Connection, StoreError,
    kept_form::{self, KeptForm, Name},
};
use jawab_ui::{
    form::{DO, FormState},
    links,
    pages::{
        error::BadRequest,
        staff::kept::{BY, FORM, Kept, KeptAs},
    },
    shell::staff::Flash,
};

use super::{
    Posted, SignedIn,
    answers::{self, publish},
    desk::editor,
};
use crate::{error::AppError, web::view};

/// For how long a form is kept that nobody comes back to, in days: longer than any leave, and than the twenty days of an answer.
const KEPT_FOR: TimeDelta = TimeDelta::days(60);
/// Most forms that are kept of an account: more than anybody has begun at once. Each can have two mebibytes ([`FORM_MOST`](super::FORM_MOST)).
const MOST: usize = 30;
/// What is never kept: it belongs to one showing of the form.
const OWN: [&str; 5] = [FORM, BY, "once", "version", DO];
/// Most bytes of the code of a showing: more than one of ours has.
const SHOWING_MOST: usize = 32;
/// How the fields of a translation begin that hold its paragraphs.
const PARAGRAPHS: [&str; 4] = ["subject-", "question-", "sub-", "answer-"];

/// Keeps a form as it stands: sent by the page itself, which wants no answer. Nothing is kept, and that is said, where somebody else is
/// signed in than filled it, where another showing of the form wrote what is kept, or where the form was sent and done meanwhile: what was
/// still under way then is what was saved.
pub async fn keep(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (name, form) = (read(posted.form.get(FORM))?, posted.form);
    admit(&signed, &name).await?;
    if own_showing(&signed, &name, &form).is_none() {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    let change = signed.app.database.change().await?;
    let db = change.connection();
    let spent = match Once::new(form.get("once"), "", &[]) {
        Some(once) => is_spent(db, signed.actor().id, &once, signed.app.clock.now()).await?,
        None => false,
    };
    if spent || !write(db, &signed, &name, &form).await? {
        return Ok(StatusCode::CONFLICT.into_response());
    }
    change.commit_quietly().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Throws away what is kept of a form.
pub async fn discard(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let name = read(posted.form.get(FORM))?;
    kept_form::forget(signed.app.database.writer(), signed.account()?.id, &name, None).await?;
    Ok(signed.done(&link(signed.locale(), &name), Flash::Discarded))
}

/// The name of a form that can be kept.
fn read(said: &str) -> Result<Name, AppError> {
    Name::parse(said).ok_or(AppError::BadRequest(BadRequest::Form))
}

/// Lets only those keep a form who may fill it, and says no more to others than its page does.
async fn admit(signed: &SignedIn, name: &Name) -> Result<(), AppError> {
    match name {
        Name::New(_) => may_keep(signed, Place::default()),
        Name::Question(code) => {
            let record = signed.question_of(code).await?;
            may_keep(signed, Place { chamber: Some(record.chamber), ministries: &[] })
        }
        Name::Answer { question, ministry } => answers::admit(signed, question, ministry).await,
        Name::Recorded { question, ministry } => publish::admit(signed, question, ministry, None).await,
        Name::Correction { question, ministry, answer } => publish::admit(signed, question, ministry, Some(answer.as_str())).await,
        Name::Translation { question, answer, .. } => editor::admit(signed, question, answer.as_deref()).await,
    }
}

fn may_keep(signed: &SignedIn, place: Place<'_>) -> Result<(), AppError> {
    if signed.actor().mandate.allows(Act::KeepQuestion, place) { Ok(()) } else { Err(AppError::Forbidden) }
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

/// A name for the form of a new question.
pub fn new_name() -> Name {
    Name::New(jawab_service::new_code())
}

/// The name under which the form of a new question was kept last.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest_new(signed: &SignedIn) -> Result<Option<Name>, AppError> {
    let Ok(account) = signed.account() else { return Ok(None) };
    Ok(kept_form::latest_new(signed.app.database.reader(), account.id).await?)
}

/// The name of the form of a new question.
///
/// # Errors
/// Where it is none.
pub fn name_of_new(said: &str) -> Result<Name, AppError> {
    let name = read(said)?;
    if matches!(name, Name::New(_)) { Ok(name) } else { Err(AppError::BadRequest(BadRequest::Form)) }
}

/// The code of the showing that a form comes from, where that keeps it under this name for whoever is signed in: not one that offers what is
/// kept under it.
fn own_showing<'a>(signed: &SignedIn, name: &Name, state: &'a FormState) -> Option<&'a str> {
    let by = state.get(BY);
    let (account, showing) = by.split_once('.').unwrap_or((by, ""));
    let own = state.get(FORM) == name.to_string() && signed.account().is_ok_and(|own| own.code == account);
    (own && showing.len() <= SHOWING_MOST).then_some(showing)
}

/// How the page of a form keeps it, beside what it offers: one that is shown again goes on as the same showing. `open` says whether it can
/// still be sent.
pub fn kept_as(signed: &SignedIn, name: &Name, state: &FormState, offer: Option<&Kept>, open: bool) -> KeptAs {
    let form = name.to_string();
    match signed.account() {
        Ok(account) if offer.is_none_or(|offer| offer.form != form) => {
            let showing = own_showing(signed, name, state).map_or_else(jawab_service::new_code, str::to_owned);
            KeptAs { form, by: format!("{}.{showing}", account.code), open }
        }
        _ => KeptAs::default(),
    }
}

/// Keeps a form as it stands, by its button; says whether it did: what is on offer is not replaced.
///
/// # Errors
/// When the database cannot be written.
pub async fn keep_form(signed: &SignedIn, name: &Name, state: &FormState) -> Result<bool, AppError> {
    // What has no place to be kept in waits for no writer.
    if own_showing(signed, name, state).is_none() {
        return Ok(false);
    }
    let change = signed.app.database.change().await?;
    if !write(change.connection(), signed, name, state).await? {
        return Ok(false);
    }
    change.commit_quietly().await?;
    Ok(true)
}

/// Writes a form as it stands, with the version that it was typed over, and makes room for it; says whether it did.
async fn write(db: &impl Connection, signed: &SignedIn, name: &Name, state: &FormState) -> Result<bool, AppError> {
    let Some(showing) = own_showing(signed, name, state) else { return Ok(false) };
    let (account, now) = (signed.account()?.id, signed.app.clock.now());
    let kept = KeptForm {
        fields: state.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str())).cloned().collect(),
        based_on: state.get("version").parse().ok(),
        saved_at: now,
        showing: showing.to_owned(),
    };
    kept_form::make_room(db, account, name, now - KEPT_FOR, MOST).await?;
    Ok(kept_form::keep(db, account, name, &kept).await?)
}

/// Keeps a form that is shown again, or gives what is still on offer above it. What cannot be kept now is still in the page.
///
/// # Errors
/// When the database cannot be read.
pub async fn again(signed: &SignedIn, name: &Name, state: &FormState) -> Result<Option<Kept>, AppError> {
    match keep_form(signed, name, state).await {
        Ok(true) => return Ok(None),
        Ok(false) => {}
        Err(error) => tracing::warn!(?error, "a form could not be kept"),
    }
    still_offered(signed, name, state).await
}

/// What is still on offer above a form that is shown again.
///
/// # Errors
/// When the database cannot be read.
pub async fn still_offered(signed: &SignedIn, name: &Name, state: &FormState) -> Result<Option<Kept>, AppError> {
    let own = own_showing(signed, name, state);
    Ok(find(signed, name).await?.filter(|(kept, _)| own != Some(kept.showing.as_str())).map(|(_, offer)| offer))
}

/// Forgets what this showing of a form kept of it; `db` is that of the change by which it was saved.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(db: &impl Connection, signed: &SignedIn, name: &Name, state: &FormState) -> Result<(), StoreError> {
    match (signed.account(), own_showing(signed, name, state)) {
        (Ok(account), Some(showing)) => kept_form::forget(db, account.id, name, Some(showing)).await,
        _ => Ok(()),
    }
}

/// What is kept of a form, and how that is offered.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(signed: &SignedIn, name: &Name) -> Result<Option<(KeptForm, Kept)>, AppError> {
    let Ok(account) = signed.account() else { return Ok(None) };
    let Some(kept) = kept_form::find(signed.app.database.reader(), account.id, name).await? else { return Ok(None) };
    let (local, form) = (signed.app.clock.local(kept.saved_at), name.to_string());
    let offer = Kept {
        subject: about(name, &kept).map(|_, words| view::beginning(&words)),
        on: local.date(),
        at: local.format("%H:%M").to_string(),
        take_up: links::with_query(&link(signed.locale(), name), &[("kept", &form)]),
        discard: links::staff::discard_kept(signed.locale()),
        form,
    };
    Ok(Some((kept, offer)))
}

/// What a form is about: its subject, else its text; of a translation what was written first.
fn about(name: &Name, kept: &KeptForm) -> PerLocale<String> {
    if let Name::Translation { into, .. } = name {
        let is_paragraph = |field: &str| PARAGRAPHS.iter().any(|start| field.starts_with(start));
        let first = kept.fields.iter().find(|(field, words)| is_paragraph(field) && !words.trim().is_empty());
        return first.map(|(_, words)| (*into, words.clone())).into_iter().collect();
    }
    let state = FormState::from_pairs(kept.fields.iter().cloned());
    let typed = |field: &str| -> PerLocale<String> {
        let in_language = |locale: &Locale| Some((*locale, state.filled(&format!("{field}-{locale}"))?.to_owned()));
        Locale::ALL.iter().filter_map(in_language).collect()
    };
    Some(typed("subject")).filter(|subject| !subject.is_empty()).unwrap_or_else(|| typed("text"))
}

/// What is kept of the form of the page that is asked for: with `?kept=` what the form is filled with, else what is offered above it.
///
/// # Errors
/// When the database cannot be read.
pub async fn offered(signed: &SignedIn, name: &Name) -> Result<(Option<FormState>, Option<Kept>), AppError> {
    let taken_up = !signed.reader.value("kept").is_empty();
    Ok(match find(signed, name).await? {
        Some((kept, _)) if taken_up => (Some(filled(signed, name, kept)), None),
        found => (None, found.map(|(_, offer)| offer)),
    })
}

/// The form as it was kept, on the version that it was typed over: what somebody else saved since is a conflict when it is sent. It goes on
/// as the showing that wrote it.
pub fn filled(signed: &SignedIn, name: &Name, kept: KeptForm) -> FormState {
    let mut state = FormState::from_pairs(kept.fields);
    if let Ok(account) = signed.account() {
        state.set(FORM, name.to_string());
        state.set(BY, format!("{}.{}", account.code, kept.showing));
    }
    if let Some(version) = kept.based_on {
        state.set("version", version.to_string());
    }
    state
}
