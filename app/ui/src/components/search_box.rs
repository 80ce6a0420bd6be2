//! The search form: the island with its texts. It works without scripts.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    filters::{FilterKey, ListFilters},
    islands::{SearchBox, SearchBoxTexts},
    links,
};

/// The maximum number of suggestions shown.
const SUGGESTIONS: i64 = 8;

/// The search form. It keeps the active filters.
pub fn search_box(tr: Tr, filters: &ListFilters) -> AnyView {
    let hidden = filters
        .pairs()
        .into_iter()
        .filter(|(name, _)| FilterKey::from_code(name).is_some_and(|key| key.narrows() || key == FilterKey::Sort))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect::<Vec<_>>();
    view! {
        <SearchBox
            action=links::search(tr.locale)
            value=filters.text().to_owned()
            texts=texts(tr)
            suggest=links::suggest(tr.locale)
            hidden=hidden
        />
    }
    .into_any()
}

fn texts(tr: Tr) -> SearchBoxTexts {
    SearchBoxTexts {
        label: tr.t("search-label"),
        button: tr.t("search-button"),
        hint: tr.t("suggest-hint"),
        list: tr.t("suggest-list"),
        none: tr.t("suggest-none"),
        counts: (1..=SUGGESTIONS).map(|n| tr.ta("suggest-count", [("n", n.into())])).collect(),
        question: tr.t("suggest-question"),
        ministry: tr.t("suggest-ministry"),
        member: tr.t("suggest-member"),
    }
}

/// The line under the search form: what can be searched, and a link to the help.
pub fn hint(tr: Tr) -> AnyView {
    view! { <p class="hint">{tr.t("search-hint")} " " <a href=links::search_help(tr.locale)>{tr.t("search-help-link")}</a></p> }.into_any()
}
