//! An answer that a ministry submitted: accepted and published, or returned with a reason.

use axum::response::Response;
use jawab_domain::access::Act;
use jawab_service::{
    new_code,
    work::{Begun, Kept, Seen, SeenWork, UseCaseError},
};
use jawab_store::{
    chamber,
    entity::ministry_work,
    read::{self, Answer, QuestionRecord},
};
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    links,
    pages::{
        question::SubQuestion,
        staff::{JudgePage, StaffBody, judge::RETURN},
    },
    shell::staff::Flash,
};

use super::{Desk, complain, once, status_of, version, work::named};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
    web::view,
};

/// The answer before it is judged.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let (desk, record, work) = of(signed).await?;
    let mut state = FormState::default();
    state.set("version", record.version.to_string());
    page(&desk, &record, &work, state).await
}

/// Accepts or returns it.
pub async fn judge(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let (desk, record, work) = of(signed).await?;
    let mut state = posted.form;
    if state.get(DO) == RETURN && state.filled("reason").is_none() {
        state.complain("reason", Problem::Missing);
    }
    if posted.resumed || !state.is_sound() {
        return page(&desk, &record, &work, state).await;
    }
    let seen = Seen { question: record.id, version: version(&state)? };
    match carry_out(&desk, &state, seen, &work).await {
        Ok(flash) => Ok(desk.signed.done(&links::staff::question(desk.signed.locale(), &record.code), flash)),
        Err(UseCaseError::Conflict { current }) => {
            state.complain("", Problem::ChangedMeanwhile);
            state.set("version", current.to_string());
            page(&desk, &record, &work, state).await
        }
        Err(error) => {
            complain(&mut state, error, str::to_owned)?;
            page(&desk, &record, &work, state).await
        }
    }
}

/// The submitted work that the address names by its answer.
async fn of(signed: SignedIn) -> Result<(Desk, QuestionRecord, ministry_work::Model), AppError> {
    let desk = Desk::of(signed).await?;
    let record = desk.question().await?;
    if !desk.may(Act::JudgeAnswer, &record) {
        return Err(AppError::Forbidden);
    }
    let code = desk.signed.reader.param("answer")?;
    let answer = record.answers.iter().find(|answer| answer.code == code).map(|answer| answer.id).ok_or(AppError::NotFound)?;
    let waiting = chamber::waiting(desk.app().database.reader(), record.id).await?;
    let work = waiting.submitted.into_iter().find(|work| work.answer_id == Some(answer)).ok_or(AppError::NotFound)?;
    Ok((desk, record, work))
}

async fn carry_out(desk: &Desk, state: &FormState, seen: Seen, work: &ministry_work::Model) -> Result<Flash, UseCaseError> {
    let once = once(&desk.signed, state).map_err(|_| UseCaseError::KeyReused)?;
    let mut turn = match desk.app().work().begin_once(desk.signed.actor(), once).await? {
        Begun::New(turn) => turn,
        Begun::Done(_) => return Ok(Flash::Saved),
    };
    let flash = if state.get(DO) == RETURN {
        let seen = SeenWork { question: work.question_id, ministry: work.ministry_id, version: work.version };
        turn.return_answer(seen, state.get("reason")).await?;
        Flash::Returned
    } else {
        turn.publish_answer(seen, work.answer_id.unwrap_or_default(), None).await?;
        Flash::Accepted
    };
    turn.commit_with(&None::<Kept>).await?;
    Ok(flash)
}

async fn page(desk: &Desk, record: &QuestionRecord, work: &ministry_work::Model, state: FormState) -> Result<Response, AppError> {
    let answer = record.answers.iter().find(|answer| Some(answer.id) == work.answer_id).ok_or(AppError::NotFound)?;
    let others: Vec<i64> = answer.questions.iter().copied().filter(|id| *id != record.id).collect();
    let also = read::load(desk.app().database.reader(), desk.signed.viewer(), &others).await?;
    let version = state.get("version").parse().unwrap_or(record.version);
    let status = status_of(&state);
    let page = JudgePage {
        question: view::row(record, desk.today),
        ministry: named(desk, work.ministry_id),
        kind: answer.kind,
        texts: answer.texts.iter().map(|(_, text)| text.clone()).collect(),
        sub_questions: record.sub_questions.iter().map(|sub| sub_question(answer, sub)).collect(),
        also: also.iter().map(|other| view::row(other, desk.today)).collect(),
        post: Post {
            action: links::staff::judge(desk.signed.locale(), &record.code, &answer.code),
            once: new_code(),
            version: Some(version),
            files: false,
        },
        state,
    };
    desk.show(status, StaffBody::Judge(Box::new(page))).await
}

fn sub_question(answer: &Answer, sub: &read::SubQuestion) -> SubQuestion {
    let coverage = answer.coverage.iter().find_map(|(id, coverage)| (*id == sub.id).then_some(*coverage));
    SubQuestion { texts: sub.texts.iter().map(|(_, text)| text.clone()).collect(), coverage }
}
