//! A ministry hands its answer to the Chamber, once it has confirmed what that brings about; and takes it back, as long as the Chamber has
//! not decided on it.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::AnswerKind;
use jawab_service::use_cases::{Idempotent, UseCaseError};
use jawab_store::{StoreError, read, works};
use jawab_ui::{
    form::{ACTION, FormState, Post, Problem},
    model::QuestionRow,
    pages::staff::{
        ConfirmPage, StaffBody,
        answer::GO,
        confirm::{ConfirmedAct, Consequence, is_confirmed},
    },
    shell::staff::Flash,
};

use super::{open::Open, page::page};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        confirmation::print,
        kept,
        sending::{add_problem, begin, new_once, status_of},
    },
    web::view,
};

/// The field that carries along what was shown.
pub(super) const SHOWN: &str = "shown";

/// What handing an answer over on a day brings about: one that has no day of its own is of that day. It leaves the questions to which none
/// is owed any more.
async fn says(signed: &SignedIn, answer: &read::Answer, today: NaiveDate) -> Result<Vec<Consequence>, StoreError> {
    let db = signed.app.database.reader();
    let owed = works::owed_on(db, answer.id).await?;
    let left: Vec<i64> = answer.questions.iter().copied().filter(|question| !owed.contains(question)).collect();
    let left: Vec<QuestionRow> = read::load(db, signed.viewer(), &left).await?.iter().map(|record| view::row(record, today)).collect();
    let leaves = (!left.is_empty()).then_some(Consequence::LeavesQuestions(left));
    let day = answer.answered_on.map_or(Consequence::DatedByHandingOver(today), Consequence::Given);
    let languages = answer.texts.iter().map(|(locale, _)| locale).collect();
    let holding = (answer.kind == AnswerKind::Holding).then_some(Consequence::ClockGoesOn);
    let before = [Consequence::HandedOver(owed.len() as u64)].into_iter().chain(leaves).chain([day, Consequence::InLanguages(languages)]);
    Ok(before.chain(holding).chain([Consequence::WithChamber]).collect())
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
    let says = says(signed, answer, today).await?;
    let shown = print(&says);
    if is_confirmed(form) && form.get(SHOWN) == shown {
        return Ok(None);
    }
    let seen = open.seen(form.get("version").parse().unwrap_or(-1));
    let mut unit = signed.app.work().begin(signed.actor()).await?;
    unit.submit_answer(seen).await?;
    drop(unit);
    if is_confirmed(form) {
        form.add_problem("", Problem::NotAsShown);
    }
    form.set(SHOWN, shown);
    Ok(Some(ConfirmPage {
        act: ConfirmedAct::Submit,
        question: Some(view::row(&open.record, today)),
        subject: open.record.title(),
        post: Post {
            action: signed.request.path_and_query.clone(),
            idempotency_key: new_once(),
            version: Some(seen.version),
            files: false,
        },
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
    if posted.resumed || form.get(ACTION) != GO {
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
            state.add_problem("", if open.owed.answered { Problem::AnsweredMeanwhile } else { Problem::ChangedMeanwhile });
            StatusCode::CONFLICT
        }
        error => add_problem(&mut state, error, str::to_owned)?,
    };
    let offer = kept::still_offered(signed, &saved, &form).await?;
    page(signed, status, open, Some(state), offer).await
}

async fn recall(signed: &SignedIn, open: &Open, form: &FormState) -> Result<(), UseCaseError> {
    if let Idempotent::Fresh(mut unit) = begin(signed, form).await? {
        unit.recall_answer(open.seen(form.get("version").parse().unwrap_or(-1))).await?;
        unit.commit().await?;
    }
    Ok(())
}
