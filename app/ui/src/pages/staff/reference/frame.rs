//! What these pages have in common.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    form::FormState,
    parts::{form::hidden, text::text},
    shell::staff::breadcrumbs,
};

/// The way here and the heading.
pub(super) fn head(tr: Tr, trail: Vec<(String, String)>, title: AnyView, lead: Option<String>) -> AnyView {
    let lead = lead.map(|lead| view! { <p class="lead">{text(tr.locale, &lead)}</p> });
    view! { {breadcrumbs(tr, trail)} <header class="heading"><h1>{title}</h1>{lead}</header> }.into_any()
}

/// Everything that was typed, to go with the next form unseen.
pub(super) fn carried(state: &FormState) -> AnyView {
    let own = |name: &str| ["do", "once", "shown"].contains(&name) || name.starts_with("decide-");
    let fields = state.pairs().iter().filter(|(name, _)| !own(name)).map(|(name, value)| hidden(name, value.clone()));
    fields.collect_view().into_any()
}

/// That what is shown now is not what was shown before.
pub(super) fn changed(tr: Tr, changed: bool) -> Option<AnyView> {
    changed.then(|| view! { <p class="notice" role="alert">{tr.t("preview-changed")}</p> }.into_any())
}
