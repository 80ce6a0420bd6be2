//! How many results there are per value, as links that narrow the search.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::SearchPage;
use crate::{
    catalogue::Tr,
    filters::{FilterKey, ListFilters},
    model::Linked,
    parts::lang,
};

/// Values of a facet shown at most.
const MOST: usize = 8;

/// A value of a facet: its code in the address, what it is called, how many results it has.
type Value = (String, AnyView, u64);

/// The facets. Nothing where there is nothing to narrow.
pub(super) fn facets(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let of = &page.facets;
    let filters = &page.filters;
    let groups = [
        (FilterKey::Standing, of.standing.iter().map(|(v, n)| (v.to_string(), tr.standing_kind(*v).into_any(), *n)).collect()),
        (FilterKey::Chamber, of.chamber.iter().map(|(v, n)| (v.to_string(), tr.chamber(*v).into_any(), *n)).collect()),
        (FilterKey::Language, of.language.iter().map(|(v, n)| (v.to_string(), tr.language(*v).into_any(), *n)).collect()),
        (FilterKey::Ministry, named(tr, &of.ministry)),
        (FilterKey::Group, named(tr, &of.group)),
        (FilterKey::Member, named(tr, &of.member)),
        (FilterKey::Status, of.status.iter().map(|(v, n)| (v.to_string(), tr.status(*v).into_any(), *n)).collect()),
    ];
    let groups = groups.into_iter().filter_map(|(key, values)| facet(tr, filters, key, values)).collect::<Vec<_>>();
    (!groups.is_empty()).then(|| {
        view! {
            <details class="fold" open=true>
                <summary><h2>{tr.t("facets-title")}</h2></summary>
                <nav class="facets" aria-label=tr.t("facets-title")>{groups}</nav>
            </details>
        }
        .into_any()
    })
}

fn named(tr: Tr, values: &[(Linked, u64)]) -> Vec<Value> {
    values.iter().map(|(of, n)| (of.slug.clone(), lang::name(tr, &of.name), *n)).collect()
}

fn facet(tr: Tr, filters: &ListFilters, key: FilterKey, values: Vec<Value>) -> Option<AnyView> {
    let values = values.into_iter().take(MOST).map(|value| link(tr.locale, filters, key, value, tr)).collect_view();
    (!values.is_empty()).then(|| view! { <div class="facet"><h3>{tr.filter(key)}</h3> <ul>{values}</ul></div> }.into_any())
}

fn link(locale: Locale, filters: &ListFilters, key: FilterKey, (code, name, count): Value, tr: Tr) -> AnyView {
    let chosen = filters.raw(key) == code;
    let href = filters.with(key, if chosen { "" } else { &code }).search_link(locale);
    view! {
        <li>
            <a href=href aria-current=chosen.then_some("true")>{name}</a>
            " "
            <span class="n">{tr.number(count)}</span>
        </li>
    }
    .into_any()
}
