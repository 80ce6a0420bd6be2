//! The deadline: a row of day cells, a sentence, and the day-by-day calculation.

use chrono::{Days, NaiveDate};
use jawab_domain::{
    DeadlineRule,
    deadline::{ClockStart, Counting, DayReason, Deadline, ExplainedDay},
    people::Period,
};
use leptos::prelude::*;

use super::lang;
use crate::{catalogue::Tr, links};

/// The days after the due date that get a cell. Later days are only counted in the sentence.
const MAX_OVERDUE_CELLS: u64 = 20;

/// The day up to which the deadline has run: today, or the day of the answer, or the day of an end without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeadlineEnd {
    /// The day.
    pub day: NaiveDate,
    /// Whether the deadline stopped on that day.
    pub stopped: bool,
}

/// The days of the deadline as cells: past, current, future, and overdue.
pub fn picture(tr: Tr, deadline: &Deadline, to: DeadlineEnd) -> AnyView {
    let within = deadline.days.iter().filter(|day| fills_a_cell(day)).map(|day| day.on).collect::<Vec<_>>();
    let total = within.len();
    let passed = within.iter().filter(|on| **on <= to.day).count();
    let over = (to.day - deadline.due_on).num_days().max(0);
    let late = (1..=MAX_OVERDUE_CELLS).filter_map(|n| deadline.due_on.checked_add_days(Days::new(n))).take_while(|on| *on <= to.day);
    let cells = within.iter().map(|on| cell(*on, to, false)).chain(late.map(|on| cell(on, to, true))).collect_view();
    let label = tr.ta("deadline-picture", [("passed", passed.into()), ("total", total.into()), ("over", over.into())]);
    view! { <div class="days" role="img" aria-label=label>{cells}</div> }.into_any()
}

const fn fills_a_cell(day: &ExplainedDay) -> bool {
    matches!(day.reason, DayReason::Counted(_) | DayReason::RolledOver | DayReason::RolledTo)
}

fn cell(on: NaiveDate, to: DeadlineEnd, over: bool) -> AnyView {
    let class = match (on.cmp(&to.day), over) {
        (std::cmp::Ordering::Greater, _) => "day",
        (std::cmp::Ordering::Less, false) => "day past",
        (std::cmp::Ordering::Less, true) => "day over",
        (std::cmp::Ordering::Equal, _) if to.stopped => "day stop",
        (std::cmp::Ordering::Equal, false) => "day now",
        (std::cmp::Ordering::Equal, true) => "day over now",
    };
    view! { <span class=class></span> }.into_any()
}

/// How the deadline was calculated: the rule, its source, and each day with its reason.
pub fn calculation(tr: Tr, deadline: &Deadline, rule: &DeadlineRule) -> AnyView {
    let source = rule.source.best(tr.locale).map(|(locale, text)| lang::inline(tr, locale, text));
    view! {
        <details class="reckoning">
            <summary>{tr.t("reckoning-summary")}</summary>
            <p>{rule_sentence(tr, rule)}</p>
            <p class="hint">
                {tr.ta("rule-version", [("version", rule.version.into())])}
                {source.map(|source| (" · ", tr.t("source"), tr.t("colon"), " ", source))}
            </p>
            <ol class="reckoned">{deadline.days.iter().map(|day| calculated_day(tr, day, deadline.started_by)).collect_view()}</ol>
            <p class="hint">{tr.t("reading-note")} " " <a href=links::rule(tr.locale)>{tr.t("rule-link")}</a></p>
        </details>
    }
    .into_any()
}

fn calculated_day(tr: Tr, day: &ExplainedDay, started_by: ClockStart) -> AnyView {
    let (class, why) = match &day.reason {
        DayReason::Start => ("skipped", start_day(tr, started_by).into_any()),
        DayReason::Counted(n) => ("counted", tr.ta("day-counted", [("n", (*n).into())]).into_any()),
        DayReason::Weekend => ("skipped", tr.t("day-weekend").into_any()),
        DayReason::Holiday(name) => ("skipped", (tr.t("day-holiday"), tr.t("colon"), " ", lang::name(tr, name)).into_any()),
        DayReason::RolledOver => ("skipped", tr.t("day-rolled-over").into_any()),
        DayReason::RolledTo => ("counted", tr.t("day-rolled-to").into_any()),
    };
    view! {
        <li class=class>
            <time datetime=day.on.to_string()>{tr.weekday_date(day.on)}</time>
            " "
            <span>{why}</span>
        </li>
    }
    .into_any()
}

/// What the day is from which a deadline counts.
fn start_day(tr: Tr, started_by: ClockStart) -> String {
    match started_by {
        ClockStart::Transmission => tr.t("day-start"),
        ClockStart::Transfer => tr.t("day-start-transfer"),
        ClockStart::Addition => tr.t("day-start-addition"),
    }
}

/// The days of transmission to which a rule applies.
pub fn rule_period(tr: Tr, days: Period) -> AnyView {
    if days == Period::default() { tr.t("rule-any-day").into_any() } else { lang::period(tr, days) }
}

/// The rule in full sentences.
pub fn rule_sentence(tr: Tr, rule: &DeadlineRule) -> String {
    let days = match rule.counting {
        Counting::Calendar => tr.ta("rule-calendar-days", [("n", rule.days.into())]),
        Counting::Working => tr.ta("rule-working-days", [("n", rule.days.into())]),
    };
    let rest = if rule.roll_forward { tr.t("rule-rolls") } else { tr.t("rule-does-not-roll") };
    let transfer = if rule.restarts_on_transfer { tr.t("rule-restarts") } else { tr.t("rule-does-not-restart") };
    format!("{days} {rest} {transfer}")
}
