//! From the filters of an address to those of the database and the index.

use chrono::Datelike as _;
use jawab_domain::{Filters, Locale};
use jawab_search::port::Sort;
use jawab_store::list::Order;
use jawab_ui::filters::{FilterKey, FilterOptions, ListFilters, ListSort, SearchSort};

use crate::directory::Directory;

/// The filters of a query string; names of ministries, groups and members that do not exist are marked in the first.
pub fn read(query: &str, directory: &Directory) -> (ListFilters, Filters) {
    let mut raw = ListFilters::from_query(query);
    let mut find = |key: FilterKey, bodies: &crate::directory::Bodies| {
        let slug = raw.raw(key).to_owned();
        let found = bodies.find(&slug);
        if found.is_none() && !slug.is_empty() {
            raw.reject(key);
        }
        found
    };
    let ministry = find(FilterKey::Ministry, &directory.ministries);
    let group = find(FilterKey::Group, &directory.groups);
    let member = find(FilterKey::Member, &directory.members);
    // Years that chrono reads and PostgreSQL does not know.
    for (key, day) in [(FilterKey::From, raw.from()), (FilterKey::To, raw.to())] {
        if day.is_some_and(|day| !(1..=9999).contains(&day.year())) {
            raw.reject(key);
        }
    }
    let filters = Filters {
        chamber: raw.chamber(),
        ministry,
        group,
        member,
        theme: None,
        status: raw.status(),
        standing: raw.standing(),
        from: raw.from(),
        to: raw.to(),
        language: raw.language(),
        excluding: Vec::new(),
    };
    (raw, filters)
}

/// What the filter form offers.
pub fn options(directory: &Directory, locale: Locale, filters: &Filters) -> FilterOptions {
    FilterOptions {
        ministries: directory.ministries.sorted(locale),
        groups: directory.groups.sorted(locale),
        member: filters.member.and_then(|id| directory.members.linked(id)),
    }
}

/// The order of a list.
pub fn order(raw: &ListFilters) -> Order {
    match raw.list_sort() {
        ListSort::Deposited => Order::Deposited,
        ListSort::Due => Order::Due,
        ListSort::Answered => Order::Answered,
    }
}

/// The order of search results.
pub fn sort(raw: &ListFilters) -> Sort {
    match raw.search_sort() {
        SearchSort::Relevance => Sort::Relevance,
        SearchSort::Date => Sort::DepositDate,
    }
}
