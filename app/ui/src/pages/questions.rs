//! The list of questions, narrowed and ordered.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    filters::{FilterKey, FilterOptions, ListFilters, ListSort},
    links,
    model::Listing,
    parts::{chips, filter_form, item, pagination},
    shell::{Frame, Section},
};

/// What the list of questions shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionsPage {
    /// What it is narrowed to, as typed.
    pub filters: ListFilters,
    /// The choices of the filter form.
    pub options: FilterOptions,
    /// How many questions match in all.
    pub total: u64,
    /// The stretch shown.
    pub listing: Listing,
}

/// What the frame says of it.
pub(super) fn frame(tr: Tr, page: &QuestionsPage) -> Frame {
    Frame {
        title: tr.t("questions-title"),
        description: tr.t("questions-description"),
        section: Section::Questions,
        indexed: page.filters.narrowing().next().is_none(),
    }
}

/// The list of questions.
#[component]
pub(crate) fn Questions(tr: Tr, page: QuestionsPage) -> impl IntoView {
    let filters = &page.filters;
    let sorts = ListSort::ALL.iter().map(|sort| (sort.code().to_owned(), tr.list_sort(*sort))).collect();
    let first = page.listing.continued.then(|| filters.with(FilterKey::After, "").list_link(tr.locale));
    let next = page.listing.next.as_deref().map(|cursor| filters.with(FilterKey::After, cursor).list_link(tr.locale));
    let body = if page.listing.rows.is_empty() { empty(tr, filters) } else { item::list(tr, &page.listing.rows) };
    view! {
        <header class="stack">
            <h1>{tr.t("questions-title")}</h1>
            <p class="hint">{tr.t("questions-lead")} " " <a href=links::search(tr.locale)>{tr.t("questions-search-link")}</a></p>
        </header>
        <div class="browse">
            <section class="results stack" aria-labelledby="count">
                <div class="count">
                    <h2 id="count">{tr.ta("questions-count", [("n", page.total.into())])}</h2>
                    <a class="to-filters" href="#filters">{tr.t("to-filters")}</a>
                </div>
                {chips::chips(tr, filters, &page.options, ListFilters::list_link)}
                {body}
                {pagination::by_cursor(tr, first, next)}
            </section>
            <div class="narrow" id="filters">
                <details class="fold" open=true>
                    <summary><h2>{tr.t("filters-title")}</h2></summary>
                    {filter_form::filter_form(tr, filters, &page.options, links::questions(tr.locale), sorts)}
                </details>
            </div>
        </div>
    }
}

/// Nothing matches: says so, and what to drop.
fn empty(tr: Tr, filters: &ListFilters) -> AnyView {
    let narrowed = filters.narrowing().next().is_some();
    let advice = if filters.invalid().next().is_some() {
        tr.t("empty-invalid")
    } else if narrowed {
        tr.t("empty-drop")
    } else {
        tr.t("empty-nothing-yet")
    };
    view! {
        <div class="card missing empty">
            <p><b>{tr.t("empty-title")}</b></p>
            <p>{advice}</p>
            {narrowed.then(|| view! { <p><a href=filters.cleared().list_link(tr.locale)>{tr.t("chips-clear")}</a></p> })}
        </div>
    }
    .into_any()
}
