//! What is pending on a question is closed as soon as it can no longer be decided, whoever brought that about: desks list only what can
//! be. Its end closes all of it: what is wrong then is put right from there.
//!
//! Nothing of it comes back by itself when the act that closed it is undone: whoever wants it asks again. Texts that ministries
//! prepared stay theirs.

use chrono::{DateTime, Utc};
use jawab_domain::{
    Status,
    lifecycle::{Command, EventKind},
    preparation::WorkState,
};
use jawab_store::{
    entity::{correction_request, event, ministry_work, question, transfer_request},
    rules,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ConnectionTrait, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
    Statement,
};
use serde_json::{Value, json};

use super::{CorrectionInput, Outcome, Turn, UseCaseError, held::Held, works};

/// How a request for a transfer is decided that ended with the question.
pub(super) const CLOSED: &str = "closed";

/// Whether there is anything of a question (`q`) that may have to be closed.
pub(super) const PENDING: &str = "(EXISTS (SELECT 1 FROM transfer_request r WHERE r.question_id = q.id AND r.decision IS NULL) \
     OR EXISTS (SELECT 1 FROM ministry_work w WHERE w.question_id = q.id AND w.answer_id IS NOT NULL) \
     OR EXISTS (SELECT 1 FROM correction_request c WHERE c.question_id = q.id))";

/// Closes what can no longer be decided of a question as it is now, or all that is pending where it has just ended, for somebody who
/// brought that about otherwise than by a turn; what the history is to tell of it.
pub(crate) async fn close(db: &impl ConnectionTrait, question: i64, ends: bool, by: &str, now: DateTime<Utc>) -> Outcome<Option<Value>> {
    let sql = format!("SELECT q.id FROM question q WHERE q.id = $1 AND {PENDING}");
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [question.into()]);
    if db.query_one_raw(statement).await?.is_none() {
        return Ok(None);
    }
    let row = question::Entity::find_by_id(question).one(db).await?.ok_or(UseCaseError::NotFound)?;
    let held = Held::load(db, row).await?;
    Ok(Closing { db, by, now }.close(&held, ends).await?.told())
}

/// Who closes what is pending, and when.
struct Closing<'a, C> {
    db: &'a C,
    by: &'a str,
    now: DateTime<Utc>,
}

/// What was closed of a question.
struct Closed {
    /// The ministries that had asked for a transfer.
    transfers: Vec<i64>,
    /// The ministries whose answers went back.
    answers: Vec<i64>,
    /// The kind of the correction that was wished for.
    correction: Option<String>,
}

impl Closed {
    /// What the history tells of it; nothing where there was none.
    fn told(&self) -> Option<Value> {
        let Self { transfers, answers, correction } = self;
        let nothing = transfers.is_empty() && answers.is_empty() && correction.is_none();
        (!nothing).then(|| json!({ "transfers": transfers, "answers": answers, "correction": correction }))
    }
}

