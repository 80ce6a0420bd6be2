//! The ministries: the list, and a page for each with its names over time, counts and questions.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    people::{NameOverTime, Succession, name_on},
};
use leptos::prelude::*;

use crate::{
    catalogue::{Tr, isolate},
    components::{lang, tags},
    filters::{FilterKey, ListFilters},
    links,
    model::{Counts, Linked, Listing},
    shell::{Frame, Section, breadcrumbs},
};

use super::members::{counts, their_questions};

/// The content of the list of ministries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MinistriesPage {
    /// The ministries, in display order.
    pub ministries: Vec<MinistryRow>,
}

/// A ministry in the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MinistryRow {
    /// The ministry, by its present name.
    pub ministry: Linked,
    /// Its questions.
    pub counts: Counts,
    /// Whether the ministry still exists.
    pub current: bool,
}

/// The content of a ministry's page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MinistryPage {
    /// The ministry's segment in the address.
    pub slug: String,
    /// The names over time, oldest first.
    pub names: Vec<NameOverTime>,
    /// The ministry's predecessors and successors.
    pub successions: Vec<SuccessionLine>,
    /// Its questions.
    pub counts: Counts,
    /// The newest of them.
    pub listing: Listing,
}

/// A predecessor or successor of a ministry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuccessionLine {
    /// The kind of succession.
    pub kind: Succession,
    /// The other ministry.
    pub other: Linked,
    /// Whether the other ministry is the predecessor.
    pub before: bool,
    /// The day, if known.
    pub on: Option<NaiveDate>,
}

impl MinistryPage {
    fn name(&self) -> PerLocale<String> {
        name_on(&self.names, None).map(|latest| latest.name.clone()).unwrap_or_default()
    }
}

/// The frame of the list.
pub(super) fn index_frame(tr: Tr) -> Frame {
    Frame { title: tr.t("ministries-title"), description: tr.t("ministries-lead"), section: Section::Ministries, indexed: true }
}

/// The frame of a ministry's page.
pub(super) fn frame(tr: Tr, page: &MinistryPage) -> Frame {
    let title = page.name().best(tr.locale).map_or_else(|| tr.t("unknown"), |(locale, name)| isolate(tr.locale, locale, name));
    let description = tr.ta("ministry-description", [("name", title.clone().into())]);
    Frame { title, description, section: Section::Ministries, indexed: true }
}

/// The list of ministries.
#[component]
pub(crate) fn Ministries(tr: Tr, page: MinistriesPage) -> impl IntoView {
    let row = |row: &MinistryRow| {
        view! {
            <tr>
                <th scope="row">
                    {lang::ministry(tr, &row.ministry)} " " {(!row.current).then(|| tags::tag(tags::Tone::Plain, tr.t("ministry-former")))}
                </th>
                <td>{tr.number(row.counts.questions)}</td>
                <td>{tr.number(row.counts.answered)}</td>
                <td class=(row.counts.overdue > 0).then_some("late")>{tr.number(row.counts.overdue)}</td>
            </tr>
        }
    };
    view! {
        <header class="stack">
            <h1>{tr.t("ministries-title")}</h1>
            <p class="hint">{tr.t("ministries-lead")}</p>
        </header>
        <table class="figures">
            <caption class="visually-hidden">{tr.t("ministries-title")}</caption>
            <thead>
                <tr>
                    <th scope="col">{tr.t("filter-ministry")}</th>
                    <th scope="col">{tr.t("count-questions")}</th>
                    <th scope="col">{tr.t("count-answered")}</th>
                    <th scope="col">{tr.t("count-overdue")}</th>
                </tr>
            </thead>
            <tbody>{page.ministries.iter().map(row).collect_view()}</tbody>
        </table>
        <p class="hint">{tr.t("counts-definition")}</p>
    }
}

/// A ministry's page.
#[component]
pub(crate) fn Ministry(tr: Tr, page: MinistryPage) -> impl IntoView {
    let name = page.name();
    let (locale, title) = name.best(tr.locale).map_or_else(|| (tr.locale, tr.t("unknown")), |(l, n)| (l, n.clone()));
    let other = lang::foreign(tr, locale);
    let all = ListFilters::default().with(FilterKey::Ministry, &page.slug);
    let also = name.iter().filter(|(of, _)| *of != locale).map(|(of, name)| {
        view! { <p class="subtitle" lang=of.code() dir=of.dir()>{name.clone()}</p> }
    });
    view! {
        <header class="heading">
            {breadcrumbs(tr, vec![(links::ministries(tr.locale), tr.t("ministries-title"))])}
            <h1 lang=other.map(|l| l.code()) dir=other.map(|l| l.dir())>{title}</h1>
            {also.collect_view()}
        </header>
        {succeeded(tr, &page.successions)}
        {counts(tr, page.counts, tr.t("counts-definition-ministry"))}
        <div class="split">
            <div class="body stack">{their_questions(tr, &page.listing, &all)}</div>
            <aside class="side stack">{names(tr, &page.names)} {successions(tr, &page.successions)}</aside>
        </div>
    }
}

/// The names over time, newest first.
fn names(tr: Tr, names: &[NameOverTime]) -> AnyView {
    let line = |of: &NameOverTime| {
        view! { <li><span class="when">{lang::period(tr, of.period)}</span> {lang::name(tr, &of.name)}</li> }
    };
    view! {
        <section class="card" aria-labelledby="names">
            <header><h2 id="names">{tr.t("ministry-names")}</h2></header>
            <ol class="steps">{names.iter().rev().map(line).collect_view()}</ol>
            <p class="hint">{tr.t("ministry-names-note")}</p>
        </section>
    }
    .into_any()
}

/// The successors, for readers who follow an old link.
fn succeeded(tr: Tr, lines: &[SuccessionLine]) -> Option<AnyView> {
    let after: Vec<_> = lines.iter().filter(|line| !line.before).map(|line| lang::ministry(tr, &line.other)).collect();
    (!after.is_empty())
        .then(|| view! { <p class="notice">{tr.t("ministry-succeeded")} {tr.t("colon")} " " {lang::joined(tr, after)}</p> }.into_any())
}

fn successions(tr: Tr, lines: &[SuccessionLine]) -> Option<AnyView> {
    let line = |of: &SuccessionLine| {
        let direction = if of.before { tr.t("succession-from") } else { tr.t("succession-to") };
        view! {
            <li>
                <span class="when">{tr.succession(of.kind)} " · " {lang::day_or_unknown(tr, of.on)}</span>
                {direction} " " {lang::ministry(tr, &of.other)}
            </li>
        }
    };
    (!lines.is_empty()).then(|| {
        view! {
            <section class="card" aria-labelledby="successions">
                <header><h2 id="successions">{tr.t("successions")}</h2></header>
                <ol class="steps">{lines.iter().map(line).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}
