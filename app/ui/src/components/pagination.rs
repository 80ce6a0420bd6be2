//! Pagination links.

use leptos::prelude::*;

use crate::catalogue::Tr;

/// Links to the first and to the next page, for a list paged by a cursor.
pub fn by_cursor(tr: Tr, first: Option<String>, next: Option<String>) -> Option<AnyView> {
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="pages" aria-label=tr.t("pages-label")>
                {first.map(|href| view! { <a href=href>{tr.t("pages-first")}</a> })}
                {next.map(|href| view! { <a class="pages-next" rel="next" href=href>{tr.t("pages-next")}</a> })}
            </nav>
        }
        .into_any()
    })
}

/// Links to the previous and the next page, for numbered pages.
pub fn by_number(tr: Tr, page: u32, pages: u32, link: impl Fn(u32) -> String) -> Option<AnyView> {
    (pages > 1).then(|| {
        let earlier = page.checked_sub(1).filter(|before| *before >= 1);
        let later = (page < pages).then(|| page.saturating_add(1));
        view! {
            <nav class="pages" aria-label=tr.t("pages-label")>
                {earlier.map(|before| view! { <a rel="prev" href=link(before)>{tr.t("pages-previous")}</a> })}
                <span aria-current="page">{tr.ta("pages-where", [("page", page.into()), ("pages", pages.into())])}</span>
                {later.map(|after| view! { <a class="pages-next" rel="next" href=link(after)>{tr.t("pages-next")}</a> })}
            </nav>
        }
        .into_any()
    })
}
