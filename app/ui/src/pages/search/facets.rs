//! The number of results per value, as links that filter the search. Long facets have a search of their own.

use leptos::prelude::*;

use super::{NamedFacet, SearchPage};
use crate::{
    catalogue::Tr,
    components::{filter_form, lang},
    filters::{FilterKey, ListFilters},
    links,
};

/// A facet with more values than this gets a search of its own.
pub const MAX_FACET_VALUES: usize = 8;

/// A value of a facet: its code in the address, its label, and the number of results.
type Value = (String, AnyView, u64);

/// The facets; `None` if there is nothing to filter.
pub(super) fn facets(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let (of, filters) = (&page.facets, &page.filters);
    let short = |key, values: Vec<Value>| (!values.is_empty()).then(|| facet(tr, filters, key, values, None));
    let long = |key, of: &NamedFacet| (of.all > 0).then(|| named(tr, filters, key, of));
    let all = [
        short(FilterKey::Standing, of.standing.iter().map(|(v, n)| (v.to_string(), tr.standing_kind(*v).into_any(), *n)).collect()),
        short(FilterKey::Chamber, of.chamber.iter().map(|(v, n)| (v.to_string(), tr.chamber(*v).into_any(), *n)).collect()),
        short(FilterKey::Language, of.language.iter().map(|(v, n)| (v.to_string(), tr.language(*v).into_any(), *n)).collect()),
        long(FilterKey::Ministry, &of.ministry),
        long(FilterKey::Theme, &of.theme),
        long(FilterKey::Group, &of.group),
        long(FilterKey::Member, &of.member),
        short(FilterKey::Status, of.status.iter().map(|(v, n)| (v.to_string(), tr.status(*v).into_any(), *n)).collect()),
    ];
    let all = all.into_iter().flatten().collect::<Vec<_>>();
    (!all.is_empty()).then(|| {
        view! {
            <details class="fold" open=true>
                <summary><h2>{tr.t("facets-title")}</h2></summary>
                <nav class="facets" aria-label=tr.t("facets-title")>{all}</nav>
            </details>
        }
        .into_any()
    })
}

/// A facet: its search form, its values, and the number of values not shown.
fn facet(tr: Tr, filters: &ListFilters, key: FilterKey, values: Vec<Value>, search: Option<(AnyView, AnyView)>) -> AnyView {
    let (before, after) = search.unzip();
    let values = values.into_iter().map(|value| link(tr, filters, key, value)).collect_view();
    view! {
        <div class="facet" id=id(key)>
            <h3>{tr.filter(key)}</h3>
            {before}
            {(!values.is_empty()).then(|| view! { <ul>{values}</ul> })}
            {after}
        </div>
    }
    .into_any()
}

fn id(key: FilterKey) -> String {
    format!("facet-{}", key.code())
}

fn named(tr: Tr, filters: &ListFilters, key: FilterKey, of: &NamedFacet) -> AnyView {
    let values = of.values.iter().map(|(of, n)| (of.slug.clone(), lang::name(tr, &of.name), *n)).collect();
    let search = key.facet_search().filter(|within| of.all > MAX_FACET_VALUES || !filters.raw(*within).is_empty());
    facet(tr, filters, key, values, search.map(|within| (search_form(tr, filters, (key, within), of), more(tr, of))))
}

/// The number of values not shown.
fn more(tr: Tr, of: &NamedFacet) -> AnyView {
    let more = of.matching.saturating_sub(of.values.len());
    (more > 0).then(|| view! { <p class="hint">{tr.ta("facet-more", [("n", more.into())])}</p> }).into_any()
}

/// The search form of a facet with its result. It leads to a page of its own that shows the facet.
fn search_form(tr: Tr, filters: &ListFilters, (key, within): (FilterKey, FilterKey), of: &NamedFacet) -> AnyView {
    let typed = filters.raw(within).to_owned();
    let kept = |key: FilterKey| !matches!(key, FilterKey::After | FilterKey::Page) && key != within;
    let status = (!typed.is_empty()).then(|| {
        let all = format!("{}#{}", filters.with(within, "").search_link(tr.locale), id(key));
        let found = if of.matching == 0 {
            view! { {tr.t("facet-none")} {tr.t("colon")} " " <bdi>{typed.clone()}</bdi> }.into_any()
        } else {
            tr.ta("facet-found", [("n", of.matching.into()), ("all", of.all.into())]).into_any()
        };
        view! { <p class="hint" role="status">{found} " " <a href=all>{tr.t("facet-all")}</a></p> }
    });
    view! {
        <form class="facet-search" method="get" action=format!("{}#{}", links::search(tr.locale), id(key))>
            {filter_form::hidden(filters, kept)}
            <label for=within.code()>
                {tr.filter(within)} <span class="visually-hidden">{tr.t("colon")} " " {tr.filter(key)}</span>
            </label>
            <div class="facet-field">
                <input type="search" id=within.code() name=within.code() value=typed.clone() autocomplete="off" maxlength="80" />
                <button type="submit">{tr.t("search-button")}</button>
            </div>
        </form>
        {status}
    }
    .into_any()
}

/// A value as a link that selects or deselects it. The link drops the search within its facet.
fn link(tr: Tr, filters: &ListFilters, key: FilterKey, (code, name, count): Value) -> AnyView {
    let chosen = filters.raw(key) == code;
    let mut narrowed = filters.with(key, if chosen { "" } else { &code });
    if let Some(within) = key.facet_search() {
        narrowed.set(within, "");
    }
    view! {
        <li>
            <a href=narrowed.search_link(tr.locale) aria-current=chosen.then_some("true")>{name}</a>
            " "
            <span class="n">{tr.number(count)}</span>
        </li>
    }
    .into_any()
}
