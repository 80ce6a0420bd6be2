//! The members of both Chambers: the list, and a page for each with seats over time, counts and questions.

use jawab_domain::{
    Chamber, Legislature, PerLocale,
    people::{Gender, GroupKind, Period},
};
use leptos::prelude::*;

use crate::{
    catalogue::{Tr, isolate},
    components::{item, lang, pagination},
    filters::{FilterKey, ListFilters},
    links,
    model::{Counts, Linked, Listing},
    shell::{Frame, Section, breadcrumbs},
};

/// The content of the list of members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MembersPage {
    /// The name filter (`?q=`), as typed.
    pub text: String,
    /// How many members match.
    pub total: u64,
    /// The stretch shown.
    pub members: Vec<MemberRow>,
    /// The cursor of the next page (`?after=`), if there is one.
    pub next: Option<String>,
    /// Whether this is not the first page.
    pub continued: bool,
}

/// A member in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberRow {
    /// The member.
    pub member: Linked,
    /// The Chamber of the latest seat, if known.
    pub chamber: Option<Chamber>,
    /// The group of the latest seat, if known.
    pub group: Option<PerLocale<String>>,
    /// How many published questions the member asked.
    pub questions: u64,
}

/// The content of a member's page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberPage {
    /// The member's segment in the address.
    pub slug: String,
    /// The name, in each known script.
    pub name: PerLocale<String>,
    /// The grammatical gender, if known.
    pub gender: Option<Gender>,
    /// The seats over time, oldest first.
    pub seats: Vec<SeatLine>,
    /// The counts of the member's questions.
    pub counts: Counts,
    /// The newest of them.
    pub listing: Listing,
}

/// A seat, with the member's group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatLine {
    /// The Chamber.
    pub chamber: Chamber,
    /// The legislature, if known.
    pub legislature: Option<Legislature>,
    /// The group, if known.
    pub group: Option<(GroupKind, PerLocale<String>)>,
    /// The period of the seat.
    pub period: Period,
}

/// The frame of the list.
pub(super) fn index_frame(tr: Tr) -> Frame {
    Frame { title: tr.t("members-title"), description: tr.t("members-lead"), section: Section::Members, indexed: true }
}

/// The frame of a member's page.
pub(super) fn frame(tr: Tr, page: &MemberPage) -> Frame {
    let title = page.name.best(tr.locale).map_or_else(|| tr.t("unknown"), |(locale, name)| isolate(tr.locale, locale, name));
    let description = tr.ta("member-description", [("name", title.clone().into())]);
    Frame { title, description, section: Section::Members, indexed: true }
}

/// The list of members.
#[component]
pub(crate) fn Members(tr: Tr, page: MembersPage) -> impl IntoView {
    let link = |after: &str| links::with_query(&links::members(tr.locale), &[("q", &page.text), ("after", after)]);
    let rows = page.members.iter().map(|row| member_row(tr, row)).collect_view();
    let body = if page.members.is_empty() {
        view! {
            <div class="card missing empty">
                <p><b>{tr.t("members-none")}</b></p>
                <p><a href=links::members(tr.locale)>{tr.t("members-all")}</a></p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="list people">{rows}</ul> }.into_any()
    };
    view! {
        <header class="stack">
            <h1>{tr.t("members-title")}</h1>
            <p class="hint">{tr.t("members-lead")}</p>
            <form class="search small" method="get" action=links::members(tr.locale)>
                <label for="member-name">{tr.t("members-filter-label")}</label>
                <div class="search-field"><input type="search" id="member-name" name="q" dir="auto" value=page.text.clone() /></div>
                <button class="button" type="submit">{tr.t("members-filter-button")}</button>
            </form>
        </header>
        <section class="stack" aria-labelledby="count">
            <h2 id="count">{tr.ta("members-count", [("n", page.total.into())])}</h2>
            {body}
            {pagination::by_cursor(tr, page.continued.then(|| link("")), page.next.as_deref().map(link))}
        </section>
    }
}

fn member_row(tr: Tr, row: &MemberRow) -> AnyView {
    view! {
        <li class="item">
            <h3>{lang::member(tr, &row.member)}</h3>
            <p class="meta">
                {row.chamber.map(|chamber| view! { <span>{tr.chamber(chamber)}</span> })}
                {row.group.as_ref().map(|group| view! { <span>{lang::name(tr, group)}</span> })}
                <span>{tr.ta("questions-count", [("n", row.questions.into())])}</span>
            </p>
        </li>
    }
    .into_any()
}

