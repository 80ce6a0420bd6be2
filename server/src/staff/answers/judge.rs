//! A clerk judges an answer that a ministry submitted: publishes it, or returns it.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    access::{Act, Place},
    field::{FieldName, FieldPath},
    lifecycle::{EventKind, Refusal},
    preparation::WorkState,
    validation::Problem,
};
use jawab_service::use_cases::{ExpectedVersion, ExpectedWorkVersion, Idempotent, UseCaseError};
use jawab_store::{
    history,
    read::{self, QuestionRecord},
    rows, works,
};
use jawab_ui::{
    catalogue::Tr,
    form::{ACTION, FormProblem, FormState, Post, VERSION},
    links,
    pages::{
        question::SubQuestion,
        staff::{
            JudgePage, StaffBody,
            confirm::{AND_PUBLISH, CONFIRM, ConfirmedAct},
            judge::{ACCEPT, AnswerOutcome, JudgedPage, RETURN},
            unsaved_fields,
        },
    },
    shell::staff::Flash,
};

use super::{
    confirm::{self, Answering},
    open::reading,
};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        questions::history::who,
        submission::{add_problem, begin, done_before, new_idempotency_key},
    },
    web::view,
};

/// The question that the address names, and the ministry whose answer is judged.
async fn named(signed: &SignedIn) -> Result<(QuestionRecord, i64), AppError> {
    let reference_data = signed.reference_data().await?;
    let ministry = reference_data.ministries.find(signed.request.param("ministry")?).ok_or(AppError::NotFound)?;
    let record = signed.question().await?;
    let place = Place { chamber: Some(record.chamber), ministries: &[] };
    if signed.actor().mandate.allows(Act::JudgeAnswer, place) { Ok((record, ministry)) } else { Err(AppError::NotFound) }
}

/// An answer as its judge has it open.
struct Case<'a> {
    record: &'a QuestionRecord,
    work: rows::MinistryWork,
    answer: &'a read::Answer,
}

impl<'a> Case<'a> {
    /// The answer that a ministry submitted; none where it has submitted none, or somebody has judged it.
    async fn of(signed: &SignedIn, record: &'a QuestionRecord, ministry: i64) -> Result<Option<Self>, AppError> {
        let db = signed.app.database.reader();
        let Some(work) = works::find(db, record.id, ministry).await? else { return Ok(None) };
        let state: WorkState = work.state.parse()?;
        let answer = record.answers.iter().find(|answer| Some(answer.id) == work.answer_id && !answer.published);
        Ok(answer.filter(|_| state == WorkState::Submitted).map(|answer| Self { record, work, answer }))
    }

    /// The other questions that it answers.
    fn also(&self) -> Vec<i64> {
        self.answer.questions.iter().copied().filter(|id| *id != self.record.id).collect()
    }

    /// Its day: without one it is of the day on which it was submitted.
    fn on(&self, signed: &SignedIn) -> NaiveDate {
        self.answer.answered_on.or(self.work.submitted_on).unwrap_or(signed.app.clock.today())
    }

    /// Accepts it in a change that is given up again: so all that stands against it is known before it is confirmed.
    async fn rehearse(&self, signed: &SignedIn) -> Result<(), UseCaseError> {
        let mut unit = signed.app.use_cases().begin(signed.actor()).await?;
        let expected = ExpectedVersion { question: self.record.id, version: self.record.version };
        unit.publish_answer(expected, self.answer.id, None, self.work.version).await.map(drop)
    }

    /// It, as it is confirmed.
    fn answering(&self, signed: &SignedIn) -> Answering {
        Answering {
            act: ConfirmedAct::Accept,
            ministry: self.answer.ministry.clone().map(view::linked).unwrap_or_default(),
            kind: self.answer.kind,
            on: self.on(signed),
            submitted: self.work.submitted_on,
            texts: self.answer.texts.iter().map(|(locale, text)| (locale, text.body.clone())).collect(),
            signed_by: self.answer.minister.clone(),
            also: self.also(),
        }
    }

    /// What accepting it brings about.
    async fn confirm(&self, signed: &SignedIn, state: FormState) -> Result<Response, AppError> {
        confirm::show(signed, self.record, self.answering(signed), self.work.version, state).await
    }

