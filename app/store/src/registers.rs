//! The registers of reference data: legislatures, groups, members with their seats, ministries with their names, themes.
//!
//! Their rows have no version, because imports write them too. Whoever changes one takes the [lock](lock()) and compares the row with the
//! one that was loaded.

use jawab_domain::Locale;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};

use crate::{Connection, StoreError, sql::ids};

pub mod groups;
pub mod legislatures;
pub mod members;
pub mod ministries;
pub mod seats;
pub mod themes;

/// A register whose entries have names and a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Register {
    /// Groups.
    Groups,
    /// Members.
    Members,
    /// Ministries.
    Ministries,
    /// Themes.
    Themes,
}

/// A name of an entry in a language, with its key, which equal spellings share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The language.
    pub locale: Locale,
    /// The name.
    pub name: String,
    /// Its key.
    pub key: String,
}

impl Register {
    const fn table(self) -> &'static str {
        match self {
            Self::Groups => "political_group",
            Self::Members => "member",
            Self::Ministries => "ministry",
            Self::Themes => "theme",
        }
    }

    /// The questions of an entry, as SQL: asked by it, ever referred to it, or about it.
    #[must_use]
    pub fn questions_of(self, id: i64) -> String {
        let (table, column) = match self {
            Self::Groups => ("author", "political_group_id"),
            Self::Members => ("author", "member_id"),
            Self::Ministries => ("attribution", "ministry_id"),
            Self::Themes => ("question_theme", "theme_id"),
        };
        format!("SELECT question_id FROM {table} WHERE {column} = {id}")
    }
}

/// Locks reference data against other changes until the transaction ends. `SQLite` has a single writer anyway.
pub async fn lock(db: &impl Connection) -> Result<(), StoreError> {
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared("SELECT pg_advisory_xact_lock(101)").await?;
    }
    Ok(())
}

/// The identities among these that exist.
pub async fn existing(db: &impl Connection, of: Register, ids: &[i64]) -> Result<Vec<i64>, StoreError> {
    let list = crate::id_list(ids);
    if list.is_empty() {
        return Ok(Vec::new());
    }
    crate::sql::ids(db, &format!("SELECT id FROM {} WHERE id IN ({list})", of.table()), []).await
}

/// Whether an entry has this slug, or in themes had it before it was merged.
pub async fn is_slug_taken(db: &impl Connection, of: Register, slug: &str) -> Result<bool, StoreError> {
    let aliases = if of == Register::Themes { "UNION ALL SELECT theme_id AS id FROM theme_alias WHERE slug = $1" } else { "" };
    let sql = format!("SELECT id FROM {} WHERE slug = $1 {aliases}", of.table());
    Ok(!ids(db, &sql, [slug.into()]).await?.is_empty())
}

/// The entries with a name with this key, in any language. Themes have their names in their own rows.
pub async fn with_name_key(db: &impl Connection, of: Register, key: &str) -> Result<Vec<i64>, StoreError> {
    let sql = format!("SELECT {of}_id AS id FROM {of}_name WHERE name_key = $1", of = of.table());
    ids(db, &sql, [key.into()]).await
}

/// Adds a name to an entry.
pub async fn add_name(db: &impl Connection, of: Register, id: i64, name: &NewName) -> Result<(), StoreError> {
    let sql = format!("INSERT INTO {of}_name ({of}_id, locale, name, name_key) VALUES ($1, $2, $3, $4)", of = of.table());
    let values: [Value; 4] = [id.into(), name.locale.code().into(), name.name.as_str().into(), name.key.as_str().into()];
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// Replaces the names of an entry.
pub async fn set_names(db: &impl Connection, of: Register, id: i64, names: &[NewName]) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {of}_name WHERE {of}_id = $1", of = of.table());
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [id.into()])).await?;
    for name in names {
        add_name(db, of, id, name).await?;
    }
    Ok(())
}

/// The number of entries.
pub async fn count(db: &impl Connection, of: Register) -> Result<u64, StoreError> {
    counted(db, of.table()).await
}

async fn counted(db: &impl ConnectionTrait, table: &str) -> Result<u64, StoreError> {
    #[derive(FromQueryResult)]
    struct Row {
        entries: i64,
    }
    let statement = Statement::from_string(db.get_database_backend(), format!("SELECT COUNT(*) AS entries FROM {table}"));
    Ok(Row::find_by_statement(statement).one(db).await?.map_or(0, |row| row.entries.cast_unsigned()))
}
