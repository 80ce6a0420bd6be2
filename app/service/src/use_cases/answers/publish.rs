//! The Chamber publishes answers: submitted by ministries, received on paper, or corrections. A published answer is never edited.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind,
    access::Act,
    field::FieldName,
    lifecycle::{Command, Refusal},
    preparation::{Step, WorkState},
};
use jawab_store::{answers, rows, works};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::use_cases::{
    AnswerInput, ExpectedVersion, Problem, SavedQuestion, UnitOfWork, UseCaseError, UseCaseResult,
    answers::prepare::{advance, without_answer},
    questions::loaded_question::{EventDetails, LoadedQuestion},
};

/// An answer that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAnswer {
    /// Its internal identity.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// The expected question, as it is now.
    pub question: SavedQuestion,
}

/// An answer about to be published, and its questions, loaded before the change.
struct LockedAnswer {
    row: rows::Answer,
    on: NaiveDate,
    command: Command,
    questions: Vec<LoadedQuestion>,
}

impl UnitOfWork {
    /// Accepts and publishes a submitted answer for every question that it answers. `read` is the version of the ministry's work that
    /// the clerk read: an answer that was returned and submitted again since is another one.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if it is not submitted, or is published; [`UseCaseError::Conflict`] if `read` is not the current
    /// version.
    pub async fn publish_answer(
        &mut self,
        expected: ExpectedVersion,
        answer: i64,
        on: Option<NaiveDate>,
        read: i64,
    ) -> UseCaseResult<SavedAnswer> {
        let question = self.authorize(expected.question, Act::JudgeAnswer, None).await?;
        let row = self.answer_of(question.id, answer).await?;
        if row.published_at.is_some() {
            return Err(Refusal::AnswerPublished.into());
        }
        let works = works::on_answer(self.db(), answer).await?;
        must_be_submitted(&works)?;
        let submitted_on = works.iter().filter_map(|work| work.submitted_on).max();
        let kind: AnswerKind = row.kind.parse()?;
        let given = self.lock_answered(expected, row, on.or(submitted_on), (Act::JudgeAnswer, &[question.id])).await?;
        // Somebody may have returned it while this waited for the questions, and its ministry may have submitted another text.
        let works = works::lock_on_answer(self.db(), answer).await?;
        must_be_submitted(&works)?;
        let current = works.iter().find(|work| work.question_id == expected.question).map(|work| work.version);
        if current != Some(read) {
            return Err(UseCaseError::Conflict { current: current.unwrap_or_default() });
        }
        let saved = self.publish_locked(expected, given).await?;
        for mut work in works.into_iter().filter(|_| kind == AnswerKind::Holding) {
            advance(&mut work, Step::PublishHolding)?;
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..without_answer(work) }).await?;
        }
        Ok(saved)
    }

    /// Records and publishes an answer that arrived outside the site. What its ministry was preparing for these questions alone is kept, and
    /// is available again if the answer is annulled. An answer that is also for other questions continues for those.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if the ministry owes none; [`UseCaseError::Invalid`] with every invalid field.
    pub async fn record_answer(&mut self, expected: ExpectedVersion, ministry: i64, input: &AnswerInput) -> UseCaseResult<SavedAnswer> {
        let question = self.authorize(expected.question, Act::RecordAnswer, None).await?;
        if input.kind == AnswerKind::Correction {
            return Err(UseCaseError::field(FieldName::AnswerKind, Problem::WrongAnswer));
        }
        let content = self.checked_answer(input, &question, (Act::RecordAnswer, None)).await?;
        let id = self.write_answer(None, ministry, input, &content, None).await?;
        let row = self.answer_of(question.id, id).await?;
        let given = self.lock_answered(expected, row, None, (Act::RecordAnswer, &content.questions)).await?;
        self.publish_locked(expected, given).await
    }

    /// Publishes a correction of a published answer: a new answer that refers to it. Both stay readable.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingToCorrect`] if the question has no such answer.
    pub async fn correct_answer(&mut self, expected: ExpectedVersion, answer: i64, input: &AnswerInput) -> UseCaseResult<SavedAnswer> {
        let question = self.authorize(expected.question, Act::JudgeAnswer, None).await?;
        let corrected = self.answer_of(question.id, answer).await?;
        if corrected.published_at.is_none() || answers::is_annulled(self.db(), answer).await? {
            return Err(Refusal::NothingToCorrect.into());
        }
        let questions = answers::questions_of(self.db(), answer).await?;
        let input = AnswerInput { also: questions.into_iter().filter(|other| *other != question.id).collect(), ..input.clone() };
        let content = self.checked_answer(&input, &question, (Act::JudgeAnswer, None)).await?;
        let ministry = corrected.ministry_id.ok_or(Refusal::NothingToCorrect)?;
        let id = self.write_answer(None, ministry, &input, &content, Some(answer)).await?;
        let row = self.answer_of(question.id, id).await?;
        let given = self.lock_answered(expected, row, None, (Act::JudgeAnswer, &content.questions)).await?;
        self.publish_locked(expected, given).await
    }

    async fn answer_of(&self, question: i64, answer: i64) -> UseCaseResult<rows::Answer> {
        let row = answers::by_id(self.db(), answer).await?.ok_or(UseCaseError::NotFound)?;
        if answers::questions_of(self.db(), answer).await?.contains(&question) { Ok(row) } else { Err(UseCaseError::NotFound) }
    }

    /// Locks every question of an answer, ordered by id, and checks that the lifecycle allows the answer for each. The actor may do the
    /// act to those that are `authorized`; for the others this is checked.
    async fn lock_answered(
        &mut self,
        expected: ExpectedVersion,
        row: rows::Answer,
        on: Option<NaiveDate>,
        (act, authorized): (Act, &[i64]),
    ) -> UseCaseResult<LockedAnswer> {
        let on = self.day(FieldName::AnsweredOn, row.answered_on.or(on))?;
        let ministry = row.ministry_id.ok_or(Refusal::NotTheirs)?;
        let command = Command::Answer { on, ministry, kind: row.kind.parse()? };
        let mut all = answers::questions_of(self.db(), row.id).await?;
        all.sort_unstable();
        let mut questions = Vec::new();
        for question in all {
            let version = (question == expected.question).then_some(expected.version);
            let loaded = if authorized.contains(&question) {
                self.lock_authorized(question, version).await?
            } else {
                self.lock_for(question, version, act, None).await?
            };
            loaded.state.decide(command.clone())?;
            questions.push(loaded);
        }
        Ok(LockedAnswer { row, on, command, questions })
    }

    /// Publishes an answer: records the event on each question and settles the question.
    async fn publish_locked(&mut self, expected: ExpectedVersion, given: LockedAnswer) -> UseCaseResult<SavedAnswer> {
        let LockedAnswer { row, on, command, mut questions } = given;
        let data = json!({ "answer": row.id, "ministry": row.ministry_id, "corrects": row.corrects_id });
        // Before the questions are settled: a published answer is not among those that settling takes back.
        answers::publish(self.db(), row.id, on, self.now).await?;
        for loaded in &mut questions {
            self.decide(loaded, command.clone(), EventDetails { on: Some(on), reason: None, data: data.clone() }).await?;
        }
        for loaded in &questions {
            self.write_languages(loaded.id()).await?;
        }
        let question = questions.iter().find(|loaded| loaded.id() == expected.question).ok_or(UseCaseError::NotFound)?;
        Ok(SavedAnswer { id: row.id, code: row.code, question: question.saved() })
    }
}

/// Rejects an answer that is not with the Chamber.
fn must_be_submitted(works: &[rows::MinistryWork]) -> UseCaseResult<()> {
    for work in works {
        let state: WorkState = work.state.parse()?;
        if state != WorkState::Submitted {
            return Err(Refusal::WrongWorkState(state).into());
        }
    }
    Ok(())
}
