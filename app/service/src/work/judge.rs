//! The Chamber publishes answers: those that ministries submitted, those that arrived on paper, and corrections. What is
//! published stays as it is.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind,
    access::Act,
    lifecycle::{Command, Refusal},
    preparation::{Step, WorkState},
};
use jawab_store::{answers, rows, works};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    AnswerInput, Kept, Outcome, Problem, Seen, Turn, UseCaseError,
    held::{Held, Told},
    prepare::{fresh, step},
};

/// An answer that was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// Its internal identity.
    pub id: i64,
    /// Its opaque public code.
    pub code: String,
    /// The question it was seen with, as it is now.
    pub question: Kept,
}

/// An answer that is about to be published, and the questions it is for, taken as they were before.
struct Given {
    row: rows::Answer,
    on: NaiveDate,
    command: Command,
    questions: Vec<Held>,
}

impl Turn {
    /// Accepts and publishes an answer that its ministry submitted, for every question it answers. `read` is the version of the ministry's
    /// work with which it was read: what was returned since and came back is another answer.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not submitted, or was published; [`UseCaseError::Conflict`] where another was read.
    pub async fn publish_answer(&mut self, seen: Seen, answer: i64, on: Option<NaiveDate>, read: i64) -> Outcome<KeptAnswer> {
        self.look(seen.question, Act::JudgeAnswer, None).await?;
        let row = self.answer_of(seen.question, answer).await?;
        if row.published_at.is_some() {
            return Err(Refusal::AnswerPublished.into());
        }
        let works = works::on_answer(self.db(), answer).await?;
        must_be_submitted(&works)?;
        let submitted_on = works.iter().filter_map(|work| work.submitted_on).max();
        let kind: AnswerKind = row.kind.parse()?;
        let given = self.take_answered(seen, row, on.or(submitted_on), Act::JudgeAnswer).await?;
        // Somebody may have returned it while this waited for its questions, and its ministry have submitted another text.
        let works = works::lock_on_answer(self.db(), answer).await?;
        must_be_submitted(&works)?;
        let current = works.iter().find(|work| work.question_id == seen.question).map(|work| work.version);
        if current != Some(read) {
            return Err(UseCaseError::Conflict { current: current.unwrap_or_default() });
        }
        let kept = self.give(seen, given).await?;
        for mut work in works.into_iter().filter(|_| kind == AnswerKind::Holding) {
            step(&mut work, Step::PublishHolding)?;
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..fresh(work) }).await?;
        }
        Ok(kept)
    }

    /// Records an answer that arrived outside the site, and publishes it. What its ministry was preparing stays with the ministry, and is
    /// there again if the answer is annulled.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the ministry owes none; [`UseCaseError::Invalid`] with every field at fault.
    pub async fn record_answer(&mut self, seen: Seen, ministry: i64, input: &AnswerInput) -> Outcome<KeptAnswer> {
        self.look(seen.question, Act::RecordAnswer, None).await?;
        if input.kind == AnswerKind::Correction {
            return Err(UseCaseError::field("kind", Problem::WrongAnswer));
        }
        let content = self.checked_answer(input, seen.question).await?;
        let id = self.write_answer(None, ministry, input, &content, None).await?;
        let row = self.answer_of(seen.question, id).await?;
        let given = self.take_answered(seen, row, None, Act::RecordAnswer).await?;
        self.give(seen, given).await
    }

    /// Publishes a correction of a published answer: a new answer that names it. Both stay readable.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingToCorrect`] where there is no such answer to this question.
    pub async fn correct_answer(&mut self, seen: Seen, answer: i64, input: &AnswerInput) -> Outcome<KeptAnswer> {
        self.look(seen.question, Act::JudgeAnswer, None).await?;
        let corrected = self.answer_of(seen.question, answer).await?;
        if corrected.published_at.is_none() || answers::is_annulled(self.db(), answer).await? {
            return Err(Refusal::NothingToCorrect.into());
        }
        let questions = answers::questions_of(self.db(), answer).await?;
        let input = AnswerInput { also: questions.into_iter().filter(|other| *other != seen.question).collect(), ..input.clone() };
        let content = self.checked_answer(&input, seen.question).await?;
        let ministry = corrected.ministry_id.ok_or(Refusal::NothingToCorrect)?;
        let id = self.write_answer(None, ministry, &input, &content, Some(answer)).await?;
        let row = self.answer_of(seen.question, id).await?;
        let given = self.take_answered(seen, row, None, Act::JudgeAnswer).await?;
        self.give(seen, given).await
    }

    async fn answer_of(&self, question: i64, answer: i64) -> Outcome<rows::Answer> {
        let row = answers::by_id(self.db(), answer).await?.ok_or(UseCaseError::NotFound)?;
        if answers::questions_of(self.db(), answer).await?.contains(&question) { Ok(row) } else { Err(UseCaseError::NotFound) }
    }

    /// Takes every question that an answer is for, in the order of their identities, where its life allows it to be given.
    async fn take_answered(&mut self, seen: Seen, row: rows::Answer, on: Option<NaiveDate>, act: Act) -> Outcome<Given> {
        let on = self.day("answered_on", row.answered_on.or(on))?;
        let ministry = row.ministry_id.ok_or(Refusal::NotTheirs)?;
        let command = Command::Answer { on, ministry, kind: row.kind.parse()? };
        let mut all = answers::questions_of(self.db(), row.id).await?;
        all.sort_unstable();
        let mut questions = Vec::new();
        for question in all {
            let version = (question == seen.question).then_some(seen.version);
            let held = self.take_for(question, version, act, None).await?;
            held.state.decide(command.clone())?;
            questions.push(held);
        }
        Ok(Given { row, on, command, questions })
    }

    /// Publishes an answer: each question it answers is told of it and settled by it.
    async fn give(&mut self, seen: Seen, given: Given) -> Outcome<KeptAnswer> {
        let Given { row, on, command, mut questions } = given;
        let data = json!({ "answer": row.id, "ministry": row.ministry_id, "corrects": row.corrects_id });
        // Before the questions are settled by it: what is published is not among what is taken back then.
        answers::publish(self.db(), row.id, on, self.now).await?;
        for held in &mut questions {
            self.decide(held, command.clone(), Told { on: Some(on), reason: None, data: data.clone() }).await?;
        }
        for held in &questions {
            self.write_languages(held.id()).await?;
        }
        Ok(KeptAnswer { id: row.id, code: row.code, question: self.kept(seen.question).await? })
    }
}

/// Refuses an answer that the Chamber has not, or no longer.
fn must_be_submitted(works: &[rows::MinistryWork]) -> Outcome<()> {
    for work in works {
        let state: WorkState = work.state.parse()?;
        if state != WorkState::Submitted {
            return Err(Refusal::WrongWorkState(state).into());
        }
    }
    Ok(())
}
