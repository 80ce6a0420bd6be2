//! What was typed into a form and not sent yet: kept by the page every few seconds, or by a button, and offered on return.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jawab_domain::{Locale, PerLocale};
use jawab_store::kept_form::{self, KeptForm};
use jawab_ui::{
    form::{DO, FormState},
    links,
    pages::staff::question_form::Kept,
    shell::staff::Flash,
};

use super::Desk;
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
    web::view,
};

/// The field that names the form which is kept.
pub(super) const FORM: &str = "kept-form";
/// How the names of new questions' forms begin. Each has its own, so that a second one never replaces an unfinished one.
const NEW: &str = "question:new-";
/// What is never kept: it belongs to one showing of the form.
const OWN: [&str; 4] = [FORM, "once", "version", DO];

/// Keeps a form as it stands: sent by the page itself, which wants no answer.
pub async fn keep(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let form = name(posted.form.get(FORM))?;
    keep_form(&signed, &form, &posted.form).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Throws away what is kept of a form.
pub async fn discard(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let form = name(posted.form.get(FORM))?;
    forget(&signed, &form).await?;
    let to = match form.strip_prefix("question:") {
        Some(new) if new.starts_with("new-") => links::staff::new_question(signed.locale()),
        Some(code) => links::staff::question_step(signed.locale(), code, "edit"),
        None => links::staff::new_question(signed.locale()),
    };
    Ok(signed.done(&to, Flash::Discarded))
}

/// A name for the form of a new question.
pub(super) fn new_name() -> String {
    format!("{NEW}{}", jawab_service::new_code())
}

/// The name under which the form of a new question was kept last.
pub(super) async fn latest_new(desk: &Desk) -> Result<Option<String>, AppError> {
    let Ok(account) = desk.signed.account() else { return Ok(None) };
    Ok(kept_form::latest(desk.app().database.reader(), account.id, &format!("{NEW}%")).await?)
}

/// The name of a form that can be kept.
fn name(said: &str) -> Result<String, AppError> {
    named(said, said.strip_prefix(NEW).or_else(|| said.strip_prefix("question:")))
}

/// The name of the form of a new question.
pub(super) fn name_of_new(said: &str) -> Result<String, AppError> {
    named(said, said.strip_prefix(NEW))
}

fn named(said: &str, code: Option<&str>) -> Result<String, AppError> {
    let fits = code.is_some_and(|code| !code.is_empty() && code.len() <= 40 && code.bytes().all(|b| b.is_ascii_alphanumeric()));
    if fits { Ok(said.to_owned()) } else { Err(AppError::BadRequest(jawab_ui::pages::error::BadRequest::Form)) }
}

pub(super) async fn keep_form(signed: &SignedIn, form: &str, state: &FormState) -> Result<(), AppError> {
    let kept = KeptForm {
        fields: state.pairs().iter().filter(|(name, _)| !OWN.contains(&name.as_str())).cloned().collect(),
        based_on: state.get("version").parse().ok(),
        saved_at: signed.app.clock.now(),
    };
    Ok(kept_form::keep(signed.app.database.writer(), signed.account()?.id, form, &kept).await?)
}

/// Keeps a form that is shown again anyway: what cannot be kept now is still in the page.
pub(super) async fn keep_meanwhile(signed: &SignedIn, form: &str, state: &FormState) {
    if let Err(error) = keep_form(signed, form, state).await {
        tracing::warn!(?error, "a form could not be kept");
    }
}

pub(super) async fn forget(signed: &SignedIn, form: &str) -> Result<(), AppError> {
    match signed.account() {
        Ok(account) => Ok(kept_form::forget(signed.app.database.writer(), account.id, form).await?),
        Err(_) => Ok(()),
    }
}

/// What is kept of a form, with when.
pub(super) async fn find(desk: &Desk, form: &str) -> Result<Option<(KeptForm, Kept)>, AppError> {
    let Ok(account) = desk.signed.account() else { return Ok(None) };
    let Some(kept) = kept_form::find(desk.app().database.reader(), account.id, form).await? else { return Ok(None) };
    let local = desk.app().clock.local(kept.saved_at);
    let here = desk.signed.reader.path_and_query.split('?').next().unwrap_or_default().to_owned();
    let state = FormState::from_pairs(kept.fields.iter().cloned());
    let typed = |name: &str| -> PerLocale<String> {
        let in_language = |locale: &Locale| Some((*locale, state.filled(&format!("{name}-{locale}"))?.to_owned()));
        Locale::ALL.iter().filter_map(in_language).collect()
    };
    let subject = Some(typed("subject")).filter(|subject| !subject.is_empty()).unwrap_or_else(|| typed("text"));
    let offer = Kept {
        subject: subject.map(|_, words| view::beginning(&words)),
        on: local.date(),
        at: local.format("%H:%M").to_string(),
        form: form.to_owned(),
        take_up: links::with_query(&here, &[("kept", form)]),
        discard: links::staff::discard_kept(desk.signed.locale()),
    };
    Ok(Some((kept, offer)))
}
