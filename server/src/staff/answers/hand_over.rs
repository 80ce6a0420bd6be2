//! A ministry hands its answer to the Chamber, once it has confirmed what that brings about; and takes it back, as long as the Chamber has
//! not decided on it.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{AnswerKind, field::FieldPath, text::TextPart};
use jawab_service::use_cases::{Idempotent, UseCaseError};
use jawab_store::{StoreError, board, read, works};
use jawab_ui::{
    form::{ACTION, FormProblem, FormState, Post, SHOWN, VERSION},
    model::QuestionRow,
    pages::staff::{
        ConfirmPage, StaffBody,
        answer::GO,
        confirm::{ConfirmedAct, Consequence, is_confirmed},
    },
    shell::staff::Flash,
};

use super::{carry_out::shown_request, open::Open, page::page};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        confirmation::{fingerprint, other_scripts, submitted_late},
        form_drafts,
        submission::{add_problem, begin, new_idempotency_key, status_of},
    },
    web::view,
};

/// What handing an answer over on a day brings about: one that has no day of its own is of that day. It leaves the questions to which none
/// is owed any more.
async fn says(signed: &SignedIn, open: &Open, answer: &read::Answer, today: NaiveDate) -> Result<Vec<Consequence>, StoreError> {
    let db = signed.app.database.reader();
    let owed = works::owed_on(db, answer.id).await?;
    let left: Vec<i64> = answer.questions.iter().copied().filter(|question| !owed.contains(question)).collect();
    let left: Vec<QuestionRow> = read::load(db, signed.viewer(), &left).await?.iter().map(|record| view::row(record, today)).collect();
    let leaves = (!left.is_empty()).then_some(Consequence::LeavesQuestions(left));
    let day = answer.answered_on.map_or(Consequence::DatedByHandingOver(today), Consequence::Given);
    let languages = answer.texts.iter().map(|(locale, _)| locale).collect();
    let mut warnings = late(signed, open, answer, &owed).await?;
    warnings.extend(other_scripts(answer.texts.iter().map(|(locale, text)| (TextPart::Answer, locale, text.body.as_str()))));
    let holding = (answer.kind == AnswerKind::Holding).then_some(Consequence::ClockGoesOn);
    let before = [Consequence::HandedOver(owed.len() as u64)].into_iter().chain(leaves).chain([day, Consequence::InLanguages(languages)]);
    let closes = closes(signed, open, answer, &owed).await?;
    Ok(before.chain(warnings).chain(holding).chain(closes).chain([Consequence::WithChamber]).collect())
}

/// The questions for which the day on the answer is in time, and today, on which it is handed over, is not; and who sees that, said once.
async fn late(signed: &SignedIn, open: &Open, answer: &read::Answer, owed: &[i64]) -> Result<Vec<Consequence>, StoreError> {
    let Some(on) = answer.answered_on.filter(|_| answer.kind == AnswerKind::Final) else { return Ok(Vec::new()) };
    let today = signed.app.clock.today();
    let records = read::load(signed.app.database.reader(), signed.viewer(), owed).await?;
    let late = |record: &read::QuestionRecord| {
        let due = record.ministries().find(|part| part.ministry.id == open.owed.ministry)?.due_on;
        submitted_late(on, today, due, (records.len() > 1).then(|| view::row(record, today)))
    };
    let mut says: Vec<Consequence> = records.iter().filter_map(late).collect();
    if !says.is_empty() {
        says.push(Consequence::BothDaysSeen);
    }
    Ok(says)
}

