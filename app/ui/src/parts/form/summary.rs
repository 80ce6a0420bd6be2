//! The error summary: first on the page, read out at once, with a link to each field.

use leptos::prelude::*;

use super::id;
use crate::{catalogue::Tr, form::FormState, parts::text::text};

/// Everything that is wrong with a form; nothing where nothing is. `label` names a field in words; an empty name leaves the
/// sentence to speak for itself.
pub fn summary(tr: Tr, state: &FormState, label: impl Fn(&str) -> String) -> Option<AnyView> {
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
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary">
                <h2 id="error-summary">{tr.t("summary-title")}</h2>
                <ul>{lines.collect_view()}</ul>
            </div>
        }
        .into_any(),
    )
}
