//! A ministry prepares its answer: received, assigned, drafted, cleared, submitted. All questions that one answer is for go
//! this way together.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Status,
    access::Act,
    lifecycle::{EventKind, Refusal},
    preparation::{Step, WorkState},
};
use jawab_store::{Connection, accounts, answers, attributions, questions, rows, works};
use serde_json::json;

use super::{AnswerInput, Outcome, Problem, SeenWork, Turn, UseCaseError, check};

/// A ministry's work as a use case left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeptWork {
    /// The question.
    pub question: i64,
    /// The ministry.
    pub ministry: i64,
    /// The version of the work now.
    pub version: i64,
    /// The answer that is being prepared.
    pub answer: Option<i64>,
}

impl KeptWork {
    fn of(row: &rows::MinistryWork) -> Self {
        Self { question: row.question_id, ministry: row.ministry_id, version: row.version, answer: row.answer_id }
    }

    /// It, for the next use case of the same turn.
    #[must_use]
    pub const fn seen(&self) -> SeenWork {
        SeenWork { question: self.question, ministry: self.ministry, version: self.version }
    }
}

impl Turn {
    /// Gives questions to somebody of the ministry, with an internal deadline: all of them or none. As they are then, in the order of the
    /// questions.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where the account does not work for the ministry.
    pub async fn assign(&mut self, works: &[SeenWork], to: Option<i64>, internal_due_on: Option<NaiveDate>) -> Outcome<Vec<KeptWork>> {
        let mut ordered = works.to_vec();
        ordered.sort_by_key(|seen| (seen.question, seen.ministry));
        let mut kept = Vec::new();
        for seen in ordered {
            let mut row = self.take_work(seen).await?;
            if let Some(to) = to {
                self.must_work_for(to, seen.ministry).await?;
            }
            step(&mut row, Step::Assign)?;
            (row.assigned_to, row.internal_due_on) = (to, internal_due_on);
            works::update(self.db(), &row).await?;
            let data = json!({ "ministry": seen.ministry, "account": to, "internal_due_on": internal_due_on });
            self.tell(seen.question, EventKind::Assigned, None, None, data).await?;
            kept.push(KeptWork::of(&row));
        }
        Ok(kept)
    }

    async fn must_work_for(&self, account: i64, ministry: i64) -> Outcome<()> {
        let works = accounts::works_for(self.db(), account, ministry).await?;
        if works { Ok(()) } else { Err(UseCaseError::field("to", Problem::NotOfMinistry)) }
    }

    /// Writes the answer of a ministry, holding or final, for one question or several.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the Chamber has it; [`UseCaseError::Conflict`] where a colleague wrote meanwhile;
    /// [`UseCaseError::Invalid`] with every field at fault, `also.0` where that other question is answered apart already.
    pub async fn draft_answer(&mut self, seen: SeenWork, input: &AnswerInput) -> Outcome<KeptWork> {
        self.hold_works(seen, Act::PrepareAnswer, &input.also).await?;
        let mut own = self.take_work(seen).await?;
        let content = self.checked_answer(input, seen.question).await?;
        if input.kind == AnswerKind::Correction {
            return Err(UseCaseError::field("kind", Problem::WrongAnswer));
        }
        step(&mut own, Step::Draft)?;
        let known = own.answer_id;
        let mut taken = vec![own];
        for other in &content.also {
            let mut work = self.take_work_of(*other, seen.ministry, None, Act::PrepareAnswer).await?;
            if work.answer_id.is_some() && work.answer_id != known {
                let n = input.also.iter().position(|id| id == other).unwrap_or_default();
                return Err(UseCaseError::field(format!("also.{n}"), Problem::Exists));
            }
            step(&mut work, Step::Draft)?;
            taken.push(work);
        }
        self.must_follow(&content.questions, seen.ministry, (input.kind, input.answered_on)).await?;
        let answer = self.write_answer(known, seen.ministry, input, &content, None).await?;
        let works = works::lock_on_answer(self.db(), answer).await?;
        for work in works.into_iter().filter(|work| !content.questions.contains(&work.question_id)) {
            works::update(self.db(), &rows::MinistryWork { version: work.version + 1, ..fresh(work) }).await?;
        }
        for work in &mut taken {
            work.answer_id = Some(answer);
            works::update(self.db(), work).await?;
            self.note_work(work, "drafted");
        }
        taken.first().map(KeptWork::of).ok_or(UseCaseError::NotFound)
    }

