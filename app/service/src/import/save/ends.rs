//! The end of a question, compared with the answers in the records of other questions.

use jawab_domain::{
    AnswerKind, Status,
    lifecycle::{PublishedAnswer, State},
};
use jawab_store::{Connection, answers, questions};

use super::{SaveError, Saver};
use crate::import::{
    draft::{Answer, Draft},
    report::RecordProblem,
};

impl<C: Connection> Saver<'_, C> {
    /// Rejects a record whose question ended before an answer from another record.
    pub(super) async fn must_end_after_answers(&self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        if draft.ended_on.is_none() {
            return Ok(());
        }
        let mut answers = Vec::new();
        for row in answers::published(self.db, id).await? {
            answers.push(PublishedAnswer { ministry: row.ministry_id, kind: row.kind.parse::<AnswerKind>()?, on: row.answered_on });
        }
        match (State { answers, ..draft.state() }).act_after_end() {
            Some(_) => Err(SaveError::Record("ended_on".into(), RecordProblem::Before("an answer that another record gives".into()))),
            None => Ok(()),
        }
    }

    /// Rejects an answer to another question that had ended before it.
    pub(super) async fn must_not_have_ended(&self, field: String, other: i64, answer: &Answer) -> Result<(), SaveError> {
        let Some(row) = questions::by_id(self.db, other).await? else { return Ok(()) };
        let status = row.status.parse::<Status>()?;
        let state = State {
            status,
            answers: vec![PublishedAnswer { ministry: None, kind: answer.kind, on: answer.date }],
            ended_from: status.has_ended().then_some(Status::Transmitted),
            ended_on: row.ended_on,
            ..State::default()
        };
        match row.ended_on.filter(|_| state.act_after_end().is_some()) {
            Some(day) => Err(SaveError::Record(field, RecordProblem::EndedBefore(day))),
            None => Ok(()),
        }
    }
}
