//! The error summary: first on the page, announced at once by screen readers, with a link to each field.

use leptos::prelude::*;

use super::id;
use crate::{
    catalogue::Tr,
    components::text::text,
    form::{FormProblem, FormState},
};

/// All problems of a form; `None` if there are none. `label` names a field; for an empty name the problem stands alone.
pub fn summary(tr: Tr, state: &FormState, label: impl Fn(&str) -> String) -> Option<AnyView> {
    summary_with(tr, state, label, None)
}

/// The same for a form that its reader may send again with this button after looking at what changed.
pub fn summary_with(tr: Tr, state: &FormState, label: impl Fn(&str) -> String, button: Option<String>) -> Option<AnyView> {
    if state.is_valid() {
        return None;
    }
    let lines = state.problems().iter().map(|(field, problem)| {
        let label = label(field);
        let sentence = if label.is_empty() { problem.message(tr) } else { format!("{label}{} {}", tr.t("colon"), problem.message(tr)) };
        match field.as_str() {
            "" => view! { <li>{text(tr.locale, &sentence)}</li> }.into_any(),
            field => view! { <li><a href=format!("#{}", id(field))>{text(tr.locale, &sentence)}</a></li> }.into_any(),
        }
    });
    // If no field has a problem, nothing has to be corrected.
    let of_fields = state.problems().iter().any(|(field, _)| !field.is_empty());
    let title = if of_fields { tr.t("summary-title") } else { tr.t("summary-nothing") };
    let button = button.filter(|_| !of_fields && state.problem("").is_some_and(FormProblem::asks_again));
    let again = button.map(|button| view! { <p>{text(tr.locale, &tr.ta("summary-again", [("button", button.into())]))}</p> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary">
                <h2 id="error-summary">{title}</h2>
                <ul>{lines.collect_view()}</ul>
                {again}
            </div>
        }
        .into_any(),
    )
}
