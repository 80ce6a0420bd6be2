//! A ministry's board: what it owes, by how near the day is; what waits for the Chamber; what was answered lately.

use chrono::NaiveDate;
use jawab_domain::board::Lane;
use leptos::prelude::*;

use super::kept;
use crate::{
    catalogue::Tr,
    form::{FormState, Post},
    links,
    model::{Linked, Ticket},
    parts::{form as kit, lang, pagination},
};

mod filters;
mod query;
pub(super) mod tickets;

pub use filters::Options;
pub use query::BoardQuery;

/// What a ministry's board shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardPage {
    /// How many parts are open.
    pub open: u64,
    /// How many days the answers of this year took, on average; none where there were none.
    pub average_days: Option<u64>,
    /// What it is narrowed to.
    pub query: BoardQuery,
    /// What it can be narrowed to.
    pub options: Options,
    /// The lanes, each with its first tickets; or the one that is looked at alone.
    pub lanes: Vec<LaneView>,
    /// Where in the one lane one is: the page, and how many there are.
    pub place: Option<(u32, u32)>,
    /// Where chosen tickets are assigned.
    pub assign: Post,
    /// What was chosen.
    pub chosen: FormState,
    /// How many forms are kept of whoever looks, that they never sent.
    pub kept: u64,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneView {
    /// Which.
    pub lane: Lane,
    /// How many stand in it.
    pub total: u64,
    /// The first of them, or a page of them.
    pub tickets: Vec<Ticket>,
}

/// What the names of the fields of the assigning form are called in the error summary.
fn label(tr: Tr, field: &str) -> String {
    match field {
        "part" => tr.t("board-chosen"),
        "assigned" => tr.t("board-assigned"),
        "internal" => tr.t("board-internal"),
        _ => String::new(),
    }
}

pub(super) fn view(tr: Tr, today: NaiveDate, page: BoardPage) -> AnyView {
    let summary = kit::summary(tr, &page.chosen, |field| label(tr, field));
    let several = page.options.ministries.len() > 1;
    let pages =
        page.place.and_then(|(at, of)| pagination::by_number(tr, at, of, |n| page.query.with("page", &n.to_string()).link(tr.locale)));
    let form = kit::form(page.assign.clone(), "assign", (lanes(tr, today, &page, several), assign(tr, &page)));
    view! {
        {head(tr, today, &page)}
        {summary}
        {kept::waiting(tr, page.kept)}
        {filters::view(tr, &page.query, &page.options)}
        {form}
        {pages}
    }
    .into_any()
}

fn head(tr: Tr, today: NaiveDate, page: &BoardPage) -> AnyView {
    let average = page.average_days.map(|days| {
        (" · ", tr.ta("board-average", [("n", days.into())]), " (", view! { <a href="#average">{tr.t("board-definition")}</a> }, ")")
    });
    let table = links::with_query(&links::board::table(tr.locale), &page.query.pairs());
    view! {
        <header class="board-head">
            <div>
                <h1>{tr.t("board-title")}</h1>
                <p class="hint">{lang::day(tr, today)} " · " {tr.ta("board-open", [("n", page.open.into())])} {average}</p>
            </div>
            <ul class="board-ways">
                <li><a href=table>{tr.t("board-table")}</a></li>
                <li><a href=links::board::notices(tr.locale)>{tr.t("board-notices")}</a></li>
            </ul>
        </header>
    }
    .into_any()
}

/// The lanes in four columns: where two share one, the more pressing is first.
fn lanes(tr: Tr, today: NaiveDate, page: &BoardPage, several: bool) -> AnyView {
    let one = |of: &LaneView| lane(tr, today, page, of, several);
    let definition = view! { <p class="hint" id="average">{tr.t("board-average-definition")}</p> };
    if let [only] = page.lanes.as_slice() {
        return view! { <div class="board alone" id="f-part">{one(only)}</div> {definition} }.into_any();
    }
    // What ended is seldom there: where nothing did, nothing is said of it.
    let shown = |lane: &&LaneView| lane.lane != Lane::Ended || lane.total > 0;
    let column = |of: &[Lane]| {
        let lanes = page.lanes.iter().filter(|lane| of.contains(&lane.lane)).filter(shown).map(one).collect_view();
        view! { <div class="lanes">{lanes}</div> }
    };
    view! {
        <div class="board" id="f-part">
            {column(&[Lane::Overdue])}
            {column(&[Lane::DueToday, Lane::DueSoon])}
            {column(&[Lane::Later])}
            {column(&[Lane::Waiting, Lane::Answered, Lane::Ended])}
        </div>
        {definition}
    }
    .into_any()
}

/// The colour of a lane. Its name says the same.
const fn tone(lane: Lane) -> &'static str {
    match lane {
        Lane::Overdue => "lane red",
        Lane::DueToday | Lane::DueSoon => "lane amber",
        Lane::Later | Lane::Ended => "lane blue",
        Lane::Waiting | Lane::Answered => "lane green",
    }
}

fn lane(tr: Tr, today: NaiveDate, page: &BoardPage, of: &LaneView, several: bool) -> AnyView {
    let id = format!("lane-{}", of.lane);
    let rest = of.total.saturating_sub(of.tickets.len() as u64);
    let more = (page.lanes.len() > 1 && rest > 0).then(|| {
        let href = page.query.with("lane", of.lane.code()).link(tr.locale);
        view! { <p class="more"><a href=href>{tr.ta("lane-all", [("n", of.total.into())])}</a></p> }
    });
    let back = (page.lanes.len() == 1).then(|| {
        view! { <p class="more"><a href=page.query.with("lane", "").link(tr.locale)>{tr.t("lane-back")}</a></p> }
    });
    let tickets = of.tickets.iter().map(|ticket| tickets::ticket(tr, today, ticket, several, Some(&page.chosen))).collect_view();
    view! {
        <section class=tone(of.lane) aria-labelledby=id>
            <h2 id=id.clone()>{tr.lane(of.lane)} " " <span class="lane-count">{tr.number(of.total)}</span></h2>
            {back}
            {(of.total == 0).then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> })}
            {tickets}
            {more}
        </section>
    }
    .into_any()
}

/// Who is to prepare the chosen ones, and by when.
fn assign(tr: Tr, page: &BoardPage) -> Option<AnyView> {
    let any = page.lanes.iter().flat_map(|lane| &lane.tickets).any(Ticket::can_be_assigned);
    let people = page.options.colleagues.iter().map(|(code, name)| kit::Choice::new(code.clone(), name.clone())).collect();
    any.then(|| {
        let who = kit::Field::new("assigned", tr.t("board-assigned"));
        let by = kit::Field::new("internal", tr.t("board-internal")).hint(tr.t("board-internal-hint")).optional();
        view! {
            <section class="form-section bulk" aria-labelledby="bulk">
                <h2 id="bulk">{tr.t("board-assign")}</h2>
                <p class="hint">{tr.t("board-assign-hint")}</p>
                <div class="bulk-fields">
                    {kit::select(tr, &page.chosen, who, Some(tr.t("board-choose")), people)}
                    {kit::date(tr, &page.chosen, by)}
                </div>
                {kit::button(kit::Weight::Main, "assign", tr.t("board-assign-button"))}
            </section>
        }
        .into_any()
    })
}

/// The ministries of a board, for its filters.
pub(super) fn named(tr: Tr, of: &[Linked]) -> Vec<(String, String)> {
    of.iter().map(|one| (one.slug.clone(), tr.plain(&one.name))).collect()
}
