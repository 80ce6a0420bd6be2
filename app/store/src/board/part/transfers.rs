//! What became of the transfer requests of ministries, and where questions went that left them, as boards tell it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use jawab_domain::{access::ActorId, lifecycle::EventKind, preparation::SetbackEvent};
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use crate::{
    StoreError, accounts,
    entity::transfer_request::{self, Model},
    requests::TransferDecision,
};

/// A transfer request that the Chamber refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedTransfer {
    /// Why.
    pub reason: String,
    /// The name of the person who decided, if known.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// How a question left a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// The day.
    pub on: NaiveDate,
    /// The ministry to which it went then, if the history tells. It may have gone on from there.
    pub to: Option<i64>,
    /// Whether the ministry had asked for it.
    pub granted: bool,
}

/// The latest transfer request of each ministry for some questions.
pub(super) struct LatestRequests {
    /// By question and ministry.
    requests: BTreeMap<(i64, i64), Model>,
    /// The names of those who refused one.
    people: BTreeMap<i64, String>,
}

impl LatestRequests {
    pub(super) async fn load(db: &impl ConnectionTrait, questions: impl Iterator<Item = i64>) -> Result<Self, StoreError> {
        let ids: BTreeSet<i64> = questions.collect();
        if ids.is_empty() {
            return Ok(Self { requests: BTreeMap::new(), people: BTreeMap::new() });
        }
        let all = transfer_request::Entity::find().filter(transfer_request::COLUMN.question_id.is_in(ids));
        let all = all.order_by_asc(transfer_request::COLUMN.id).all(db).await?;
        let requests: BTreeMap<(i64, i64), Model> = all.into_iter().map(|row| ((row.question_id, row.from_ministry_id), row)).collect();
        let refused = requests.values().filter(|row| was(row, TransferDecision::Refused));
        let by: BTreeSet<i64> = refused.filter_map(|row| ActorId::account_of(row.decided_by.as_deref()?)).collect();
        let people = if by.is_empty() { BTreeMap::new() } else { accounts::names(db, by).await? };
        Ok(Self { requests, people })
    }

    /// The latest request on a question by a ministry, if the Chamber refused it and, by the events of the question, oldest first, the
    /// ministry has neither submitted an answer nor received the question again since.
    pub(super) fn refused(&self, (question, ministry): (i64, i64), events: &[SetbackEvent]) -> Option<RefusedTransfer> {
        let row = self.requests.get(&(question, ministry)).filter(|row| was(row, TransferDecision::Refused))?;
        let refusal = |event: &&SetbackEvent| event.kind == EventKind::TransferRefused && event.ministries.contains(&ministry);
        let settles = |event: &SetbackEvent| match event.kind {
            EventKind::AnswerSubmitted => event.ministries.contains(&ministry),
            EventKind::Transferred | EventKind::MinistryAdded | EventKind::ReferralUndone => event.to == Some(ministry),
            _ => false,
        };
        if events.iter().rev().take_while(|event| !refusal(event)).any(settles) {
            return None;
        }
        let by = row.decided_by.as_deref().and_then(ActorId::account_of);
        Some(RefusedTransfer {
            reason: row.decision_reason.clone().unwrap_or_default(),
            by: by.and_then(|id| self.people.get(&id).cloned()),
            at: row.decided_at?,
        })
    }

    /// How a question left a ministry, by the events of the question, oldest first.
    pub(super) fn departure(&self, (question, ministry): (i64, i64), on: NaiveDate, events: &[SetbackEvent]) -> Departure {
        let left = |event: &&SetbackEvent| event.kind == EventKind::Transferred && event.ministries.contains(&ministry);
        let to = events.iter().rev().find(left).and_then(|event| event.to);
        let asked = self.requests.get(&(question, ministry)).filter(|row| Some(row.to_ministry_id) == to);
        Departure { on, to, granted: asked.is_some_and(|row| was(row, TransferDecision::Granted)) }
    }
}

fn was(row: &Model, decision: TransferDecision) -> bool {
    row.decision.as_deref() == Some(decision.code())
}
