//! How far an answer has come, and the step that comes next.

use jawab_domain::preparation::WorkState;
use leptos::prelude::*;

use super::{AnswerPage, AnswerStep};
use crate::{catalogue::Tr, parts::form::Weight};

/// The states in their order, the present one marked.
pub(super) fn stages(tr: Tr, state: WorkState) -> AnyView {
    let stage = |of: &WorkState| {
        let (class, current) = match of.cmp(&state) {
            std::cmp::Ordering::Less => ("stage done", None),
            std::cmp::Ordering::Equal => ("stage here", Some("step")),
            std::cmp::Ordering::Greater => ("stage", None),
        };
        let done = (*of < state).then(|| view! { <span class="visually-hidden">" " {tr.t("stage-done")}</span> });
        view! { <li class=class aria-current=current>{tr.work_state(*of)} {done}</li> }
    };
    view! {
        <h2 class="visually-hidden">{tr.t("stages-label")}</h2>
        <ol class="stages">{WorkState::ALL.iter().map(stage).collect_view()}</ol>
    }
    .into_any()
}

/// The step that comes next, once there is something to agree to or to hand over.
pub(super) fn next(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    let (step, hint, label) = match page.ticket.state {
        WorkState::Drafted => (AnswerStep::Clear, tr.t("answer-clear-hint"), tr.t("answer-clear")),
        WorkState::Cleared => (AnswerStep::Submit, tr.t("answer-submit-hint"), tr.t("answer-submit")),
        _ => return None,
    };
    Some(
        view! {
            <section class="card next" aria-labelledby="next">
                <h2 id="next">{tr.t("work-next")}</h2>
                <p>{hint}</p>
                {page.go(tr, Weight::Main, step, label)}
            </section>
        }
        .into_any(),
    )
}
