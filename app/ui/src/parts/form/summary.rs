//! The error summary: first on the page, read out at once, with a link to each field.

use leptos::prelude::*;

use super::id;
use crate::{
    catalogue::Tr,
    form::{FormState, Problem},
    parts::text::text,
};

/// Everything that is wrong with a form; nothing where nothing is. `label` names a field in words; an empty name leaves the
/// sentence to speak for itself.
pub fn summary(tr: Tr, state: &FormState, label: impl Fn(&str) -> String) -> Option<AnyView> {
    summary_with(tr, state, label, None)
}

/// The same of a form whose act goes on by a button of this name, once its reader has looked at what is different.
pub fn summary_with(tr: Tr, state: &FormState, label: impl Fn(&str) -> String, button: Option<String>) -> Option<AnyView> {
    if state.is_sound() {
        return None;
    }
    let lines = state.problems().iter().map(|(field, problem)| {
        let label = label(field);
        let sentence = if label.is_empty() { problem.words(tr) } else { format!("{label}{} {}", tr.t("colon"), problem.words(tr)) };
        match field.as_str() {
            "" => view! { <li>{text(tr.locale, &sentence)}</li> }.into_any(),
            field => view! { <li><a href=format!("#{}", id(field))>{text(tr.locale, &sentence)}</a></li> }.into_any(),
        }
    });
    // Where no field is at fault, there is nothing to be corrected here.
    let of_fields = state.problems().iter().any(|(field, _)| !field.is_empty());
    let title = if of_fields { tr.t("summary-title") } else { tr.t("summary-nothing") };
    let button = button.filter(|_| !of_fields && state.problem("").is_some_and(Problem::asks_again));
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
