//! Private calendars, by their secret addresses.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use icalendar::{Calendar, Class, Component as _, Event, EventLike as _};
use jawab_domain::board::Lane;
use jawab_service::accounts::Secret;
use jawab_store::{
    Viewer,
    board::{self as rows, Filters},
    rules,
};
use jawab_ui::{
    catalogue::Tr,
    plain::{self, CalendarText, DayText},
};

use super::tickets::Tickets;
use crate::{App, error::AppError};

/// Whose calendars these are, the same for good: RFC 5545, 3.7.3.
const PRODUCT: &str = "-//Jawab//Jawab//EN";
/// Most parts of a calendar.
const MOST: u64 = 5_000;

/// The calendar of an address. One that was revoked is like one that never was, and so is that of somebody who lacks the second
/// factor asked of them.
pub async fn feed(State(app): State<App>, Path(name): Path<String>) -> Result<Response, AppError> {
    let db = app.database.reader();
    let token = name.strip_suffix(".ics").ok_or(AppError::NotFound)?;
    let reader = rows::subscriber(db, &Secret::presented(token).sha256()).await?.ok_or(AppError::NotFound)?;
    if app.accounts.lacks_second_factor(reader.account).await? {
        return Err(AppError::NotFound);
    }
    let directory = app.directory().await?;
    let (today, calendar) = (app.clock.today(), rules::calendar(db).await?);
    let viewer = Viewer::Agent(reader.account);
    let parts = rows::parts(db, &*app.ledger().await?, viewer, &Filters::default(), today, &Lane::OPEN, 0..MOST).await?;
    let tickets = Tickets { app: &app, directory: &directory, calendar: Some(&calendar) }.all(parts);
    let text = plain::calendar(Tr::new(reader.locale), &app.public_url, &tickets);
    let mut response = written(&app, &text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(reader.locale.code()));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok(response)
}

fn written(app: &App, text: &CalendarText) -> String {
    let host = app.public_url.split_once("://").map_or(app.public_url.as_str(), |(_, host)| host);
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", PRODUCT)).append_property(("CALSCALE", "GREGORIAN"));
    calendar.name(&text.name).append_property(("METHOD", "PUBLISH"));
    for day in &text.days {
        calendar.push(event(app, day, host));
    }
    calendar.to_string()
}

fn event(app: &App, of: &DayText, host: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@{host}", of.uid))
        .sequence(of.sequence)
        .timestamp(app.clock.now())
        .summary(&of.summary)
        .description(&of.description)
        .url(&of.url)
        .class(Class::Private)
        .add_property("TRANSP", "TRANSPARENT")
        // Without an end a day lasts that day: RFC 5545, 3.6.1.
        .starts(of.on);
    event.done()
}
