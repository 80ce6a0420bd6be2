//! Closes pending requests on a question as soon as they can no longer be decided, whoever caused that: lists show only what can be
//! decided. The end of a question closes all of them; errors are then corrected from the ended question.
//!
//! Closed requests do not reopen when the act that closed them is undone: they must be made again. Texts that ministries prepared are
//! kept.

use chrono::{DateTime, Utc};
use jawab_domain::{
    access::{Act, Actor},
    lifecycle::{Command, EventKind},
    preparation::WorkState,
};
use jawab_store::{
    Connection, answers, history, questions,
    requests::{self, TransferDecision},
    rows, rules, works,
};
use serde_json::{Value, json};

use crate::use_cases::{
    CorrectionInput, UnitOfWork, UseCaseError, UseCaseResult, UseCases,
    answers::prepare::detach_answer,
    questions::loaded_question::{LoadedQuestion, authorize},
};

/// Closes the requests on a question that can no longer be decided, or all of them if it has just ended. For changes made outside a
/// unit of work. Returns the data of the history event.
pub(crate) async fn close(db: &impl Connection, question: i64, ends: bool, by: &str, now: DateTime<Utc>) -> UseCaseResult<Option<Value>> {
    if !requests::is_pending(db, question).await? {
        return Ok(None);
    }
    let row = questions::by_id(db, question).await?.ok_or(UseCaseError::NotFound)?;
    let loaded = LoadedQuestion::load(db, row).await?;
    Ok(PendingCloser { db, by, now }.close(&loaded, ends).await?.event_data())
}

/// Who closes the requests, and when.
struct PendingCloser<'a, C> {
    db: &'a C,
    by: &'a str,
    now: DateTime<Utc>,
}

/// The closed requests of a question.
struct ClosedRequests {
    /// The ministries that asked for a transfer.
    transfers: Vec<i64>,
    /// The ministries whose answers were returned.
    answers: Vec<i64>,
    /// The kind of the requested correction.
    correction: Option<String>,
}

impl ClosedRequests {
    /// The data of the history event; `None` if nothing was closed.
    fn event_data(&self) -> Option<Value> {
        let Self { transfers, answers, correction } = self;
        let nothing = transfers.is_empty() && answers.is_empty() && correction.is_none();
        (!nothing).then(|| json!({ "transfers": transfers, "answers": answers, "correction": correction }))
    }
}

