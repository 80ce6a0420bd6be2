//! Around the answer: who prepares it, by when, and the wish that the question go elsewhere.

use leptos::prelude::*;

use super::{AnswerPage, AnswerStep, GO};
use crate::{
    catalogue::Tr,
    form::ENTER,
    parts::form::{Choice, Field, Weight, button, date, form, picker, select, textarea},
};

/// Who prepares it, and by when the ministry wants it.
pub(super) fn assign(tr: Tr, page: &AnswerPage) -> AnyView {
    let people = page.colleagues.iter().map(|(code, name)| Choice::new(code.clone(), name.clone())).collect();
    let who = Field::new("assigned", tr.t("board-assigned"));
    let by = Field::new("internal", tr.t("board-internal")).hint(tr.t("board-internal-hint")).optional();
    let fields = view! {
        <div class="bulk-fields">
            {select(tr, &page.assign, who, Some(tr.t("board-choose")), people)}
            {date(tr, &page.assign, by)}
        </div>
        {button(Weight::Other, GO, tr.t("board-assign-button"))}
    };
    view! {
        <section class="form-section" aria-labelledby="assign">
            <h2 id="assign">{tr.t("answer-assign")}</h2>
            {form(page.post(tr, AnswerStep::Assign), GO, fields)}
        </section>
    }
    .into_any()
}

/// The wish that the question go to another ministry. One at a time.
pub(super) fn transfer(tr: Tr, page: &AnswerPage) -> Option<AnyView> {
    page.transfer_asked.is_none().then(|| {
        let to = Field::new("to", tr.t("answer-transfer-to"));
        let reason = Field::new("reason", tr.t("step-reason")).hint(tr.t("answer-transfer-reason-hint"));
        let fields = view! {
            <p class="hint">{tr.t("answer-transfer-hint")}</p>
            {picker(tr, &page.transfer, to, &page.ministries)}
            {textarea(tr, &page.transfer, reason, 3)}
            {button(Weight::Other, GO, tr.t("answer-transfer-button"))}
        };
        let open = !page.transfer.pairs().is_empty();
        view! {
            <details class="form-section transfer" open=open>
                <summary><h2>{tr.t("answer-transfer")}</h2></summary>
                {form(page.post(tr, AnswerStep::Transfer), ENTER, fields)}
            </details>
        }
        .into_any()
    })
}