/// A member's page.
#[component]
pub(crate) fn Member(tr: Tr, page: MemberPage) -> impl IntoView {
    let (locale, title) = page.name.best(tr.locale).map_or_else(|| (tr.locale, tr.t("unknown")), |(l, n)| (l, n.clone()));
    let other = lang::foreign(tr, locale);
    let all = ListFilters::default().with(FilterKey::Member, &page.slug);
    let also = page.name.iter().filter(|(of, _)| *of != locale).map(|(of, name)| {
        view! { <p class="subtitle" lang=of.code() dir=of.dir()>{name.clone()}</p> }
    });
    let role = page.seats.last().map(|seat| view! { <p class="meta"><span>{role(tr, seat.chamber, page.gender)}</span></p> });
    view! {
        <header class="heading">
            {breadcrumbs(tr, vec![(links::members(tr.locale), tr.t("members-title"))])}
            {role}
            <h1 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{title}</h1>
            {also.collect_view()}
        </header>
        {counts(tr, page.counts, tr.t("counts-definition"))}
        <div class="split">
            <div class="body stack">{their_questions(tr, &page.listing, &all)}</div>
            <aside class="side stack">{seats(tr, &page.seats)}</aside>
        </div>
    }
}

/// The title of a member of a Chamber.
fn role(tr: Tr, chamber: Chamber, gender: Option<Gender>) -> String {
    match (chamber, gender) {
        (Chamber::Representatives, Some(Gender::Feminine)) => tr.t("deputy-f"),
        (Chamber::Representatives, Some(Gender::Masculine)) => tr.t("deputy-m"),
        (Chamber::Representatives, None) => tr.t("deputy"),
        (Chamber::Councillors, Some(Gender::Feminine)) => tr.t("councillor-f"),
        (Chamber::Councillors, Some(Gender::Masculine)) => tr.t("councillor-m"),
        (Chamber::Councillors, None) => tr.t("councillor"),
    }
}

fn seats(tr: Tr, seats: &[SeatLine]) -> Option<AnyView> {
    let line = |seat: &SeatLine| {
        let group = seat.group.as_ref().map(|(kind, name)| {
            let name = if name.is_empty() { tr.group_kind(*kind).into_any() } else { lang::name(tr, name) };
            view! { <span class="block-line">{name}</span> }
        });
        let legislature = seat.legislature.map(|legislature| view! { <span class="block-line">{tr.legislature(legislature)}</span> });
        view! { <li><span class="when">{lang::period(tr, seat.period)}</span> {tr.chamber(seat.chamber)} {legislature} {group}</li> }
    };
    (!seats.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="seats">
                <header><h2 id="seats">{tr.t("member-seats")}</h2></header>
                <ol class="steps">{seats.iter().rev().map(line).collect_view()}</ol>
                <p class="hint">{tr.t("member-seats-note")}</p>
            </section>
        }
        .into_any()
    })
}

/// The counts of a ministry or a member, with their definition.
pub(super) fn counts(tr: Tr, counts: Counts, definition: String) -> AnyView {
    let one = |n: u64, class: &'static str, words: String| view! { <div class=class><dt>{words}</dt><dd>{tr.number(n)}</dd></div> };
    view! {
        <section class="stack" aria-labelledby="counts">
            <h2 class="visually-hidden" id="counts">{tr.t("counts-title")}</h2>
            <dl class="counts">
                {one(counts.questions, "tile blue", tr.t("count-questions"))}
                {one(counts.answered, "tile green", tr.t("count-answered"))}
                {one(counts.overdue, "tile red", tr.t("count-overdue"))}
            </dl>
            <p class="hint">{definition}</p>
        </section>
    }
    .into_any()
}

/// The newest questions of a ministry or a member, and a link to all of them.
pub(super) fn their_questions(tr: Tr, listing: &Listing, all: &ListFilters) -> AnyView {
    let body =
        if listing.rows.is_empty() { view! { <p class="hint">{tr.t("their-none")}</p> }.into_any() } else { item::list(tr, &listing.rows) };
    let first = listing.continued.then(|| all.list_link(tr.locale));
    let next = listing.next.as_deref().map(|cursor| all.with(FilterKey::After, cursor).list_link(tr.locale));
    view! {
        <section class="block" aria-labelledby="questions">
            <header><h2 id="questions">{tr.t("their-questions")}</h2> <a href=all.list_link(tr.locale)>{tr.t("see-all")}</a></header>
            {body}
            {pagination::by_cursor(tr, first, next)}
        </section>
    }
    .into_any()
}
