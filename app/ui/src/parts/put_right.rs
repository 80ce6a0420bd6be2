//! Lines of a history that were put right since: struck through, and with the way to the line that says so. What stood there stays
//! readable.

use jawab_domain::lifecycle::PutRight;
use leptos::prelude::*;

use crate::catalogue::Tr;

/// The id of a line in its page, by its place in the whole history.
pub fn id(nth: usize) -> String {
    format!("history-{nth}")
}

/// Words that hold, or are struck through.
pub fn struck(holds: bool, words: impl IntoAny) -> AnyView {
    let words = words.into_any();
    if holds { words } else { view! { <s>{words}</s> }.into_any() }
}

/// That a line was put right, in words, with the way to the line by which, on the page of its place.
pub fn mark(tr: Tr, of: PutRight, page: impl Fn(usize) -> String) -> Option<AnyView> {
    let (by, words) = match (of.undone_by, of.moved_by) {
        (Some(by), _) => (by, tr.t("history-undone")),
        (None, Some(by)) => (by, tr.t("history-moved")),
        (None, None) => return None,
    };
    Some(view! { <a class="put-right" href=format!("{}#{}", page(by), id(by))>{words}</a> }.into_any())
}