    async fn page(&self, signed: &SignedIn, status: StatusCode, state: FormState) -> Result<Response, AppError> {
        let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
        let answer = self.answer;
        let also = read::load(db, signed.viewer(), &self.also()).await?;
        let shown = confirm::is_shown(std::iter::once(self.record).chain(&also));
        let all: Vec<&QuestionRecord> = std::iter::once(self.record).chain(&also).collect();
        let texts = |of: &read::SubQuestion| of.texts.iter().map(|(_, text)| text.clone()).collect();
        let covered = |id: i64| answer.coverage.iter().find_map(|(of, coverage)| (*of == id).then_some(*coverage));
        let body = JudgePage {
            question: view::row(self.record, today),
            ministry: answer.ministry.clone().map(view::linked).unwrap_or_default(),
            kind: answer.kind,
            signed_by: (!answer.minister.is_empty()).then(|| answer.minister.clone()),
            on: self.on(signed),
            submitted_on: self.work.submitted_on,
            warnings: self.answering(signed).warnings(&all, today),
            accept: if shown { ConfirmedAct::Accept } else { ConfirmedAct::AcceptUnseen },
            texts: answer.texts.iter().map(|(_, text)| text.clone()).collect(),
            sub_questions: self
                .record
                .sub_questions
                .iter()
                .map(|sub| SubQuestion { id: sub.id, texts: texts(sub), coverage: covered(sub.id) })
                .collect(),
            reading: Box::new(reading(signed, self.record).await?),
            also: also.iter().map(|other| view::row(other, today)).collect(),
            closes: self.answering(signed).closed(signed, db, &all).await?,
            post: Post {
                action: signed.request.path_and_query.clone(),
                idempotency_key: new_idempotency_key(),
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
    let (record, ministry) = named(&signed).await?;
    let case = Case::of(&signed, &record, ministry).await?.ok_or(AppError::NotFound)?;
    case.page(&signed, StatusCode::OK, FormState::default()).await
}

/// Publishes it, or returns it.
pub async fn judge(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let back = links::staff::question(signed.locale(), signed.request.param("code")?);
    let accepted =
        if form.get(confirm::UNSEEN).is_empty() || form.get(ACTION) == AND_PUBLISH { Flash::Accepted } else { Flash::AcceptedUnseen };
    let flash = if form.get(ACTION) == RETURN { Flash::Returned } else { accepted };
    let (record, ministry) = named(&signed).await?;
    let Some(case) = Case::of(&signed, &record, ministry).await? else {
        // Sent twice: the first has settled it. Otherwise somebody else has.
        return match done_before(&signed, &form).await? {
            Some(_) => Ok(signed.done(&back, flash)),
            None => judged(&signed, &record, ministry, &form).await,
        };
    };
    if posted.resumed {
        return case.page(&signed, StatusCode::OK, form).await;
    }
    let done = match form.get(ACTION) {
        ACCEPT if form.get(VERSION).parse() != Ok(case.work.version) => {
            form.add_problem("", FormProblem::AnswerChangedMeanwhile);
            return case.page(&signed, StatusCode::CONFLICT, form).await;
        }
        ACCEPT | CONFIRM | AND_PUBLISH if form.filled(FieldName::Reason.form()).is_some() => {
            form.add_problem(FieldName::Reason.form(), FormProblem::ReasonToReturn);
            return case.page(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
        }
        ACCEPT => case.rehearse(&signed).await.map(|()| false),
        CONFIRM | AND_PUBLISH => match accept(&signed, &case, &form).await {
            // What is asked about anew must still be possible.
            Ok(false) => case.rehearse(&signed).await.map(|()| false),
            done => done,
        },
        RETURN if form.filled(FieldName::Reason.form()).is_none() => {
            form.add_problem(FieldName::Reason.form(), Problem::Missing);
            return case.page(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
        }
        RETURN => give_back(&signed, &case, &form).await.map(|()| true),
        _ => return case.page(&signed, StatusCode::OK, form).await,
    };
    let status = match done {
        Ok(false) => return case.confirm(&signed, form).await,
        Ok(true) => return Ok(signed.done(&back, flash)),
        Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
            form.add_problem("", FormProblem::AnswerTooEarly(case.on(&signed), day));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(error) => add_problem(&mut form, error, FieldPath::form)?,
    };
    // Whoever meets a conflict goes on from what is there now.
    let (record, ministry) = named(&signed).await?;
    match Case::of(&signed, &record, ministry).await? {
        Some(case) if status == StatusCode::CONFLICT => {
            let of_answer = form.get(VERSION).parse() != Ok(case.work.version);
            form.add_problem("", if of_answer { FormProblem::AnswerChangedMeanwhile } else { FormProblem::ChangedMeanwhile });
            case.page(&signed, status, form).await
        }
        Some(case) => case.page(&signed, status, form).await,
        None => judged(&signed, &record, ministry, &form).await,
    }
}

/// Says that there is nothing to be decided any more and why, with what was typed.
async fn judged(signed: &SignedIn, record: &QuestionRecord, ministry: i64, form: &FormState) -> Result<Response, AppError> {
    let body = JudgedPage {
        question: view::row(record, signed.app.clock.today()),
        became: became(signed, record, ministry).await?,
        unsaved_fields: unsaved_fields::from_form(Tr::new(signed.locale()), &signed.request.path_and_query, form, |_, _| None),
    };
    signed.show(StatusCode::CONFLICT, StaffBody::Judged(Box::new(body))).await
}

/// What became of a ministry's answer, as the history of its question tells.
async fn became(signed: &SignedIn, record: &QuestionRecord, ministry: i64) -> Result<AnswerOutcome, AppError> {
    let events = history::of_question(signed.app.database.reader(), record.id).await?;
    let theirs = |event: &rows::Event| event.data.get("ministry").and_then(serde_json::Value::as_i64) == Some(ministry);
    let last = events.iter().rev().find_map(|event| {
        let kind = event.kind.parse::<EventKind>().ok()?;
        let tells = match kind {
            EventKind::Answered | EventKind::Held | EventKind::AnswerReturned | EventKind::AnswerRecalled => theirs(event),
            EventKind::AnswerUndone | EventKind::EndUndone => true,
            kind => kind.is_end(),
        };
        tells.then_some((kind, event))
    });
    Ok(match last {
        Some((EventKind::Answered | EventKind::Held, event)) => AnswerOutcome::Accepted(who(signed, &event.actor).await?),
        Some((EventKind::AnswerReturned, event)) => AnswerOutcome::Returned(who(signed, &event.actor).await?),
        Some((EventKind::AnswerRecalled, event)) => AnswerOutcome::Recalled(who(signed, &event.actor).await?),
        Some(_) if record.status.has_ended() => AnswerOutcome::Ended(record.status),
        _ => AnswerOutcome::Gone,
    })
}

/// Publishes it, and says so; where something else than what was shown would come of that, it is to be confirmed anew.
async fn accept(signed: &SignedIn, case: &Case<'_>, form: &FormState) -> Result<bool, UseCaseError> {
    if let Idempotent::Fresh(mut unit) = begin(signed, form).await? {
        // What is published is what was read: an answer that was returned and came back is another one.
        if form.get(VERSION).parse() != Ok(case.work.version) {
            return Err(UseCaseError::Conflict { current: case.work.version });
        }
        let Some(expected) = confirm::publish(signed, &mut unit, case.record, &case.answering(signed), form).await? else {
            return Ok(false);
        };
        unit.publish_answer(expected, case.answer.id, None, case.work.version).await?;
        unit.commit().await?;
    }
    Ok(true)
}

async fn give_back(signed: &SignedIn, case: &Case<'_>, form: &FormState) -> Result<(), UseCaseError> {
    if let Idempotent::Fresh(mut unit) = begin(signed, form).await? {
        let version = form.get(VERSION).parse().unwrap_or(-1);
        let expected = ExpectedWorkVersion { question: case.record.id, ministry: case.work.ministry_id, version };
        unit.return_answer(expected, form.get(FieldName::Reason.form())).await?;
        unit.commit().await?;
    }
    Ok(())
}
