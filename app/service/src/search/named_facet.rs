//! Facets whose values have names and may be many: searched by name, for pages and the API.

use jawab_search::{engine::Facets, names::TypedName};
use jawab_store::read::Named;

use crate::reference_data::{NamedSet, ReferenceData};

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
pub struct FacetValues {
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

    /// What its values are.
    #[must_use]
    pub const fn set(self, reference: &ReferenceData) -> &NamedSet {
        match self {
            Self::Ministry => &reference.ministries,
            Self::Group => &reference.groups,
            Self::Member => &reference.members,
            Self::Theme => &reference.themes,
        }
    }

    /// How many results each has, most first.
    #[must_use]
    pub fn counts(self, facets: &Facets) -> &[(i64, u64)] {
        match self {
            Self::Ministry => &facets.ministry,
            Self::Group => &facets.group,
            Self::Member => &facets.member,
            Self::Theme => &facets.theme,
        }
    }

    /// At most so many of its values, of those that have a name as typed.
    #[must_use]
    pub fn values(self, reference: &ReferenceData, facets: &Facets, typed: &str, max: usize) -> FacetValues {
        let set = self.set(reference);
        let mut values: Vec<(i64, u64)> = self.counts(facets).iter().copied().filter(|(id, _)| set.names().has(*id)).collect();
        let all = values.len();
        let typed = TypedName::new(typed);
        if !typed.is_empty() {
            values.retain(|(id, _)| set.matches_name(*id, &typed));
        }
        let matching = values.len();
        let values = values.into_iter().take(max).filter_map(|(id, count)| Some((set.get(id)?, count))).collect();
        FacetValues { values, matching, all }
    }
}
