//! The texts of a private calendar: an event for each due date and for each internal deadline.

use chrono::NaiveDate;

use super::{assigned, explained, reference};
use crate::{catalogue::Tr, model::Ticket};

/// A calendar in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarText {
    /// What it is called.
    pub name: String,
    /// Its events.
    pub days: Vec<DayText>,
}

/// An event that lasts a whole day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayText {
    /// What it is known by, however often it changes; without the site's name.
    pub uid: String,
    /// Grows with each change.
    pub sequence: u32,
    /// The day.
    pub on: NaiveDate,
    /// What it is called.
    pub summary: String,
    /// What else is to be said.
    pub description: String,
    /// Where more is to be found.
    pub url: String,
}

/// The calendar of these parts.
#[must_use]
pub fn calendar(tr: Tr, public_url: &str, tickets: &[Ticket]) -> CalendarText {
    let days = tickets.iter().flat_map(|of| [due(tr, public_url, of), internal(tr, public_url, of)].into_iter().flatten());
    CalendarText { name: tr.t("calendar-name"), days: days.collect() }
}

fn due(tr: Tr, public_url: &str, of: &Ticket) -> Option<DayText> {
    let summary = tr.ta("calendar-due", [("subject", of.subject_in_words(tr).into())]);
    event(tr, public_url, of, "due", of.due_on?, summary)
}

fn internal(tr: Tr, public_url: &str, of: &Ticket) -> Option<DayText> {
    let summary = tr.ta("calendar-internal", [("subject", of.subject_in_words(tr).into())]);
    event(tr, public_url, of, "internal", of.internal_due_on?, summary)
}

fn event(tr: Tr, public_url: &str, of: &Ticket, what: &str, on: NaiveDate, summary: String) -> Option<DayText> {
    let mut lines = vec![reference(tr, &of.address), tr.plain(&of.ministry.name), tr.standing(of.kind, of.status, of.standing)];
    lines.push(format!("{}{} {}", tr.t("board-state"), tr.t("colon"), tr.work_state(of.state)));
    lines.extend(assigned(tr, of));
    lines.extend(of.reckoning.as_ref().map(|(deadline, rule)| explained(tr, deadline, rule)));
    let url = format!("{public_url}{}", of.link(tr.locale));
    // Alone on its line it needs no isolation, which some programs take for a part of it.
    lines.push(url.clone());
    let uid = format!("{what}-{}-{}", of.address.code, of.ministry.slug);
    Some(DayText { uid, sequence: of.revision, on, summary, description: lines.join("\n"), url })
}
