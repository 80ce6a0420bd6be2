//! The deadline cards: one for each ministry that owes or owed an answer.

use chrono::NaiveDate;
use jawab_domain::{
    DeadlineRule, Standing, Status,
    deadline::{ClockStart, Counting, Deadline},
};
use leptos::prelude::*;

use super::{MinistryPart, QuestionPage};
use crate::{
    catalogue::Tr,
    components::{
        deadline::{DeadlineEnd, calculation, picture},
        lang, tags,
    },
    links,
};

/// The deadline cards. An oral question has none.
pub(super) fn cards(tr: Tr, today: NaiveDate, page: &QuestionPage) -> Option<AnyView> {
    if !page.kind.has_deadline() {
        return None;
    }
    let several = page.ministries.len() > 1;
    let body = if page.ministries.is_empty() {
        view! { <p>{uncounted(tr, page)}</p> }.into_any()
    } else {
        page.ministries.iter().map(|part| ministry(tr, today, page, part, several)).collect_view().into_any()
    };
    Some(
        view! {
            <section class="card deadline" aria-labelledby="deadline">
                <header><h2 id="deadline">{tr.t("deadline-title")}</h2></header>
                {body}
            </section>
        }
        .into_any(),
    )
}

/// Why there is no deadline to count.
fn uncounted(tr: Tr, page: &QuestionPage) -> String {
    match page.status {
        Status::Draft | Status::Deposited => tr.t("deadline-not-transmitted"),
        Status::Transmitted | Status::Answered if page.ministries.is_empty() && page.transmitted_on.is_some() => {
            tr.t("deadline-ministry-unknown")
        }
        Status::Transmitted | Status::Answered => tr.t("deadline-unknown"),
        Status::Withdrawn | Status::Lapsed | Status::Converted => tr.t("deadline-closed-unreckoned"),
    }
}

fn ministry(tr: Tr, today: NaiveDate, page: &QuestionPage, part: &MinistryPart, several: bool) -> AnyView {
    let name = several.then(|| {
        view! {
            <p class="whose">
                <b>{lang::ministry(tr, &part.ministry)}</b>
                " "
                {tags::standing(tr, page.kind, page.status, part.standing)}
            </p>
        }
    });
    let link = || view! { <p class="hint"><a href=links::rule(tr.locale)>{tr.t("rule-link")}</a></p> };
    let body = match (&part.calculation, part.due_on) {
        (Some((due, rule)), _) => {
            let to = runs_to(today, part);
            view! {
                <p class="due">{sentence(tr, due.due_on, part)}</p>
                {picture(tr, due, to)}
                <p class="hint">{hint(tr, due, rule)}</p>
                {calculation(tr, due, rule)}
            }
            .into_any()
        }
        // The due date of an answer stays as it was, whatever rule or holiday came since.
        (None, Some(due_on)) => view! { <p class="due">{sentence(tr, due_on, part)}</p> {link()} }.into_any(),
        (None, None) => view! { <p>{uncounted(tr, page)}</p> {link()} }.into_any(),
    };
    view! { <div class="owed">{name}{body}</div> }.into_any()
}

fn runs_to(today: NaiveDate, part: &MinistryPart) -> DeadlineEnd {
    match part.answered_on.or(part.closed_on) {
        Some(day) => DeadlineEnd { day, stopped: true },
        None => DeadlineEnd { day: today, stopped: false },
    }
}

fn sentence(tr: Tr, due_on: NaiveDate, part: &MinistryPart) -> String {
    let date = tr.date(due_on);
    match (part.standing, part.answered_on) {
        (Standing::Overdue { .. }, _) => tr.ta("deadline-passed", [("date", date.into())]),
        (Standing::AnsweredOnTime | Standing::AnsweredLate { .. } | Standing::Answered, Some(on)) => {
            tr.ta("deadline-answered", [("answered", tr.date(on).into()), ("date", date.into())])
        }
        (Standing::Closed, _) => tr.ta("deadline-closed", [("date", date.into())]),
        _ => tr.ta("deadline-runs", [("date", date.into())]),
    }
}

/// How many days the rule gives, of which kind, and from what.
fn hint(tr: Tr, due: &Deadline, rule: &DeadlineRule) -> String {
    let start = match due.started_by {
        ClockStart::Transmission => tr.t("clock-start-transmission"),
        ClockStart::Transfer => tr.t("clock-start-transfer"),
        ClockStart::Addition => tr.t("clock-start-addition"),
    };
    let days = [("n", rule.days.into()), ("start", start.into())];
    match rule.counting {
        Counting::Calendar => tr.ta("deadline-hint", days),
        Counting::Working => tr.ta("deadline-hint-working", days),
    }
}
