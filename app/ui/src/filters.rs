//! What a list or a search is narrowed to: as the visitor typed it, what of it is valid, and the links that change it.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, StandingKind, Status};

use crate::{links, model::Linked};

mod keys;
#[cfg(test)]
mod tests;

pub use keys::{FilterKey, ListSort, SearchSort};

/// The filters of a list of questions or of a search, raw, as they came in the address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilters {
    values: Vec<(FilterKey, String)>,
    rejected: Vec<FilterKey>,
}

/// What the choices of a filter form are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilterOptions {
    /// The ministries, in the order to show them.
    pub ministries: Vec<Linked>,
    /// The groups, in the order to show them.
    pub groups: Vec<Linked>,
    /// The themes, in the order to show them.
    pub themes: Vec<Linked>,
    /// The member that is filtered by, if one is.
    pub member: Option<Linked>,
}

impl ListFilters {
    /// Reads filters from decoded GET parameters. Names it does not know are left alone; of a name given twice the
    /// last counts.
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

    /// Reads filters from the query string of an address, as sent.
    #[must_use]
    pub fn from_query(query: &str) -> Self {
        Self::from_pairs(serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default())
    }

    /// Sets a filter; an empty value drops it. The order by deposit was once called `date`.
    pub fn set(&mut self, key: FilterKey, value: &str) {
        self.values.retain(|(held, _)| *held != key);
        let value = if key == FilterKey::Sort && value == "date" { SearchSort::Deposited.code() } else { value.trim() };
        if !value.is_empty() {
            self.values.push((key, value.to_owned()));
            self.values.sort_by_key(|(held, _)| *held);
        }
    }

    /// Marks a value as invalid that only the database can judge: an unknown ministry, group, member or theme; or that a
    /// page does not take.
    pub fn reject(&mut self, key: FilterKey) {
        if !self.rejected.contains(&key) {
            self.rejected.push(key);
        }
    }

    /// The raw value of a filter; empty if there is none.
    #[must_use]
    pub fn raw(&self, key: FilterKey) -> &str {
        self.values.iter().find_map(|(held, value)| (*held == key).then_some(value.as_str())).unwrap_or_default()
    }

    /// What is searched for.
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

    /// Deposited on this day or later.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.raw(FilterKey::From).parse().ok()
    }

    /// Deposited on this day or earlier.
    #[must_use]
    pub fn to(&self) -> Option<NaiveDate> {
        self.raw(FilterKey::To).parse().ok()
    }

    /// The language a text must exist in.
    #[must_use]
    pub fn language(&self) -> Option<Locale> {
        self.raw(FilterKey::Language).parse().ok()
    }

    /// The order of a list.
    #[must_use]
    pub fn list_sort(&self) -> ListSort {
        ListSort::from_code(self.raw(FilterKey::Sort)).unwrap_or(ListSort::Deposited)
    }

    /// The order of search results.
    #[must_use]
    pub fn search_sort(&self) -> SearchSort {
        SearchSort::from_code(self.raw(FilterKey::Sort)).unwrap_or(SearchSort::Relevance)
    }

    /// The page of search results, from 1.
    #[must_use]
    pub fn page(&self) -> u32 {
        self.raw(FilterKey::Page).parse().ok().filter(|page| *page > 0).unwrap_or(1)
    }

    /// Whether a filter has no value, or one that can be used.
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
            FilterKey::To => self.to().is_some_and(|to| self.from().is_none_or(|from| from <= to)),
            FilterKey::Language => self.language().is_some(),
            FilterKey::Sort => SearchSort::from_code(raw).is_some(),
            FilterKey::Page => raw.parse::<u32>().is_ok_and(|page| page > 0),
            _ => true,
        }
    }

    /// The filters that have a value which cannot be used.
    pub fn invalid(&self) -> impl Iterator<Item = FilterKey> + '_ {
        self.values.iter().map(|(key, _)| *key).filter(|key| !self.is_valid(*key))
    }

    /// The filters that narrow a list, with their raw values: neither the search itself, nor order, nor place.
    pub fn narrowing(&self) -> impl Iterator<Item = (FilterKey, &str)> {
        self.values.iter().filter(|(key, _)| key.narrows()).map(|(key, value)| (*key, value.as_str()))
    }

    /// The same filters with one changed (or, with an empty value, dropped), from the first page on.
    #[must_use]
    pub fn with(&self, key: FilterKey, value: &str) -> Self {
        let mut changed = self.clone();
        changed.set(FilterKey::After, "");
        changed.set(FilterKey::Page, "");
        changed.set(key, value);
        changed.rejected.retain(|rejected| *rejected != key);
        changed
    }

    /// The same search and order without any filter.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let values = self.values.iter().filter(|(key, _)| matches!(key, FilterKey::Text | FilterKey::Sort)).cloned().collect();
        Self { values, rejected: Vec::new() }
    }

    /// The GET parameters that say the same.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        self.values.iter().map(|(key, value)| (key.code(), value.as_str())).collect()
    }

    /// The address of the list so narrowed.
    #[must_use]
    pub fn list_link(&self, locale: Locale) -> String {
        links::with_query(&links::questions(locale), &self.pairs())
    }

    /// The address of the search so narrowed.
    #[must_use]
    pub fn search_link(&self, locale: Locale) -> String {
        links::with_query(&links::search(locale), &self.pairs())
    }
}
