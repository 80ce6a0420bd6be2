//! From the filters of an address to those of the database and the index.

use chrono::Datelike as _;
use jawab_domain::{Filters, Locale};
use jawab_search::engine::Sort;
use jawab_service::{
    reference_data::{NamedSet, ReferenceData},
    search::named_facet::NamedFacet,
};
use jawab_store::list::Order;
use jawab_ui::filters::{FilterKey, FilterOptions, ListFilters, ListSort, SearchSort};

use super::view;

/// Every parameter of lists and searches.
pub fn parameters() -> Vec<&'static str> {
    FilterKey::ALL.iter().map(|key| key.code()).collect()
}

/// The filters of a list's query string, as [`read`]; an order that only searches have is marked too.
pub fn read_list(query: &str, reference_data: &ReferenceData) -> (ListFilters, Filters) {
    let (mut raw, filters) = read(query, reference_data);
    let order = raw.raw(FilterKey::Sort);
    if !order.is_empty() && ListSort::from_code(order).is_none() {
        raw.reject(FilterKey::Sort);
    }
    (raw, filters)
}

/// The filters of a search's query string; slugs of ministries, groups, members and themes that do not exist are marked
/// in the first.
pub fn read(query: &str, reference_data: &ReferenceData) -> (ListFilters, Filters) {
    let mut raw = ListFilters::from_query(query);
    let mut find = |key: FilterKey, set: &NamedSet| {
        let slug = raw.raw(key).to_owned();
        let found = set.find(&slug);
        if found.is_none() && !slug.is_empty() {
            raw.reject(key);
        }
        found
    };
    let ministry = find(FilterKey::Ministry, &reference_data.ministries);
    let group = find(FilterKey::Group, &reference_data.groups);
    let member = find(FilterKey::Member, &reference_data.members);
    let theme = find(FilterKey::Theme, &reference_data.themes);
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
        theme,
        status: raw.status(),
        standing: raw.standing(),
        from: raw.from(),
        to: raw.to(),
        language: raw.language(),
        excluding: Vec::new(),
    };
    (raw, filters)
}

/// The filter that a value of a facet makes.
pub const fn key(facet: NamedFacet) -> FilterKey {
    match facet {
        NamedFacet::Ministry => FilterKey::Ministry,
        NamedFacet::Group => FilterKey::Group,
        NamedFacet::Member => FilterKey::Member,
        NamedFacet::Theme => FilterKey::Theme,
    }
}

/// The facet of a code.
pub fn facet(code: &str) -> Option<NamedFacet> {
    NamedFacet::ALL.into_iter().find(|facet| key(*facet).code() == code)
}

/// The same filters without one.
pub fn without(filters: &Filters, key: FilterKey) -> Filters {
    let mut fewer = filters.clone();
    match key {
        FilterKey::Chamber => fewer.chamber = None,
        FilterKey::Ministry => fewer.ministry = None,
        FilterKey::Group => fewer.group = None,
        FilterKey::Member => fewer.member = None,
        FilterKey::Theme => fewer.theme = None,
        FilterKey::Status => fewer.status = None,
        FilterKey::Standing => fewer.standing = None,
        FilterKey::From => fewer.from = None,
        FilterKey::To => fewer.to = None,
        FilterKey::Language => fewer.language = None,
        _ => {}
    }
    fewer
}

/// What the filter form offers.
pub fn options(reference_data: &ReferenceData, locale: Locale, filters: &Filters) -> FilterOptions {
    let links = |set: &NamedSet| set.sorted(locale).iter().map(view::linked_to).collect();
    FilterOptions {
        ministries: links(&reference_data.ministries),
        groups: links(&reference_data.groups),
        themes: links(&reference_data.themes),
        member: filters.member.and_then(|id| view::linked_in(&reference_data.members, id)),
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
        SearchSort::Deposited => Sort::DepositDate,
        SearchSort::Due => Sort::DueDate,
        SearchSort::Answered => Sort::AnswerDate,
    }
}
