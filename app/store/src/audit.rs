//! The audit record: every change and every reading of personal data, as a chain in which each line holds the hash of
//! the one before it. Nothing in it can be changed or taken out without breaking the chain.

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

/// What the first line names as the one before it.
const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// The lock under which PostgreSQL appends, one change at a time. SQLite has one writer anyway.
const LOCK: &str = "SELECT pg_advisory_xact_lock(100)";
/// Lines verified at a time.
const STRETCH: u64 = 1_000;

/// What is recorded.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Who acted.
    pub actor: ActorId,
    /// What they did, as a code: `question.deposited`, `account.invited`.
    pub action: &'a str,
    /// To what: `question:12`, `account:3`; empty for the site as a whole.
    pub subject: &'a str,
    /// What else is to be known of it. Never a password, token or text.
    pub data: &'a serde_json::Value,
}

/// Appends to the record, within a change.
pub async fn append(db: &impl Connection, at: DateTime<Utc>, entry: Entry<'_>) -> Result<(), StoreError> {
    lock(db).await?;
    let last = audit::Entity::find().order_by_desc(audit::COLUMN.id).one(db).await?;
    let (id, previous) = last.map_or((1, BEGINNING.to_owned()), |last| (last.id + 1, last.hash));
    // PostgreSQL keeps microseconds; the hash is of what is kept.
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

/// Has changes append one after the other.
async fn lock(db: &impl Connection) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(LOCK).await?;
    }
    Ok(())
}

/// The hash of a line: of the hash before it, and of all its fields, each with its length so that none runs into another.
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

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// So many lines, each as it was written; the hash of the last one, to be kept elsewhere.
    Whole {
        /// How many lines.
        lines: u64,
        /// The last hash.
        head: String,
    },
    /// The first line that is not as it was written, or does not follow the one before it.
    Broken {
        /// Its identity.
        id: i64,
    },
}

/// Reads the whole record and checks that it is unbroken.
pub async fn verify(db: &impl Connection) -> Result<Verified, StoreError> {
    let (mut lines, mut head, mut last) = (0, BEGINNING.to_owned(), 0);
    loop {
        let rows = audit::Entity::find()
            .filter(audit::COLUMN.id.gt(last))
            .order_by_asc(audit::COLUMN.id)
            .paginate(db, STRETCH)
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

/// Where the record ends: how many lines it has, and the hash of the last.
pub async fn head(db: &impl Connection) -> Result<(u64, String), StoreError> {
    let last = audit::Entity::find().order_by_desc(audit::COLUMN.id).one(db).await?;
    Ok(last.map_or((0, BEGINNING.to_owned()), |last| (last.id.unsigned_abs(), last.hash)))
}

/// Whether a whole record still has the line that was its last when its length and hash were noted elsewhere. One that was cut
/// or written anew has not.
pub async fn still_holds(db: &impl Connection, lines: u64, hash: &str) -> Result<bool, StoreError> {
    if lines == 0 {
        return Ok(hash == BEGINNING);
    }
    let line = audit::Entity::find_by_id(lines.cast_signed()).one(db).await?;
    Ok(line.is_some_and(|line| line.hash == hash))
}

/// The triggers of `PostgreSQL` that take effect, and what their functions do. One that is switched off, or on for replicas alone, does
/// not; nor does any in a session that calls itself a replica. A setting of a function could lead it to other tables.
const IN_EFFECT: &str = "SELECT CAST(t.tgname AS TEXT) AS name, pg_get_triggerdef(t.oid, TRUE) AS made, p.prosrc AS body \
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang \
    WHERE NOT t.tgisinternal AND l.lanname = 'plpgsql' AND p.proconfig IS NULL \
    AND (t.tgenabled = 'A' OR t.tgenabled = 'O' AND current_setting('session_replication_role') <> 'replica')";

/// The guards that this database has not as the schema makes them: there is none of that name, it is switched off, or it does something
/// else. Whoever took one away, or its effect, could change what is append-only.
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

/// Whether two texts are the same but for blanks.
fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// What is looked for in the record; all that is given must hold.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Who acted, as [`ActorId`] writes it.
    pub actor: Option<String>,
    /// What they did.
    pub action: Option<String>,
    /// To what.
    pub subject: Option<String>,
    /// From this instant on.
    pub from: Option<DateTime<Utc>>,
    /// Before this instant.
    pub to: Option<DateTime<Utc>>,
    /// Before this line.
    pub before: Option<i64>,
}

/// The lines looked for, the latest first.
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

/// The lines on some things done to a subject since an instant.
pub async fn done_to(db: &impl Connection, subject: &str, actions: &[&str], since: DateTime<Utc>) -> Result<Vec<rows::Audit>, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.subject.eq(subject)).filter(audit::COLUMN.at.gte(since));
    Ok(lines.filter(audit::COLUMN.action.is_in(actions.iter().copied())).all(db).await?)
}

/// The last lines on what was done to a subject, the latest first, `most` of them.
pub async fn latest_on(db: &impl Connection, subject: &str, most: u64) -> Result<Vec<rows::Audit>, StoreError> {
    let lines = audit::Entity::find().filter(audit::COLUMN.subject.eq(subject)).order_by_desc(audit::COLUMN.id).limit(most);
    Ok(lines.all(db).await?)
}

/// Every action that was ever recorded.
pub async fn actions(db: &impl Connection) -> Result<Vec<String>, StoreError> {
    let statement = Statement::from_string(db.get_database_backend(), "SELECT DISTINCT action FROM audit ORDER BY action");
    let rows = db.query_all_raw(statement).await?;
    rows.into_iter().map(|row| Ok(row.try_get("", "action")?)).collect()
}
