//! A clerk publishes an answer without its ministry's work: one that arrived outside the site, or a correction.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale, Status, TextRole,
    access::{Act, Place},
    lifecycle::{Command, Refusal},
};
use jawab_service::work::{AnswerInput, Begun, Seen, UseCaseError};
use jawab_store::read::{self, Answer, Attribution, QuestionRecord};
use jawab_ui::{
    form::{DO, ENTER, FormState, Post, Problem},
    links,
    pages::staff::{
        PublishPage, StaffBody,
        answer::AnswerStep,
        confirm::{AND_PUBLISH, BACK, CONFIRM, Confirmed},
        work::Publishable,
    },
    shell::staff::Flash,
};

use super::{
    confirm::{self, Answering},
    fields, reading,
};
use crate::{
    directory::{Directory, linked},
    error::AppError,
    staff::{
        Posted, SignedIn,
        questions::too_early,
        sending::{begin, complain, done_before, new_once},
    },
    web::view,
};

/// What the Chamber may publish itself, of a question: corrections of what is published and stands, and what ministries owe.
pub fn publishable(locale: Locale, directory: &Directory, record: &QuestionRecord) -> Vec<Publishable> {
    let ministry = |of: &Attribution| directory.ministries.linked(of.ministry.id).unwrap_or_default();
    let corrections = record.ministries().flat_map(|part| {
        record.answers.iter().filter(|answer| stands(record, part, answer)).map(|answer| {
            let ministry = ministry(part);
            let link = links::board::correct(locale, &record.code, &ministry.slug, &answer.code);
            Publishable { corrects: true, of: answer.answered_on, link, ministry }
        })
    });
    let owed = record.ministries().filter(|part| is_owed(record, part)).map(|part| {
        let ministry = ministry(part);
        let link = links::board::answer_step(locale, &record.code, &ministry.slug, "record");
        Publishable { corrects: false, of: None, link, ministry }
    });
    corrections.chain(owed).collect()
}

fn is_owed(record: &QuestionRecord, part: &Attribution) -> bool {
    record.status == Status::Transmitted && part.until.is_none() && part.answered_on.is_none()
}

/// Whether an answer is what the ministry's published answer is at last.
fn stands(record: &QuestionRecord, part: &Attribution, answer: &Answer) -> bool {
    answer.stands()
        && answer.kind != AnswerKind::Holding
        && part.answered_on.is_some()
        && answer.ministry.as_ref().is_some_and(|of| of.id == part.ministry.id)
        && !record.answers.iter().any(|other| other.corrects == Some(answer.id) && !other.annulled)
}

/// The question, the ministry's part, and the answer that is corrected.
struct Case {
    record: QuestionRecord,
    part: Attribution,
    corrects: Option<Answer>,
    /// Whether it is still to be done: somebody else may have been faster.
    open: bool,
}

impl Case {
    async fn of(signed: &SignedIn) -> Result<Self, AppError> {
        let directory = signed.directory().await?;
        let ministry = directory.ministries.find(signed.reader.param("ministry")?).ok_or(AppError::NotFound)?;
        let record = signed.question().await?;
        let answer = signed.reader.param("answer").ok();
        let act = if answer.is_some() { Act::JudgeAnswer } else { Act::RecordAnswer };
        if !signed.actor().mandate.allows(act, Place { chamber: Some(record.chamber), ministries: &[] }) {
            return Err(AppError::NotFound);
        }
        let part = record.ministries().find(|part| part.ministry.id == ministry).cloned().ok_or(AppError::NotFound)?;
        let corrects = record.answers.iter().find(|of| Some(of.code.as_str()) == answer && of.published).cloned();
        if answer.is_some() && corrects.is_none() {
            return Err(AppError::NotFound);
        }
        let open = corrects.as_ref().map_or_else(|| is_owed(&record, &part), |of| stands(&record, &part, of));
        Ok(Self { record, part, corrects, open })
    }

    /// The form as it begins: of a correction, with what it corrects, but for translations that the ministry did not write.
    fn blank(&self, today: NaiveDate) -> FormState {
        let mut form = fields::filled(self.corrects.as_ref(), &self.record, &[]);
        if let Some(corrected) = &self.corrects {
            form.set_date("answered", today);
            let official = [TextRole::Original, TextRole::OfficialTranslation];
            let others = corrected.texts.iter().filter(|(_, text)| !official.contains(&text.role));
            others.for_each(|(locale, _)| form.clear(&format!("text-{locale}")));
        }
        form
    }

    /// The other questions that it answers: a correction, those of what it corrects.
    fn also(&self, input: &AnswerInput) -> Vec<i64> {
        match &self.corrects {
            Some(corrected) => corrected.questions.iter().copied().filter(|id| *id != self.record.id).collect(),
            None => input.also.clone(),
        }
    }

    /// What it is.
    const fn kind(&self, input: &AnswerInput) -> AnswerKind {
        if self.corrects.is_some() { AnswerKind::Correction } else { input.kind }
    }

    /// Sees whether it can be published.
    async fn foresee(&self, signed: &SignedIn, input: &AnswerInput) -> Result<(), UseCaseError> {
        let act = if self.corrects.is_some() { Act::JudgeAnswer } else { Act::RecordAnswer };
        let on = input.answered_on.unwrap_or(signed.app.clock.today());
        let command = Command::Answer { on, ministry: self.part.ministry.id, kind: self.kind(input) };
        confirm::foresee(signed, act, &self.record, &self.also(input), &command).await
    }