impl<C: ConnectionTrait> Closing<'_, C> {
    async fn close(&self, held: &Held, ends: bool) -> Outcome<Closed> {
        Ok(Closed {
            transfers: self.close_transfers(held).await?,
            answers: self.take_answers_back(held).await?,
            correction: self.close_correction(held, ends).await?,
        })
    }

    /// The requests of ministries that owe no answer any more; who asked.
    async fn close_transfers(&self, held: &Held) -> Outcome<Vec<i64>> {
        let open = transfer_request::Entity::find()
            .filter(transfer_request::COLUMN.question_id.eq(held.id()))
            .filter(transfer_request::COLUMN.decision.is_null());
        let mut closed = Vec::new();
        for row in open.all(self.db).await?.into_iter().filter(|row| !held.owes(row.from_ministry_id)) {
            closed.push(row.from_ministry_id);
            let mut row = row.into_active_model();
            (row.decision, row.decided_by, row.decided_at) = (Set(Some(CLOSED.into())), Set(Some(self.by.into())), Set(Some(self.now)));
            row.update(self.db).await?;
        }
        Ok(closed)
    }

    /// Of ministries that owe none any more, answers that were agreed to or handed over go back as drafts; those for other questions too,
    /// which go on, go on without this one. Whose they are.
    async fn take_answers_back(&self, held: &Held) -> Outcome<Vec<i64>> {
        let agreed = [WorkState::Cleared, WorkState::Submitted].map(WorkState::code);
        let all = ministry_work::Entity::find()
            .filter(ministry_work::COLUMN.question_id.eq(held.id()))
            .order_by_asc(ministry_work::COLUMN.ministry_id);
        let mut back = Vec::new();
        for ministry in all.all(self.db).await?.into_iter().map(|work| work.ministry_id).filter(|ministry| !held.owes(*ministry)) {
            let Some(work) = works::hold(self.db, held.id(), ministry).await? else { continue };
            // What was published was accepted; what was recorded on paper stands in its place.
            let Some(answer) = work.answer_id else { continue };
            if works::is_published(self.db, answer).await? {
                continue;
            }
            if self.goes_on_for_others(held.id(), answer).await? {
                works::leave(self.db, held.id(), ministry).await?;
            } else if agreed.contains(&work.state.as_str()) {
                let state = WorkState::Drafted.code().into();
                works::save(self.db, &ministry_work::Model { version: work.version + 1, state, submitted_on: None, ..work }).await?;
            } else {
                continue;
            }
            back.push(ministry);
        }
        Ok(back)
    }

    /// Whether an answer is for other questions as well that wait for it.
    async fn goes_on_for_others(&self, question: i64, answer: i64) -> Outcome<bool> {
        let others = works::of(self.db, answer).await?.into_iter().map(|work| work.question_id).filter(|other| *other != question);
        let open = question::Entity::find()
            .filter(question::COLUMN.id.is_in(others))
            .filter(question::COLUMN.status.eq(Status::Transmitted.code()));
        Ok(open.one(self.db).await?.is_some())
    }

    /// The wish for a correction that the question's life allows no longer, or any at its end; its kind.
    async fn close_correction(&self, held: &Held, ends: bool) -> Outcome<Option<String>> {
        let Some(asked) = correction_request::Entity::find_by_id(held.id()).one(self.db).await? else { return Ok(None) };
        let correction = CorrectionInput::of(&asked)?.correction(held, &rules::calendar(self.db).await?.rules);
        let allowed = !ends && correction.is_ok_and(|correction| held.state.decide(Command::Correct(correction)).is_ok());
        if allowed && self.is_of_its_ministry(held, &asked).await? {
            return Ok(None);
        }
        correction_request::Entity::delete_by_id(held.id()).exec(self.db).await?;
        Ok(Some(asked.kind))
    }

    /// Whether the referral that a wish names by its place is to the ministry that it was to when somebody asked: an import may have put
    /// another one there.
    async fn is_of_its_ministry(&self, held: &Held, asked: &correction_request::Model) -> Outcome<bool> {
        let Some(place) = asked.referral else { return Ok(true) };
        let told = event::Entity::find()
            .filter(event::COLUMN.question_id.eq(held.id()))
            .filter(event::COLUMN.kind.eq(EventKind::CorrectionAsked.code()))
            .order_by_desc(event::COLUMN.id);
        let then = told.one(self.db).await?.and_then(|row| row.data.get("ministry")?.as_i64());
        let now = held.parts.iter().find(|part| part.position == place).map(|part| part.ministry_id);
        Ok(then.is_none() || then == now)
    }
}

impl Turn {
    /// Closes what can no longer be decided of a question, or all that is pending where it has just ended, and tells of it.
    pub(super) async fn close_pending(&mut self, held: &Held, ends: bool) -> Outcome<()> {
        let (by, now) = (self.by(), self.now);
        let closed = Closing { db: self.db(), by: &by, now }.close(held, ends).await?;
        match closed.told() {
            Some(data) => self.tell(held.id(), EventKind::PendingClosed, None, None, data).await,
            None => Ok(()),
        }
    }
}
