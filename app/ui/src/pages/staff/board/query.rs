//! The filters of a board, as in the address.

use chrono::NaiveDate;
use jawab_domain::{Chamber, Locale, board::Lane, preparation::WorkState};

use crate::links;

/// The parameter names, in order.
const NAMES: [&str; 9] = ["q", "ministry", "state", "assigned", "chamber", "from", "to", "lane", "page"];

/// The raw filters of a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardQuery {
    values: Vec<(&'static str, String)>,
    rejected: Vec<&'static str>,
}

impl BoardQuery {
    /// Reads filters from decoded GET parameters. Unknown names are ignored. If a name is given twice, the last value counts.
    #[must_use]
    pub fn from_pairs<N: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (N, V)>) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            query.set(name.as_ref(), value.as_ref());
        }
        query
    }

    fn set(&mut self, name: &str, value: &str) {
        let Some(known) = NAMES.iter().find(|known| **known == name) else { return };
        self.values.retain(|(held, _)| held != known);
        self.rejected.retain(|held| held != known);
        let value = value.trim();
        if !value.is_empty() {
            self.values.push((known, value.to_owned()));
            self.values.sort_by_key(|(held, _)| NAMES.iter().position(|name| name == held));
        }
    }

    /// The raw value of a filter; empty if it is not set.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.values.iter().find_map(|(held, value)| (*held == name).then_some(value.as_str())).unwrap_or_default()
    }

    /// Marks a value as invalid that only the database can check.
    pub fn reject(&mut self, name: &str) {
        self.rejected.extend(NAMES.iter().find(|known| **known == name));
    }

    /// The progress of the answer.
    #[must_use]
    pub fn state(&self) -> Option<WorkState> {
        self.raw("state").parse().ok()
    }

    /// The Chamber.
    #[must_use]
    pub fn chamber(&self) -> Option<Chamber> {
        self.raw("chamber").parse().ok()
    }

    /// The first due date.
    #[must_use]
    pub fn from(&self) -> Option<NaiveDate> {
        self.raw("from").parse().ok()
    }

    /// The last due date.
    #[must_use]
    pub fn to(&self) -> Option<NaiveDate> {
        self.raw("to").parse().ok()
    }

    /// The single lane to show.
    #[must_use]
    pub fn lane(&self) -> Option<Lane> {
        self.raw("lane").parse().ok()
    }

    /// The page number of that lane, from 1.
    #[must_use]
    pub fn page(&self) -> u32 {
        self.raw("page").parse().ok().filter(|page| *page > 0).unwrap_or(1)
    }

    /// Whether a filter is empty or has a valid value.
    #[must_use]
    pub fn is_valid(&self, name: &str) -> bool {
        let readable = match name {
            "state" => self.state().is_some(),
            "chamber" => self.chamber().is_some(),
            "from" => self.from().is_some(),
            "to" => self.to().is_some_and(|to| self.from().is_none_or(|from| from <= to)),
            _ => true,
        };
        self.raw(name).is_empty() || (readable && !self.rejected.contains(&name))
    }

    /// Whether any filter is set.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.values.iter().any(|(name, _)| !matches!(*name, "lane" | "page"))
    }

    /// The same filters with one changed, from the first page. An empty value removes the filter.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.set("page", "");
        changed.set(name, value);
        changed
    }

    /// The filters as GET parameters.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, &str)> {
        self.values.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }

    /// The address of the board with these filters.
    #[must_use]
    pub fn link(&self, locale: Locale) -> String {
        links::with_query(&links::staff::board(locale), &self.pairs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_and_not_used() {
        let query = BoardQuery::from_pairs([("from", "2026-13-01"), ("to", "2026-11-30"), ("state", "ready"), ("x", "y"), ("page", "0")]);
        assert_eq!((query.from(), query.state(), query.page()), (None, None, 1));
        assert!(!query.is_valid("from") && query.is_valid("to") && !query.is_valid("state") && query.narrows());
        let back = BoardQuery::from_pairs([("from", "2026-12-01"), ("to", "2026-11-30")]);
        assert!(back.is_valid("from") && !back.is_valid("to"));
    }

    #[test]
    fn another_filter_leads_to_the_first_page() {
        let query = BoardQuery::from_pairs([("lane", "later"), ("page", "3"), ("q", "ماء")]);
        assert_eq!(query.with("lane", "overdue").pairs(), [("q", "ماء"), ("lane", "overdue")]);
        assert_eq!(query.with("page", "2").link(Locale::Fr), "/fr/staff/board?q=%D9%85%D8%A7%D8%A1&lane=later&page=2");
    }
}
