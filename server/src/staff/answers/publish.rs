//! A clerk publishes an answer without its ministry's work: one that arrived outside the site, or a correction.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Locale, Status, TextRole,
    access::{Act, Place},
    calendar::has_come,
    field::{FieldName, FieldPath},
    lifecycle::Refusal,
    validation::Problem,
};
use jawab_service::{
    reference_data::ReferenceData,
    use_cases::{AnswerInput, ExpectedVersion, Idempotent, UnitOfWork, UseCaseError},
};
use jawab_store::{
    form_drafts::Name,
    read::{self, Answer, Attribution, QuestionRecord},
};
use jawab_ui::{
    form::{ACTION, ENTER, FormProblem, FormState, Post, VERSION},
    links,
    pages::staff::{
        PublishPage, StaffBody,
        confirm::{AND_PUBLISH, BACK, ConfirmedAct, is_confirmed},
        form_drafts::{FormDraftOffer, KEEP},
        work::Publishable,
    },
    shell::staff::Flash,
};

use super::{
    confirm::{self, Answering},
    fields,
    open::reading,
};
use crate::{
    error::AppError,
    staff::{
        Posted, SignedIn,
        confirmation::too_early,
        form_drafts,
        submission::{add_problem, begin, done_before, new_idempotency_key},
    },
    web::view,
};

/// What the Chamber may publish itself, of a question: corrections of what is published and stands, and what ministries owe.
pub fn publishable(locale: Locale, reference_data: &ReferenceData, record: &QuestionRecord) -> Vec<Publishable> {
    let ministry = |of: &Attribution| view::linked_in(&reference_data.ministries, of.ministry.id).unwrap_or_default();
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
    record.status == Status::Transmitted && part.until.is_none() && !record.has_answered(part)
}

