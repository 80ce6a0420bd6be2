//! What is pending on a question is closed as soon as it can no longer be decided, whoever brought that about: desks list only what can
//! be. Its end closes all of it: what is wrong then is put right from there.
//!
//! Nothing of it comes back by itself when the act that closed it is undone: whoever wants it asks again. Texts that ministries
//! prepared stay theirs.

use chrono::{DateTime, Utc};
use jawab_domain::{
    lifecycle::{Command, EventKind},
    preparation::WorkState,
};
use jawab_store::{
    Connection, answers, attributions, history, questions,
    requests::{self, TransferDecision},
    rows, rules, works,
};
use serde_json::{Value, json};

use super::{CorrectionInput, Outcome, Turn, UseCaseError, held::Held, prepare::leave};

/// Closes what can no longer be decided of a question as it is now, or all that is pending where it has just ended, for somebody who
/// brought that about otherwise than by a turn; what the history is to tell of it.
pub(crate) async fn close(db: &impl Connection, question: i64, ends: bool, by: &str, now: DateTime<Utc>) -> Outcome<Option<Value>> {
    if !requests::is_pending(db, question).await? {
        return Ok(None);
    }
    let row = questions::by_id(db, question).await?.ok_or(UseCaseError::NotFound)?;
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

impl<C: Connection> Closing<'_, C> {
    async fn close(&self, held: &Held, ends: bool) -> Outcome<Closed> {
        Ok(Closed {
            transfers: self.close_transfers(held).await?,
            answers: self.take_answers_back(held).await?,
            correction: self.close_correction(held, ends).await?,
        })
    }

    /// The requests of ministries that owe no answer any more; who asked.
    async fn close_transfers(&self, held: &Held) -> Outcome<Vec<i64>> {
        let mut closed = Vec::new();
        let open = requests::open_transfers(self.db, held.id()).await?;
        for row in open.into_iter().filter(|row| !held.owes(row.from_ministry_id)) {
            closed.push(row.from_ministry_id);
            requests::decide_transfer(self.db, row.id, TransferDecision::Closed, None, self.by.into(), self.now).await?;
        }
        Ok(closed)
    }

    /// Of ministries that owe none any more, answers that were agreed to or handed over go back as drafts; those for other questions too,
    /// which go on, go on without this one. Whose they are. Nothing that a ministry saved is lost by that: it lies with its work, which
    /// leads nobody there as long as the ministry owes nothing, and is as it was once it owes an answer again.
    async fn take_answers_back(&self, held: &Held) -> Outcome<Vec<i64>> {
        let agreed = [WorkState::Cleared, WorkState::Submitted].map(WorkState::code);
        let all = works::on_question(self.db, held.id()).await?;
        let mut back = Vec::new();
        for ministry in all.into_iter().map(|work| work.ministry_id).filter(|ministry| !held.owes(*ministry)) {
            let Some(work) = works::lock(self.db, held.id(), ministry).await? else { continue };
            // What was published was accepted; what was recorded on paper stands in its place.
            let Some(answer) = work.answer_id else { continue };
            if answers::is_published(self.db, answer).await? {
                continue;
            }
            if self.goes_on_for_others(&work, answer).await? {
                leave(self.db, work, answer).await?;
            } else if agreed.contains(&work.state.as_str()) {
                let state = WorkState::Drafted.code().into();
                works::update(self.db, &rows::MinistryWork { version: work.version + 1, state, submitted_on: None, ..work }).await?;
            } else {
                continue;
            }
            back.push(ministry);
        }
        Ok(back)
    }

    /// Whether an answer is for other questions as well to which it is owed. In the middle of a succession its works are not all of one
    /// ministry: each says whose it is.
    async fn goes_on_for_others(&self, of: &rows::MinistryWork, answer: i64) -> Outcome<bool> {
        let mut others = works::lock_on_answer(self.db, answer).await?;
        others.retain(|work| work.question_id != of.question_id);
        let ids: Vec<i64> = others.iter().map(|work| work.question_id).collect();
        let mut owing = attributions::owing(self.db, &ids).await?;
        owing.retain(|part| others.iter().any(|work| (work.question_id, work.ministry_id) == (part.question_id, part.ministry_id)));
        let owed: Vec<i64> = owing.into_iter().map(|part| part.question_id).collect();
        Ok(questions::is_any_transmitted(self.db, &owed).await?)
    }

    /// The wish for a correction that the question's life allows no longer, or any at its end; its kind.
    async fn close_correction(&self, held: &Held, ends: bool) -> Outcome<Option<String>> {
        let Some(asked) = requests::correction(self.db, held.id()).await? else { return Ok(None) };
        let rules = rules::calendar(self.db).await?.rules;
        let correction = CorrectionInput::of(&asked)?.correction(self.db, held, &rules).await;
        let allowed = !ends && correction.is_ok_and(|correction| held.state.decide(Command::Correct(correction)).is_ok());
        if allowed && self.is_of_its_ministry(held, &asked).await? {
            return Ok(None);
        }
        requests::drop_correction(self.db, held.id()).await?;
        Ok(Some(asked.kind))
    }

    /// Whether the referral that a wish names by its place is to the ministry that it was to when somebody asked: an import may have put
    /// another one there.
    async fn is_of_its_ministry(&self, held: &Held, asked: &rows::CorrectionRequest) -> Outcome<bool> {
        let Some(place) = asked.referral else { return Ok(true) };
        let told = history::latest_of(self.db, held.id(), &[EventKind::CorrectionAsked]).await?;
        let then = told.and_then(|row| row.data.get("ministry")?.as_i64());
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
