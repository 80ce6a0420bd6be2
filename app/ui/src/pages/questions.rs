//! The list of questions, filtered and sorted.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{chips, filter_form, item, pagination},
    filters::{FilterKey, FilterOptions, ListFilters, ListSort},
    links,
    model::Listing,
    shell::{Frame, Section},
};

/// The content of the list of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuestionsPage {
    /// The filters, as typed.
    pub filters: ListFilters,
    /// The choices of the filter form.
    pub options: FilterOptions,
    /// The number of matching questions.
    pub total: u64,
    /// The stretch shown.
    pub listing: Listing,
}

/// The frame of the page.
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

/// The notice that nothing matches, with the filters to remove.
fn empty(tr: Tr, filters: &ListFilters) -> AnyView {
    let narrowed = filters.narrowing().next().is_some();
    let advice = filter_form::advice(tr, filters);
    let advice = advice.unwrap_or_else(|| if narrowed { tr.t("empty-drop") } else { tr.t("empty-nothing-yet") });
    view! {
        <div class="card missing empty">
            <p><b>{tr.t("empty-title")}</b></p>
            <p>{advice}</p>
            {narrowed.then(|| view! { <p><a href=filters.cleared().list_link(tr.locale)>{tr.t("chips-clear")}</a></p> })}
        </div>
    }
    .into_any()
}
