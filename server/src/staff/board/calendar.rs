//! Private calendars, by their secret addresses.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use icalendar::{Calendar, Class, Component as _, Event, EventLike as _};
use jawab_domain::{access::ActorId, board::Lane};
use jawab_service::{accounts::Secret, compute_pool::Queue};
use jawab_store::{
    Viewer,
    board::{self as rows, Filters},
};
use jawab_ui::{
    catalogue::Tr,
    exports::{self, CalendarText, DayText},
};

use super::board_items::BoardItems;
use crate::{App, error::AppError};

/// Whose calendars these are, the same for good: RFC 5545, 3.7.3.
const PRODUCT: &str = "-//Jawab//Jawab//EN";
/// Most octets of a line, without its end: RFC 5545, 3.1.
const LINE_MOST: usize = 75;
/// What parts a line that is too long.
const FOLD: &str = "\r\n ";
/// Most parts of a calendar.
const MOST: u64 = 5_000;

/// The calendar of an address. One that was revoked is like one that never was, and so is that of somebody who lacks the second
/// factor asked of them.
pub async fn feed(State(app): State<App>, Path(name): Path<String>) -> Result<Response, AppError> {
    let db = app.database.reader();
    let token = name.strip_suffix(".ics").ok_or(AppError::NotFound)?;
    let subscriber = rows::subscriber(db, &Secret::presented(token).sha256()).await?.ok_or(AppError::NotFound)?;
    if app.accounts.lacks_second_factor(subscriber.account).await? {
        return Err(AppError::NotFound);
    }
    let reference_data = app.reference_data().await?;
    let today = app.clock.today();
    let viewer = Viewer::Agent(subscriber.account);
    let parts = rows::parts(db, &*app.ledger().await?, viewer, &Filters::default(), today, &Lane::OPEN, 0..MOST).await?;
    let (of, tr) = (app.clone(), Tr::new(subscriber.locale));
    let written = app.pool.run(Queue::Staff(ActorId::Account(subscriber.account)), move || {
        let board_items = BoardItems { clock: &of.clock, reference_data: &reference_data, explained: true }.all(parts);
        written(&of, &exports::calendar(tr, &of.public_url, &board_items))
    });
    let mut response = written.await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(subscriber.locale.code()));
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
    folded(&calendar.to_string())
}

/// A calendar with its lines folded anew: `icalendar` leaves the last part of a folded line an octet too long.
fn folded(calendar: &str) -> String {
    let mut folded = String::with_capacity(calendar.len());
    for line in calendar.replace(FOLD, "").split_terminator("\r\n") {
        let mut left = LINE_MOST;
        for c in line.chars() {
            if c.len_utf8() > left {
                folded.push_str(FOLD);
                // The blank is one of the line's octets.
                left = LINE_MOST - 1;
            }
            folded.push(c);
            left -= c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_has_more_than_75_octets() {
        for length in (60..160).chain([1_000]) {
            for text in ["x".repeat(length), "س".repeat(length), format!("{} a b ", "é ".repeat(length)), "😀".repeat(length)] {
                let calendar = Calendar::new().push(Event::new().uid("1").summary(&text).done()).done().to_string();
                let folded = folded(&calendar);
                assert_eq!(folded.replace(FOLD, ""), calendar.replace(FOLD, ""), "nothing is lost");
                assert!(folded.ends_with("\r\n") && folded.split("\r\n").all(|line| line.len() <= LINE_MOST), "{folded}");
            }
        }
    }
}
