//! The answer rates: a bar and figures for each ministry.

use leptos::prelude::*;

use crate::{catalogue::Tr, components::lang, links, model::Linked};

/// The period of the answer rates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RatePeriod {
    /// Questions referred within the last twelve months.
    #[default]
    Year,
    /// All questions.
    Ever,
}

impl RatePeriod {
    /// The value in the address; empty for the default.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Year => "",
            Self::Ever => "ever",
        }
    }

    /// Parses the value.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == Self::Ever.code() { Self::Ever } else { Self::Year }
    }
}

/// The answer rate of a ministry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateRow {
    /// The ministry.
    pub ministry: Linked,
    /// Answered by the due date.
    pub on_time: u64,
    /// Answered after the due date.
    pub late: u64,
    /// Not answered, after the due date.
    pub overdue: u64,
    /// Not answered, before the due date.
    pub open: u64,
    /// Answered, but a date is unknown.
    pub undated: u64,
    /// The percentage answered on time, of those answered or overdue.
    pub percent: Option<u64>,
    /// The average number of days to an answer.
    pub average: Option<u64>,
    /// The median number of days to an answer.
    pub median: Option<u64>,
}

pub(super) fn view(tr: Tr, since: RatePeriod, rows: &[RateRow]) -> AnyView {
    let body = if rows.is_empty() { view! { <p class="hint">{tr.t("lane-empty")}</p> }.into_any() } else { table(tr, rows) };
    let here = links::staff::chamber(tr.locale);
    let choice = |of: RatePeriod, words: String| {
        let href = format!("{}#rates", links::with_query(&here, &[("since", of.code())]));
        view! { <li><a href=href aria-current=(of == since).then_some("true")>{words}</a></li> }
    };
    let download = links::with_query(&links::board::rates_table(tr.locale), &[("since", since.code())]);
    view! {
        <section class="stack" aria-labelledby="rates">
            <h2 id="rates">{tr.t("rates-title")}</h2>
            <nav class="choice" aria-label=tr.t("rates-since")>
                <ul>{choice(RatePeriod::Year, tr.t("rates-year"))} {choice(RatePeriod::Ever, tr.t("rates-ever"))}</ul>
            </nav>
            <p class="hint">{tr.t("rates-definition")}</p>
            {body}
            <p><a href=download>{tr.t("board-table")}</a></p>
        </section>
    }
    .into_any()
}

fn table(tr: Tr, rows: &[RateRow]) -> AnyView {
    let undated = rows.iter().any(|row| row.undated > 0);
    let heads = [
        Some(tr.t("rates-bar")),
        Some(tr.t("rates-percent")),
        Some(tr.t("rates-on-time")),
        Some(tr.t("rates-late")),
        Some(tr.t("rates-overdue")),
        Some(tr.t("rates-open")),
        undated.then(|| tr.t("rates-undated")),
        Some(tr.t("rates-average")),
        Some(tr.t("rates-median")),
    ];
    let heads = heads.into_iter().flatten().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        {key(tr)}
        <div class="wide-table" role="region" aria-label=tr.t("rates-table") tabindex="0">
            <table class="figures rates">
                <caption class="visually-hidden">{tr.t("rates-table")}</caption>
                <thead><tr><th scope="col">{tr.t("filter-ministry")}</th> {heads}</tr></thead>
                <tbody>{rows.iter().map(|row| line(tr, row, undated)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(tr: Tr, row: &RateRow, undated: bool) -> AnyView {
    let count = |n: u64| view! { <td>{tr.number(n)}</td> };
    let maybe = |n: Option<u64>| match n {
        Some(n) => view! { <td>{tr.number(n)}</td> }.into_any(),
        None => {
            view! { <td><span class="unknown" aria-hidden="true">"–"</span> <span class="visually-hidden">{tr.t("rates-none")}</span></td> }
                .into_any()
        }
    };
    let percent = match row.percent {
        Some(n) => view! { <td>{lang::ltr(format!("{n}\u{a0}%"))}</td> }.into_any(),
        None => maybe(None),
    };
    view! {
        <tr>
            <th scope="row">{lang::ministry(tr, &row.ministry)}</th>
            <td class="bar-cell">{bar(tr, row)}</td>
            {percent}
            {count(row.on_time)}
            {count(row.late)}
            <td class=(row.overdue > 0).then_some("late")>{tr.number(row.overdue)}</td>
            {count(row.open)}
            {undated.then(|| count(row.undated))}
            {maybe(row.average)}
            {maybe(row.median)}
        </tr>
    }
    .into_any()
}

/// The segments of the bar, in order. Each is also its CSS class.
const KINDS: [&str; 4] = ["on-time", "late", "overdue", "open"];

/// A bar with a width of 100 units. "On time" is at the start of the line in either direction.
fn bar(tr: Tr, row: &RateRow) -> AnyView {
    let counts = [row.on_time, row.late, row.overdue, row.open];
    let total = counts.iter().sum::<u64>().max(1);
    let mut from = 0;
    let parts = KINDS.into_iter().zip(counts).filter(|(_, n)| *n > 0).map(|(kind, n)| {
        let (start, end) = (from * 1_000 / total, (from + n) * 1_000 / total);
        from += n;
        let x = if tr.locale.dir() == "rtl" { 1_000 - end } else { start };
        view! { <rect class=format!("bar-{kind}") x=x.to_string() y="0" width=(end - start).to_string() height="100"></rect> }
    });
    let label = tr.ta(
        "rates-bar-label",
        [("on_time", row.on_time.into()), ("late", row.late.into()), ("overdue", row.overdue.into()), ("open", row.open.into())],
    );
    view! {
        <svg class="bar" viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label=label>{parts.collect_view()}</svg>
    }
    .into_any()
}

/// The legend of the bars.
fn key(tr: Tr) -> AnyView {
    let words = [tr.t("rates-on-time"), tr.t("rates-late"), tr.t("rates-overdue"), tr.t("rates-open")];
    let entry = |(kind, words): (&str, String)| {
        view! {
            <li>
                <svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class=format!("bar-{kind}") width="10" height="10"></rect></svg>
                " " {words}
            </li>
        }
    };
    view! { <ul class="bar-keys">{KINDS.into_iter().zip(words).map(entry).collect_view()}</ul> }.into_any()
}
