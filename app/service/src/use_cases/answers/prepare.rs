//! A ministry prepares its answer: received, assigned, drafted, cleared, submitted. An answer to several questions goes through these
//! steps for all of them together.

use std::collections::BTreeSet;

use jawab_domain::{
    AnswerKind, Status,
    access::Act,
    field::FieldName,
    lifecycle::{EventKind, Refusal},
    preparation::{Step, WorkState},
};
use jawab_store::{Connection, answers, attributions, questions, rows, works};
use serde_json::json;

use crate::use_cases::{AnswerInput, ExpectedWorkVersion, Problem, UnitOfWork, UseCaseError, UseCaseResult, validation};

/// A ministry's work on a question, as a use case saved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SavedWork {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// The current version of the work.
    pub version: i64,
    /// The answer that is being prepared.
    pub answer: Option<i64>,
}

impl SavedWork {
    pub(super) fn from_row(row: &rows::MinistryWork) -> Self {
        Self { question: row.question_id, ministry: row.ministry_id, version: row.version, answer: row.answer_id }
    }

    /// The version to expect in the next use case of the same unit of work.
    #[must_use]
    pub const fn expected(&self) -> ExpectedWorkVersion {
        ExpectedWorkVersion { question: self.question, ministry: self.ministry, version: self.version }
    }
}

/// A ministry's work after a step, and its question.
struct AdvancedWork {
    saved: SavedWork,
    question: rows::Question,
}

