//! The overdue questions.

use jawab_domain::StandingKind;
use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, lang, pagination},
    filters::{FilterKey, ListFilters, ListSort},
    links,
    model::{Linked, Listing},
    shell::{Frame, Section},
};

/// The content of the list of overdue questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverduePage {
    /// The number of overdue questions.
    pub total: u64,
    /// The questions, longest overdue first.
    pub listing: Listing,
    /// The number of overdue questions by ministry, highest first.
    pub by_ministry: Vec<(Linked, u64)>,
}

/// The frame of the page.
pub(super) fn frame(tr: Tr) -> Frame {
    Frame { title: tr.t("overdue-title"), description: tr.t("overdue-lead"), section: Section::Overdue, indexed: true }
}

/// The list of overdue questions.
#[component]
pub(crate) fn Overdue(tr: Tr, page: OverduePage) -> impl IntoView {
    let here = links::overdue(tr.locale);
    let next = page.listing.next.as_deref().map(|cursor| links::with_query(&here, &[("after", cursor)]));
    let first = page.listing.continued.then_some(here);
    let body = if page.listing.rows.is_empty() {
        view! { <div class="card missing empty"><p>{tr.t("overdue-none")}</p></div> }.into_any()
    } else {
        item::list(tr, &page.listing.rows)
    };
    view! {
        <header class="stack">
            <h1>{tr.t("overdue-title")}</h1>
            <p class="hint">{tr.t("overdue-lead")} " " <a href=links::rule(tr.locale)>{tr.t("rule-link")}</a></p>
        </header>
        <div class="split">
            <section class="body stack" aria-labelledby="count">
                <h2 id="count">{tr.ta("overdue-count", [("n", page.total.into())])}</h2>
                {body}
                {pagination::by_cursor(tr, first, next)}
            </section>
            <aside class="side stack">{by_ministry(tr, &page.by_ministry)}</aside>
        </div>
    }
}

fn by_ministry(tr: Tr, counts: &[(Linked, u64)]) -> Option<AnyView> {
    let overdue =
        ListFilters::default().with(FilterKey::Standing, StandingKind::Overdue.code()).with(FilterKey::Sort, ListSort::Due.code());
    let one = |(ministry, count): &(Linked, u64)| {
        let href = overdue.with(FilterKey::Ministry, &ministry.slug).list_link(tr.locale);
        view! { <li><a href=href>{lang::name(tr, &ministry.name)}</a> " " <span class="n">{tr.number(*count)}</span></li> }
    };
    (!counts.is_empty()).then(|| {
        view! {
            <nav class="card facet" aria-labelledby="by-ministry">
                <h2 id="by-ministry">{tr.t("overdue-by-ministry")}</h2>
                <ul>{counts.iter().map(one).collect_view()}</ul>
            </nav>
        }
        .into_any()
    })
}
