//! A clerk judges an answer that a ministry submitted: publishes it, or returns it.

use axum::{http::StatusCode, response::Response};
use jawab_domain::access::{Act, Place};
use jawab_service::work::{Begun, Seen, SeenWork, UseCaseError};
use jawab_store::{
    StoreError,
    entity::{answer, ministry_work},
    read::{self, QuestionRecord},
};
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    links,
    pages::{
        question::SubQuestion,
        staff::{
            JudgePage, StaffBody,
            confirm::{AND_PUBLISH, CONFIRM, Confirmed},
            judge::{ACCEPT, RETURN},
        },
    },
    shell::staff::Flash,
};
use sea_orm::EntityTrait as _;

use super::{
    confirm::{self, Answering},
    is_submitted, reading,
};
use crate::{
    directory::linked,
    error::AppError,
    staff::{
        Posted, SignedIn,
        sending::{begin, complain, done_before, new_once},
    },
    web::view,
};

/// An answer as its judge has it open.
struct Case {
    record: QuestionRecord,
    work: ministry_work::Model,
    answer: i64,
    /// Whether it is still to be judged: somebody else may have been faster.
    open: bool,
}

impl Case {
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let (db, directory) = (signed.app.database.reader(), signed.directory().await?);
        let ministry = directory.ministries.find(signed.reader.param("ministry")?).ok_or(AppError::NotFound)?;
        let record = signed.question().await?;
        let place = Place { chamber: Some(record.chamber), ministries: &[] };
        if !signed.actor().mandate.allows(Act::JudgeAnswer, place) {
            return Err(AppError::NotFound);
        }
        let work = ministry_work::Entity::find_by_id((record.id, ministry)).one(db).await.map_err(StoreError::from)?;
        let work = work.ok_or(AppError::NotFound)?;
        let row = match work.answer_id {
            Some(answer) => answer::Entity::find_by_id(answer).one(db).await.map_err(StoreError::from)?,
            None => None,
        };
        let state = work.state.parse()?;
        let row = row.ok_or(AppError::NotFound)?;
        Ok(Self { open: is_submitted(&row, state), record, work, answer: row.id })
    }

    /// The other questions that it answers.
    fn also(&self) -> Vec<i64> {
        let answer = self.record.answers.iter().find(|answer| answer.id == self.answer);
        answer.into_iter().flat_map(|answer| answer.questions.iter().copied()).filter(|id| *id != self.record.id).collect()
    }

    /// What accepting it brings about. An answer without a day is of the day on which it was submitted.
    async fn confirm(&self, signed: &SignedIn, state: FormState) -> Result<Response, AppError> {
        let answer = self.record.answers.iter().find(|answer| answer.id == self.answer).ok_or(AppError::NotFound)?;
        let of = Answering {
            act: Confirmed::Accept,
            ministry: answer.ministry.clone().map(linked).unwrap_or_default(),
            kind: answer.kind,
            on: answer.answered_on.or(self.work.submitted_on).unwrap_or(signed.app.clock.today()),
            also: self.also(),
        };
        confirm::show(signed, &self.record, of, self.work.version, state).await
    }

    async fn page(&self, signed: &SignedIn, status: StatusCode, state: FormState) -> Result<Response, AppError> {
        let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
        let answer = self.record.answers.iter().find(|answer| answer.id == self.answer).ok_or(AppError::NotFound)?;
        let also = read::load(db, signed.viewer(), &self.also()).await?;
        let shown = confirm::is_shown(std::iter::once(&self.record).chain(&also));
        let texts = |of: &read::SubQuestion| of.texts.iter().map(|(_, text)| text.clone()).collect();
        let covered = |id: i64| answer.coverage.iter().find_map(|(of, coverage)| (*of == id).then_some(*coverage));
        let body = JudgePage {
            question: view::row(&self.record, today),
            ministry: answer.ministry.clone().map(linked).unwrap_or_default(),
            kind: answer.kind,
            accept: if shown { Confirmed::Accept } else { Confirmed::AcceptUnseen },
            texts: answer.texts.iter().map(|(_, text)| text.clone()).collect(),
            sub_questions: self
                .record
                .sub_questions
                .iter()
                .map(|sub| SubQuestion { texts: texts(sub), coverage: covered(sub.id) })
                .collect(),
            reading: Box::new(reading(signed, &self.record).await?),
            also: also.iter().map(|other| view::row(other, today)).collect(),
            post: Post {
                action: signed.reader.path_and_query.clone(),
                once: new_once(),
                version: Some(self.work.version),
                ..Post::default()
            },
            state,
        };
        signed.show(status, StaffBody::Judge(Box::new(body))).await
    }
}