impl UnitOfWork {
    /// Writes a ministry's answer, holding or final, to one or several questions.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is with the Chamber; [`UseCaseError::Conflict`] if a colleague wrote since;
    /// [`UseCaseError::Invalid`] with every invalid field: `also.0` if that other question already has an answer of its own.
    pub async fn draft_answer(&mut self, expected: ExpectedWorkVersion, input: &AnswerInput) -> UseCaseResult<SavedWork> {
        let ExpectedWorkVersion { question, ministry, version } = expected;
        self.authorize(question, Act::PrepareAnswer, Some(ministry)).await?;
        self.lock_works(question, ministry, &input.also).await?;
        let (mut own, question) = self.lock_work(question, ministry, Some(version)).await?;
        let content = self.checked_answer(input, &question, (Act::PrepareAnswer, Some(ministry))).await?;
        if input.kind == AnswerKind::Correction {
            return Err(UseCaseError::field(FieldName::AnswerKind, Problem::WrongAnswer));
        }
        advance(&mut own, Step::Draft)?;
        let known = own.answer_id;
        let (mut taken, mut questions) = (vec![own], vec![question]);
        for other in &content.also {
            let (mut work, question) = self.lock_work(*other, ministry, None).await?;
            if work.answer_id.is_some() && work.answer_id != known {
                let n = input.also.iter().position(|id| id == other).unwrap_or_default();
                return Err(UseCaseError::field(FieldName::Also.at(n), Problem::Exists));
            }
            advance(&mut work, Step::Draft)?;
            taken.push(work);
            questions.push(question);
        }
        self.must_follow(questions, ministry, (input.kind, input.answered_on)).await?;
        let answer = self.write_answer(known, ministry, input, &content, None).await?;
        let works = works::lock_on_answer(self.db(), answer).await?;
        for work in works.into_iter().filter(|work| !content.questions.contains(&work.question_id)) {
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..without_answer(work) }).await?;
        }
        for work in &mut taken {
            work.answer_id = Some(answer);
            works::update(self.db(), work).await?;
            self.audit_work(work, "drafted");
        }
        taken.first().map(SavedWork::from_row).ok_or(UseCaseError::NotFound)
    }

    /// The ministry agrees to its answer.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if nothing is drafted; [`UseCaseError::Invalid`] if the ministry did not yet have one of the questions
    /// on the day of the answer.
    pub async fn clear_answer(&mut self, expected: ExpectedWorkVersion) -> UseCaseResult<SavedWork> {
        let advanced = self.advance_all(expected, Step::Clear, Act::PrepareAnswer, |unit, work| unit.audit_work(work, "cleared")).await?;
        self.must_still_follow(advanced.saved, advanced.question).await?;
        Ok(advanced.saved)
    }

    /// Submits the answer to the Chamber.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not cleared; [`UseCaseError::Invalid`] as for [`UnitOfWork::clear_answer`].
    pub async fn submit_answer(&mut self, expected: ExpectedWorkVersion) -> UseCaseResult<SavedWork> {
        let today = self.today;
        let advanced = self
            .advance_all(expected, Step::Submit, Act::PrepareAnswer, |_, work| {
                work.submitted_on = Some(today);
                work.returned_reason = None;
            })
            .await?;
        self.must_still_follow(advanced.saved, advanced.question).await?;
        self.record_work_events(expected, EventKind::AnswerSubmitted, None).await?;
        Ok(advanced.saved)
    }

    /// The ministry recalls a submitted answer that the Chamber has not decided on. It is cleared again.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not with the Chamber, or is published; [`UseCaseError::Conflict`] if the Chamber returned it,
    /// or accepted it as a holding answer.
    pub async fn recall_answer(&mut self, expected: ExpectedWorkVersion) -> UseCaseResult<SavedWork> {
        let advanced = self.advance_all(expected, Step::Recall, Act::PrepareAnswer, |_, work| work.submitted_on = None).await?;
        self.record_work_events(expected, EventKind::AnswerRecalled, None).await?;
        Ok(advanced.saved)
    }

    /// The Chamber returns a submitted answer.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not submitted, or was published.
    pub async fn return_answer(&mut self, expected: ExpectedWorkVersion, reason: &str) -> UseCaseResult<SavedWork> {
        let reason = validation::reason(reason)?;
        let why = reason.clone();
        let advanced = self
            .advance_all(expected, Step::Return, Act::JudgeAnswer, move |_, work| {
                work.submitted_on = None;
                work.returned_reason = Some(why.clone());
            })
            .await?;
        self.record_work_events(expected, EventKind::AnswerReturned, Some(&reason)).await?;
        Ok(advanced.saved)
    }

    /// Advances an answer by one step, for all its questions. On the way to the Chamber it is detached from questions that no longer
    /// need an answer, for example because they lapsed: it could not be accepted for them.
    async fn advance_all(
        &mut self,
        expected: ExpectedWorkVersion,
        by: Step,
        act: Act,
        mut change: impl FnMut(&mut Self, &mut rows::MinistryWork),
    ) -> UseCaseResult<AdvancedWork> {
        let ExpectedWorkVersion { question, ministry, version } = expected;
        self.authorize(question, act, Some(ministry)).await?;
        self.lock_works(question, ministry, &[]).await?;
        let (own, question) = self.lock_work(question, ministry, Some(version)).await?;
        let mut saved = SavedWork::from_row(&own);
        let (mut all, mut owed) = (vec![own.clone()], Vec::new());
        if let Some(answer) = own.answer_id {
            all.extend(works::lock_on_answer(self.db(), answer).await?.into_iter().filter(|work| work.question_id != own.question_id));
            owed = works::owed_on(self.db(), answer).await?;
        }
        for mut work in all {
            let may_leave = work.question_id != own.question_id && matches!(by, Step::Clear | Step::Submit);
            if let Some(answer) = work.answer_id.filter(|_| may_leave && !owed.contains(&work.question_id)) {
                detach_answer(self.db(), work, answer).await?;
                continue;
            }
            advance(&mut work, by)?;
            if work.question_id != own.question_id {
                work.version += 1;
            }
            change(self, &mut work);
            works::update(self.db(), &work).await?;
            if work.question_id == own.question_id {
                saved = SavedWork::from_row(&work);
            }
        }
        Ok(AdvancedWork { saved, question })
    }

    async fn record_work_events(&mut self, expected: ExpectedWorkVersion, kind: EventKind, reason: Option<&str>) -> UseCaseResult<()> {
        let answer = works::find(self.db(), expected.question, expected.ministry).await?.and_then(|work| work.answer_id);
        let questions = match answer {
            Some(answer) => answers::questions_of(self.db(), answer).await?,
            None => vec![expected.question],
        };
        for question in questions {
            let data = json!({ "ministry": expected.ministry, "answer": answer });
            self.record_event(question, kind, Some(self.today), reason, data).await?;
        }
        Ok(())
    }

    /// Locks the works that a step may change, in the order of their questions: the work on the question, those on the other questions
    /// of its answer, and those on the questions to be added.
    async fn lock_works(&self, question: i64, ministry: i64, also: &[i64]) -> UseCaseResult<()> {
        let mut questions: BTreeSet<i64> = also.iter().copied().chain([question]).collect();
        if let Some(answer) = works::find(self.db(), question, ministry).await?.and_then(|work| work.answer_id) {
            questions.extend(answers::questions_of(self.db(), answer).await?);
        }
        Ok(works::lock_all(self.db(), ministry, &questions).await?)
    }

    /// Locks a ministry's work, if it still owes an answer and nobody changed the work since the expected version. The caller has checked
    /// that the actor may do it. Returns the question as well, as it is now.
    pub(super) async fn lock_work(
        &mut self,
        question: i64,
        ministry: i64,
        version: Option<i64>,
    ) -> UseCaseResult<(rows::MinistryWork, rows::Question)> {
        let claimed = works::claim(self.db(), question, ministry, version).await?;
        let work = works::find(self.db(), question, ministry).await?.ok_or(UseCaseError::NotFound)?;
        if !claimed {
            return Err(UseCaseError::Conflict { current: work.version });
        }
        // After the claim: the answer may have been published while this waited for the lock.
        let question = questions::by_id(self.db(), question).await?.ok_or(UseCaseError::NotFound)?;
        self.must_owe(&question, ministry).await?;
        Ok((work, question))
    }

    /// Rejects a ministry that no longer has the question, or has answered it.
    pub(in crate::use_cases) async fn must_owe(&self, question: &rows::Question, ministry: i64) -> UseCaseResult<()> {
        let status: Status = question.status.parse()?;
        if status != Status::Transmitted {
            return Err(Refusal::WrongStatus(status).into());
        }
        let owing = attributions::owing(self.db(), &[question.id]).await?;
        if owing.iter().any(|part| part.ministry_id == ministry) { Ok(()) } else { Err(Refusal::NotTheirs.into()) }
    }

    /// Steps inside the ministry are written to the audit record only.
    fn audit_work(&mut self, work: &rows::MinistryWork, action: &str) {
        let data = json!({ "ministry": work.ministry_id, "answer": work.answer_id });
        self.record(format!("answer.{action}"), format!("question:{}", work.question_id), data);
    }
}

/// Detaches an answer from the question of one work. The answer continues for its other questions; the work stays assigned, or becomes
/// unassigned.
pub(in crate::use_cases) async fn detach_answer(db: &impl Connection, work: rows::MinistryWork, answer: i64) -> UseCaseResult<()> {
    let question = work.question_id;
    works::update(db, &rows::MinistryWork { version: work.version + 1, ..without_answer(work) }).await?;
    Ok(answers::remove_question(db, answer, question).await?)
}

/// Advances a work by one step.
pub(in crate::use_cases) fn advance(work: &mut rows::MinistryWork, by: Step) -> UseCaseResult<()> {
    let state: WorkState = work.state.parse()?;
    work.state = state.after(by)?.code().into();
    Ok(())
}

/// The work without its answer: assigned if somebody has it, else received.
pub(in crate::use_cases) fn without_answer(work: rows::MinistryWork) -> rows::MinistryWork {
    let state = if work.assigned_to.is_some() { WorkState::Assigned } else { WorkState::Received };
    rows::MinistryWork { state: state.code().into(), answer_id: None, submitted_on: None, ..work }
}
