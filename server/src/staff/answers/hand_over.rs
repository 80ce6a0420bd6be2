//! A ministry hands its answer to the Chamber, once it has confirmed what that brings about; and takes it back, as long as the Chamber has
//! not decided on it.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::AnswerKind;
use jawab_service::work::{Begun, UseCaseError};
use jawab_store::read;
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    pages::staff::{
        ConfirmPage, StaffBody,
        answer::GO,
        confirm::{Confirmed, Consequence, is_confirmed},
    },
    shell::staff::Flash,
};

use super::{Open, page::page};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn, kept,
        questions::print,
        sending::{begin, complain, new_once, status_of},
    },
    web::view,
};

/// The field that carries along what was shown.
pub(super) const SHOWN: &str = "shown";

/// What handing an answer over on a day brings about: one that has no day of its own is of that day.
fn says(answer: &read::Answer, today: NaiveDate) -> Vec<Consequence> {
    let day = answer.answered_on.map_or(Consequence::DatedByHandingOver(today), Consequence::Given);
    let languages = answer.texts.iter().map(|(locale, _)| locale).collect();
    let holding = (answer.kind == AnswerKind::Holding).then_some(Consequence::ClockGoesOn);
    let before = [Consequence::HandedOver(answer.questions.len() as u64), day, Consequence::InLanguages(languages)];
    before.into_iter().chain(holding).chain([Consequence::WithChamber]).collect()
}

/// The page that says what handing the answer over brings about; none where it was confirmed as it is, or there is no answer. It is handed
/// over in a change that is given up again: so nobody confirms what is refused afterwards.
///
/// # Errors
/// As for handing it over.
pub(super) async fn asks(
    signed: &SignedIn,
    open: &Open,
    prepared: Option<&read::Answer>,
    form: &mut FormState,
) -> Result<Option<ConfirmPage>, UseCaseError> {
    let Some(answer) = prepared.filter(|answer| !answer.published) else { return Ok(None) };
    let today = signed.app.clock.today();
    let says = says(answer, today);
    let shown = print(&says);
    if is_confirmed(form) && form.get(SHOWN) == shown {
        return Ok(None);
    }
    let seen = open.seen(form.get("version").parse().unwrap_or(-1));
    let mut turn = signed.app.work().begin(signed.actor()).await?;
    turn.submit_answer(seen).await?;
    drop(turn);
    if is_confirmed(form) {
        form.complain("", Problem::NotAsShown);
    }
    form.set(SHOWN, shown);
    Ok(Some(ConfirmPage {
        act: Confirmed::Submit,
        question: Some(view::row(&open.record, today)),
        subject: view::subject(&open.record),
        post: Post { action: signed.reader.path_and_query.clone(), once: new_once(), version: Some(seen.version), files: false },
        state: form.clone(),
        says,
        preview: None,
        can_publish: false,
    }))
}

/// Shows that page.
pub(super) async fn ask(signed: &SignedIn, page: ConfirmPage) -> Result<Response, AppError> {
    signed.show(status_of(&page.state), StaffBody::Confirm(Box::new(page))).await
}

/// Takes the answer back.
pub async fn recalled(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (signed, form) = (&signed, posted.form);
    let open = Open::of(signed).await?;
    if posted.resumed || form.get(DO) != GO {
        let saved = open.kept(signed).await?;
        let offer = kept::still_offered(signed, &open.form(&saved), &form).await?;
        return page(signed, StatusCode::OK, open, None, offer).await;
    }
    let Err(error) = recall(signed, &open, &form).await else {
        return Ok(signed.done(&kept::link(signed.locale(), &open.name), Flash::Recalled));
    };
    // Somebody was faster: the page is shown as things are now.
    let open = Open::of(signed).await?;
    let mut state = open.kept(signed).await?;
    let saved = open.form(&state);
    let status = match error {
        UseCaseError::Conflict { .. } | UseCaseError::Refused(_) => {
            state.complain("", if open.owed.answered { Problem::AnsweredMeanwhile } else { Problem::ChangedMeanwhile });
            StatusCode::CONFLICT
        }
        error => complain(&mut state, error, str::to_owned)?,
    };
    let offer = kept::still_offered(signed, &saved, &form).await?;
    page(signed, status, open, Some(state), offer).await
}

async fn recall(signed: &SignedIn, open: &Open, form: &FormState) -> Result<(), UseCaseError> {
    if let Begun::New(mut turn) = begin(signed, form).await? {
        turn.recall_answer(open.seen(form.get("version").parse().unwrap_or(-1))).await?;
        turn.commit().await?;
    }
    Ok(())
}
