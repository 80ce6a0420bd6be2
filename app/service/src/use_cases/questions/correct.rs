//! Corrections of wrongly recorded facts, with a reason. If readers rely on the fact, one person asks and another confirms.

use jawab_domain::{
    access::{Act, Actor},
    calendar::has_come,
    field::FieldName,
    lifecycle::{Bounds, Command, Correction, CorrectionKind, CorrectionRecord, EventKind, Publication, Refusal},
};
use jawab_store::{Connection, answers, history, questions, requests, rows, rules, works};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::second_person::TwoPersonAct;
use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, UnitOfWork, UseCaseError, UseCaseResult, UseCases,
    answers::prepare::without_answer,
    ministry_ends::must_exist,
    questions::loaded_question::{EventDetails, LoadedQuestion, authorize},
    validation,
};

mod input;
mod plan;

pub use input::CorrectionInput;
pub use plan::{CorrectionPreview, OwedChange};

/// The result of asking for a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedCorrection {
    /// The question.
    pub question: SavedQuestion,
    /// Whether it waits for a second person.
    pub waits: bool,
}

impl UseCases {
    /// Computes what a correction would change.
    pub async fn correction_preview(&self, actor: &Actor, question: i64, input: &CorrectionInput) -> UseCaseResult<CorrectionPreview> {
        let db = self.database.reader();
        let row = authorize(db, actor, question, Act::DirectQuestion, None).await?;
        let loaded = LoadedQuestion::load(db, row).await?;
        if input.on.is_some_and(|on| !has_come(on, self.clock.today())) {
            return Err(UseCaseError::field(FieldName::On, Problem::TooLate(self.clock.today())));
        }
        let calendar = rules::calendar(db).await?;
        let correction = input.correction(db, &loaded, &calendar.rules).await?;
        let after = loaded.state.clone().apply(&loaded.state.decide(Command::Correct(correction))?);
        must_exist(db, &loaded, correction, self.clock.today()).await?;
        let needs_second = needs_second(db, actor, &loaded, input).await?;
        Ok(loaded.preview(correction, &after, &calendar, (self.clock.today(), needs_second)))
    }

    /// The days between which the corrected day may lie, today at most. The day in the input is ignored.
    pub async fn correction_bounds(&self, actor: &Actor, question: i64, input: &CorrectionInput) -> UseCaseResult<Bounds> {
        let (db, today) = (self.database.reader(), self.clock.today());
        let row = authorize(db, actor, question, Act::DirectQuestion, None).await?;
        let loaded = LoadedQuestion::load(db, row).await?;
        let dated = CorrectionInput { on: input.on.or(Some(today)), ..*input };
        let correction = dated.correction(db, &loaded, &rules::calendar(db).await?.rules).await?;
        Ok(loaded.state.bounds(correction)?.until(today))
    }
}

/// Whether readers rely on the corrected fact, for any of the questions concerned.
async fn needs_second(db: &impl Connection, actor: &Actor, loaded: &LoadedQuestion, input: &CorrectionInput) -> UseCaseResult<bool> {
    let mut needs = input.kind.needs_second(loaded.state.publication);
    for question in concerned(db, loaded.id(), input).await?.into_iter().filter(|other| *other != loaded.id()) {
        let row = authorize(db, actor, question, Act::DirectQuestion, None).await?;
        needs |= input.kind.needs_second(row.publication.parse()?);
    }
    Ok(needs)
}

/// The questions that a correction concerns: for a correction of an answer, all its questions.
async fn concerned(db: &impl Connection, question: i64, input: &CorrectionInput) -> UseCaseResult<Vec<i64>> {
    let Some(answer) = input.of_answer() else { return Ok(vec![question]) };
    let mut all = answers::questions_of(db, answer).await?;
    all.sort_unstable();
    Ok(all)
}

