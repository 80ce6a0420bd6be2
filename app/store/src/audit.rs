//! The audit record of every change and every reading of personal data. It is a hash chain: each line contains the hash of the previous
//! one, so no line can be changed or removed without breaking the chain.

use std::collections::BTreeSet;

use chrono::{DateTime, SecondsFormat, Utc};
use jawab_domain::access::ActorId;
use jawab_migrations::{Guard, guards};
use sea_orm::{
    ActiveValue::Set, DbBackend, DbErr, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QueryResult,
    QuerySelect as _, Statement,
};
use sha2::{Digest as _, Sha256};

use crate::{Connection, StoreError, entity::audit, rows};

mod seal;

pub use seal::{Seal, Sealed, seal_events, verify_events};

/// The previous hash of the first line.
const FIRST_PREVIOUS_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The lock that serializes appending on PostgreSQL. SQLite has a single writer anyway.
const LOCK: &str = "SELECT pg_advisory_xact_lock(100)";
/// The number of lines verified at once.
const LINES_PER_BATCH: u64 = 1_000;

/// A line of the record.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The actor.
    pub actor: ActorId,
    /// The action, as a code: `question.deposited`, `account.invited`.
    pub action: &'a str,
    /// The subject: `question:12`, `account:3`; empty for the site as a whole.
    pub subject: &'a str,
    /// Further data. Never a password, token or text.
    pub data: &'a serde_json::Value,
}

/// Appends a line within a transaction.
pub async fn append(db: &impl Connection, at: DateTime<Utc>, entry: Entry<'_>) -> Result<(), StoreError> {
    lock(db).await?;
    let last = audit::Entity::find().order_by_desc(audit::COLUMN.id).one(db).await?;
    let (id, previous) = last.map_or((1, FIRST_PREVIOUS_HASH.to_owned()), |last| (last.id + 1, last.hash));
    // PostgreSQL stores microseconds, and the hash is of the stored value.
    let at = DateTime::from_timestamp_micros(at.timestamp_micros()).unwrap_or(at);
    let mut line = rows::Audit {
        id,
        at,
        actor: entry.actor.to_string(),
        action: entry.action.into(),
        subject: entry.subject.into(),
        data: entry.data.to_string(),
        previous_hash: previous,
        hash: String::new(),
    };
    line.hash = hash(&line);
    let row = audit::ActiveModel {
        id: Set(line.id),
        at: Set(line.at),
        actor: Set(line.actor),
        action: Set(line.action),
        subject: Set(line.subject),
        data: Set(line.data),
        previous_hash: Set(line.previous_hash),
        hash: Set(line.hash),
    };
    audit::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Serializes appending.
async fn lock(db: &impl Connection) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(LOCK).await?;
    }
    Ok(())
}

/// The hash of a line: of the previous hash and all fields, each with its length so that the boundaries are unambiguous.
fn hash(line: &rows::Audit) -> String {
    let mut sha = Sha256::new();
    let at = line.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    for text in [&line.previous_hash, &line.id.to_string(), &at, &line.actor, &line.action, &line.subject, &line.data] {
        field(&mut sha, text);
    }
    hex(sha)
}

/// Adds a field to a hash, with its length.
fn field(sha: &mut Sha256, text: &str) {
    sha.update(text.len().to_be_bytes());
    sha.update(text);
}

fn hex(sha: Sha256) -> String {
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The result of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every line is as it was written.
    Whole {
        /// The number of lines.
        lines: u64,
        /// The hash of the last line, to be stored elsewhere.
        head: String,
    },
    /// A line was changed, or does not follow the previous one.
    Broken {
        /// The identity of the first such line.
        id: i64,
    },
}

/// Verifies the whole record.
pub async fn verify(db: &impl Connection) -> Result<Verified, StoreError> {
    let (mut lines, mut head, mut last) = (0, FIRST_PREVIOUS_HASH.to_owned(), 0);
    loop {
        let rows = audit::Entity::find()
            .filter(audit::COLUMN.id.gt(last))
            .order_by_asc(audit::COLUMN.id)
            .paginate(db, LINES_PER_BATCH)
            .fetch_page(0)
            .await?;
        if rows.is_empty() {
            return Ok(Verified::Whole { lines, head });
        }
        for row in rows {
            if row.id != last + 1 || row.previous_hash != head || row.hash != hash(&row) {
                return Ok(Verified::Broken { id: row.id });
            }
            (lines, head, last) = (lines + 1, row.hash, row.id);
        }
    }
}

/// The number of lines and the hash of the last one.
pub async fn head(db: &impl Connection) -> Result<(u64, String), StoreError> {
    let last = audit::Entity::find().order_by_desc(audit::COLUMN.id).one(db).await?;
    Ok(last.map_or((0, FIRST_PREVIOUS_HASH.to_owned()), |last| (last.id.unsigned_abs(), last.hash)))
}

