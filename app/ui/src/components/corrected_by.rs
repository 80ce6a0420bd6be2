//! Lines of a history that were corrected later: struck through, with a link to the correction. The old line stays readable.

use jawab_domain::lifecycle::CorrectedBy;
use leptos::prelude::*;

use crate::catalogue::Tr;

/// The HTML id of a history line, from its index in the whole history.
pub fn id(nth: usize) -> String {
    format!("history-{nth}")
}

/// Shows text, struck through if it no longer holds.
pub fn struck_through(holds: bool, words: impl IntoAny) -> AnyView {
    let words = words.into_any();
    if holds { words } else { view! { <s>{words}</s> }.into_any() }
}

/// The note that a line was corrected, with a link to the correcting line on the page where that is.
pub fn mark(tr: Tr, of: CorrectedBy, page: impl Fn(usize) -> String) -> Option<AnyView> {
    let (by, words) = match (of.undone_by, of.moved_by) {
        (Some(by), _) => (by, tr.t("history-undone")),
        (None, Some(by)) => (by, tr.t("history-moved")),
        (None, None) => return None,
    };
    Some(view! { <a class="put-right" href=format!("{}#{}", page(by), id(by))>{words}</a> }.into_any())
}
