//! The Chamber's board: what waits for the clerk, what is overdue at ministries, and how each of them answers.

use chrono::NaiveDate;
use jawab_domain::Chamber;
use leptos::prelude::*;

use super::{board::tickets, kept};
use crate::{
    catalogue::Tr,
    form::{ENTER, FormState, Post},
    links,
    model::Ticket,
    parts::{form as kit, lang, pagination},
};

mod one_inviter;
mod rates;
mod waiting;

pub use one_inviter::OfOneInviter;
pub(super) use one_inviter::of_one_inviter;
pub use rates::{RateRow, Since};
pub(super) use waiting::to_be;
pub use waiting::{List, Waits, WhatWaits};

/// What the Chamber's board shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChamberPage {
    /// Whose.
    pub chamber: Chamber,
    /// What waits, each with its first items; or the one list that is looked at alone.
    pub lists: Vec<List>,
    /// Where in the one list one is: the page, and how many there are.
    pub place: Option<(u32, u32)>,
    /// How many parts are overdue at ministries.
    pub overdue: u64,
    /// The longest overdue of them.
    pub tickets: Vec<Ticket>,
    /// Where ministries are reminded of the chosen ones.
    pub remind: Post,
    /// What was chosen, and the note to go with it.
    pub chosen: FormState,
    /// Lapses that somebody else asked for, to be confirmed.
    pub lapses: u64,
    /// What two accounts of one inviter did of late that takes two people.
    pub of_one_inviter: Vec<OfOneInviter>,
    /// Since when questions are counted.
    pub since: Since,
    /// How each ministry answers, the slowest first.
    pub rates: Vec<RateRow>,
    /// How many forms are kept of whoever looks, that they never sent.
    pub kept: u64,
}

/// The one list looked at that is of overdue parts.
pub const OVERDUE: &str = "overdue";

fn label(tr: Tr, field: &str) -> String {
    match field {
        "part" => tr.t("board-chosen"),
        "note" => tr.t("chamber-note"),
        _ => String::new(),
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: ChamberPage) -> AnyView {
    let summary = kit::summary(tr, &page.chosen, |field| label(tr, field));
    let alone = page.place.is_some();
    let what = page.lists.first().filter(|_| alone).map_or(OVERDUE, |list| list.what.code());
    let pages = page.place.and_then(|(at, of)| {
        let link = |n: u32| links::with_query(&links::staff::chamber(tr.locale), &[("list", what), ("page", &n.to_string())]);
        pagination::by_number(tr, at, of, link)
    });
    let lists = page.lists.iter().map(|list| waiting::list(tr, list, alone)).collect_view();
    let lists = (!page.lists.is_empty()).then(|| view! { <div class="waits">{lists}</div> });
    let overdue = (!alone || page.lists.is_empty()).then(|| overdue(tr, today, &page, alone));
    let rates = (!alone).then(|| rates::view(tr, page.since, &page.rates));
    view! {
        <header class="heading">
            <h1>{tr.t("chamber-title")}</h1>
            <p class="hint">{tr.chamber(page.chamber)} " · " {lang::day(tr, today)}</p>
        </header>
        {summary}
        {lapse_asked(tr, page.lapses)}
        {of_one_inviter(tr, &page.of_one_inviter)}
        {kept::waiting(tr, page.kept)}
        {lists}
        {overdue}
        {pages}
        {rates}
        {(!alone).then(|| view! { <p class="more"><a href=links::staff::lapse(tr.locale)>{tr.t("lapse-title")}</a></p> })}
    }
    .into_any()
}

/// That the end of a legislature waits to be confirmed.
fn lapse_asked(tr: Tr, n: u64) -> Option<AnyView> {
    (n > 0).then(|| {
        view! { <p class="notice">{tr.t("chamber-lapse-asked")} " " <a href=links::staff::lapse(tr.locale)>{tr.t("work-decide")}</a></p> }.into_any()
    })
}

/// What is overdue at ministries, to be reminded of.
fn overdue(tr: Tr, today: NaiveDate, page: &ChamberPage, alone: bool) -> AnyView {
    let cards = page.tickets.iter().map(|ticket| tickets::at_ministry(tr, today, ticket, &page.chosen)).collect_view();
    let rest = page.overdue > page.tickets.len() as u64 && !alone;
    let all = rest.then(|| {
        let href = links::with_query(&links::staff::chamber(tr.locale), &[("list", OVERDUE)]);
        view! { <p class="more"><a href=href>{tr.ta("lane-all", [("n", page.overdue.into())])}</a></p> }
    });
    let back = alone.then(|| view! { <p class="more"><a href=links::staff::chamber(tr.locale)>{tr.t("lane-back")}</a></p> });
    let note = kit::Field::new("note", tr.t("chamber-note")).hint(tr.t("chamber-note-hint")).optional();
    let send = (!page.tickets.is_empty()).then(|| {
        view! {
            <div class="form-section bulk">
                <p class="hint">{tr.t("chamber-remind-hint")}</p>
                {kit::textarea(tr, &page.chosen, note, 2)}
                {kit::button(kit::Weight::Main, "remind", tr.t("chamber-remind"))}
            </div>
        }
    });
    let none = page.tickets.is_empty().then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> });
    let form = kit::form(
        page.remind.clone(),
        ENTER,
        view! { <div class="board alone" id="f-part"><div class="lane red">{none} {cards}</div></div> {all} {send} },
    );
    view! {
        <section class="stack" aria-labelledby="overdue">
            <h2 id="overdue">{tr.t("chamber-overdue")} " " <span class="lane-count">{tr.number(page.overdue)}</span></h2>
            {back}
            {form}
        </section>
    }
    .into_any()
}