impl<C: Connection> PendingCloser<'_, C> {
    async fn close(&self, loaded: &LoadedQuestion, ends: bool) -> UseCaseResult<ClosedRequests> {
        Ok(ClosedRequests {
            transfers: self.close_transfers(loaded).await?,
            answers: self.return_answers(loaded).await?,
            correction: self.close_correction(loaded, ends).await?,
        })
    }

    /// Closes the transfer requests of ministries that no longer owe an answer. Returns these ministries.
    async fn close_transfers(&self, loaded: &LoadedQuestion) -> UseCaseResult<Vec<i64>> {
        let mut closed = Vec::new();
        let open = requests::open_transfers(self.db, loaded.id()).await?;
        for row in open.into_iter().filter(|row| !loaded.owes(row.from_ministry_id)) {
            closed.push(row.from_ministry_id);
            requests::decide_transfer(self.db, row.id, TransferDecision::Closed, None, self.by.into(), self.now).await?;
        }
        Ok(closed)
    }

    /// Returns cleared or submitted answers of ministries that no longer owe one to drafts; an answer that other questions still need
    /// is detached from this question instead. Returns these ministries. No text is lost: it stays with the ministry's work, which is
    /// not listed until the ministry owes an answer again.
    async fn return_answers(&self, loaded: &LoadedQuestion) -> UseCaseResult<Vec<i64>> {
        let agreed = [WorkState::Cleared, WorkState::Submitted].map(WorkState::code);
        let all = works::on_question(self.db, loaded.id()).await?;
        let mut back = Vec::new();
        for ministry in all.into_iter().map(|work| work.ministry_id).filter(|ministry| !loaded.owes(*ministry)) {
            let Some(work) = works::lock(self.db, loaded.id(), ministry).await? else { continue };
            // A published answer was accepted; an answer recorded on paper takes its place.
            let Some(answer) = work.answer_id else { continue };
            if answers::is_published(self.db, answer).await? {
                continue;
            }
            works::lock_on_answer(self.db, answer).await?;
            if works::owed_on(self.db, answer).await?.iter().any(|other| *other != loaded.id()) {
                detach_answer(self.db, work, answer).await?;
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

    /// Closes a requested correction that the lifecycle no longer allows, or any at the end. Returns its kind.
    async fn close_correction(&self, loaded: &LoadedQuestion, ends: bool) -> UseCaseResult<Option<String>> {
        let Some(asked) = requests::correction(self.db, loaded.id()).await? else { return Ok(None) };
        if !ends && is_allowed(self.db, loaded, &asked).await? && self.names_same_ministry(loaded, &asked).await? {
            return Ok(None);
        }
        requests::delete_correction(self.db, loaded.id()).await?;
        Ok(Some(asked.kind))
    }

    /// Whether the referral at the requested position still belongs to the ministry of the time of the request: an import may have put
    /// another one there.
    async fn names_same_ministry(&self, loaded: &LoadedQuestion, asked: &rows::CorrectionRequest) -> UseCaseResult<bool> {
        let Some(place) = asked.referral else { return Ok(true) };
        let event = history::latest_of(self.db, loaded.id(), &[EventKind::CorrectionAsked]).await?;
        let then = event.and_then(|row| row.data.get("ministry")?.as_i64());
        let now = loaded.parts.iter().find(|part| part.position == place).map(|part| part.ministry_id);
        Ok(then.is_none() || then == now)
    }
}

/// Whether the lifecycle allows a requested correction.
async fn is_allowed(db: &impl Connection, loaded: &LoadedQuestion, asked: &rows::CorrectionRequest) -> UseCaseResult<bool> {
    let rules = rules::calendar(db).await?.rules;
    let correction = CorrectionInput::from_request(asked)?.correction(db, loaded, &rules).await;
    Ok(correction.is_ok_and(|correction| loaded.state.decide(Command::Correct(correction)).is_ok()))
}

impl UseCases {
    /// The requested correction of a question that a command would close, because it could no longer be decided after it.
    pub async fn closed_correction(
        db: &impl Connection,
        actor: &Actor,
        question: i64,
        command: Command,
    ) -> UseCaseResult<Option<rows::CorrectionRequest>> {
        let row = authorize(db, actor, question, Act::KeepQuestion, None).await?;
        let Some(asked) = requests::correction(db, question).await? else { return Ok(None) };
        let mut loaded = LoadedQuestion::load(db, row).await?;
        // What the lifecycle refuses closes nothing.
        let Ok(event) = loaded.state.decide(command) else { return Ok(None) };
        loaded.state = loaded.state.clone().apply(&event);
        Ok(if is_allowed(db, &loaded, &asked).await? { None } else { Some(asked) })
    }

    /// The pending transfer requests of a question that a command would close, because their ministries would owe no answer after it.
    pub async fn closed_transfers(
        db: &impl Connection,
        actor: &Actor,
        question: i64,
        command: Command,
    ) -> UseCaseResult<Vec<rows::TransferRequest>> {
        let row = authorize(db, actor, question, Act::KeepQuestion, None).await?;
        let open = requests::open_transfers(db, question).await?;
        if open.is_empty() {
            return Ok(open);
        }
        let mut loaded = LoadedQuestion::load(db, row).await?;
        // What the lifecycle refuses closes nothing.
        let Ok(event) = loaded.state.decide(command) else { return Ok(Vec::new()) };
        loaded.state = loaded.state.clone().apply(&event);
        Ok(open.into_iter().filter(|asked| !loaded.owes(asked.from_ministry_id)).collect())
    }
}

impl UnitOfWork {
    /// Closes the requests that can no longer be decided, or all of them if the question has just ended, and records the event.
    pub(in crate::use_cases) async fn close_pending(&mut self, loaded: &LoadedQuestion, ends: bool) -> UseCaseResult<()> {
        let (by, now) = (self.by(), self.now);
        let closed = PendingCloser { db: self.db(), by: &by, now }.close(loaded, ends).await?;
        match closed.event_data() {
            Some(data) => self.record_event(loaded.id(), EventKind::PendingClosed, None, None, data).await,
            None => Ok(()),
        }
    }
}