/// Whether the line that was the last when its length and hash were stored elsewhere is still there. It is not if the record was cut or
/// rewritten.
pub async fn still_contains(db: &impl Connection, lines: u64, hash: &str) -> Result<bool, StoreError> {
    if lines == 0 {
        return Ok(hash == FIRST_PREVIOUS_HASH);
    }
    let line = audit::Entity::find_by_id(lines.cast_signed()).one(db).await?;
    Ok(line.is_some_and(|line| line.hash == hash))
}

/// The effective triggers of `PostgreSQL` and the source of their functions. A trigger that is disabled, or enabled for replicas only, has
/// no effect; nor has any in a session in the role of a replica. A setting of the function could redirect it to other tables.
const IN_EFFECT: &str = "SELECT CAST(t.tgname AS TEXT) AS name, pg_get_triggerdef(t.oid, TRUE) AS made, p.prosrc AS body \
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang \
    WHERE NOT t.tgisinternal AND l.lanname = 'plpgsql' AND p.proconfig IS NULL \
    AND (t.tgenabled = 'A' OR t.tgenabled = 'O' AND current_setting('session_replication_role') <> 'replica')";

/// The protecting triggers that are missing in this database, disabled, or different from the schema. Without one of them append-only data
/// could be changed.
pub async fn missing_guards(db: &impl Connection) -> Result<Vec<&'static str>, StoreError> {
    let backend = db.get_database_backend();
    let postgres = backend == DbBackend::Postgres;
    let sql = if postgres { IN_EFFECT } else { "SELECT name, sql AS made, '' AS body FROM sqlite_schema WHERE type = 'trigger'" };
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let read = |row: &QueryResult| -> Result<[String; 3], DbErr> {
        Ok([row.try_get("", "name")?, row.try_get("", "made")?, row.try_get("", "body")?])
    };
    let there: Vec<[String; 3]> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let is_there = |guard: &Guard| {
        let (trigger, function) = (guard.trigger(backend), guard.body());
        there.iter().any(|[name, made, body]| name == guard.name && same(made, &trigger) && (!postgres || same(body, &function)))
    };
    Ok(guards().into_iter().filter(|guard| !is_there(guard)).map(|guard| guard.name).collect())
}

/// Whether two texts are equal except for white space.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// The filters of a search in the record. All of them must match.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The actor, as [`ActorId`] is displayed.
    pub actor: Option<String>,
    /// The action.
    pub action: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// The earliest instant.
    pub from: Option<DateTime<Utc>>,
    /// The instant before which the lines must be.
    pub to: Option<DateTime<Utc>>,
    /// The line before which the lines must be.
    pub before: Option<i64>,
}

/// The matching lines, the latest first.
pub async fn search(db: &impl Connection, wanted: &Search, most: u64) -> Result<Vec<rows::Audit>, StoreError> {
    let mut query = audit::Entity::find().order_by_desc(audit::COLUMN.id).limit(most);
    if let Some(actor) = &wanted.actor {
        query = query.filter(audit::COLUMN.actor.eq(actor));
    }
    if let Some(action) = &wanted.action {
        query = query.filter(audit::COLUMN.action.eq(action));
    }
    if let Some(subject) = &wanted.subject {
        query = query.filter(audit::COLUMN.subject.eq(subject));
    }
    if let Some(from) = wanted.from {
        query = query.filter(audit::COLUMN.at.gte(from));
    }
    if let Some(to) = wanted.to {
        query = query.filter(audit::COLUMN.at.lt(to));
    }
    if let Some(before) = wanted.before {
        query = query.filter(audit::COLUMN.id.lt(before));
    }
    Ok(query.all(db).await?)
}

/// The lines of these actions on a subject since an instant.
pub async fn done_to(db: &impl Connection, subject: &str, actions: &[&str], since: DateTime<Utc>) -> Result<Vec<rows::Audit>, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.subject.eq(subject)).filter(audit::COLUMN.at.gte(since));
    Ok(lines.filter(audit::COLUMN.action.is_in(actions.iter().copied())).all(db).await?)
}

/// The subjects of an action since an instant.
pub async fn subjects_of(db: &impl Connection, action: &str, since: DateTime<Utc>) -> Result<BTreeSet<String>, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.action.eq(action)).filter(audit::COLUMN.at.gte(since));
    let subjects = lines.select_only().column(audit::Column::Subject).distinct();
    Ok(subjects.into_tuple::<String>().all(db).await?.into_iter().collect())
}

/// The last `most` lines on a subject, the latest first.
pub async fn latest_on(db: &impl Connection, subject: &str, most: u64) -> Result<Vec<rows::Audit>, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.subject.eq(subject)).order_by_desc(audit::COLUMN.id).limit(most);
    Ok(lines.all(db).await?)
}

/// Every recorded action.
pub async fn actions(db: &impl Connection) -> Result<Vec<String>, StoreError> {
    let statement = Statement::from_string(db.get_database_backend(), "SELECT DISTINCT action FROM audit ORDER BY action");
    let rows = db.query_all_raw(statement).await?;
    rows.into_iter().map(|row| Ok(row.try_get("", "action")?)).collect()
}
