//! The filters of the translation desk: needs with their counts, language, owner of the text, words, and the two sort orders.

use jawab_domain::{
    Locale,
    translation::{Need, TextOwner},
};
use leptos::prelude::*;

use super::{DeskPage, DeskQuery, into_language, need};
use crate::{catalogue::Tr, links};

/// The needs with their counts.
pub(super) fn needs(tr: Tr, page: &DeskPage) -> AnyView {
    let one = |of: Option<Need>, words: String, count: Option<u64>| {
        let current = (page.query.need == of).then_some("true");
        let count = count.map(|n| view! { " " <span class="n">{tr.number(n)}</span> });
        view! { <li><a href=page.query.of_need(of).link(tr.locale) aria-current=current>{words}{count}</a></li> }
    };
    let count = |of: Need| page.counts.iter().find_map(|(need, n)| (*need == of).then_some(*n)).unwrap_or_default();
    let kinds = Need::ALL.iter().map(|of| one(Some(*of), need(tr, *of), Some(count(*of)))).collect_view();
    view! {
        <nav class="choice" aria-label=tr.t("desk-needs")><ul>{one(None, tr.t("tab-all"), None)} {kinds}</ul></nav>
    }
    .into_any()
}

/// The two orders.
pub(super) fn orders(tr: Tr, query: &DeskQuery) -> AnyView {
    let one = |most_read: bool, words: String| {
        let current = (query.most_read == most_read).then_some("true");
        view! { <li><a href=query.in_order(most_read).link(tr.locale) aria-current=current>{words}</a></li> }
    };
    view! {
        <nav class="choice" aria-label=tr.t("desk-order")>
            <ul>{one(false, tr.t("desk-oldest"))} {one(true, tr.t("desk-most-read"))}</ul>
        </nav>
    }
    .into_any()
}

/// The form of the other filters: plain GET.
pub(super) fn form(tr: Tr, query: &DeskQuery) -> AnyView {
    let kept = [("need", query.need.map_or("", Need::code)), ("order", if query.most_read { "read" } else { "" })];
    let kept = kept.into_iter().filter(|(_, value)| !value.is_empty());
    let kept = kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    let languages = Locale::ALL.iter().map(|of| (of.code(), into_language(tr, *of))).collect();
    let parts =
        TextOwner::ALL.iter().map(|of| (of.code(), if *of == TextOwner::Question { tr.t("desk-question") } else { tr.t("desk-answer") }));
    let clear = query.narrows().then(|| view! { <a href=links::staff::desk(tr.locale)>{tr.t("chips-clear")}</a> });
    view! {
        <details class="card fold board-filters" open=query.narrows()>
            <summary><h2>{tr.t("desk-filters")}</h2></summary>
            <form class="filters" method="get" action=links::staff::desk(tr.locale)>
                {kept}
                <fieldset>
                    <legend>{tr.t("filters-legend")}</legend>
                    <div class="fields">
                        <div class="field">
                            <label for="filter-q">{tr.t("board-words")}</label>
                            <input type="search" id="filter-q" name="q" value=query.words.clone() dir="auto" />
                        </div>
                        {choices(tr, "into", tr.t("desk-into"), query.into.map_or("", Locale::code), languages)}
                        {choices(tr, "about", tr.t("desk-about"), query.about.map_or("", TextOwner::code), parts.collect())}
                    </div>
                </fieldset>
                <div class="actions"><button class="button" type="submit">{tr.t("filters-apply")}</button> {clear}</div>
            </form>
        </details>
    }
    .into_any()
}

fn choices(tr: Tr, name: &'static str, label: String, chosen: &str, all: Vec<(&'static str, String)>) -> AnyView {
    let id = format!("filter-{name}");
    let options = all.into_iter().map(|(value, words)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                <option value="">{tr.t("filter-all")}</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
