//! The texts of a private calendar: an event for each due date and each internal deadline.

use chrono::NaiveDate;

use super::{assigned, explain_deadline, reference};
use crate::{catalogue::Tr, model::BoardItem};

/// A calendar in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarText {
    /// The name of the calendar.
    pub name: String,
    /// Its events.
    pub days: Vec<DayText>,
}

/// An all-day event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayText {
    /// The stable identifier of the event, without the name of the site.
    pub uid: String,
    /// The revision number; it grows with each change.
    pub sequence: u32,
    /// The day.
    pub on: NaiveDate,
    /// The title.
    pub summary: String,
    /// The description.
    pub description: String,
    /// The link to the page of the answer.
    pub url: String,
}

/// Builds the calendar of these board items.
#[must_use]
pub fn calendar(tr: Tr, public_url: &str, board_items: &[BoardItem]) -> CalendarText {
    let days = board_items.iter().flat_map(|of| [due(tr, public_url, of), internal(tr, public_url, of)].into_iter().flatten());
    CalendarText { name: tr.t("calendar-name"), days: days.collect() }
}

fn due(tr: Tr, public_url: &str, of: &BoardItem) -> Option<DayText> {
    let summary = tr.ta("calendar-due", [("subject", of.subject_text(tr).into())]);
    event(tr, public_url, of, "due", of.due_on?, summary)
}

fn internal(tr: Tr, public_url: &str, of: &BoardItem) -> Option<DayText> {
    let summary = tr.ta("calendar-internal", [("subject", of.subject_text(tr).into())]);
    event(tr, public_url, of, "internal", of.internal_due_on?, summary)
}

fn event(tr: Tr, public_url: &str, of: &BoardItem, what: &str, on: NaiveDate, summary: String) -> Option<DayText> {
    let mut lines = vec![reference(tr, &of.address), tr.plain(&of.ministry.name), tr.standing(of.kind, of.status, of.standing)];
    lines.push(format!("{}{} {}", tr.t("board-state"), tr.t("colon"), tr.work_state(of.state)));
    lines.extend(assigned(tr, of));
    lines.extend(of.calculation.as_ref().map(|(deadline, rule)| explain_deadline(tr, deadline, rule)));
    let url = format!("{public_url}{}", of.link(tr.locale));
    // On a line of its own the address needs no isolation marks. Some programs would take the marks for a part of it.
    lines.push(url.clone());
    let uid = format!("{what}-{}-{}", of.address.code, of.ministry.slug);
    Some(DayText { uid, sequence: of.revision, on, summary, description: lines.join("\n"), url })
}
