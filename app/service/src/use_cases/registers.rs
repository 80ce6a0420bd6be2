//! Reference data: legislatures, groups, members with their seats, ministries with their names, themes, holidays, rules.
//!
//! The rows have no version, because imports write them too. A change names the fingerprint of the state it was based on
//! ([`fingerprint_of`]): a number that changes with any of the data. Changes of reference data are serialised by a lock.

use std::{collections::BTreeSet, fmt::Debug};

use chrono::NaiveDate;
use jawab_domain::{PerLocale, access::Act, field::FieldName};
use jawab_search::analysis::name_key;
use jawab_store::{
    Connection,
    registers::{self, NewName, Register, groups, legislatures, members, ministries, seats, themes},
    rules,
};
use sha2::{Digest as _, Sha256};

use crate::import::people::slugify;
use crate::use_cases::{Problem, UnitOfWork, UseCaseError, UseCaseResult, validation::Checks};

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
pub use seat::{SeatInput, SeatRemoval};
pub use succession::SuccessionInput;

/// A new entry with a slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: i64,
    /// Its slug in addresses.
    pub slug: String,
}

/// An entry of the reference data.
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

/// Slugs that are reserved for pages.
const RESERVED: [&str; 2] = ["new", "import"];

/// The current fingerprint of an entry.
///
/// # Errors
/// [`UseCaseError::NotFound`] if it does not exist.
pub async fn fingerprint_of(db: &impl Connection, item: Item) -> UseCaseResult<i64> {
    let missing = UseCaseError::NotFound;
    Ok(match item {
        Item::Legislature(ordinal) => fingerprint(&legislatures::by_ordinal(db, ordinal).await?.ok_or(missing)?),
        Item::Group(id) => {
            let row = groups::by_id(db, id).await?.ok_or(missing)?;
            fingerprint(&(row, groups::names_of(db, id).await?))
        }
        Item::Member(id) => {
            let row = members::by_id(db, id).await?.ok_or(missing)?;
            fingerprint(&(row, members::names_of(db, id).await?, seats::of_members(db, &[id]).await?))
        }
        Item::Ministry(id) => {
            let row = ministries::by_id(db, id).await?.ok_or(missing)?;
            fingerprint(&(row, ministries::names_of(db, id).await?, ministries::successions_of(db, id).await?))
        }
        Item::Theme(id) => fingerprint(&themes::by_id(db, id).await?.ok_or(missing)?),
        Item::Holiday(on) => fingerprint(&rules::holiday(db, on).await?.ok_or(missing)?),
        Item::Rules => fingerprint(&rules::all(db).await?),
    })
}

/// Rejects a change based on another state of an entry.
pub(super) async fn require_unchanged(db: &impl Connection, item: Item, expected: i64) -> UseCaseResult<()> {
    let current = fingerprint_of(db, item).await?;
    if current == expected { Ok(()) } else { Err(UseCaseError::Conflict { current }) }
}

/// A fingerprint of a value: it differs for different values.
#[must_use]
pub fn fingerprint(of: &impl Debug) -> i64 {
    let hash = Sha256::digest(format!("{of:?}"));
    // 48 bits: exact in the database, in a form field and in JavaScript.
    hash.iter().take(6).fold(0, |print, byte| print << 8 | i64::from(*byte))
}

impl UnitOfWork {
    /// Takes the lock for changes of reference data.
    pub(super) async fn lock_registers(&self) -> UseCaseResult<()> {
        self.must_be_allowed(Act::KeepReferenceData, None)?;
        Ok(registers::lock(self.db()).await?)
    }

    /// Takes the lock for changes of reference data, and checks that an entry is unchanged.
    pub(super) async fn lock_unchanged(&self, item: Item, expected: i64) -> UseCaseResult<()> {
        self.lock_registers().await?;
        require_unchanged(self.db(), item, expected).await
    }

    /// A free slug for a new entry, from the French name if there is one. It never changes.
    pub(super) async fn free_slug(&self, of: Register, names: &PerLocale<String>) -> UseCaseResult<String> {
        let latin = names.fr.as_deref().map(slugify).filter(|slug| !slug.is_empty());
        let base = latin.unwrap_or_else(crate::new_code);
        for slug in std::iter::once(base.clone()).chain((2..100).map(|n| format!("{base}-{n}"))) {
            if !registers::is_slug_taken(self.db(), of, &slug).await? && !RESERVED.contains(&slug.as_str()) {
                return Ok(slug);
            }
        }
        Ok(crate::new_code())
    }

    /// The entries with a similarly written name, in any language.
    pub(super) async fn with_similar_name(&self, of: Register, names: &PerLocale<String>) -> UseCaseResult<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for (_, name) in names.iter() {
            found.extend(registers::with_name_key(self.db(), of, &name_key(name)).await?);
        }
        Ok(found)
    }

    /// Replaces the names of an entry.
    pub(super) async fn set_names(&self, of: Register, id: i64, names: &PerLocale<String>) -> UseCaseResult<()> {
        let names: Vec<NewName> = names.iter().map(|(locale, name)| NewName { locale, name: name.clone(), key: name_key(name) }).collect();
        Ok(registers::set_names(self.db(), of, id, &names).await?)
    }

    /// Queues the questions of an entry for the search index.
    pub(super) async fn index_questions_of(&self, of: Register, id: i64) -> UseCaseResult<()> {
        self.index_among(&of.questions_of(id)).await
    }
}

impl Checks {
    /// Cleans names. A blank name counts as missing; if all are missing, the field is invalid.
    pub(super) fn names(&mut self, field: FieldName, raw: &PerLocale<String>) -> PerLocale<String> {
        let before = self.found.len();
        let names: PerLocale<String> =
            raw.iter().filter_map(|(locale, name)| Some((locale, self.name(field.in_language(locale), Some(name))?))).collect();
        if names.is_empty() && self.found.len() == before {
            self.add(field, Problem::Missing);
        }
        names
    }

    /// As [`Self::names`], but all may be missing.
    pub(super) fn optional_names(&mut self, field: FieldName, raw: &PerLocale<String>) -> PerLocale<String> {
        raw.iter().filter_map(|(locale, name)| Some((locale, self.name(field.in_language(locale), Some(name))?))).collect()
    }

    /// Rejects a last day before the first.
    pub(super) fn in_order(&mut self, field: FieldName, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.add(field, Problem::TooEarly(from));
        }
    }
}
