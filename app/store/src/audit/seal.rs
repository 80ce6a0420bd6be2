//! Seals of the history of questions in the audit record.
//!
//! From time to time a line of the audit record states the number and the hash of the events since the previous seal. So a change of the
//! history outside the program is detected like a changed line. Of a reason only its hash is sealed. That hash is stored when a name is
//! redacted from the reason, so the seal still matches as long as the reason equals what the redaction left.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use jawab_domain::access::ActorId;
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Entry, FIRST_PREVIOUS_HASH, LINES_PER_BATCH, append, field, hex, lock};
use crate::{
    Connection, Database, StoreError,
    entity::{audit, event},
    reasons::ReasonRedactions,
};

/// The action of a line with a seal.
const SEALED: &str = "events.sealed";
/// Younger events are not sealed yet: a transaction with an earlier identity may still be open.
const MIN_AGE: TimeDelta = TimeDelta::minutes(15);
/// The largest number of events in one seal.
const MAX_EVENTS: i64 = 50_000;
/// The current format of seals.
const FORMAT: u8 = 2;

/// The content of a seal: a range of events and its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The last event before the range.
    pub after: i64,
    /// The last event of the range.
    pub through: i64,
    /// The number of events.
    pub events: u64,
    /// The SHA-256 of all their fields.
    pub sha256: String,
    /// What is hashed of a reason: in format 1 its text, since then its own hash.
    #[serde(default = "first_form")]
    pub form: u8,
}

const fn first_form() -> u8 {
    1
}

/// Seals the events that no seal covers, and returns their number. Events are read outside the transaction, which only writes the line.
/// Events with a seal of format 1 alone are sealed again if that seal matches; otherwise a changed history would get a valid seal.
pub async fn seal_events(database: &Database, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let db = database.reader();
    if last_seal(db).await?.is_none()
        && let Some(line) = verify_events(db).await?.broken
    {
        return Err(StoreError::Unreadable(format!("an event that is not as it was when line {line} of the audit record sealed it")));
    }
    let mut sealed = 0;
    loop {
        let after = last_seal(db).await?.map_or(0, |seal| seal.through);
        let Some(through) = sealable_through(db, after, now - MIN_AGE).await? else { return Ok(sealed) };
        let seal = read(db, (after, through), FORMAT).await?;
        let change = database.change().await?;
        lock(change.connection()).await?;
        // Another process may have sealed them meanwhile.
        if last_seal(change.connection()).await?.map_or(0, |seal| seal.through) == after {
            let data = serde_json::to_value(&seal)?;
            append(change.connection(), now, Entry { actor: ActorId::Jawab, action: SEALED, subject: "", data: &data }).await?;
            change.commit_quietly().await?;
            sealed += seal.events;
        } else {
            change.rollback().await?;
        }
    }
}

/// The result of comparing events with their seals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealed {
    /// The number of sealed events.
    pub events: u64,
    /// The number of unsealed events.
    pub unsealed: u64,
    /// The first line whose events do not match.
    pub broken: Option<i64>,
}

/// Compares all events with their seals.
pub async fn verify_events(db: &impl Connection) -> Result<Sealed, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.action.eq(SEALED)).order_by_asc(audit::COLUMN.id).all(db).await?;
    let (mut broken, mut ends, mut events): (_, BTreeMap<u8, i64>, BTreeMap<u8, u64>) = (None, BTreeMap::new(), BTreeMap::new());
    for line in lines {
        let Ok(seal) = serde_json::from_str::<Seal>(&line.data) else {
            broken = broken.or(Some(line.id));
            continue;
        };
        let follows = seal.after == ends.get(&seal.form).copied().unwrap_or_default();
        if broken.is_none() && !(follows && matches(db, &seal).await?) {
            broken = Some(line.id);
        }
        ends.insert(seal.form, seal.through);
        *events.entry(seal.form).or_default() += seal.events;
    }
    let through = ends.values().copied().max().unwrap_or_default();
    let unsealed = event::Entity::find().filter(event::COLUMN.id.gt(through)).count(db).await?;
    // Events with seals of both formats count once.
    Ok(Sealed { events: events.into_values().max().unwrap_or_default(), unsealed, broken })
}

