//! The notice that nothing was found: what was searched, alternatives, and filters to remove.

use leptos::prelude::*;

use super::SearchPage;
use crate::{
    catalogue::Tr,
    components::{chips, filter_form, lang},
    filters::{FilterKey, ListFilters},
    links,
};

/// The notice that nothing was found, or nothing on this page, or that a filter is invalid, with links to go on.
pub(super) fn nothing(tr: Tr, page: &SearchPage) -> AnyView {
    if page.total > 0 {
        let first = page.filters.with(FilterKey::Page, "").search_link(tr.locale);
        return view! {
            <div class="card missing empty">
                <p><b>{tr.t("nothing-on-page")}</b></p>
                <p><a href=first>{tr.t("nothing-first-page")}</a></p>
            </div>
        }
        .into_any();
    }
    if let Some(advice) = filter_form::advice(tr, &page.filters) {
        return view! {
            <div class="card missing empty">
                <p><b>{advice}</b></p>
                <p><a href=page.filters.cleared().search_link(tr.locale)>{tr.t("chips-clear")}</a></p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="card missing empty">
            <p><b>{tr.t("nothing-title")}</b></p>
            {searched(tr, page)}
            {spelling_suggestions(tr, page)}
            {with_less(tr, page)}
            <ul class="bullets">
                <li>{tr.t("nothing-fewer-words")}</li>
                <li>{tr.t("nothing-other-language")}</li>
                <li><a href=links::search_help(tr.locale)>{tr.t("help-title")}</a></li>
            </ul>
        </div>
    }
    .into_any()
}

/// The parsed query.
fn searched(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let of = &page.searched;
    let part = |what: String, parts: &[String]| {
        let parts = parts.iter().map(|part| view! { <b><bdi>{part.clone()}</bdi></b> }.into_any()).collect::<Vec<_>>();
        (!parts.is_empty()).then(|| view! { <div><dt>{what}</dt> <dd>{lang::joined(tr, parts)}</dd></div> })
    };
    let parts = [
        part(tr.t("searched-words"), &of.words),
        part(tr.t("searched-phrases"), &of.phrases),
        part(tr.t("searched-without"), &of.unwanted),
    ];
    parts.iter().any(Option::is_some).then(|| {
        view! {
            <section class="searched">
                <h3>{tr.t("nothing-searched")}</h3>
                <dl>{parts.into_iter().flatten().collect_view()}</dl>
            </section>
        }
        .into_any()
    })
}

/// Links to searches for words with a similar spelling.
fn spelling_suggestions(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let one = |word: &String| {
        let link = page.filters.with(FilterKey::Text, word).search_link(tr.locale);
        view! { <a href=link><bdi>{word.clone()}</bdi></a> }.into_any()
    };
    let words = lang::joined(tr, page.spelling_suggestions.iter().map(one));
    (!page.spelling_suggestions.is_empty())
        .then(|| view! { <p class="near">{tr.t("nothing-near")} {tr.t("colon")} " " {words}</p> }.into_any())
}

/// Links to the same search without one filter and without all of them, with the number of results.
fn with_less(tr: Tr, page: &SearchPage) -> Option<AnyView> {
    let filters = &page.filters;
    let narrowing: Vec<(FilterKey, &str)> = filters.narrowing().collect();
    let total = |total: Option<u64>| total.map(|n| view! { " " <span class="n">{tr.ta("search-count", [("n", n.into())])}</span> });
    let link = |to: &ListFilters, words: AnyView, n: Option<u64>| {
        let href = to.search_link(tr.locale);
        view! { <li><a href=href>{words}</a>{total(n)}</li> }.into_any()
    };
    let one = |(key, raw): &(FilterKey, &str)| {
        let value = chips::value(tr, filters, &page.options, (*key, *raw));
        let words = (tr.t("nothing-drop-one"), " ", tr.filter(*key), tr.t("colon"), " ", value).into_any();
        let n = page.without.iter().find_map(|(of, n)| (of == key).then_some(*n));
        link(&filters.with(*key, ""), words, n)
    };
    let all = (narrowing.len() > 1).then(|| link(&filters.cleared(), tr.t("nothing-drop-all").into_any(), page.without_all));
    (!narrowing.is_empty()).then(|| {
        view! {
            <section class="less">
                <h3>{tr.t("nothing-with-less")}</h3>
                <ul>{narrowing.iter().map(one).collect_view()} {all}</ul>
            </section>
        }
        .into_any()
    })
}
