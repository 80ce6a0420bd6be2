//! The forms beside the answer: the assignment, and the transfer request.

use leptos::prelude::*;

use super::{AnswerPage, AnswerStep};
use crate::{
    catalogue::Tr,
    components::form::{Choice, Field, Weight, actions, date, picker, select, textarea},
    form::Picker,
};

/// The assignee and the internal deadline.
pub(super) fn assign(tr: Tr, page: &AnswerPage) -> AnyView {
    let people = page.colleagues.iter().map(|(code, name)| Choice::new(code.clone(), name.clone())).collect();
    let who = Field::new("assigned", tr.t("board-assigned"));
    let by = Field::new("internal", tr.t("board-internal")).hint(tr.t("board-internal-hint")).optional();
    view! {
        <section class="form-section" aria-labelledby="assign">
            <h2 id="assign">{tr.t("answer-assign")}</h2>
            <div class="bulk-fields">
                {select(tr, &page.state, who, Some(tr.t("board-choose")), people)}
                {date(tr, &page.state, by)}
            </div>
            {page.go(tr, Weight::Other, AnswerStep::Assign, tr.t("board-assign-button"))}
        </section>
    }
    .into_any()
}

/// The transfer request. There can be one at a time.
pub(super) fn transfer(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    page.transfer_asked.is_none().then(|| {
        let to = Field::new("to", tr.t("answer-transfer-to"));
        let reason = Field::new("reason", tr.t("step-reason")).hint(tr.t("answer-transfer-reason-hint"));
        let names = ["to".to_owned(), Picker::query_field("to"), "reason".to_owned()];
        let open = names.iter().any(|name| page.state.filled(name).is_some() || page.state.problem(name).is_some());
        let ask = page.go(tr, Weight::Other, AnswerStep::Transfer, tr.t("answer-transfer-button"));
        view! {
            <details class="form-section transfer" open=open>
                <summary><h2>{tr.t("answer-transfer")}</h2></summary>
                <div class="stack">
                    <p class="hint">{tr.t("answer-transfer-hint")}</p>
                    {picker(tr, &page.state, to, &page.ministries)}
                    {textarea(tr, &page.state, reason, 3)}
                    {actions(tr, ask, None)}
                </div>
            </details>
        }
        .into_any()
    })
}
