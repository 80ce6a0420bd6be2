//! The Chamber's board: what waits for the clerk, what is overdue at ministries, and the answer rates.

use chrono::NaiveDate;
use jawab_domain::{Chamber, field::FieldName};
use leptos::prelude::*;

use super::{board::board_items, form_drafts};
use crate::{
    catalogue::Tr,
    components::{form as kit, lang, pagination},
    form::{ENTER, FormState, Post},
    links,
    model::BoardItem,
};

mod queue;
mod rates;
mod shared_inviter;

pub(super) use queue::to_be;
pub use queue::{Queue, QueueItem, QueueKind};
pub use rates::{RatePeriod, RateRow};
pub use shared_inviter::SharedInviterConfirmation;
pub(super) use shared_inviter::shared_inviter_confirmations;

/// The content of the Chamber's board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChamberPage {
    /// The Chamber.
    pub chamber: Chamber,
    /// The queues, each with its first items, or a single queue.
    pub lists: Vec<Queue>,
    /// The page number and the number of pages, if a single list is shown.
    pub place: Option<(u32, u32)>,
    /// The number of overdue items at ministries.
    pub overdue: u64,
    /// The overdue items, longest overdue first.
    pub board_items: Vec<BoardItem>,
    /// The target of the form that sends reminders for the chosen items.
    pub remind: Post,
    /// The chosen items, and the note of the reminder.
    pub chosen: FormState,
    /// The number of lapses that somebody else requested and the user may confirm.
    pub lapses: u64,
    /// Recent two-person acts by two accounts of the same inviter.
    pub shared_inviter_confirmations: Vec<SharedInviterConfirmation>,
    /// The period of the answer rates.
    pub since: RatePeriod,
    /// The answer rates, slowest ministry first.
    pub rates: Vec<RateRow>,
    /// The number of the user's form drafts.
    pub form_drafts: u64,
}

/// The `list` parameter for the list of overdue items.
pub const OVERDUE: &str = "overdue";

/// The fields of the reminder form.
const FIELDS: [FieldName; 2] = [FieldName::Parts, FieldName::Note];

pub(super) fn view(tr: Tr, today: NaiveDate, page: ChamberPage) -> AnyView {
    let summary = kit::summary(tr, &page.chosen, |input| tr.input_label(input, &FIELDS));
    let alone = page.place.is_some();
    let what = page.lists.first().filter(|_| alone).map_or(OVERDUE, |list| list.what.code());
    let pages = page.place.and_then(|(at, of)| {
        let link = |n: u32| links::with_query(&links::staff::chamber(tr.locale), &[("list", what), ("page", &n.to_string())]);
        pagination::by_number(tr, at, of, link)
    });
    let lists = page.lists.iter().map(|list| queue::list(tr, list, alone)).collect_view();
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
        {shared_inviter_confirmations(tr, &page.shared_inviter_confirmations)}
        {form_drafts::waiting(tr, page.form_drafts)}
        {lists}
        {overdue}
        {pages}
        {rates}
        {(!alone).then(|| view! { <p class="more"><a href=links::staff::lapse(tr.locale)>{tr.t("lapse-title")}</a></p> })}
    }
    .into_any()
}

/// The notice that the end of a legislature awaits confirmation.
fn lapse_asked(tr: Tr, n: u64) -> Option<AnyView> {
    (n > 0).then(|| {
        view! { <p class="notice">{tr.t("chamber-lapse-asked")} " " <a href=links::staff::lapse(tr.locale)>{tr.t("work-decide")}</a></p> }.into_any()
    })
}

/// The overdue items, with the reminder form.
fn overdue(tr: Tr, today: NaiveDate, page: &ChamberPage, alone: bool) -> AnyView {
    let cards = page.board_items.iter().map(|board_item| board_items::at_ministry(tr, today, board_item, &page.chosen)).collect_view();
    let rest = page.overdue > page.board_items.len() as u64 && !alone;
    let all = rest.then(|| {
        let href = links::with_query(&links::staff::chamber(tr.locale), &[("list", OVERDUE)]);
        view! { <p class="more"><a href=href>{tr.ta("lane-all", [("n", page.overdue.into())])}</a></p> }
    });
    let back = alone.then(|| view! { <p class="more"><a href=links::staff::chamber(tr.locale)>{tr.t("lane-back")}</a></p> });
    let note = kit::Field::labelled(tr, FieldName::Note).hint(tr.t("chamber-note-hint")).optional();
    let send = (!page.board_items.is_empty()).then(|| {
        view! {
            <div class="form-section bulk">
                <p class="hint">{tr.t("chamber-remind-hint")}</p>
                {kit::textarea(tr, &page.chosen, note, 2)}
                {kit::button(kit::Weight::Main, "remind", tr.t("chamber-remind"))}
            </div>
        }
    });
    let none = page.board_items.is_empty().then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> });
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
