//! Reference data: legislatures, groups, members with their seats, ministries with their names, themes, holidays, rules.
//!
//! The rows have no version, as imports write them too. Whoever changes one says what they saw by its print ([`print_of`]): a
//! number that is another one as soon as anything about it is. Changes of reference data are made one after the other.

use std::fmt::Debug;

use chrono::NaiveDate;
use jawab_domain::{PerLocale, access::Act};
use jawab_search::analysis::name_key;
use jawab_store::entity::{
    deadline_rule, holiday, legislature, member, member_name, ministry, ministry_name, ministry_succession, political_group,
    political_group_name, seat, theme,
};
use sea_orm::{
    Condition, ConnectionTrait, DbBackend, EntityTrait as _, FromQueryResult, QueryFilter as _, QueryOrder as _, Statement, Value,
};
use sha2::{Digest as _, Sha256};

use super::{Outcome, Problem, Turn, UseCaseError, check::Checks};
use crate::import::people::slugify;

mod calendar;
mod groups;
mod legislatures;
mod members;
mod ministries;
mod roster;
mod seats;
mod succession;
mod themes;

pub use calendar::{CalendarChange, HolidayInput, RuleInput};
pub use groups::GroupInput;
pub use legislatures::LegislatureInput;
pub use members::MemberInput;
pub use ministries::NamePeriod;
pub use roster::{Change, Choice, Doubt, Fault, Roster, RosterInput, RosterLine, Verdict};
pub use seats::SeatInput;
pub use succession::SuccessionInput;

/// Something with a name of its own and a part in addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its identity.
    pub id: i64,
    /// Its part of addresses.
    pub slug: String,
}

/// One thing of the reference data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// A legislature, by its ordinal.
    Legislature(i32),
    /// A group.
    Group(i64),
    /// A member, with names and seats.
    Member(i64),
    /// A ministry, with names and successions.
    Ministry(i64),
    /// A theme.
    Theme(i64),
    /// The holiday of a day.
    Holiday(NaiveDate),
    /// All versions of the deadline rule.
    Rules,
}

/// Under which lock PostgreSQL makes changes of reference data, one after the other. SQLite has one writer anyway.
const LOCK: &str = "SELECT pg_advisory_xact_lock(101)";
/// Waits for whoever writes questions, and keeps others from it: their due dates are reckoned with what is about to change.
const LOCK_QUESTIONS: &str = "LOCK TABLE question IN SHARE ROW EXCLUSIVE MODE";
/// Parts of addresses that are taken by pages.
const RESERVED: [&str; 2] = ["new", "import"];

/// The print of a thing as it is now.
///
/// # Errors
/// [`UseCaseError::NotFound`] where there is none.
pub async fn print_of(db: &impl ConnectionTrait, item: Item) -> Outcome<i64> {
    let missing = UseCaseError::NotFound;
    Ok(match item {
        Item::Legislature(ordinal) => print(&legislature::Entity::find_by_id(ordinal).one(db).await?.ok_or(missing)?),
        Item::Group(id) => {
            let row = political_group::Entity::find_by_id(id).one(db).await?.ok_or(missing)?;
            let names = political_group_name::Entity::find()
                .filter(political_group_name::COLUMN.political_group_id.eq(id))
                .order_by_asc(political_group_name::COLUMN.id);
            print(&(row, names.all(db).await?))
        }
        Item::Member(id) => {
            let row = member::Entity::find_by_id(id).one(db).await?.ok_or(missing)?;
            let names = member_name::Entity::find().filter(member_name::COLUMN.member_id.eq(id)).order_by_asc(member_name::COLUMN.id);
            let seats = seat::Entity::find().filter(seat::COLUMN.member_id.eq(id)).order_by_asc(seat::COLUMN.id);
            print(&(row, names.all(db).await?, seats.all(db).await?))
        }
        Item::Ministry(id) => {
            let row = ministry::Entity::find_by_id(id).one(db).await?.ok_or(missing)?;
            let names =
                ministry_name::Entity::find().filter(ministry_name::COLUMN.ministry_id.eq(id)).order_by_asc(ministry_name::COLUMN.id);
            let column = ministry_succession::COLUMN;
            let related = ministry_succession::Entity::find()
                .filter(Condition::any().add(column.predecessor_id.eq(id)).add(column.successor_id.eq(id)))
                .order_by_asc(column.predecessor_id)
                .order_by_asc(column.successor_id);
            print(&(row, names.all(db).await?, related.all(db).await?))
        }
        Item::Theme(id) => print(&theme::Entity::find_by_id(id).one(db).await?.ok_or(missing)?),
        Item::Holiday(on) => print(&holiday::Entity::find_by_id(on).one(db).await?.ok_or(missing)?),
        Item::Rules => print(&deadline_rule::Entity::find().order_by_asc(deadline_rule::COLUMN.id).all(db).await?),
    })
}

/// Refuses something that is not as it was seen.
pub(super) async fn as_seen(db: &impl ConnectionTrait, item: Item, seen: i64) -> Outcome<()> {
    let current = print_of(db, item).await?;
    if current == seen { Ok(()) } else { Err(UseCaseError::Conflict { current }) }
}