    /// What publishing it brings about.
    async fn confirm(&self, signed: &SignedIn, input: &AnswerInput, state: FormState) -> Result<Response, AppError> {
        let of = Answering {
            act: if self.corrects.is_some() { Confirmed::Correct } else { Confirmed::Record },
            ministry: linked(self.part.ministry.clone()),
            kind: self.kind(input),
            on: input.answered_on.unwrap_or(signed.app.clock.today()),
            also: self.also(input),
        };
        confirm::show(signed, &self.record, of, self.record.version, state).await
    }

    async fn page(&self, signed: &SignedIn, status: StatusCode, state: FormState) -> Result<Response, AppError> {
        let corrected = self.corrects.as_ref().map(|answer| answer.questions.as_slice()).unwrap_or_default();
        let others = read::load(signed.app.database.reader(), signed.viewer(), corrected).await?;
        let body = PublishPage {
            question: view::row(&self.record, signed.app.clock.today()),
            ministry: linked(self.part.ministry.clone()),
            corrects: self.corrects.is_some(),
            shown: confirm::is_shown(std::iter::once(&self.record).chain(&others)),
            over: !self.open,
            reading: Box::new(reading(signed, &self.record).await?),
            post: Post {
                action: signed.reader.path_and_query.clone(),
                once: new_once(),
                version: Some(self.record.version),
                ..Post::default()
            },
            state,
        };
        signed.show(status, StaffBody::Publish(Box::new(body))).await
    }
}

/// The form.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let case = Case::of(&signed).await?;
    if !case.open {
        return Err(AppError::NotFound);
    }
    let form = case.blank(signed.app.clock.today());
    case.page(&signed, StatusCode::OK, form).await
}

/// Publishes it.
pub async fn publish(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let back = links::staff::question(signed.locale(), signed.reader.param("code")?);
    if signed.reader.param("answer").is_ok() {
        form.set("kind", AnswerKind::Final.code());
    }
    let case = Case::of(&signed).await?;
    if !case.open {
        // Sent twice: the first has settled it. Otherwise somebody else has: what was typed stays in the page.
        if done_before(&signed, &form).await?.is_some() {
            return Ok(signed.done(&back, Flash::Accepted));
        }
        form.complain("", Problem::AnsweredMeanwhile);
        return case.page(&signed, StatusCode::CONFLICT, form).await;
    }
    if posted.resumed {
        return case.page(&signed, StatusCode::OK, form).await;
    }
    if [BACK, ENTER].contains(&form.get(DO)) {
        return case.page(&signed, StatusCode::OK, form).await;
    }
    let Some(input) = input(&signed, &case, &mut form).await? else {
        return case.page(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let confirmed = [CONFIRM, AND_PUBLISH].contains(&form.get(DO));
    if !confirmed && form.get("version").parse() != Ok(case.record.version) {
        form.complain("", Problem::ChangedMeanwhile);
        return case.page(&signed, StatusCode::CONFLICT, form).await;
    }
    let flash = if form.get(confirm::UNSEEN).is_empty() || form.get(DO) == AND_PUBLISH { Flash::Accepted } else { Flash::AcceptedUnseen };
    let done = if confirmed { carry_out(&signed, &case, &form, &input).await } else { case.foresee(&signed, &input).await };
    match done {
        Ok(()) if !confirmed => case.confirm(&signed, &input, form).await,
        Ok(()) => Ok(signed.done(&back, flash)),
        Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
            form.complain("answered", too_early(&case.record, day));
            case.page(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(error) => {
            let status = complain(&mut form, error, |field| fields::named(AnswerStep::Draft, field))?;
            if status == StatusCode::CONFLICT {
                form.complain("", Problem::ChangedMeanwhile);
            }
            case.page(&signed, status, form).await
        }
    }
}

/// The answer as the form has it; none where something in it is wrong.
async fn input(signed: &SignedIn, case: &Case, form: &mut FormState) -> Result<Option<AnswerInput>, UseCaseError> {
    let input = fields::input(signed, &case.record, form).await?;
    match form.date("answered") {
        Ok(None) => form.complain("answered", Problem::Missing),
        Ok(Some(on)) if on > signed.app.clock.today() => form.complain("answered", Problem::After(signed.app.clock.today())),
        Ok(Some(_)) | Err(_) => {}
    }
    Ok(input.filter(|_| form.is_sound()))
}

async fn carry_out(signed: &SignedIn, case: &Case, form: &FormState, input: &AnswerInput) -> Result<(), UseCaseError> {
    if let Begun::New(mut turn) = begin(signed, form).await? {
        let mut seen = Seen { question: case.record.id, version: form.get("version").parse().unwrap_or(-1) };
        if form.get(DO) == AND_PUBLISH {
            if seen.version != case.record.version {
                return Err(UseCaseError::Conflict { current: case.record.version });
            }
            seen = confirm::publish(signed, &mut turn, &case.record, &case.also(input)).await?;
        }
        match &case.corrects {
            Some(corrected) => turn.correct_answer(seen, corrected.id, input).await?,
            None => turn.record_answer(seen, case.part.ministry.id, input).await?,
        };
        turn.commit().await?;
    }
    Ok(())
}
