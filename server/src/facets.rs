//! Facets whose values have names and may be many: searched by name, for pages and the API.

use jawab_search::{engine, names::TypedName};
use jawab_store::read::Named;
use jawab_ui::filters::FilterKey;

use crate::directory::{Bodies, Directory};

/// A facet whose values have names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NamedFacet {
    /// Ministries.
    Ministry,
    /// Groups.
    Group,
    /// Authors.
    Member,
    /// Themes.
    Theme,
}

/// The values of a facet that were looked for.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// The most frequent of them, with how many results each has.
    pub values: Vec<(Named, u64)>,
    /// How many there are.
    pub matching: usize,
    /// How many values the facet has, whatever their names.
    pub all: usize,
}

impl NamedFacet {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ministry, Self::Group, Self::Member, Self::Theme];

    /// The filter that one of its values makes.
    pub const fn key(self) -> FilterKey {
        match self {
            Self::Ministry => FilterKey::Ministry,
            Self::Group => FilterKey::Group,
            Self::Member => FilterKey::Member,
            Self::Theme => FilterKey::Theme,
        }
    }

    /// The facet of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.key().code() == code)
    }

    /// Who its values are.
    pub const fn bodies(self, directory: &Directory) -> &Bodies {
        match self {
            Self::Ministry => &directory.ministries,
            Self::Group => &directory.groups,
            Self::Member => &directory.members,
            Self::Theme => &directory.themes,
        }
    }

    /// How many results each has, most first.
    pub fn counts(self, facets: &engine::Facets) -> &[(i64, u64)] {
        match self {
            Self::Ministry => &facets.ministry,
            Self::Group => &facets.group,
            Self::Member => &facets.member,
            Self::Theme => &facets.theme,
        }
    }

    /// At most so many of its values, of those that have a name as typed.
    pub fn values(self, directory: &Directory, facets: &engine::Facets, typed: &str, most: usize) -> Values {
        let bodies = self.bodies(directory);
        let mut values: Vec<(i64, u64)> = self.counts(facets).iter().copied().filter(|(id, _)| bodies.names().has(*id)).collect();
        let all = values.len();
        let typed = TypedName::new(typed);
        if !typed.is_empty() {
            values.retain(|(id, _)| bodies.is_called_so(*id, &typed));
        }
        let matching = values.len();
        let values = values.into_iter().take(most).filter_map(|(id, count)| Some((bodies.get(id)?, count))).collect();
        Values { values, matching, all }
    }
}
