//! How far an answer has come, and the step that comes next.

use jawab_domain::preparation::WorkState;
use leptos::prelude::*;

use super::{AnswerPage, AnswerStep};
use crate::{catalogue::Tr, model::Ticket, parts::form::Weight};

/// The states in their order, the present one marked. An answer may have been begun without being given to anybody.
pub(super) fn stages(tr: Tr, ticket: &Ticket) -> AnyView {
    let stage = |of: &WorkState| {
        let done = *of < ticket.state && (*of != WorkState::Assigned || ticket.assigned_to.is_some());
        let here = *of == ticket.state;
        let class = if done {
            "stage done"
        } else if here {
            "stage here"
        } else {
            "stage"
        };
        let current = here.then_some("step");
        let done = done.then(|| view! { <span class="visually-hidden">" " {tr.t("stage-done")}</span> });
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
