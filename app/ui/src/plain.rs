//! What leaves the site as plain text: tables, calendars, mails. There is no markup in them, so whatever reads in another
//! direction is wrapped in isolation marks.

use jawab_domain::{
    DeadlineRule, Locale,
    deadline::{DayReason, Deadline},
};

use crate::{
    catalogue::{Tr, isolate, isolate_unknown},
    model::{QuestionAddress, Ticket},
    parts::deadline::rule_sentence,
};

mod calendar;
mod digest;
mod lapse;
mod notice;
mod table;
#[cfg(test)]
mod tests;

pub use calendar::{CalendarText, DayText, calendar};
pub use digest::{Mail, digest};
pub use lapse::{LapseUndone, lapse_undone};
pub use notice::account_notice;
pub use table::{defused, parts_table, rates_table};

/// How a deadline was reckoned, and by which rule, in full sentences.
#[must_use]
pub fn explained(tr: Tr, deadline: &Deadline, rule: &DeadlineRule) -> String {
    format!("{} {}", reckoned(tr, deadline), ruled(tr, rule))
}

/// How a deadline was reckoned.
fn reckoned(tr: Tr, deadline: &Deadline) -> String {
    let mut sentences = vec![tr.ta("explained-start", [("date", tr.date(deadline.started_on).into())])];
    let weekend = deadline.days.iter().filter(|day| day.reason == DayReason::Weekend).count();
    if weekend > 0 {
        sentences.push(tr.ta("explained-weekend", [("n", weekend.into())]));
    }
    let holidays: Vec<String> = deadline
        .days
        .iter()
        .filter_map(|day| match &day.reason {
            DayReason::Holiday(name) => Some(format!("{} ({})", tr.plain(name), tr.date(day.on))),
            _ => None,
        })
        .collect();
    if !holidays.is_empty() {
        let comma = tr.t("comma") + " ";
        sentences.push(tr.ta("explained-holidays", [("days", holidays.join(&comma).into())]));
    }
    sentences.push(tr.ta("explained-due", [("date", tr.date(deadline.due_on).into())]));
    sentences.join(" ")
}

/// What a rule says, and where it is written.
fn ruled(tr: Tr, rule: &DeadlineRule) -> String {
    let version = tr.ta("rule-version", [("version", rule.version.into())]);
    // A source may be a sentence: it ends with one full stop all the same.
    let source = rule.source.best(tr.locale).map(|(locale, text)| isolate(tr.locale, locale, text.trim_end().trim_end_matches('.')));
    let source = source.map(|text| format!("{} {text}", tr.t("colon"))).unwrap_or_default();
    [rule_sentence(tr, rule), format!("{version}{source}."), tr.t("reading-note")].join(" ")
}

/// "مجلس النواب، رقم 1234" in plain text.
fn reference(tr: Tr, address: &QuestionAddress) -> String {
    let number = address.number.map_or_else(|| tr.t("number-unknown"), |number| format!("{} {}", tr.t("number-sign"), ltr(tr, number)));
    match address.chamber {
        Some(chamber) => format!("{}{} {number}", tr.chamber(chamber), tr.t("comma")),
        None => number,
    }
}

/// A number, a reference or an address, which reads from left to right whatever is around it.
fn ltr(tr: Tr, text: impl ToString) -> String {
    isolate(tr.locale, Locale::Fr, &text.to_string())
}

/// Who prepares an answer, if it is known.
fn assigned(tr: Tr, of: &Ticket) -> Option<String> {
    of.assigned_to.as_ref().map(|name| tr.ta("ticket-assigned-plain", [("name", isolate_unknown(name).into())]))
}