/// The ministry's own requests for a transfer that are closed once the answer is accepted, as the ministry owes none then. A holding answer
/// closes none.
async fn closes(signed: &SignedIn, open: &Open, answer: &read::Answer, owed: &[i64]) -> Result<Vec<Consequence>, StoreError> {
    let (db, mut says) = (signed.app.database.reader(), Vec::new());
    for question in owed.iter().filter(|_| answer.kind == AnswerKind::Final) {
        let Some(asked) = board::transfer_asked(db, *question, open.owed.ministry).await? else { continue };
        let to = view::linked_in(&open.desk.reference_data.ministries, asked.to_ministry_id).unwrap_or_default();
        let named = if owed.len() > 1 { read::load(db, signed.viewer(), &[*question]).await? } else { Vec::new() };
        let of = named.first().map(|record| view::row(record, signed.app.clock.today()));
        says.push(Consequence::AcceptanceClosesTransfer { to, of });
    }
    Ok(says)
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
    let says = says(signed, open, answer, today).await?;
    let shown = fingerprint(&says);
    if is_confirmed(form) && form.get(SHOWN) == shown {
        return Ok(None);
    }
    let expected = open.expected(form.get(VERSION).parse().unwrap_or(-1));
    let mut unit = signed.app.use_cases().begin(signed.actor()).await?;
    unit.submit_answer(expected).await?;
    drop(unit);
    if is_confirmed(form) {
        form.add_problem("", FormProblem::NotAsShown);
    }
    form.set(SHOWN, shown);
    Ok(Some(ConfirmPage {
        act: ConfirmedAct::Submit,
        question: Some(view::row(&open.record, today)),
        subject: open.record.title(),
        post: Post {
            action: signed.request.path_and_query.clone(),
            idempotency_key: new_idempotency_key(),
            version: Some(expected.version),
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

/// What a ministry takes back from the Chamber, where its page has no form but for that.
#[derive(Clone, Copy)]
enum TakenBack {
    Answer,
    TransferRequest,
}

/// Takes the answer back.
pub async fn recalled(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    taken_back(&signed, posted, TakenBack::Answer).await
}

/// Takes a transfer request back, beside an answer that the Chamber has too.
pub(super) async fn transfer_withdrawn(signed: &SignedIn, posted: Posted) -> Result<Response, AppError> {
    taken_back(signed, posted, TakenBack::TransferRequest).await
}

async fn taken_back(signed: &SignedIn, posted: Posted, what: TakenBack) -> Result<Response, AppError> {
    let form = posted.form;
    let open = Open::of(signed).await?;
    if posted.resumed || form.get(ACTION) != GO {
        let saved = open.saved(signed).await?;
        let offer = form_drafts::offer_others(signed, &open.form(&saved), &form).await?;
        return page(signed, StatusCode::OK, open, None, offer).await;
    }
    let Err(error) = take_back(signed, &open, &form, what).await else {
        let flash = match what {
            TakenBack::Answer => Flash::Recalled,
            TakenBack::TransferRequest => Flash::TransferWithdrawn,
        };
        return Ok(signed.done(&form_drafts::link(signed.locale(), &open.name), flash));
    };
    // Somebody was faster: the page is shown as things are now.
    let open = Open::of(signed).await?;
    let mut state = open.saved(signed).await?;
    let saved = open.form(&state);
    let status = match error {
        UseCaseError::Conflict { .. } | UseCaseError::Refused(_) => {
            state.add_problem("", if open.owed.answered { FormProblem::AnsweredMeanwhile } else { FormProblem::ChangedMeanwhile });
            StatusCode::CONFLICT
        }
        error => add_problem(&mut state, error, FieldPath::form)?,
    };
    let offer = form_drafts::offer_others(signed, &saved, &form).await?;
    page(signed, status, open, Some(state), offer).await
}

async fn take_back(signed: &SignedIn, open: &Open, form: &FormState, what: TakenBack) -> Result<(), UseCaseError> {
    if let Idempotent::Fresh(mut unit) = begin(signed, form).await? {
        match what {
            TakenBack::Answer => {
                unit.recall_answer(open.expected(form.get(VERSION).parse().unwrap_or(-1))).await?;
            }
            TakenBack::TransferRequest => unit.withdraw_transfer(open.owed.question, open.owed.ministry, shown_request(signed)).await?,
        }
        unit.commit().await?;
    }
    Ok(())
}
