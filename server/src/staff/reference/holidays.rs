//! Holidays, with the deadlines that they move.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::PerLocale;
use jawab_service::work::reference::{CalendarChange, HolidayInput, Item};
use jawab_store::rules;
use jawab_ui::{
    form::{DO, ENTER, FormState},
    pages::staff::{
        ReferencePage,
        reference::{CONFIRM, CalendarWhat, EditForm, ListPage, REMOVE, Register, Row},
    },
};

use super::{
    Keeping,
    moves::Asked,
    read::{names, needed_day, put_day, put_names},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Holidays;

/// All of them, the latest first.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let known = rules::calendar(keeping.db()).await?.sources;
    let rows: Vec<Row> = known.into_iter().rev().map(|(holiday, source)| Row::Holiday(holiday.on, holiday.name, source)).collect();
    let page = ListPage { register: REGISTER, words: String::new(), total: rows.len() as u64, rows, next: None };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Holiday, true, FormState::default());
    keeping.show_form(page).await
}

/// Adds one, after showing what it moves.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let input = read(&mut state).filter(|_| state.is_sound() && !posted.resumed);
    let page = keeping.form(EditForm::Holiday, true, state);
    let Some(input) = input else { return keeping.show_form(page).await };
    let what = CalendarWhat::Added(input.on, input.name.clone());
    let asked = Asked { what, change: CalendarChange::AddHoliday(input), to: keeping.register(REGISTER), current: FormState::default() };
    keeping.change_calendar(page, asked).await
}

/// One of them.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (on, name, state) = current(&keeping).await?;
    let mut page = keeping.form(EditForm::Holiday, false, state);
    (page.of, page.item) = (name, on.to_string());
    page.post.version = keeping.print(Item::Holiday(on)).await?;
    keeping.show_form(page).await
}

/// Changes one, or takes it away, after showing what that moves.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    if let Some(led) = keeping.done_before(&posted.form).await? {
        return Ok(led);
    }
    let (on, name, now) = current(&keeping).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    if state.get(DO) == REMOVE {
        state.set("removing", "yes");
    }
    let removing = state.has("removing", "yes") && [REMOVE, CONFIRM, ENTER].contains(&state.get(DO));
    let input = if removing { None } else { read(&mut state) };
    let sound = state.is_sound() && !posted.resumed;
    let mut page = keeping.form(EditForm::Holiday, false, state);
    (page.of, page.item, page.post.version) = (name.clone(), on.to_string(), Some(seen));
    let (what, change) = match input {
        _ if removing => (CalendarWhat::Removed(on, name), CalendarChange::RemoveHoliday(on, seen)),
        Some(input) if sound => (CalendarWhat::Edited(on, input.on, input.name.clone()), CalendarChange::EditHoliday(on, seen, input)),
        _ => return keeping.show_form(page).await,
    };
    keeping.change_calendar(page, Asked { what, change, to: keeping.register(REGISTER), current: now }).await
}

async fn current(keeping: &Keeping) -> Result<(NaiveDate, PerLocale<String>, FormState), AppError> {
    let on: NaiveDate = keeping.param("day")?.parse().map_err(|_| AppError::NotFound)?;
    let known = rules::calendar(keeping.db()).await?.sources;
    let (holiday, source) = known.into_iter().find(|(holiday, _)| holiday.on == on).ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    put_day(&mut state, "on", Some(on));
    put_names(&mut state, "name", &holiday.name);
    put_names(&mut state, "source", &source);
    Ok((on, holiday.name, state))
}

fn read(state: &mut FormState) -> Option<HolidayInput> {
    let on = needed_day(state, "on")?;
    Some(HolidayInput { on, name: names(state, "name"), source: names(state, "source") })
}