    /// The ministry agrees to its answer.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where nothing was drafted; [`UseCaseError::Invalid`] where the ministry had no such question yet on the
    /// day of the answer.
    pub async fn clear_answer(&mut self, seen: SeenWork) -> Outcome<KeptWork> {
        let kept = self.step_together(seen, Step::Clear, Act::PrepareAnswer, |turn, work| turn.note_work(work, "cleared")).await?;
        self.must_still_follow(kept).await?;
        Ok(kept)
    }

    /// Hands the answer to the Chamber.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not cleared; [`UseCaseError::Invalid`] as for [`Turn::clear_answer`].
    pub async fn submit_answer(&mut self, seen: SeenWork) -> Outcome<KeptWork> {
        let today = self.today;
        let kept = self
            .step_together(seen, Step::Submit, Act::PrepareAnswer, |_, work| {
                work.submitted_on = Some(today);
                work.returned_reason = None;
            })
            .await?;
        self.must_still_follow(kept).await?;
        self.tell_works(seen, EventKind::AnswerSubmitted, None).await?;
        Ok(kept)
    }

    /// The ministry takes back an answer that it handed over and the Chamber has not decided on: as it agreed to it.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the Chamber does not have it, or published it; [`UseCaseError::Conflict`] where it returned it, or
    /// accepted it as a holding answer.
    pub async fn recall_answer(&mut self, seen: SeenWork) -> Outcome<KeptWork> {
        let kept = self.step_together(seen, Step::Recall, Act::PrepareAnswer, |_, work| work.submitted_on = None).await?;
        self.tell_works(seen, EventKind::AnswerRecalled, None).await?;
        Ok(kept)
    }

    /// The Chamber hands a submitted answer back.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not submitted, or was published.
    pub async fn return_answer(&mut self, seen: SeenWork, reason: &str) -> Outcome<KeptWork> {
        let reason = check::reason(reason)?;
        let why = reason.clone();
        let kept = self
            .step_together(seen, Step::Return, Act::JudgeAnswer, move |_, work| {
                work.submitted_on = None;
                work.returned_reason = Some(why.clone());
            })
            .await?;
        self.tell_works(seen, EventKind::AnswerReturned, Some(&reason)).await?;
        Ok(kept)
    }

    /// Does a step to an answer, for all questions that it is for. On its way to the Chamber it leaves those to which none is owed any
    /// more, as one that lapsed: it could not be accepted for them.
    async fn step_together(
        &mut self,
        seen: SeenWork,
        by: Step,
        act: Act,
        mut change: impl FnMut(&mut Self, &mut rows::MinistryWork),
    ) -> Outcome<KeptWork> {
        self.hold_works(seen, act, &[]).await?;
        let own = self.take_work_of(seen.question, seen.ministry, Some(seen.version), act).await?;
        let mut kept = KeptWork::of(&own);
        let mut all = vec![own.clone()];
        if let Some(answer) = own.answer_id {
            all.extend(works::lock_on_answer(self.db(), answer).await?.into_iter().filter(|work| work.question_id != own.question_id));
        }
        for mut work in all {
            let may_leave = work.question_id != own.question_id && matches!(by, Step::Clear | Step::Submit);
            if let Some(answer) = work.answer_id.filter(|_| may_leave)
                && !self.is_owed(&work).await?
            {
                leave(self.db(), work, answer).await?;
                continue;
            }
            step(&mut work, by)?;
            if work.question_id != own.question_id {
                work.version += 1;
            }
            change(self, &mut work);
            works::update(self.db(), &work).await?;
            if work.question_id == own.question_id {
                kept = KeptWork::of(&work);
            }
        }
        Ok(kept)
    }

    async fn tell_works(&mut self, seen: SeenWork, kind: EventKind, reason: Option<&str>) -> Outcome<()> {
        let answer = works::of(self.db(), seen.question, seen.ministry).await?.and_then(|work| work.answer_id);
        let questions = match answer {
            Some(answer) => answers::questions_of(self.db(), answer).await?,
            None => vec![seen.question],
        };
        for question in questions {
            let data = json!({ "ministry": seen.ministry, "answer": answer });
            self.tell(question, kind, Some(self.today), reason, data).await?;
        }
        Ok(())
    }

