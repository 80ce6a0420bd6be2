//! Reference data: legislatures, groups, members with their seats, ministries with their names, themes, holidays, rules.
//!
//! The rows have no version, as imports write them too. Whoever changes one says what they saw by its print ([`print_of`]): a
//! number that is another one as soon as anything about it is. Changes of reference data are made one after the other.

use std::{collections::BTreeSet, fmt::Debug};

use chrono::NaiveDate;
use jawab_domain::{PerLocale, access::Act};
use jawab_search::analysis::name_key;
use jawab_store::{
    Connection,
    registers::{self, NewName, Register, groups, legislatures, members, ministries, seats, themes},
    rules,
};
use sha2::{Digest as _, Sha256};

use super::{Outcome, Problem, Turn, UseCaseError, check::Checks};
use crate::import::people::slugify;

mod calendar;
mod group;
mod legislature;
mod member;
mod ministry;
mod roster;
mod seat;
mod succession;
mod theme;

pub use calendar::{CalendarChange, HolidayInput, RuleInput};
pub use group::GroupInput;
pub use legislature::LegislatureInput;
pub use member::MemberInput;
pub use ministry::NamePeriod;
pub use roster::{Change, Choice, Doubt, Fault, Roster, RosterInput, RosterLine, Verdict};
pub use seat::SeatInput;
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

/// Parts of addresses that are taken by pages.
const RESERVED: [&str; 2] = ["new", "import"];

/// The print of a thing as it is now.
///
/// # Errors
/// [`UseCaseError::NotFound`] where there is none.
pub async fn print_of(db: &impl Connection, item: Item) -> Outcome<i64> {
    let missing = UseCaseError::NotFound;
    Ok(match item {
        Item::Legislature(ordinal) => print(&legislatures::by_ordinal(db, ordinal).await?.ok_or(missing)?),
        Item::Group(id) => {
            let row = groups::by_id(db, id).await?.ok_or(missing)?;
            print(&(row, groups::names_of(db, id).await?))
        }
        Item::Member(id) => {
            let row = members::by_id(db, id).await?.ok_or(missing)?;
            print(&(row, members::names_of(db, id).await?, seats::of(db, &[id]).await?))
        }
        Item::Ministry(id) => {
            let row = ministries::by_id(db, id).await?.ok_or(missing)?;
            print(&(row, ministries::names_of(db, id).await?, ministries::successions_of(db, id).await?))
        }
        Item::Theme(id) => print(&themes::by_id(db, id).await?.ok_or(missing)?),
        Item::Holiday(on) => print(&rules::holiday(db, on).await?.ok_or(missing)?),
        Item::Rules => print(&rules::all(db).await?),
    })
}

/// Refuses something that is not as it was seen.
pub(super) async fn as_seen(db: &impl Connection, item: Item, seen: i64) -> Outcome<()> {
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
        Ok(registers::lock(self.db()).await?)
    }

    /// Begins a change of something as it was seen.
    pub(super) async fn keep_as_seen(&self, item: Item, seen: i64) -> Outcome<()> {
        self.keep().await?;
        as_seen(self.db(), item, seen).await
    }

    /// A part of addresses for a new entry: from the French name where there is one, for good.
    pub(super) async fn free_slug(&self, of: Register, names: &PerLocale<String>) -> Outcome<String> {
        let latin = names.fr.as_deref().map(slugify).filter(|slug| !slug.is_empty());
        let base = latin.unwrap_or_else(crate::new_code);
        for slug in std::iter::once(base.clone()).chain((2..100).map(|n| format!("{base}-{n}"))) {
            if !registers::is_slug_taken(self.db(), of, &slug).await? && !RESERVED.contains(&slug.as_str()) {
                return Ok(slug);
            }
        }
        Ok(crate::new_code())
    }

    /// Whose name is written like one of these, in any language.
    pub(super) async fn called(&self, of: Register, names: &PerLocale<String>) -> Outcome<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for (_, name) in names.iter() {
            found.extend(registers::with_name_key(self.db(), of, &name_key(name)).await?);
        }
        Ok(found)
    }

    /// Gives somebody these names, and no others.
    pub(super) async fn set_names(&self, of: Register, id: i64, names: &PerLocale<String>) -> Outcome<()> {
        let names: Vec<NewName> = names.iter().map(|(locale, name)| NewName { locale, name: name.clone(), key: name_key(name) }).collect();
        Ok(registers::set_names(self.db(), of, id, &names).await?)
    }

    /// Has the search index hear of the questions of an entry.
    pub(super) async fn index_questions_of(&self, of: Register, id: i64) -> Outcome<()> {
        self.index_among(&of.questions_of(id)).await
    }
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
