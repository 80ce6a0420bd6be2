//! The forms beside the answer: the assignment, and the transfer request.

use jawab_domain::field::FieldName;
use leptos::prelude::*;

use super::{AnswerPage, AnswerStep, Assignment, GO, PendingTransfer};
use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field, Weight, actions, button_to, date, picker, select, textarea},
        lang,
    },
    form::Picker,
    pages::staff::board::board_items::assignee,
};

/// The assignee and the internal deadline.
pub(super) fn assign(tr: Tr, page: &AnswerPage) -> AnyView {
    let people = page.colleagues.iter().map(|(code, name)| Choice::new(code.clone(), name.clone())).collect();
    let who = Field::labelled(tr, FieldName::Assignee);
    let by = Field::labelled(tr, FieldName::InternalDueOn).hint(tr.t("board-internal-hint")).optional();
    // The list has only those who can be chosen.
    let left = page.board_item.assignee_has_left.then(|| view! { <p>{assignee(tr, &page.board_item)}</p> });
    view! {
        <section class="form-section" aria-labelledby="assign">
            <h2 id="assign">{tr.t("answer-assign")}</h2>
            {left}
            <div class="bulk-fields">
                {select(tr, &page.state, who, Some(tr.t("board-choose")), people)}
                {date(tr, &page.state, by)}
            </div>
            {page.go(tr, Weight::Other, AnswerStep::Assign, tr.t("board-assign-button"))}
            {assignments(tr, &page.assignments)}
        </section>
    }
    .into_any()
}

/// The past assignments, each with the internal deadline that it left.
fn assignments(tr: Tr, of: &[Assignment]) -> Option<AnyView> {
    let one = |of: &Assignment| {
        let by = of.by.clone().map(|name| view! { " · " <bdi>{name}</bdi> });
        let to = match of.to.clone() {
            Some(name) => view! { {tr.t("ticket-assigned")} " " <bdi>{name}</bdi> }.into_any(),
            None => tr.t("board-nobody").into_any(),
        };
        let internal = match of.internal_due_on {
            Some(day) => tr.ta("ticket-internal", [("date", tr.date(day).into())]),
            None => tr.t("answer-no-internal"),
        };
        view! { <li>{lang::day(tr, of.on)} {by} " · " {to} " · " {internal}</li> }
    };
    (!of.is_empty()).then(|| {
        view! {
            <details class="change">
                <summary>{tr.t("answer-assignments")}</summary>
                <ul>{of.iter().map(one).collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// The transfer request. There can be one at a time; a pending one can be withdrawn.
pub(super) fn transfer(tr: Tr, page: &AnswerPage) -> AnyView {
    if let Some(asked) = &page.transfer_asked {
        return withdraw(tr, page, asked);
    }
    let to = Field::new(FieldName::To.form(), tr.t("answer-transfer-to"));
    let reason = Field::labelled(tr, FieldName::Reason).hint(tr.t("answer-transfer-reason-hint"));
    let names = [FieldName::To.form().to_owned(), Picker::query_field(FieldName::To.form()), FieldName::Reason.form().to_owned()];
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
}

/// The button that withdraws the pending request. It keeps the answer as typed, like every step.
fn withdraw(tr: Tr, page: &AnswerPage, asked: &PendingTransfer) -> AnyView {
    let back = button_to(Weight::Other, GO, page.withdrawing(tr, asked), tr.t("answer-transfer-withdraw"));
    view! {
        <section class="form-section" aria-labelledby="withdraw-transfer">
            <h2 id="withdraw-transfer">{tr.t("answer-transfer")}</h2>
            <p class="hint">{tr.t("answer-transfer-withdraw-hint")}</p>
            {actions(tr, back, None)}
        </section>
    }
    .into_any()
}
