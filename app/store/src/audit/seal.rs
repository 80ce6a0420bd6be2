//! The history of questions, sealed into the audit record: from time to time a line says how many events there are since the
//! seal before, and their hash. So a history that was changed behind the program's back is found out as a changed line is. Of a reason
//! only the hash is sealed, which is kept when a name is taken out of it: the seal holds as before, as long as the reason reads what the
//! history says was left of it.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use jawab_domain::access::ActorId;
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, Statement};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{BEGINNING, Entry, STRETCH, append, field, hex, lock};
use crate::{
    Connection, Database, StoreError,
    entity::{audit, event},
    reasons::Taken,
};

/// The action of a line that seals events.
const SEALED: &str = "events.sealed";
/// Events younger than this are not sealed yet: a change with an earlier identity may still be under way.
const SETTLED_AFTER: TimeDelta = TimeDelta::minutes(15);
/// Events of one seal at most.
const MOST: i64 = 50_000;
/// The form of seals that are made now.
const FORM: u8 = 2;

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
    /// What of a reason is hashed: all of it in seals of the first form, its own hash since.
    #[serde(default = "first_form")]
    pub form: u8,
}

const fn first_form() -> u8 {
    1
}

/// Seals the events that no seal covers yet, as far as they are settled; how many were sealed. They are read outside of the
/// change, which only writes the line. What is sealed in the first form alone is sealed anew, if it is as it was sealed: else a history that
/// was changed would pass for what it was.
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
        let Some(through) = settled_through(db, after, now - SETTLED_AFTER).await? else { return Ok(sealed) };
        let seal = read(db, (after, through), FORM).await?;
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
    let (mut broken, mut ends, mut events): (_, BTreeMap<u8, i64>, BTreeMap<u8, u64>) = (None, BTreeMap::new(), BTreeMap::new());
    for line in lines {
        let Ok(seal) = serde_json::from_str::<Seal>(&line.data) else {
            broken = broken.or(Some(line.id));
            continue;
        };
        let follows = seal.after == ends.get(&seal.form).copied().unwrap_or_default();
        if broken.is_none() && !(follows && holds(db, &seal).await?) {
            broken = Some(line.id);
        }
        ends.insert(seal.form, seal.through);
        *events.entry(seal.form).or_default() += seal.events;
    }
    let through = ends.values().copied().max().unwrap_or_default();
    let unsealed = event::Entity::find().filter(event::COLUMN.id.gt(through)).count(db).await?;
    // What is sealed in both forms counts once.
    Ok(Sealed { events: events.into_values().max().unwrap_or_default(), unsealed, broken })
}

/// Whether events are as they were sealed. A seal of the first form tells nothing where a name was taken out of a reason since; the next
/// form does, which is made of events that were as the first one says.
async fn holds(db: &impl Connection, seal: &Seal) -> Result<bool, StoreError> {
    let range = (seal.after, seal.through);
    if seal.form < FORM && !Taken::of(db, range).await?.is_empty() {
        return Ok(true);
    }
    Ok(read(db, range, seal.form).await? == *seal)
}

async fn last_seal(db: &impl Connection) -> Result<Option<Seal>, StoreError> {
    let line = audit::Entity::find().filter(audit::COLUMN.action.eq(SEALED)).order_by_desc(audit::COLUMN.id).one(db).await?;
    let seal: Option<Seal> = line.map(|line| serde_json::from_str(&line.data)).transpose()?;
    Ok(seal.filter(|seal| seal.form == FORM))
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

/// The events after one, up to another, as a seal says them. Read again where a name is taken out of a reason meanwhile.
async fn read(db: &impl Connection, range: (i64, i64), form: u8) -> Result<Seal, StoreError> {
    loop {
        let taken = Taken::of(db, range).await?;
        let seal = read_with(db, range, form, &taken).await?;
        if Taken::of(db, range).await? == taken {
            return Ok(seal);
        }
    }
}

async fn read_with(db: &impl Connection, (after, through): (i64, i64), form: u8, taken: &Taken) -> Result<Seal, StoreError> {
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
        rows.iter().for_each(|row| hash(&mut sha, row, reason(row, form, taken)));
    }
    Ok(Seal { after, through, events, sha256: hex(sha), form })
}

/// What is hashed of an event's reason.
fn reason(of: &event::Model, form: u8, taken: &Taken) -> Option<String> {
    let reason = of.reason.as_ref()?;
    Some(if form < FORM { reason.clone() } else { taken.first(of.id, hex(Sha256::new_with_prefix(reason))) })
}

/// All that an event says. What is absent is told from what is empty.
fn hash(sha: &mut Sha256, of: &event::Model, reason: Option<String>) {
    let at = of.recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true);
    let optional = |text: Option<String>| text.map_or_else(String::new, |text| format!("={text}"));
    let (on, reason) = (optional(of.occurred_on.map(|on| on.to_string())), optional(reason));
    for text in [&of.id.to_string(), &of.question_id.to_string(), &of.kind, &on, &at, &of.actor, &reason, &of.data.to_string()] {
        field(sha, text);
    }
}
