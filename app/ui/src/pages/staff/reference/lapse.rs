//! The end of a legislature: which questions lapse, seen before they do.

use leptos::prelude::*;

use super::{
    BACK, CONFIRM, LapsePage,
    frame::{carried, changed, head, question},
};
use crate::{
    catalogue::Tr,
    links,
    model::QuestionRow,
    parts::{
        form::{Weight, actions, button, form, hidden},
        lang, tags,
    },
};

pub(super) fn view(tr: Tr, page: LapsePage) -> AnyView {
    let (deposited, transmitted, later) = page.counts;
    let total = deposited + transmitted;
    let legislature = tr.legislature(page.legislature);
    let stay = staying(tr, &page.stay, later);
    let later = (later > 0).then(|| view! { <li>{tr.ta("lapse-later", [("n", later.into())])}</li> });
    let go = (total > 0).then(|| button(Weight::Grave, CONFIRM, tr.ta("lapse-ask", [("n", total.into())])));
    let buttons = (go, button(Weight::Other, BACK, tr.t("preview-back")));
    let print = hidden("shown", total.to_string());
    let body = (print, carried(&page.state), actions(tr, buttons, Some(links::staff::lapse(tr.locale))));
    let trail = vec![(links::staff::lapse(tr.locale), tr.t("lapse-title"))];
    view! {
        {head(tr, trail, tr.t("lapse-title").into_any(), None)}
        {changed(tr, page.changed)}
        <section class="card effect" aria-labelledby="effect">
            <h2 id="effect">{tr.chamber(page.chamber)} {tr.t("comma")} " " {legislature} {tr.t("comma")} " " {lang::day(tr, page.on)}</h2>
            <ul class="bullets">
                <li>{tr.ta("lapse-transmitted", [("n", transmitted.into())])}</li>
                <li>{tr.ta("lapse-deposited", [("n", deposited.into())])}</li>
                {later}
            </ul>
            {(total > 0).then(|| view! { <p>{tr.t("lapse-ask-effect")}</p> })}
        </section>
        {lapsing(tr, &page.rows, total)}
        {stay}
        {form(page.post, BACK, body)}
    }
    .into_any()
}

/// The first of the questions that lapse, and how many more there are.
pub(super) fn lapsing(tr: Tr, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    some_of(tr, "lapsing", tr.t("lapse-list"), rows, total)
}

/// The first of the open questions that stay as they are, and how many more there are.
pub(super) fn staying(tr: Tr, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    some_of(tr, "staying", tr.t("lapse-stay-list"), rows, total)
}

fn some_of(tr: Tr, id: &'static str, title: String, rows: &[QuestionRow], total: u64) -> Option<AnyView> {
    let more = total.saturating_sub(rows.len() as u64);
    let more = (more > 0).then(|| view! { <p class="hint">{tr.ta("preview-more", [("n", more.into())])}</p> });
    let item = |row: &QuestionRow| question(tr, row, tags::standing(tr, row.kind, row.status, row.standing));
    let list = || {
        view! {
            <section class="stack" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul class="list">{rows.iter().map(item).collect_view()}</ul>
                {more}
            </section>
        }
    };
    (!rows.is_empty()).then(|| list().into_any())
}