/// The answer, to be judged.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let case = Case::of(&signed).await?;
    if !case.open {
        return Err(AppError::NotFound);
    }
    case.page(&signed, StatusCode::OK, FormState::default()).await
}

/// Publishes it, or returns it.
pub async fn judge(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let back = links::staff::question(signed.locale(), signed.reader.param("code")?);
    let accepted =
        if form.get(confirm::UNSEEN).is_empty() || form.get(DO) == AND_PUBLISH { Flash::Accepted } else { Flash::AcceptedUnseen };
    let flash = if form.get(DO) == RETURN { Flash::Returned } else { accepted };
    let case = match Case::of(&signed).await {
        // Sent twice: the first has settled it. Otherwise somebody else has: what was typed stays in the page.
        Ok(case) if case.open => case,
        _ if done_before(&signed, &form).await?.is_some() => return Ok(signed.done(&back, flash)),
        Ok(case) => {
            form.complain("", Problem::ChangedMeanwhile);
            return case.page(&signed, StatusCode::CONFLICT, form).await;
        }
        Err(error) => return Err(error),
    };
    if posted.resumed {
        return case.page(&signed, StatusCode::OK, form).await;
    }
    let judged = match form.get(DO) {
        ACCEPT if form.get("version").parse() != Ok(case.work.version) => {
            form.complain("", Problem::ChangedMeanwhile);
            return case.page(&signed, StatusCode::CONFLICT, form).await;
        }
        ACCEPT => return case.confirm(&signed, form).await,
        CONFIRM | AND_PUBLISH => accept(&signed, &case, &form).await,
        RETURN if form.filled("reason").is_none() => {
            form.complain("reason", Problem::Missing);
            return case.page(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
        }
        RETURN => give_back(&signed, &case, &form).await,
        _ => return case.page(&signed, StatusCode::OK, form).await,
    };
    match judged {
        Ok(()) => Ok(signed.done(&back, flash)),
        Err(error) => {
            let status = complain(&mut form, error, str::to_owned)?;
            if status == StatusCode::CONFLICT {
                form.complain("", Problem::ChangedMeanwhile);
            }
            // Whoever meets a conflict goes on from what is there now.
            Case::of(&signed).await.unwrap_or(case).page(&signed, status, form).await
        }
    }
}

async fn accept(signed: &SignedIn, case: &Case, form: &FormState) -> Result<(), UseCaseError> {
    if let Begun::New(mut turn) = begin(signed, form).await? {
        // What is published is what was read: an answer that was returned and came back is another one.
        if form.get("version").parse() != Ok(case.work.version) {
            return Err(UseCaseError::Conflict { current: case.work.version });
        }
        let mut seen = Seen { question: case.record.id, version: case.record.version };
        if form.get(DO) == AND_PUBLISH {
            seen = confirm::publish(signed, &mut turn, &case.record, &case.also()).await?;
        }
        turn.publish_answer(seen, case.answer, None).await?;
        turn.commit().await?;
    }
    Ok(())
}

async fn give_back(signed: &SignedIn, case: &Case, form: &FormState) -> Result<(), UseCaseError> {
    if let Begun::New(mut turn) = begin(signed, form).await? {
        let version = form.get("version").parse().unwrap_or(-1);
        let seen = SeenWork { question: case.record.id, ministry: case.work.ministry_id, version };
        turn.return_answer(seen, form.get("reason")).await?;
        turn.commit().await?;
    }
    Ok(())
}
