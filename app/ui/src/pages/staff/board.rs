//! A ministry's board: open questions by urgency, answers that wait for the Chamber, and recent answers.

use chrono::NaiveDate;
use jawab_domain::{board::Lane, field::FieldName};
use leptos::prelude::*;

use super::form_drafts;
use crate::{
    catalogue::Tr,
    components::{form as kit, lang, pagination},
    form::{FormState, Post},
    links,
    model::{BoardItem, Linked},
};

pub(super) mod board_items;
mod filters;
mod query;

pub use filters::Options;
pub use query::BoardQuery;

/// The content of a ministry's board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardPage {
    /// The number of open items.
    pub open: u64,
    /// The average number of days to an answer this year; `None` without answers.
    pub average_days: Option<u64>,
    /// The filters.
    pub query: BoardQuery,
    /// The choices of the filters.
    pub options: Options,
    /// The lanes, each with its first items, or a single lane.
    pub lanes: Vec<LaneView>,
    /// The page number and the number of pages, if a single lane is shown.
    pub place: Option<(u32, u32)>,
    /// The target of the form that assigns the chosen items.
    pub assign: Post,
    /// The chosen items.
    pub chosen: FormState,
    /// The number of the user's form drafts.
    pub form_drafts: u64,
}

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneView {
    /// The lane.
    pub lane: Lane,
    /// The number of items in it.
    pub total: u64,
    /// The first items, or one page of them.
    pub board_items: Vec<BoardItem>,
}

/// The fields of the assign form.
const FIELDS: [FieldName; 3] = [FieldName::Parts, FieldName::Assignee, FieldName::InternalDueOn];

pub(super) fn view(tr: Tr, today: NaiveDate, page: BoardPage) -> AnyView {
    let summary = kit::summary(tr, &page.chosen, |input| tr.input_label(input, &FIELDS));
    let several = page.options.ministries.len() > 1;
    let pages =
        page.place.and_then(|(at, of)| pagination::by_number(tr, at, of, |n| page.query.with("page", &n.to_string()).link(tr.locale)));
    let form = kit::form(page.assign.clone(), "assign", (lanes(tr, today, &page, several), assign(tr, &page)));
    view! {
        {head(tr, today, &page)}
        {summary}
        {form_drafts::waiting(tr, page.form_drafts)}
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

/// The lanes in four columns. If two share a column, the more urgent one comes first.
fn lanes(tr: Tr, today: NaiveDate, page: &BoardPage, several: bool) -> AnyView {
    let one = |of: &LaneView| lane(tr, today, page, of, several);
    let definition = view! { <p class="hint" id="average">{tr.t("board-average-definition")}</p> };
    if let [only] = page.lanes.as_slice() {
        return view! { <div class="board alone" id="f-part">{one(only)}</div> {definition} }.into_any();
    }
    // Ended questions are rare, so the lane is shown only if it has any.
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

/// The colour of a lane. The lane's name says the same.
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
    let rest = of.total.saturating_sub(of.board_items.len() as u64);
    let more = (page.lanes.len() > 1 && rest > 0).then(|| {
        let href = page.query.with("lane", of.lane.code()).link(tr.locale);
        view! { <p class="more"><a href=href>{tr.ta("lane-all", [("n", of.total.into())])}</a></p> }
    });
    let back = (page.lanes.len() == 1).then(|| {
        view! { <p class="more"><a href=page.query.with("lane", "").link(tr.locale)>{tr.t("lane-back")}</a></p> }
    });
    let board_items =
        of.board_items.iter().map(|board_item| board_items::board_item(tr, today, board_item, several, Some(&page.chosen))).collect_view();
    view! {
        <section class=tone(of.lane) aria-labelledby=id>
            <h2 id=id.clone()>{tr.lane(of.lane)} " " <span class="lane-count">{tr.number(of.total)}</span></h2>
            {back}
            {(of.total == 0).then(|| view! { <p class="hint">{tr.t("lane-empty")}</p> })}
            {board_items}
            {more}
        </section>
    }
    .into_any()
}

/// The form that assigns the chosen items.
fn assign(tr: Tr, page: &BoardPage) -> Option<AnyView> {
    let any = page.lanes.iter().flat_map(|lane| &lane.board_items).any(BoardItem::can_be_assigned);
    let people = page.options.colleagues.iter().map(|(code, name)| kit::Choice::new(code.clone(), name.clone())).collect();
    any.then(|| {
        let who = kit::Field::labelled(tr, FieldName::Assignee);
        let by = kit::Field::labelled(tr, FieldName::InternalDueOn).hint(tr.t("board-internal-bulk-hint")).optional();
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

/// The choices of the ministry filter.
pub(super) fn named(tr: Tr, of: &[Linked]) -> Vec<(String, String)> {
    of.iter().map(|one| (one.slug.clone(), tr.plain(&one.name))).collect()
}
