//! The active filters, each with a link that removes it.

use jawab_domain::Locale;
use leptos::prelude::*;

use super::lang;
use crate::{
    catalogue::Tr,
    filters::{FilterKey, FilterOptions, ListFilters},
    model::Linked,
};

/// The target of the links: the list or the search.
pub type Address = fn(&ListFilters, Locale) -> String;

/// The active filters; `None` if there are none.
pub fn chips(tr: Tr, filters: &ListFilters, options: &FilterOptions, address: Address) -> Option<AnyView> {
    let chips = filters.narrowing().map(|(key, raw)| chip(tr, filters, options, address, (key, raw))).collect_view();
    (!chips.is_empty()).then(|| {
        view! {
            <nav class="chips" aria-label=tr.t("chips-label")>
                <ul>{chips}</ul>
                <a class="chips-clear" href=address(&filters.cleared(), tr.locale)>{tr.t("chips-clear")}</a>
            </nav>
        }
        .into_any()
    })
}

fn chip(tr: Tr, filters: &ListFilters, options: &FilterOptions, address: Address, (key, raw): (FilterKey, &str)) -> AnyView {
    let without = address(&filters.with(key, ""), tr.locale);
    let class = if filters.is_valid(key) { "chip" } else { "chip invalid" };
    view! {
        <li>
            <a class=class href=without>
                <span class="visually-hidden">{tr.t("chip-drop")} " "</span>
                <span>{tr.filter(key)} {tr.t("colon")} " "</span>
                <b>{value(tr, filters, options, (key, raw))}</b>
                <span class="chip-x" aria-hidden="true">"×"</span>
            </a>
        </li>
    }
    .into_any()
}

/// The label of a filter's value; the raw value if it is invalid.
pub fn value(tr: Tr, filters: &ListFilters, options: &FilterOptions, (key, raw): (FilterKey, &str)) -> AnyView {
    let known = match key {
        FilterKey::Chamber => filters.chamber().map(|chamber| tr.chamber(chamber).into_any()),
        FilterKey::Status => filters.status().map(|status| tr.status(status).into_any()),
        FilterKey::Standing => filters.standing().map(|standing| tr.standing_kind(standing).into_any()),
        FilterKey::From => filters.from().map(|day| tr.date(day).into_any()),
        FilterKey::To => filters.to().map(|day| tr.date(day).into_any()),
        FilterKey::Language => filters.language().map(|language| tr.language(language).into_any()),
        FilterKey::Ministry => named(tr, &options.ministries, raw),
        FilterKey::Group => named(tr, &options.groups, raw),
        FilterKey::Member => options.member.as_ref().map(|member| lang::name(tr, &member.name)),
        FilterKey::Theme => named(tr, &options.themes, raw),
        _ => None,
    };
    known.unwrap_or_else(|| view! { <bdi>{raw.to_owned()}</bdi> }.into_any())
}

fn named(tr: Tr, choices: &[Linked], slug: &str) -> Option<AnyView> {
    choices.iter().find(|choice| choice.slug == slug).map(|choice| lang::name(tr, &choice.name))
}