    /// Has the works that a step to an answer may change, in the order of their questions: on the question it was seen with, on what its
    /// answer is for as well, and on others that it shall be for.
    async fn hold_works(&self, seen: SeenWork, act: Act, also: &[i64]) -> Outcome<()> {
        self.look(seen.question, act, Some(seen.ministry)).await?;
        let mut questions: BTreeSet<i64> = also.iter().copied().chain([seen.question]).collect();
        if let Some(answer) = works::of(self.db(), seen.question, seen.ministry).await?.and_then(|work| work.answer_id) {
            questions.extend(answers::questions_of(self.db(), answer).await?);
        }
        Ok(works::lock_all(self.db(), seen.ministry, &questions).await?)
    }

    /// Takes a ministry's work in hand, for the ministry.
    async fn take_work(&mut self, seen: SeenWork) -> Outcome<rows::MinistryWork> {
        self.take_work_of(seen.question, seen.ministry, Some(seen.version), Act::PrepareAnswer).await
    }

    /// Takes a ministry's work in hand: it still owes an answer, and nobody changed the work since it was seen.
    pub(super) async fn take_work_of(
        &mut self,
        question: i64,
        ministry: i64,
        version: Option<i64>,
        act: Act,
    ) -> Outcome<rows::MinistryWork> {
        self.look(question, act, Some(ministry)).await?;
        let claimed = works::claim(self.db(), question, ministry, version).await?;
        let work = works::of(self.db(), question, ministry).await?.ok_or(UseCaseError::NotFound)?;
        if !claimed {
            return Err(UseCaseError::Conflict { current: work.version });
        }
        // Once the work is claimed: its answer may have been published while this waited for it.
        self.must_owe(question, ministry).await?;
        Ok(work)
    }

    /// Refuses where a ministry has a question no longer, or has answered it.
    pub(super) async fn must_owe(&self, question: i64, ministry: i64) -> Outcome<()> {
        let row = questions::by_id(self.db(), question).await?.ok_or(UseCaseError::NotFound)?;
        let status: Status = row.status.parse()?;
        if status != Status::Transmitted {
            return Err(Refusal::WrongStatus(status).into());
        }
        let owing = attributions::owing(self.db(), &[row.id]).await?;
        if owing.iter().any(|part| part.ministry_id == ministry) { Ok(()) } else { Err(Refusal::NotTheirs.into()) }
    }

    /// Whether a ministry still owes the answer that it is at work on.
    async fn is_owed(&self, work: &rows::MinistryWork) -> Outcome<bool> {
        match self.must_owe(work.question_id, work.ministry_id).await {
            Ok(()) => Ok(true),
            Err(UseCaseError::Refused(_)) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Inside the ministry, steps are for the audit record alone.
    fn note_work(&mut self, work: &rows::MinistryWork, action: &str) {
        let data = json!({ "ministry": work.ministry_id, "answer": work.answer_id });
        self.record(format!("answer.{action}"), format!("question:{}", work.question_id), data);
    }
}

/// An answer that a ministry prepares goes on for other questions, without the one of this work: there it is somebody's still, or nobody's.
pub(super) async fn leave(db: &impl Connection, work: rows::MinistryWork, answer: i64) -> Outcome<()> {
    let question = work.question_id;
    works::update(db, &rows::MinistryWork { version: work.version + 1, ..fresh(work) }).await?;
    Ok(answers::clear_edge(db, answer, question).await?)
}

/// Moves a work on by a step.
pub(super) fn step(work: &mut rows::MinistryWork, by: Step) -> Outcome<()> {
    let state: WorkState = work.state.parse()?;
    work.state = state.after(by)?.code().into();
    Ok(())
}

/// A work whose answer is no longer for its question: somebody's still, or nobody's.
pub(super) fn fresh(work: rows::MinistryWork) -> rows::MinistryWork {
    let state = if work.assigned_to.is_some() { WorkState::Assigned } else { WorkState::Received };
    rows::MinistryWork { state: state.code().into(), answer_id: None, submitted_on: None, ..work }
}