impl UnitOfWork {
    /// Makes a correction, or asks for it if a second person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if the lifecycle does not allow it, or another correction is pending.
    pub async fn correct_record(
        &mut self,
        expected: ExpectedVersion,
        input: &CorrectionInput,
        reason: &str,
    ) -> UseCaseResult<SavedCorrection> {
        self.lock_concerned(expected.question, input).await?;
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let (reason, _) = validation::combine(validation::reason(reason), self.day(FieldName::On, input.on))?;
        if requests::correction(self.db(), loaded.id()).await?.is_some() {
            return Err(Refusal::CorrectionPending.into());
        }
        let rules = self.calendar().await?.rules.clone();
        let correction = input.correction(self.db(), &loaded, &rules).await?;
        loaded.state.decide(Command::Correct(correction))?;
        must_exist(self.db(), &loaded, correction, self.today).await?;
        let waits = needs_second(self.db(), &self.actor, &loaded, input).await?;
        if waits {
            self.ask_correction(&loaded, input, correction, &reason).await?;
        } else {
            self.carry_out(&mut loaded, input, &reason, None).await?;
        }
        Ok(SavedCorrection { question: loaded.saved(), waits })
    }

    /// Carries out a correction that somebody else asked for.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], with [`Refusal::SamePerson`] for the person who asked, or if the
    /// lifecycle no longer allows it.
    pub async fn confirm_correction(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        if let Some(asked) = requests::correction(self.db(), expected.question).await? {
            self.lock_concerned(expected.question, &CorrectionInput::from_request(&asked)?).await?;
        }
        let mut loaded = self.lock(expected, Act::DirectQuestion).await?;
        let asked = self.lock_request(&loaded).await?;
        let of = TwoPersonAct { act: Act::DirectQuestion, chamber: loaded.chamber };
        self.require_second_person(of, &asked.asked_by, format!("question:{}", loaded.id())).await?;
        self.carry_out(&mut loaded, &CorrectionInput::from_request(&asked)?, &asked.reason, Some(&asked.asked_by)).await?;
        Ok(loaded.saved())
    }

    /// Drops a requested correction: the person who asked withdraws it, anybody else says why.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] if somebody else gives no reason.
    pub async fn drop_correction(&mut self, expected: ExpectedVersion, reason: &str) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::DirectQuestion).await?;
        let asked = self.lock_request(&loaded).await?;
        let own = asked.asked_by == self.by();
        let reason = if own { validation::optional_reason(Some(reason))? } else { Some(validation::reason(reason)?) };
        let rules = self.calendar().await?.rules.clone();
        let correction = CorrectionInput::from_request(&asked)?.correction(self.db(), &loaded, &rules).await.ok();
        let mut data = match correction {
            Some(correction) => loaded.event_data(correction, asked.answer_id),
            None => json!({ "what": asked.kind, "after": asked.on_day, "answer": asked.answer_id }),
        };
        if let Some(data) = data.as_object_mut() {
            data.insert("own".into(), own.into());
        }
        self.record_event(loaded.id(), EventKind::CorrectionDropped, None, reason.as_deref(), data).await?;
        Ok(loaded.saved())
    }

    /// Prevents a deadlock between two corrections that each concern several questions.
    async fn lock_concerned(&self, question: i64, input: &CorrectionInput) -> UseCaseResult<()> {
        if concerned(self.db(), question, input).await?.len() > 1 { Ok(questions::lock_all(self.db()).await?) } else { Ok(()) }
    }

    async fn lock_request(&self, loaded: &LoadedQuestion) -> UseCaseResult<rows::CorrectionRequest> {
        let asked = requests::correction(self.db(), loaded.id()).await?.ok_or(Refusal::NothingAsked)?;
        requests::delete_correction(self.db(), loaded.id()).await?;
        Ok(asked)
    }

    async fn ask_correction(
        &mut self,
        loaded: &LoadedQuestion,
        input: &CorrectionInput,
        correction: Correction,
        reason: &str,
    ) -> UseCaseResult<()> {
        let row = rows::CorrectionRequest {
            question_id: loaded.id(),
            kind: input.kind.code().into(),
            on_day: correction.day(),
            answer_id: input.of_answer(),
            referral: input.of_referral(),
            reason: reason.to_owned(),
            asked_by: self.by(),
            asked_at: self.now,
        };
        requests::ask_correction(self.db(), row).await?;
        let data = loaded.event_data(correction, input.answer);
        self.record_event(loaded.id(), EventKind::CorrectionAsked, None, Some(reason), data).await
    }

    async fn carry_out(
        &mut self,
        loaded: &mut LoadedQuestion,
        input: &CorrectionInput,
        reason: &str,
        asked_by: Option<&str>,
    ) -> UseCaseResult<()> {
        let mut others = Vec::new();
        for question in concerned(self.db(), loaded.id(), input).await?.into_iter().filter(|other| *other != loaded.id()) {
            others.push(match asked_by {
                Some(_) => self.lock_for(question, None, Act::DirectQuestion, None).await?,
                // `needs_second` authorized them.
                None => self.lock_authorized(question, None).await?,
            });
        }
        // All questions are loaded before the fact is corrected.
        match (input.kind, input.answer, input.on) {
            (CorrectionKind::Answered, Some(answer), Some(on)) => {
                let row = answers::by_id(self.db(), answer).await?.ok_or(UseCaseError::NotFound)?;
                answers::correct_day(self.db(), &row, on, reason, self.by(), self.now).await?;
            }
            (CorrectionKind::NotAnswered, Some(answer), _) => {
                let mut was_public = false;
                for loaded in std::iter::once(&*loaded).chain(&others) {
                    was_public |= self.was_public(answer, loaded).await?;
                }
                self.annul_answer(answer, was_public).await?;
            }
            _ => {}
        }
        let rules = self.calendar().await?.rules.clone();
        for loaded in std::iter::once(loaded).chain(&mut others) {
            let correction = input.correction(self.db(), loaded, &rules).await?;
            must_exist(self.db(), loaded, correction, self.today).await?;
            let mut data = loaded.event_data(correction, input.answer);
            if let (Some(asked_by), Some(data)) = (asked_by, data.as_object_mut()) {
                data.insert("asked_by".into(), asked_by.into());
            }
            self.decide(loaded, Command::Correct(correction), EventDetails { on: Some(self.today), reason: Some(reason), data }).await?;
            if input.kind == CorrectionKind::NotAnswered {
                self.write_languages(loaded.id()).await?;
            }
        }
        Ok(())
    }

    /// Whether the public could read an answer on a question: it can now, or could before the question was hidden.
    async fn was_public(&self, answer: i64, loaded: &LoadedQuestion) -> UseCaseResult<bool> {
        if loaded.state.publication != Publication::Hidden {
            return Ok(loaded.state.publication == Publication::Published);
        }
        let hidden = history::latest_of(self.db(), loaded.id(), &[EventKind::Hidden]).await?;
        let row = answers::by_id(self.db(), answer).await?;
        let published_at = row.and_then(|row| row.published_at);
        Ok(hidden.zip(published_at).is_some_and(|(hidden, published_at)| published_at <= hidden.recorded_at))
    }

    /// Annuls an answer, so that its ministry may prepare another. Its text is unchanged; readers still see it if they could before.
    async fn annul_answer(&self, answer: i64, was_public: bool) -> UseCaseResult<()> {
        answers::annul(self.db(), answer, was_public, self.now).await?;
        for work in works::lock_on_answer(self.db(), answer).await? {
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..without_answer(work) }).await?;
        }
        Ok(())
    }
}