/// Whether an answer is what the ministry's published answer is at last.
fn stands(record: &QuestionRecord, part: &Attribution, answer: &Answer) -> bool {
    answer.stands()
        && answer.kind != AnswerKind::Holding
        && record.has_answered(part)
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
        let request = &signed.request;
        Self::at(signed, request.param("code")?, request.param("ministry")?, request.param("answer").ok()).await
    }

    /// Of a question, a ministry, and perhaps the answer that is corrected, as addresses name them.
    async fn at(signed: &SignedIn, code: &str, ministry: &str, answer: Option<&str>) -> Result<Self, AppError> {
        let reference_data = signed.reference_data().await?;
        let ministry = reference_data.ministries.find(ministry).ok_or(AppError::NotFound)?;
        let record = signed.question_of(code).await?;
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

    /// The name under which drafts of its form are saved.
    fn name(&self) -> Name {
        let (question, ministry) = (self.record.code.clone(), self.part.ministry.slug.clone());
        match &self.corrects {
            Some(answer) => Name::Correction { question, ministry, answer: answer.code.clone() },
            None => Name::Recorded { question, ministry },
        }
    }

    /// Its form, as drafts of it are saved.
    fn form(&self, signed: &SignedIn) -> form_drafts::Form {
        form_drafts::Form::new(self.name(), &self.blank(signed.app.clock.today()))
    }

    /// The form as it begins: of a correction, with what it corrects, but for translations that the ministry did not write.
    fn blank(&self, today: NaiveDate) -> FormState {
        let mut form = fields::filled(self.corrects.as_ref(), &self.record, &[]);
        if let Some(corrected) = &self.corrects {
            form.set_date(FieldName::AnsweredOn.form(), today);
            let official = [TextRole::Original, TextRole::OfficialTranslation];
            let others = corrected.texts.iter().filter(|(_, text)| !official.contains(&text.role));
            others.for_each(|(locale, _)| form.clear(&FieldName::Texts.in_language(locale).form()));
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

    /// The last correction of the answer that somebody else has corrected meanwhile, where that can be corrected in turn.
    fn latest(&self) -> Option<&Answer> {
        let mut latest = self.corrects.as_ref()?;
        for _ in &self.record.answers {
            let next = self.record.answers.iter().find(|other| other.corrects == Some(latest.id) && !other.annulled);
            let Some(next) = next else { break };
            latest = next;
        }
        Some(latest).filter(|latest| latest.corrects.is_some() && stands(&self.record, &self.part, latest)).filter(|_| !self.open)
    }

    /// Why it cannot be done any more.
    fn over(&self) -> FormProblem {
        match self.corrects {
            None => FormProblem::AnsweredMeanwhile,
            Some(_) if self.latest().is_some() => FormProblem::CorrectedMeanwhile,
            Some(_) => FormProblem::NotCorrectable,
        }
    }

    /// Publishes it, as the question was seen.
    async fn give(&self, unit: &mut UnitOfWork, expected: ExpectedVersion, input: &AnswerInput) -> Result<(), UseCaseError> {
        match &self.corrects {
            Some(corrected) => unit.correct_answer(expected, corrected.id, input).await.map(drop),
            None => unit.record_answer(expected, self.part.ministry.id, input).await.map(drop),
        }
    }

    /// Publishes it in a change that is given up again: so all that stands against it is known before it is confirmed.
    async fn rehearse(&self, signed: &SignedIn, input: &AnswerInput) -> Result<(), UseCaseError> {
        let mut unit = signed.app.use_cases().begin(signed.actor()).await?;
        self.give(&mut unit, ExpectedVersion { question: self.record.id, version: self.record.version }, input).await
    }

    /// It, as it is confirmed.
    fn answering(&self, signed: &SignedIn, input: &AnswerInput) -> Answering {
        Answering {
            act: if self.corrects.is_some() { ConfirmedAct::Correct } else { ConfirmedAct::Record },
            ministry: view::linked(self.part.ministry.clone()),
            kind: self.kind(input),
            on: input.answered_on.unwrap_or(signed.app.clock.today()),
            submitted: None,
            texts: input.texts.iter().map(|(locale, text)| (locale, text.body.clone())).collect(),
            signed_by: input.minister.clone(),
            also: self.also(input),
        }
    }

    /// What publishing it brings about.
    async fn confirm(&self, signed: &SignedIn, input: &AnswerInput, state: FormState) -> Result<Response, AppError> {
        confirm::show(signed, &self.record, self.answering(signed, input), self.record.version, state).await
    }

    /// Shows a form again that was sent and published nothing. It is saved as a draft, so that leaving it loses nothing.
    async fn again(&self, signed: &SignedIn, status: StatusCode, state: FormState) -> Result<Response, AppError> {
        let offer = form_drafts::save_and_offer(signed, &self.form(signed), &state).await?;
        self.page(signed, status, state, offer).await
    }

    /// The same where somebody else has changed the question: it goes on from what is there now, and that is said.
    async fn changed(&self, signed: &SignedIn, mut state: FormState) -> Result<Response, AppError> {
        let offer = form_drafts::save_and_offer(signed, &self.form(signed), &state).await?;
        state.add_problem("", FormProblem::ChangedMeanwhile);
        state.clear(VERSION);
        self.page(signed, StatusCode::CONFLICT, state, offer).await
    }

    async fn page(&self, signed: &SignedIn, status: StatusCode, state: FormState, offer: FormDraftOffer) -> Result<Response, AppError> {
        let corrected = self.corrects.as_ref().map(|answer| answer.questions.as_slice()).unwrap_or_default();
        let others = read::load(signed.app.database.reader(), signed.viewer(), corrected).await?;
        let body = PublishPage {
            question: view::row(&self.record, signed.app.clock.today()),
            ministry: view::linked(self.part.ministry.clone()),
            corrects: self.corrects.is_some(),
            shown: confirm::is_shown(std::iter::once(&self.record).chain(&others)),
            over: !self.open,
            latest: self
                .latest()
                .map(|answer| links::board::correct(signed.locale(), &self.record.code, &self.part.ministry.slug, &answer.code)),
            reading: Box::new(reading(signed, &self.record).await?),
            post: Post {
                action: form_drafts::link(signed.locale(), &self.name()),
                idempotency_key: new_idempotency_key(),
                // What comes back goes on from what it was filled on.
                version: Some(state.get(VERSION).parse().unwrap_or(self.record.version)),
                ..Post::default()
            },
            draft_context: form_drafts::draft_context(signed, &self.form(signed), &state, self.open),
            state,
            draft_offer: offer,
        };
        signed.show(status, StaffBody::Publish(Box::new(body))).await
    }
}

/// The form.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let case = Case::of(&signed).await?;
    let draft_context = case.form(&signed);
    let (mut typed, offer) = form_drafts::resume_and_offer(&signed, &draft_context).await?;
    if case.open {
        let form = typed.map_or_else(|| case.blank(signed.app.clock.today()), |(_, form)| form);
        return case.page(&signed, StatusCode::OK, form, offer).await;
    }
    // Somebody else has settled it. What was typed before is there to be copied.
    if typed.is_none()
        && let Some(newest) = offer.drafts.first()
    {
        typed = form_drafts::resume(&signed, &draft_context.name, &newest.rendering).await?;
    }
    let (_, mut form) = typed.ok_or(AppError::NotFound)?;
    let offer = form_drafts::offer_others(&signed, &draft_context, &form).await?;
    form.add_problem("", case.over());
    case.page(&signed, StatusCode::OK, form, offer).await
}

/// Lets only those go on who may publish an answer of a ministry to a question themselves, or correct one.
///
/// # Errors
/// As for the page of its form.
pub async fn authorize(signed: &SignedIn, code: &str, ministry: &str, answer: Option<&str>) -> Result<(), AppError> {
    Case::at(signed, code, ministry, answer).await.map(drop)
}

/// Publishes it.
pub async fn publish(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let back = links::staff::question(signed.locale(), signed.request.param("code")?);
    if signed.request.param("answer").is_ok() {
        form.set(FieldName::AnswerKind.form(), AnswerKind::Final.code());
    }
    let case = Case::of(&signed).await?;
    if !case.open {
        // Sent twice: the first has settled it. Otherwise somebody else has: what was typed stays in the page.
        if done_before(&signed, &form).await?.is_some() {
            form_drafts::delete_submitted(signed.app.database.writer(), &signed, &case.name(), &form).await?;
            return Ok(signed.done(&back, Flash::Recorded));
        }
        form.add_problem("", case.over());
        return case.again(&signed, StatusCode::CONFLICT, form).await;
    }
    if posted.resumed || [BACK, ENTER].contains(&form.get(ACTION)) {
        return case.again(&signed, StatusCode::OK, form).await;
    }
    if form.get(ACTION) == KEEP {
        return match form_drafts::save_by_button(&signed, &case.form(&signed), &form).await? {
            Some(flash) => Ok(signed.done(&form_drafts::link(signed.locale(), &case.name()), flash)),
            None => case.again(&signed, StatusCode::OK, form).await,
        };
    }
    let input = typed(&signed, &case, &mut form).await?;
    if !form.is_valid() {
        // Everything that is wrong is said at once.
        match case.rehearse(&signed, &input).await {
            Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
                form.add_problem(FieldName::AnsweredOn.form(), too_early(&case.record, day))
            }
            Err(error @ UseCaseError::Invalid(_)) => {
                add_problem(&mut form, error, FieldPath::form)?;
            }
            _ => {}
        }
        return case.again(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let confirmed = is_confirmed(&form);
    if !confirmed && form.get(VERSION).parse() != Ok(case.record.version) {
        return case.changed(&signed, form).await;
    }
    let flash =
        if form.get(confirm::UNSEEN).is_empty() || form.get(ACTION) == AND_PUBLISH { Flash::Recorded } else { Flash::RecordedUnseen };
    let done = if confirmed { carry_out(&signed, &case, &form, &input).await } else { Ok(false) };
    let done = match done {
        // What is asked about, for the first time or anew, must be possible.
        Ok(false) => case.rehearse(&signed, &input).await.map(|()| false),
        done => done,
    };
    match done {
        Ok(false) => {
            form_drafts::save_and_offer(&signed, &case.form(&signed), &form).await?;
            case.confirm(&signed, &input, form).await
        }
        Ok(true) => Ok(signed.done(&back, flash)),
        Err(UseCaseError::Refused(Refusal::TooEarly(day))) => {
            form.add_problem(FieldName::AnsweredOn.form(), too_early(&case.record, day));
            case.again(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(UseCaseError::Conflict { .. }) => case.changed(&signed, form).await,
        Err(error) => {
            let status = add_problem(&mut form, error, FieldPath::form)?;
            case.again(&signed, status, form).await
        }
    }
}

/// The answer as the form has it; what is wrong in it is complained of.
async fn typed(signed: &SignedIn, case: &Case, form: &mut FormState) -> Result<AnswerInput, UseCaseError> {
    let input = fields::typed(signed, &case.record, form).await?;
    match form.date(FieldName::AnsweredOn.form()) {
        Ok(None) => form.add_problem(FieldName::AnsweredOn.form(), Problem::Missing),
        Ok(Some(on)) if !has_come(on, signed.app.clock.today()) => {
            form.add_problem(FieldName::AnsweredOn.form(), Problem::TooLate(signed.app.clock.today()))
        }
        Ok(Some(_)) | Err(_) => {}
    }
    Ok(input)
}

/// Publishes it, once, and says so; the draft of its form is deleted with that. Where something else than what was shown would come
/// of it, it is to be confirmed anew.
async fn carry_out(signed: &SignedIn, case: &Case, form: &FormState, input: &AnswerInput) -> Result<bool, UseCaseError> {
    let Idempotent::Fresh(mut unit) = begin(signed, form).await? else {
        form_drafts::delete_submitted(signed.app.database.writer(), signed, &case.name(), form).await?;
        return Ok(true);
    };
    if form.get(VERSION).parse() != Ok(case.record.version) {
        return Err(UseCaseError::Conflict { current: case.record.version });
    }
    let Some(expected) = confirm::publish(signed, &mut unit, &case.record, &case.answering(signed, input), form).await? else {
        return Ok(false);
    };
    case.give(&mut unit, expected, input).await?;
    form_drafts::delete_submitted(unit.db(), signed, &case.name(), form).await?;
    unit.commit().await?;
    Ok(true)
}
