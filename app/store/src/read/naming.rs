//! Who knows the names that records are written with: whoever asks, and for the rest the database.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::people::Gender;
use sea_orm::ConnectionTrait;

use super::{Named, Names};
use crate::StoreError;

/// Names that are at hand. They are not read again; a name that is not among them is, so that nobody is missing on a record who
/// came after they were read.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// Of members.
    pub members: &'a Names,
    /// Of groups.
    pub groups: &'a Names,
    /// Of ministries.
    pub ministries: &'a Names,
    /// Of themes.
    pub themes: &'a Names,
}

/// Whose names are needed.
#[derive(Debug, Default)]
pub struct Wanted {
    pub members: BTreeSet<i64>,
    pub groups: BTreeSet<i64>,
    pub ministries: BTreeSet<i64>,
    pub themes: BTreeSet<i64>,
}

/// The names at hand, and those that had to be read.
pub struct Naming<'a> {
    known: Option<Known<'a>>,
    members: Names,
    groups: Names,
    ministries: Names,
    themes: Names,
}

impl<'a> Naming<'a> {
    /// The names of all who are wanted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn of(db: &impl ConnectionTrait, known: Option<Known<'a>>, mut wanted: Wanted) -> Result<Self, StoreError> {
        if let Some(known) = known {
            wanted.members.retain(|id| !known.members.has(*id));
            wanted.groups.retain(|id| !known.groups.has(*id));
            wanted.ministries.retain(|id| !known.ministries.has(*id));
            wanted.themes.retain(|id| !known.themes.has(*id));
        }
        let Wanted { members, groups, ministries, themes } = wanted;
        Ok(Self {
            known,
            members: if members.is_empty() { Names::default() } else { Names::members(db, Some(&members)).await? },
            groups: if groups.is_empty() { Names::default() } else { Names::groups(db, Some(&groups)).await? },
            ministries: if ministries.is_empty() { Names::default() } else { Names::ministries(db, Some(&ministries)).await? },
            themes: if themes.is_empty() { Names::default() } else { Names::themes(db, Some(&themes)).await? },
        })
    }

    /// A member.
    pub fn member(&self, id: i64) -> Option<Named> {
        self.members_of(id).on(id, None)
    }

    /// How a member is addressed, if that is known.
    pub fn gender(&self, id: i64) -> Option<Gender> {
        self.members_of(id).gender(id)
    }

    /// A group.
    pub fn group(&self, id: i64) -> Option<Named> {
        self.known.map_or(&self.groups, |known| known.groups.or(id, &self.groups)).on(id, None)
    }

    /// A ministry, by its name of a day.
    pub fn ministry(&self, id: i64, day: Option<NaiveDate>) -> Option<Named> {
        self.known.map_or(&self.ministries, |known| known.ministries.or(id, &self.ministries)).on(id, day)
    }

    /// A theme.
    pub fn theme(&self, id: i64) -> Option<Named> {
        self.known.map_or(&self.themes, |known| known.themes.or(id, &self.themes)).on(id, None)
    }

    fn members_of(&self, id: i64) -> &Names {
        self.known.map_or(&self.members, |known| known.members.or(id, &self.members))
    }
}
