//! The home page.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{item, search_box, tags::Tone},
    filters::{FilterKey, ListFilters, ListSort},
    links,
    model::QuestionRow,
    shell::{Frame, Section},
};
use jawab_domain::{StandingKind, Status};

/// The content of the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomePage {
    /// Questions whose due date has passed without an answer.
    pub overdue: u64,
    /// Questions due within one to five days ([`StandingKind::DueSoon`]).
    pub due_soon: u64,
    /// Questions due today, listed under the tiles.
    pub due_today: u64,
    /// Open questions with more than five days left.
    pub on_time: u64,
    /// Published answers.
    pub answers: u64,
    /// The questions due next.
    pub due_next: Vec<QuestionRow>,
    /// The questions answered last.
    pub latest_answers: Vec<QuestionRow>,
    /// The questions deposited last.
    pub latest_questions: Vec<QuestionRow>,
}

/// The frame of the page.
pub(super) fn frame(tr: Tr) -> Frame {
    Frame { title: String::new(), description: tr.t("home-description"), section: Section::Home, indexed: true }
}

/// The home page.
#[component]
pub(crate) fn Home(tr: Tr, page: HomePage) -> impl IntoView {
    view! {
        <section class="hero stack">
            <h1>{tr.t("home-heading")}</h1>
            {search_box::search_box(tr, &ListFilters::default())}
            {search_box::hint(tr)}
        </section>
        <section aria-labelledby="where-things-stand" class="stack">
            <h2 id="where-things-stand" class="visually-hidden">{tr.t("home-tiles")}</h2>
            <ul class="tiles">{tiles(tr, &page)}</ul>
            {due_today(tr, page.due_today)}
            <p class="hint">{tr.t("home-article-100")} " " <a href=links::rule(tr.locale)>{tr.t("rule-link")}</a></p>
        </section>
        <div class="columns">
            {block(tr, "due-next", tr.t("home-due-next"), &page.due_next, sorted(ListSort::Due, Some(StandingKind::DueSoon)), tr.t("home-none-due"))}
            {block(tr, "latest-answers", tr.t("home-latest-answers"), &page.latest_answers, answered(), tr.t("home-none"))}
        </div>
        {block(tr, "latest-questions", tr.t("home-latest-questions"), &page.latest_questions, sorted(ListSort::Deposited, None), tr.t("home-none"))}
    }
}

fn sorted(sort: ListSort, standing: Option<StandingKind>) -> ListFilters {
    ListFilters::default().with(FilterKey::Sort, sort.code()).with(FilterKey::Standing, standing.map_or("", StandingKind::code))
}

fn answered() -> ListFilters {
    sorted(ListSort::Answered, None).with(FilterKey::Status, Status::Answered.code())
}

fn tiles(tr: Tr, page: &HomePage) -> AnyView {
    let standing = |kind: StandingKind| sorted(ListSort::Due, Some(kind)).list_link(tr.locale);
    let due_soon = tr.ta("tile-due-soon", [("n", page.due_soon.into())]);
    view! {
        <li>{tile(tr, Tone::Red, page.overdue, links::overdue(tr.locale), tr.ta("tile-overdue", [("n", page.overdue.into())]))}</li>
        <li>{tile(tr, Tone::Amber, page.due_soon, standing(StandingKind::DueSoon), due_soon)}</li>
        <li>{tile(tr, Tone::Blue, page.on_time, standing(StandingKind::OnTime), tr.ta("tile-on-time", [("n", page.on_time.into())]))}</li>
        <li>{tile(tr, Tone::Green, page.answers, answered().list_link(tr.locale), tr.ta("tile-answers", [("n", page.answers.into())]))}</li>
    }
    .into_any()
}

/// The questions due today: too few for a tile, too urgent to leave out.
fn due_today(tr: Tr, count: u64) -> Option<AnyView> {
    let href = sorted(ListSort::Due, Some(StandingKind::DueToday)).list_link(tr.locale);
    (count > 0).then(|| view! { <p class="today"><a href=href>{tr.ta("home-due-today", [("n", count.into())])}</a></p> }.into_any())
}

fn tile(tr: Tr, tone: Tone, count: u64, href: String, words: String) -> AnyView {
    view! { <a class=format!("tile {}", tone.class()) href=href><b>{tr.number(count)}</b> " " <span>{words}</span></a> }.into_any()
}

/// A short list with its heading and a link to the whole list.
fn block(tr: Tr, id: &'static str, title: String, rows: &[QuestionRow], all: ListFilters, none: String) -> AnyView {
    let body = if rows.is_empty() { view! { <p class="hint">{none}</p> }.into_any() } else { item::list(tr, rows) };
    view! {
        <section class="block" aria-labelledby=id>
            <header><h2 id=id>{title}</h2> <a href=all.list_link(tr.locale)>{tr.t("see-all")}</a></header>
            {body}
        </section>
    }
    .into_any()
}
