//! What is pending on a question is closed as soon as it can no longer be decided: desks list only what can be. Its end closes
//! all of it: what is wrong then is put right from there.
//!
//! Nothing of it comes back by itself when the act that closed it is undone: whoever wants it asks again. Texts that ministries
//! prepared stay theirs.

use jawab_domain::{
    Status,
    lifecycle::{Command, EventKind},
    preparation::WorkState,
};
use jawab_store::entity::{answer, correction_request, ministry_work, transfer_request};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::json;

use super::{CorrectionInput, Outcome, Turn, held::Held};

/// How a request for a transfer is decided that ended with the question.
pub(crate) const CLOSED: &str = "closed";

impl Turn {
    /// Closes what can no longer be decided of a question, or all that is pending where it has just ended, and tells of it.
    pub(super) async fn close_pending(&mut self, held: &Held, ends: bool) -> Outcome<()> {
        let transfers = self.close_transfers(held).await?;
        // What was answered was settled by an answer of the ministry's own, or by one in its place.
        let goes_on = matches!(held.state.status, Status::Transmitted | Status::Answered);
        let answers = if goes_on { Vec::new() } else { self.take_answers_back(held.id()).await? };
        let correction = self.close_correction(held, ends).await?;
        if !transfers.is_empty() || !answers.is_empty() || correction.is_some() {
            let data = json!({ "transfers": transfers, "answers": answers, "correction": correction });
            self.tell(held.id(), EventKind::PendingClosed, None, None, data).await?;
        }
        Ok(())
    }

    /// The requests of ministries that owe no answer any more; who asked.
    async fn close_transfers(&self, held: &Held) -> Outcome<Vec<i64>> {
        let owes = |ministry: i64| {
            held.state.status == Status::Transmitted
                && held.state.attributions.iter().any(|part| part.ministry == ministry && part.is_open())
        };
        let open = transfer_request::Entity::find()
            .filter(transfer_request::COLUMN.question_id.eq(held.id()))
            .filter(transfer_request::COLUMN.decision.is_null());
        let mut closed = Vec::new();
        for row in open.all(self.db()).await?.into_iter().filter(|row| !owes(row.from_ministry_id)) {
            closed.push(row.from_ministry_id);
            let mut row = row.into_active_model();
            (row.decision, row.decided_by, row.decided_at) = (Set(Some(CLOSED.into())), Set(Some(self.by())), Set(Some(self.now)));
            row.update(self.db()).await?;
        }
        Ok(closed)
    }

    /// Answers that were agreed to or handed over go back to their ministries as drafts; those for other questions too go on
    /// without this one. Whose they are.
    async fn take_answers_back(&mut self, question: i64) -> Outcome<Vec<i64>> {
        let agreed = [WorkState::Cleared, WorkState::Submitted].map(WorkState::code);
        let works = ministry_work::Entity::find()
            .filter(ministry_work::COLUMN.question_id.eq(question))
            .filter(ministry_work::Column::AnswerId.is_not_null());
        let mut back = Vec::new();
        for work in works.all(self.db()).await? {
            let Some(id) = work.answer_id else { continue };
            let published = answer::Entity::find_by_id(id).one(self.db()).await?.is_some_and(|row| row.published_at.is_some());
            if published {
                continue;
            }
            let ministry = work.ministry_id;
            if self.works_of(id).await?.len() > 1 {
                self.leave_work(question, ministry).await?;
            } else if agreed.contains(&work.state.as_str()) {
                let state = WorkState::Drafted.code().into();
                self.save_work(&ministry_work::Model { version: work.version + 1, state, submitted_on: None, ..work }).await?;
            } else {
                continue;
            }
            back.push(ministry);
        }
        Ok(back)
    }

    /// The wish for a correction that the question's life allows no longer, or any at its end; its kind.
    async fn close_correction(&mut self, held: &Held, ends: bool) -> Outcome<Option<String>> {
        let Some(asked) = correction_request::Entity::find_by_id(held.id()).one(self.db()).await? else { return Ok(None) };
        let correction = CorrectionInput::of(&asked)?.correction(held, &self.calendar().await?.rules);
        if !ends && correction.is_ok_and(|correction| held.state.decide(Command::Correct(correction)).is_ok()) {
            return Ok(None);
        }
        correction_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
        Ok(Some(asked.kind))
    }
}
