//! Requests that may arrive twice: what they did is done once, and the second gets the answer of the first.

use chrono::{DateTime, TimeDelta, Utc};
use jawab_domain::access::{Actor, ActorId};
use jawab_store::{
    Transaction,
    idempotency::{self, Key},
    rows,
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Outcome, Turn, UseCaseError, Work};

/// For how long an answer is kept, in hours.
const KEPT_HOURS: i64 = 24;
/// Most characters of a key.
pub const KEY_MOST: usize = 200;

/// A request that is to be done once: the key that its sender chose, and a hash of what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    key: String,
    request_sha256: String,
}

impl Once {
    /// Of a key and the request's address and body; none where the key is empty or too long.
    #[must_use]
    pub fn new(key: &str, address: &str, body: &[u8]) -> Option<Self> {
        let fits = !key.is_empty() && key.chars().count() <= KEY_MOST && !key.contains('\0');
        fits.then(|| {
            let sha = Sha256::new().chain_update(address.len().to_be_bytes()).chain_update(address).chain_update(body);
            Self { key: key.to_owned(), request_sha256: format!("{:x}", sha.finalize()) }
        })
    }

    fn of(&self, actor: ActorId) -> Key<'_> {
        Key { actor, key: &self.key }
    }
}

/// What became of a request that is to be done once.
#[derive(Debug)]
pub enum Begun {
    /// It is new: do it, then [`Turn::commit_with`] its answer.
    New(Box<Turn>),
    /// It was done before; this was its answer.
    Done(Value),
}

impl Work {
    /// Begins a change that is made once for a key, however often it is asked for. Where the same request is under way,
    /// waits for its end.
    ///
    /// # Errors
    /// [`UseCaseError::KeyReused`] where the key stood for another request; otherwise when the database fails.
    pub async fn begin_once(&self, actor: &Actor, once: Once) -> Outcome<Begun> {
        let mut turn = self.begin(actor).await?;
        let Some(before) = take(turn.db(), actor.id, &once, turn.now).await? else {
            turn.once = Some(once);
            return Ok(Begun::New(Box::new(turn)));
        };
        Ok(Begun::Done(before.answer.map(|answer| serde_json::from_str(&answer)).transpose()?.unwrap_or_default()))
    }
}

impl Work {
    /// The answer of a request that was done before, without beginning it.
    ///
    /// # Errors
    /// [`UseCaseError::KeyReused`] where the key stood for another request; otherwise when the database fails.
    pub async fn done_before(&self, actor: &Actor, once: &Once) -> Outcome<Option<Value>> {
        let Some(row) = idempotency::request(self.database.reader(), once.of(actor.id)).await? else { return Ok(None) };
        if row.request_sha256 != once.request_sha256 {
            return Err(UseCaseError::KeyReused);
        }
        Ok(row.answer.map(|answer| serde_json::from_str(&answer)).transpose()?)
    }
}

impl Work {
    /// What was answered to whatever was done under a key; none where nothing was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn made_under(&self, actor: &Actor, key: &str) -> Outcome<Option<Value>> {
        let row = idempotency::request(self.database.reader(), Key { actor: actor.id, key }).await?;
        let answer = |row: rows::PostedOnce| row.answer.map(|answer| serde_json::from_str(&answer)).transpose();
        Ok(row.map(answer).transpose()?.map(Option::unwrap_or_default))
    }
}

/// Takes the key, within a change; where the same request has it already, gives that.
///
/// # Errors
/// [`UseCaseError::KeyReused`] where the key stood for another request.
pub(crate) async fn take(db: &Transaction, actor: ActorId, once: &Once, now: DateTime<Utc>) -> Outcome<Option<rows::PostedOnce>> {
    if claim(db, actor, once, now).await? {
        return Ok(None);
    }
    let row = idempotency::request(db, once.of(actor)).await?;
    row.filter(|row| row.request_sha256 == once.request_sha256).map(Some).ok_or(UseCaseError::KeyReused)
}

/// Whether something was done under a key, whatever it was. Where nothing was, nothing is until the change ends; asking leaves no trace.
///
/// # Errors
/// When the database fails.
pub async fn is_spent(db: &Transaction, actor: ActorId, once: &Once, now: DateTime<Utc>) -> Outcome<bool> {
    let unused = claim(db, actor, once, now).await?;
    if unused {
        idempotency::give_back(db, once.of(actor)).await?;
    }
    Ok(!unused)
}

/// Takes the key; false where somebody has it.
async fn claim(db: &Transaction, actor: ActorId, once: &Once, now: DateTime<Utc>) -> Outcome<bool> {
    let oldest = now - TimeDelta::hours(KEPT_HOURS);
    Ok(idempotency::take(db, once.of(actor), &once.request_sha256, now, oldest).await?)
}

/// Keeps the answer for when the request comes again.
pub(super) async fn remember(db: &Transaction, actor: ActorId, once: &Once, answer: String) -> Outcome<()> {
    Ok(idempotency::set_answer(db, once.of(actor), answer).await?)
}
