//! Idempotency: a request that arrives twice is carried out once, and the second gets the stored answer of the first.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::access::{Actor, ActorId};
use jawab_store::{
    Transaction,
    idempotency::{self, Key},
    rows,
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::use_cases::{UnitOfWork, UseCaseError, UseCaseResult, UseCases};

/// How long an answer is stored, in hours.
const KEY_LIFETIME_HOURS: i64 = 24;
/// The maximum length of a key, in characters.
pub const MAX_KEY_CHARS: usize = 200;

/// Identifies a request that must be carried out once: the key that the sender chose, and a hash of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    key: String,
    request_sha256: String,
}

impl IdempotencyKey {
    /// From a key and the address and body of the request. `None` if the key is empty or too long.
    #[must_use]
    pub fn new(key: &str, address: &str, body: &[u8]) -> Option<Self> {
        let fits = !key.is_empty() && key.chars().count() <= MAX_KEY_CHARS && !key.contains('\0');
        fits.then(|| {
            let sha = Sha256::new().chain_update(address.len().to_be_bytes()).chain_update(address).chain_update(body);
            Self { key: key.to_owned(), request_sha256: format!("{:x}", sha.finalize()) }
        })
    }

    fn for_actor(&self, actor: ActorId) -> Key<'_> {
        Key { actor, key: &self.key }
    }
}

/// The result of beginning an idempotent change.
#[derive(Debug)]
pub enum Idempotent {
    /// The request is new: carry it out, then [`UnitOfWork::commit_with`] its answer.
    Fresh(Box<UnitOfWork>),
    /// The request was carried out before: its stored answer.
    Replay(Value),
}

impl UseCases {
    /// Begins a change that is carried out once for a key. If the same request is in progress, waits until it ends.
    ///
    /// # Errors
    /// [`UseCaseError::KeyReused`] if the key was used for another request.
    pub async fn begin_idempotent(&self, actor: &Actor, key: IdempotencyKey) -> UseCaseResult<Idempotent> {
        let mut unit = self.begin(actor).await?;
        let Some(before) = claim_or_find(unit.db(), actor.id, &key, unit.now).await? else {
            unit.idempotency_key = Some(key);
            return Ok(Idempotent::Fresh(Box::new(unit)));
        };
        Ok(Idempotent::Replay(before.answer.map(|answer| serde_json::from_str(&answer)).transpose()?.unwrap_or_default()))
    }
}

impl UseCases {
    /// The stored answer of a request that was carried out before, without beginning a change.
    ///
    /// # Errors
    /// [`UseCaseError::KeyReused`] if the key was used for another request.
    pub async fn answered_before(&self, actor: &Actor, key: &IdempotencyKey) -> UseCaseResult<Option<Value>> {
        let Some(row) = idempotency::request(self.database.reader(), key.for_actor(actor.id)).await? else { return Ok(None) };
        if row.request_sha256 != key.request_sha256 {
            return Err(UseCaseError::KeyReused);
        }
        Ok(row.answer.map(|answer| serde_json::from_str(&answer)).transpose()?)
    }
}

impl UseCases {
    /// The stored answer under a key, whatever the request was; `None` if the key is unused.
    pub async fn answer_under_key(&self, actor: &Actor, key: &str) -> UseCaseResult<Option<Value>> {
        let row = idempotency::request(self.database.reader(), Key { actor: actor.id, key }).await?;
        let answer = |row: rows::IdempotencyKey| row.answer.map(|answer| serde_json::from_str(&answer)).transpose();
        Ok(row.map(answer).transpose()?.map(Option::unwrap_or_default))
    }
}

/// Claims the key within a change. If the same request has claimed it before, returns that one.
///
/// # Errors
/// [`UseCaseError::KeyReused`] if the key was used for another request.
pub(crate) async fn claim_or_find(
    db: &Transaction,
    actor: ActorId,
    key: &IdempotencyKey,
    now: DateTime<Utc>,
) -> UseCaseResult<Option<rows::IdempotencyKey>> {
    if claim(db, actor, key, now).await? {
        return Ok(None);
    }
    let row = idempotency::request(db, key.for_actor(actor)).await?;
    row.filter(|row| row.request_sha256 == key.request_sha256).map(Some).ok_or(UseCaseError::KeyReused)
}

/// Whether something was done under a key, whatever it was. Where nothing was, nothing is until the change ends; asking leaves no trace.
pub async fn is_key_used(db: &Transaction, actor: ActorId, key: &IdempotencyKey, now: DateTime<Utc>) -> UseCaseResult<bool> {
    let unused = claim(db, actor, key, now).await?;
    if unused {
        idempotency::release(db, key.for_actor(actor)).await?;
    }
    Ok(!unused)
}

/// Claims the key; false if it is already claimed.
async fn claim(db: &Transaction, actor: ActorId, key: &IdempotencyKey, now: DateTime<Utc>) -> UseCaseResult<bool> {
    let oldest = now - TimeDelta::hours(KEY_LIFETIME_HOURS);
    Ok(idempotency::claim(db, key.for_actor(actor), &key.request_sha256, now, oldest).await?)
}

/// Stores the answer for a repeated request.
pub(super) async fn remember(db: &Transaction, actor: ActorId, key: &IdempotencyKey, answer: String) -> UseCaseResult<()> {
    Ok(idempotency::set_answer(db, key.for_actor(actor), answer).await?)
}