/// A number for a value: another one for whatever differs.
#[must_use]
pub fn print(of: &impl Debug) -> i64 {
    let hash = Sha256::digest(format!("{of:?}"));
    // A database and a form field keep it whole, and JavaScript would too.
    hash.iter().take(6).fold(0, |print, byte| print << 8 | i64::from(*byte))
}

impl Turn {
    /// Begins a change of reference data.
    pub(super) async fn keep(&self) -> Outcome<()> {
        self.must_be_allowed(Act::KeepReferenceData, None)?;
        if self.db().get_database_backend() == DbBackend::Postgres {
            self.db().execute_unprepared(LOCK).await?;
        }
        Ok(())
    }

    /// Begins a change of something as it was seen.
    pub(super) async fn keep_as_seen(&self, item: Item, seen: i64) -> Outcome<()> {
        self.keep().await?;
        as_seen(self.db(), item, seen).await
    }

    /// Keeps others from writing questions until the change ends.
    pub(super) async fn hold_questions(&self) -> Outcome<()> {
        if self.db().get_database_backend() == DbBackend::Postgres {
            self.db().execute_unprepared(LOCK_QUESTIONS).await?;
        }
        Ok(())
    }

    pub(super) async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Outcome<u64> {
        let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, values.into_iter().collect::<Vec<_>>());
        Ok(self.db().execute_raw(statement).await?.rows_affected())
    }

    pub(super) async fn ids(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Outcome<Vec<i64>> {
        #[derive(FromQueryResult)]
        struct Row {
            id: i64,
        }
        let statement = Statement::from_sql_and_values(self.db().get_database_backend(), sql, values.into_iter().collect::<Vec<_>>());
        Ok(Row::find_by_statement(statement).all(self.db()).await?.into_iter().map(|row| row.id).collect())
    }

    /// A part of addresses for a new row of a table: from the French name where there is one, for good.
    pub(super) async fn free_slug(&self, table: &str, names: &PerLocale<String>) -> Outcome<String> {
        let latin = names.fr.as_deref().map(slugify).filter(|slug| !slug.is_empty());
        let base = latin.unwrap_or_else(crate::new_code);
        for slug in std::iter::once(base.clone()).chain((2..100).map(|n| format!("{base}-{n}"))) {
            let aliases = if table == "theme" { "UNION ALL SELECT theme_id AS id FROM theme_alias WHERE slug = $1" } else { "" };
            let taken = self.ids(&format!("SELECT id FROM {table} WHERE slug = $1 {aliases}"), [slug.as_str().into()]).await?;
            if taken.is_empty() && !RESERVED.contains(&slug.as_str()) {
                return Ok(slug);
            }
        }
        Ok(crate::new_code())
    }

    /// Whose name in a table is written like one of these, in any language.
    pub(super) async fn called(&self, of: Named, names: &PerLocale<String>) -> Outcome<Vec<i64>> {
        let mut found = Vec::new();
        for (_, name) in names.iter() {
            let sql = format!("SELECT {of}_id AS id FROM {of}_name WHERE name_key = $1", of = of.0);
            found.extend(self.ids(&sql, [name_key(name).into()]).await?);
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Gives somebody these names, and no others.
    pub(super) async fn set_names(&self, of: Named, id: i64, names: &PerLocale<String>) -> Outcome<()> {
        self.run(&format!("DELETE FROM {of}_name WHERE {of}_id = $1", of = of.0), [id.into()]).await?;
        for (locale, name) in names.iter() {
            let sql = format!("INSERT INTO {of}_name ({of}_id, locale, name, name_key) VALUES ($1, $2, $3, $4)", of = of.0);
            self.run(&sql, [id.into(), locale.code().into(), name.as_str().into(), name_key(name).into()]).await?;
        }
        Ok(())
    }
}

/// A table whose rows have names in a table of their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named(&'static str);

impl Named {
    pub const GROUP: Self = Self("political_group");
    pub const MEMBER: Self = Self("member");
    pub const MINISTRY: Self = Self("ministry");
}

impl Checks {
    /// Cleans names; a blank one is as one that is not given. Without any, the field is at fault.
    pub(super) fn names(&mut self, field: &str, raw: &PerLocale<String>) -> PerLocale<String> {
        let before = self.found.len();
        let names: PerLocale<String> =
            raw.iter().filter_map(|(locale, name)| Some((locale, self.name(&format!("{field}.{locale}"), Some(name))?))).collect();
        if names.is_empty() && self.found.len() == before {
            self.add(field, Problem::Missing);
        }
        names
    }

    /// As [`Self::names`], where none may be given.
    pub(super) fn optional_names(&mut self, field: &str, raw: &PerLocale<String>) -> PerLocale<String> {
        raw.iter().filter_map(|(locale, name)| Some((locale, self.name(&format!("{field}.{locale}"), Some(name))?))).collect()
    }

    /// Refuses a last day before the first.
    pub(super) fn in_order(&mut self, field: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.add(field, Problem::TooEarly(from));
        }
    }
}
