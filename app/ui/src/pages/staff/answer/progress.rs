//! The progress of an answer, and the next step.

use jawab_domain::preparation::WorkState;
use leptos::prelude::*;

use super::{AnswerPage, AnswerStep};
use crate::{catalogue::Tr, components::form::Weight, model::BoardItem};

/// The work states in order, with the current one marked. An answer may be begun without being assigned.
pub(super) fn stages(tr: Tr, board_item: &BoardItem) -> AnyView {
    let stage = |of: &WorkState| {
        let done = *of < board_item.state && (*of != WorkState::Assigned || board_item.assigned_to.is_some());
        let here = *of == board_item.state;
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

/// The button of the next step, once there is something to clear or to submit.
pub(super) fn next(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    let (step, hint, label) = match page.board_item.state {
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
