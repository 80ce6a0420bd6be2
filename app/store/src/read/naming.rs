//! The names on records: from the caller's cache, and otherwise from the database.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jawab_domain::people::Gender;
use sea_orm::ConnectionTrait;

use super::{Named, Names};
use crate::StoreError;

/// Cached names. A name that is missing among them is read from the database, so that a record also shows names that were added later.
#[derive(Clone, Copy)]
pub struct CachedNames<'a> {
    /// Members.
    pub members: &'a Names,
    /// Groups.
    pub groups: &'a Names,
    /// Ministries.
    pub ministries: &'a Names,
    /// Themes.
    pub themes: &'a Names,
}

/// The identities whose names are needed.
#[derive(Debug, Default)]
pub struct NeededNames {
    pub members: BTreeSet<i64>,
    pub groups: BTreeSet<i64>,
    pub ministries: BTreeSet<i64>,
    pub themes: BTreeSet<i64>,
}

/// The cached names and the loaded ones.
pub struct ResolvedNames<'a> {
    known: Option<CachedNames<'a>>,
    members: Names,
    groups: Names,
    ministries: Names,
    themes: Names,
}

impl<'a> ResolvedNames<'a> {
    /// Loads the missing names.
    pub async fn load(db: &impl ConnectionTrait, known: Option<CachedNames<'a>>, mut wanted: NeededNames) -> Result<Self, StoreError> {
        if let Some(known) = known {
            wanted.members.retain(|id| !known.members.has(*id));
            wanted.groups.retain(|id| !known.groups.has(*id));
            wanted.ministries.retain(|id| !known.ministries.has(*id));
            wanted.themes.retain(|id| !known.themes.has(*id));
        }
        let NeededNames { members, groups, ministries, themes } = wanted;
        Ok(Self {
            known,
            members: if members.is_empty() { Names::default() } else { Names::members(db, Some(&members)).await? },
            groups: if groups.is_empty() { Names::default() } else { Names::groups(db, Some(&groups)).await? },
            ministries: if ministries.is_empty() { Names::default() } else { Names::ministries(db, Some(&ministries)).await? },
            themes: if themes.is_empty() { Names::default() } else { Names::themes(db, Some(&themes)).await? },
        })
    }

    /// The name of a member.
    pub fn member(&self, id: i64) -> Option<Named> {
        self.members_of(id).on(id, None)
    }

    /// The gender of a member, if known.
    pub fn gender(&self, id: i64) -> Option<Gender> {
        self.members_of(id).gender(id)
    }

    /// The name of a group.
    pub fn group(&self, id: i64) -> Option<Named> {
        self.known.map_or(&self.groups, |known| known.groups.or(id, &self.groups)).on(id, None)
    }

    /// The name of a ministry on a day.
    pub fn ministry(&self, id: i64, day: Option<NaiveDate>) -> Option<Named> {
        self.known.map_or(&self.ministries, |known| known.ministries.or(id, &self.ministries)).on(id, day)
    }

    /// The name of a theme.
    pub fn theme(&self, id: i64) -> Option<Named> {
        self.known.map_or(&self.themes, |known| known.themes.or(id, &self.themes)).on(id, None)
    }

    fn members_of(&self, id: i64) -> &Names {
        self.known.map_or(&self.members, |known| known.members.or(id, &self.members))
    }
}