/// Whether events match their seal. A seal of format 1 proves nothing after a redaction in a reason; the seal of format 2 does, which was
/// made when format 1 still matched.
async fn matches(db: &impl Connection, seal: &Seal) -> Result<bool, StoreError> {
    let range = (seal.after, seal.through);
    if seal.form < FORMAT && !ReasonRedactions::load(db, range).await?.is_empty() {
        return Ok(true);
    }
    Ok(read(db, range, seal.form).await? == *seal)
}

async fn last_seal(db: &impl Connection) -> Result<Option<Seal>, StoreError> {
    let line = audit::Entity::find().filter(audit::COLUMN.action.eq(SEALED)).order_by_desc(audit::COLUMN.id).one(db).await?;
    let seal: Option<Seal> = line.map(|line| serde_json::from_str(&line.data)).transpose()?;
    Ok(seal.filter(|seal| seal.form == FORMAT))
}

/// The last event after `after` such that all events up to it were recorded before an instant.
async fn sealable_through(db: &impl Connection, after: i64, before: DateTime<Utc>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT MAX(id) AS last FROM event WHERE id > $1 AND id <= $2 \
               AND id < COALESCE((SELECT MIN(id) FROM event WHERE id > $1 AND recorded_at >= $3), id + 1)";
    let values = [after.into(), after.saturating_add(MAX_EVENTS).into(), before.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    if let Some(last) = row.map(|row| row.try_get::<Option<i64>>("", "last")).transpose()?.flatten() {
        return Ok(Some(last));
    }
    // The gap between identities may be larger than a seal.
    let sql = "SELECT MIN(id) AS next FROM event WHERE id > $1";
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [after.into()])).await?;
    let next = row.map(|row| row.try_get::<Option<i64>>("", "next")).transpose()?.flatten();
    let Some(next) = next.filter(|next| *next > after.saturating_add(MAX_EVENTS)) else { return Ok(None) };
    let first = event::Entity::find_by_id(next).one(db).await?;
    Ok(first.filter(|first| first.recorded_at < before).map(|first| first.id))
}

/// Computes the seal of a range of events. It is read again if a redaction happens meanwhile.
async fn read(db: &impl Connection, range: (i64, i64), form: u8) -> Result<Seal, StoreError> {
    loop {
        let taken = ReasonRedactions::load(db, range).await?;
        let seal = read_with(db, range, form, &taken).await?;
        if ReasonRedactions::load(db, range).await? == taken {
            return Ok(seal);
        }
    }
}

async fn read_with(db: &impl Connection, (after, through): (i64, i64), form: u8, taken: &ReasonRedactions) -> Result<Seal, StoreError> {
    let (mut sha, mut events, mut last) = (Sha256::new(), 0, after);
    sha.update(FIRST_PREVIOUS_HASH);
    loop {
        let rows = event::Entity::find()
            .filter(event::COLUMN.id.gt(last))
            .filter(event::COLUMN.id.lte(through))
            .order_by_asc(event::COLUMN.id)
            .paginate(db, LINES_PER_BATCH)
            .fetch_page(0)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        events += rows.len() as u64;
        rows.iter().for_each(|row| hash(&mut sha, row, reason(row, form, taken)));
    }
    Ok(Seal { after, through, events, sha256: hex(sha), form })
}

/// The part of the reason of an event that is hashed.
fn reason(of: &event::Model, form: u8, taken: &ReasonRedactions) -> Option<String> {
    let reason = of.reason.as_ref()?;
    Some(if form < FORMAT { reason.clone() } else { taken.first(of.id, hex(Sha256::new_with_prefix(reason))) })
}

/// Hashes all fields of an event. Absent and empty fields differ.
fn hash(sha: &mut Sha256, of: &event::Model, reason: Option<String>) {
    let at = of.recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let optional = |text: Option<String>| text.map_or_else(String::new, |text| format!("={text}"));
    let (on, reason) = (optional(of.occurred_on.map(|on| on.to_string())), optional(reason));
    for text in [&of.id.to_string(), &of.question_id.to_string(), &of.kind, &on, &at, &of.actor, &reason, &of.data.to_string()] {
        field(sha, text);
    }
}
