//! Versions of the deadline rule, with the deadlines that a new one moves.

use axum::{http::StatusCode, response::Response};
use chrono::Weekday;
use jawab_domain::{DeadlineRule, calendar::Weekend, deadline::Counting, people::Period};
use jawab_service::work::reference::{CalendarChange, Item, RuleInput};
use jawab_store::rules;
use jawab_ui::{
    form::FormState,
    pages::staff::{
        ReferencePage,
        reference::{CalendarWhat, EditForm, ListPage, Register, Row},
    },
};

use super::{
    Keeping,
    moves::Asked,
    read::{choice, chosen, names, needed_day, needed_number, put_names, ticked},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Rules;
const WEEK: [Weekday; 7] = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// All of them, the latest first.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut all = rules::calendar(keeping.db()).await?.rules;
    all.sort_by_key(|rule| std::cmp::Reverse(rule.version));
    let page = ListPage {
        register: REGISTER,
        words: String::new(),
        total: all.len() as u64,
        rows: all.into_iter().map(Row::Rule).collect(),
        next: None,
    };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new version: as the latest is.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let latest = rules::calendar(keeping.db()).await?.rules.into_iter().max_by_key(|rule| rule.version);
    let mut page = keeping.form(EditForm::Rule, true, latest.map(|rule| as_form(&rule)).unwrap_or_default());
    page.post.version = keeping.print(Item::Rules).await?;
    keeping.show_form(page).await
}

/// Adds one, after showing what it moves.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let all = rules::calendar(keeping.db()).await?.rules;
    let mut state = posted.form;
    let seen = version(&state)?;
    let input = read(&mut state).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = keeping.form(EditForm::Rule, true, state);
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let latest = all.iter().max_by_key(|rule| rule.version);
    let what = CalendarWhat::Rule(Box::new(as_rule(&input, latest.map_or(0, |rule| rule.version) + 1)));
    let current = latest.map(as_form).unwrap_or_default();
    keeping
        .change_calendar(page, Asked { what, change: CalendarChange::NewRule(seen, input), to: keeping.register(REGISTER), current })
        .await
}

fn as_form(rule: &DeadlineRule) -> FormState {
    let mut state = FormState::default();
    state.set("chamber", rule.chamber.map(|chamber| chamber.code()).unwrap_or_default());
    state.set("days", rule.days.to_string());
    state.set("counting", rule.counting.code());
    for (n, _) in (1..).zip(WEEK).filter(|(_, day)| rule.weekend.bits() & (1 << day.num_days_from_monday()) != 0) {
        state.add("weekend", n.to_string());
    }
    for (name, set) in [("roll", rule.roll_forward), ("restarts", rule.restarts_on_transfer)] {
        if set {
            state.set(name, "yes");
        }
    }
    put_names(&mut state, "source", &rule.source);
    state
}

fn as_rule(input: &RuleInput, version: i32) -> DeadlineRule {
    DeadlineRule {
        id: 0,
        chamber: input.chamber,
        version,
        days: u16::try_from(input.days).unwrap_or(u16::MAX),
        counting: input.counting,
        roll_forward: input.roll_forward,
        restarts_on_transfer: input.restarts_on_transfer,
        weekend: input.weekend,
        validity: Period { from: Some(input.from), to: None },
        source: input.source.clone(),
    }
}

fn read(state: &mut FormState) -> Option<RuleInput> {
    let chamber = choice(state, "chamber");
    let from = needed_day(state, "from");
    let days = needed_number(state, "days", 1, 366);
    let counting = chosen::<Counting>(state, "counting");
    let rest: Vec<Weekday> =
        (1..).zip(WEEK).filter(|(n, _): &(usize, _)| state.has("weekend", &n.to_string())).map(|(_, day)| day).collect();
    Some(RuleInput {
        chamber,
        days: days?,
        counting: counting?,
        roll_forward: ticked(state, "roll"),
        restarts_on_transfer: ticked(state, "restarts"),
        weekend: Weekend::of(&rest),
        from: from?,
        source: names(state, "source"),
    })
}