impl LoadedQuestion {
    /// The data of the history event of a correction: its subject and the earlier value.
    fn event_data(&self, correction: Correction, answer: Option<i64>) -> serde_json::Value {
        let recorded = CorrectionRecord {
            what: correction.kind(),
            before: self.state.day_to_correct(correction),
            after: correction.day(),
            ended: (correction.kind() == CorrectionKind::NotEnded).then_some(self.state.status),
        };
        let more = json!({ "answer": answer, "ministry": self.ministry_of(correction), "from": self.returned_from(correction) });
        let more = more.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
        let mut data = json!(recorded);
        if let Some(data) = data.as_object_mut() {
            data.extend(more.map(|(name, value)| (name.clone(), value.clone())));
        }
        data
    }

    /// The ministry that a correction is about, if there is exactly one.
    fn ministry_of(&self, correction: Correction) -> Option<i64> {
        match correction {
            Correction::Referred { nth, .. } | Correction::NotReferred { nth, .. } => {
                self.state.attributions.get(nth).map(|part| part.ministry)
            }
            Correction::Answered { nth, .. } | Correction::NotAnswered { nth } => {
                self.state.answers.get(nth).and_then(|given| given.ministry)
            }
            _ => None,
        }
    }

    /// The ministry that a mistaken transfer took the question from, and that has it again.
    fn returned_from(&self, correction: Correction) -> Option<i64> {
        let Correction::NotReferred { from, .. } = correction else { return None };
        from.and_then(|from| self.state.attributions.get(from)).map(|part| part.ministry)
    }
}
