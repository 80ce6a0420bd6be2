//! The filters of a list or a search: as typed, which of them are valid, and the links that change them.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, StandingKind, Status};

use crate::{links, model::Linked};

mod keys;
#[cfg(test)]
mod tests;

pub use keys::{FilterKey, ListSort, SearchSort};

/// The raw filters of a list or a search, as they came in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilters {
    values: Vec<(FilterKey, String)>,
    rejected: Vec<FilterKey>,
}

/// The choices of a filter form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterOptions {
    /// The ministries, in display order.
    pub ministries: Vec<Linked>,
    /// The groups, in display order.
    pub groups: Vec<Linked>,
    /// The themes, in display order.
    pub themes: Vec<Linked>,
    /// The member in the filter, if there is one.
    pub member: Option<Linked>,
}

impl ListFilters {
    /// Reads filters from decoded GET parameters. Unknown names are ignored. If a name is given twice, the last value counts.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut filters = Self::default();
        for (name, value) in pairs {
            if let Some(key) = FilterKey::from_code(name.as_ref()) {
                filters.set(key, value.as_ref());
            }
        }
        filters
    }

    /// Reads filters from a raw query string.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        Self::from_pairs(serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default())
    }

    /// Sets a filter. An empty value removes it. `date` is the former name of the order by deposit.
    pub fn set(&mut self, key: FilterKey, value: &str) {
        self.values.retain(|(held, _)| *held != key);
        let value = if key == FilterKey::Sort && value == "date" { SearchSort::Deposited.code() } else { value.trim() };
        if !value.is_empty() {
            self.values.push((key, value.to_owned()));
            self.values.sort_by_key(|(held, _)| *held);
        }
    }

    /// Marks a value as invalid that only the database can check: an unknown ministry, group, member or theme. Also used for a
    /// value that a page does not accept.
    pub fn reject(&mut self, key: FilterKey) {
        if !self.rejected.contains(&key) {
            self.rejected.push(key);
        }
    }

    /// The raw value of a filter; empty if it is not set.
    #[must_use]
    pub fn raw(&self, key: FilterKey) -> &str {
        self.values.iter().find_map(|(held, value)| (*held == key).then_some(value.as_str())).unwrap_or_default()
    }

    /// The search text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.raw(FilterKey::Text)
    }

    /// The Chamber.
    #[must_use]
    pub fn chamber(&self) -> Option<Chamber> {
        self.raw(FilterKey::Chamber).parse().ok()
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> Option<Status> {
        self.raw(FilterKey::Status).parse().ok().filter(|status| *status != Status::Draft)
    }

    /// The standing.
    #[must_use]
    pub fn standing(&self) -> Option<StandingKind> {
        self.raw(FilterKey::Standing).parse().ok()
    }

    /// The first day of deposit.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.raw(FilterKey::From).parse().ok()
    }

    /// The last day of deposit.
    #[must_use]
    pub fn to(&self) -> Option<NaiveDate> {
        self.raw(FilterKey::To).parse().ok()
    }

    /// Whether the last day of deposit is before the first one.
    #[must_use]
    pub fn is_reversed(&self) -> bool {
        self.from().zip(self.to()).is_some_and(|(from, to)| to < from)
    }

    /// The language in which a text must exist.
    #[must_use]
    pub fn language(&self) -> Option<Locale> {
        self.raw(FilterKey::Language).parse().ok()
    }

    /// The sort order of a list.
    #[must_use]
    pub fn list_sort(&self) -> ListSort {
        ListSort::from_code(self.raw(FilterKey::Sort)).unwrap_or(ListSort::Deposited)
    }

    /// The sort order of search results.
    #[must_use]
    pub fn search_sort(&self) -> SearchSort {
        SearchSort::from_code(self.raw(FilterKey::Sort)).unwrap_or(SearchSort::Relevance)
    }

    /// The page number of search results, from 1.
    #[must_use]
    pub fn page(&self) -> u32 {
        self.raw(FilterKey::Page).parse().ok().filter(|page| *page > 0).unwrap_or(1)
    }

    /// Whether a filter is empty or has a valid value.
    #[must_use]
    pub fn is_valid(&self, key: FilterKey) -> bool {
        !self.rejected.contains(&key) && (self.raw(key).is_empty() || self.can_be_read(key))
    }

    fn can_be_read(&self, key: FilterKey) -> bool {
        let raw = self.raw(key);
        match key {
            FilterKey::Chamber => self.chamber().is_some(),
            FilterKey::Status => self.status().is_some(),
            FilterKey::Standing => self.standing().is_some(),
            FilterKey::From => self.from().is_some(),
            FilterKey::To => self.to().is_some() && !self.is_reversed(),
            FilterKey::Language => self.language().is_some(),
            FilterKey::Sort => SearchSort::from_code(raw).is_some(),
            FilterKey::Page => raw.parse::<u32>().is_ok_and(|page| page > 0),
            _ => true,
        }
    }

    /// The filters with an invalid value.
    pub fn invalid(&self) -> impl Iterator<Item = FilterKey> + '_ {
        self.values.iter().map(|(key, _)| *key).filter(|key| !self.is_valid(*key))
    }

    /// The filters that restrict the list, with their raw values. Search text, sort order and position are not among them.
    pub fn narrowing(&self) -> impl Iterator<Item = (FilterKey, &str)> {
        self.values.iter().filter(|(key, _)| key.narrows()).map(|(key, value)| (*key, value.as_str()))
    }

    /// The same filters with one changed, from the first page. An empty value removes the filter.
    #[must_use]
    pub fn with(&self, key: FilterKey, value: &str) -> Self {
        let mut changed = self.clone();
        changed.set(FilterKey::After, "");
        changed.set(FilterKey::Page, "");
        changed.set(key, value);
        changed.rejected.retain(|rejected| *rejected != key);
        changed
    }

    /// The same search text and sort order without any filter.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let values = self.values.iter().filter(|(key, _)| matches!(key, FilterKey::Text | FilterKey::Sort)).cloned().collect();
        Self { values, rejected: Vec::new() }
    }

    /// The filters as GET parameters.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        self.values.iter().map(|(key, value)| (key.code(), value.as_str())).collect()
    }

    /// The address of the list with these filters.
    #[must_use]
    pub fn list_link(&self, locale: Locale) -> String {
        links::with_query(&links::questions(locale), &self.pairs())
    }

    /// The address of the search with these filters.
    #[must_use]
    pub fn search_link(&self, locale: Locale) -> String {
        links::with_query(&links::search(locale), &self.pairs())
    }
}
