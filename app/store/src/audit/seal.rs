//! The history of questions, sealed into the audit record: from time to time a line says how many events there are since the
//! seal before, and their hash. So a history that was changed behind the program's back is found out as a changed line is.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use jawab_domain::access::ActorId;
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{BEGINNING, Entry, STRETCH, append, field, hex, lock};
use crate::{
    Connection, Database, StoreError,
    entity::{audit, event},
};

/// The action of a line that seals events.
const SEALED: &str = "events.sealed";
/// Events younger than this are not sealed yet: a change with an earlier identity may still be under way.
const SETTLED_AFTER: TimeDelta = TimeDelta::minutes(15);
/// Events of one seal at most.
const MOST: i64 = 50_000;

/// What a seal says: the events after one, up to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The last event before them.
    pub after: i64,
    /// The last of them.
    pub through: i64,
    /// How many there are.
    pub events: u64,
    /// The hash of all their fields.
    pub sha256: String,
}

/// Seals the events that no seal covers yet, as far as they are settled; how many were sealed. They are read outside of the
/// change, which only writes the line.
pub async fn seal_events(database: &Database, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let db = database.reader();
    let mut sealed = 0;
    loop {
        let after = last_seal(db).await?.map_or(0, |seal| seal.through);
        let Some(through) = settled_through(db, after, now - SETTLED_AFTER).await? else { return Ok(sealed) };
        let seal = read(db, after, through).await?;
        let change = database.change().await?;
        lock(change.connection()).await?;
        // Another program may have sealed them meanwhile.
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

/// What the events say against their seals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealed {
    /// How many events are sealed.
    pub events: u64,
    /// How many are not yet.
    pub unsealed: u64,
    /// The first line of the record whose events are not as they were sealed.
    pub broken: Option<i64>,
}

/// Reads all events again and compares them with their seals.
pub async fn verify_events(db: &impl Connection) -> Result<Sealed, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.action.eq(SEALED)).order_by_asc(audit::COLUMN.id).all(db).await?;
    let (mut found, mut through) = (Sealed::default(), 0);
    for line in lines {
        let Ok(seal) = serde_json::from_str::<Seal>(&line.data) else {
            found.broken = found.broken.or(Some(line.id));
            continue;
        };
        if found.broken.is_none() && (seal.after != through || read(db, seal.after, seal.through).await? != seal) {
            found.broken = Some(line.id);
        }
        (found.events, through) = (found.events + seal.events, seal.through);
    }
    found.unsealed = event::Entity::find().filter(event::COLUMN.id.gt(through)).count(db).await?;
    Ok(found)
}

async fn last_seal(db: &impl Connection) -> Result<Option<Seal>, StoreError> {
    let line = audit::Entity::find().filter(audit::COLUMN.action.eq(SEALED)).order_by_desc(audit::COLUMN.id).one(db).await?;
    Ok(line.map(|line| serde_json::from_str(&line.data)).transpose()?)
}

/// The last event after one that may be sealed: all those up to it were recorded before an instant.
async fn settled_through(db: &impl Connection, after: i64, before: DateTime<Utc>) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT MAX(id) AS last FROM event WHERE id > $1 AND id <= $2 \
               AND id < COALESCE((SELECT MIN(id) FROM event WHERE id > $1 AND recorded_at >= $3), id + 1)";
    let values = [after.into(), after.saturating_add(MOST).into(), before.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    if let Some(last) = row.map(|row| row.try_get::<Option<i64>>("", "last")).transpose()?.flatten() {
        return Ok(Some(last));
    }
    // Identities may leave a gap wider than a seal.
    let sql = "SELECT MIN(id) AS next FROM event WHERE id > $1";
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [after.into()])).await?;
    let next = row.map(|row| row.try_get::<Option<i64>>("", "next")).transpose()?.flatten();
    let Some(next) = next.filter(|next| *next > after.saturating_add(MOST)) else { return Ok(None) };
    let first = event::Entity::find_by_id(next).one(db).await?;
    Ok(first.filter(|first| first.recorded_at < before).map(|first| first.id))
}

/// The events after one, up to another, as a seal says them.
async fn read(db: &impl Connection, after: i64, through: i64) -> Result<Seal, StoreError> {
    let (mut sha, mut events, mut last) = (Sha256::new(), 0, after);
    sha.update(BEGINNING);
    loop {
        let rows = event::Entity::find()
            .filter(event::COLUMN.id.gt(last))
            .filter(event::COLUMN.id.lte(through))
            .order_by_asc(event::COLUMN.id)
            .paginate(db, STRETCH)
            .fetch_page(0)
            .await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        events += rows.len() as u64;
        rows.iter().for_each(|row| hash(&mut sha, row));
    }
    Ok(Seal { after, through, events, sha256: hex(sha) })
}

/// All that an event says. What is absent is told from what is empty.
fn hash(sha: &mut Sha256, of: &event::Model) {
    let at = of.recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let optional = |text: Option<String>| text.map_or_else(String::new, |text| format!("={text}"));
    let (on, reason) = (optional(of.occurred_on.map(|on| on.to_string())), optional(of.reason.clone()));
    for text in [&of.id.to_string(), &of.question_id.to_string(), &of.kind, &on, &at, &of.actor, &reason, &of.data.to_string()] {
        field(sha, text);
    }
}
