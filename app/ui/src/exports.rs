//! Plain-text exports: tables, calendars, mails. They have no markup, so text in the other direction is wrapped in isolation
//! marks.

use jawab_domain::{
    DeadlineRule, Locale,
    deadline::{ClockStart, DayReason, Deadline},
};

use crate::{
    catalogue::{Tr, isolate, isolate_unknown},
    components::deadline::rule_sentence,
    model::{BoardItem, QuestionAddress},
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
pub use table::{board_table, escape_formula, rates_table};

/// Explains a deadline and its rule in full sentences.
#[must_use]
pub fn explain_deadline(tr: Tr, deadline: &Deadline, rule: &DeadlineRule) -> String {
    format!("{} {}", calculated(tr, deadline), ruled(tr, rule))
}

/// Explains in full sentences how a deadline was calculated.
fn calculated(tr: Tr, deadline: &Deadline) -> String {
    let date = [("date", tr.date(deadline.started_on).into())];
    let mut sentences = vec![match deadline.started_by {
        ClockStart::Transmission => tr.ta("explained-start", date),
        ClockStart::Transfer => tr.ta("explained-start-transfer", date),
        ClockStart::Addition => tr.ta("explained-start-addition", date),
    }];
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

/// Describes a rule and its source in full sentences.
fn ruled(tr: Tr, rule: &DeadlineRule) -> String {
    let version = tr.ta("rule-version", [("version", rule.version.into())]);
    // A source may itself be a sentence. The result must still end with one full stop.
    let source = rule.source.best(tr.locale).map(|(locale, text)| isolate(tr.locale, locale, text.trim_end().trim_end_matches('.')));
    let source = source.map(|text| format!("{} {text}", tr.t("colon"))).unwrap_or_default();
    [rule_sentence(tr, rule), format!("{version}{source}."), tr.t("reading-note")].join(" ")
}

/// The reference as plain text: "مجلس النواب، رقم 1234".
fn reference(tr: Tr, address: &QuestionAddress) -> String {
    let number = address.number.map_or_else(|| tr.t("number-unknown"), |number| format!("{} {}", tr.t("number-sign"), ltr(tr, number)));
    match address.chamber {
        Some(chamber) => format!("{}{} {number}", tr.chamber(chamber), tr.t("comma")),
        None => number,
    }
}

/// Isolates a number, reference or address, which always reads from left to right.
fn ltr(tr: Tr, text: impl ToString) -> String {
    isolate(tr.locale, Locale::Fr, &text.to_string())
}

/// Who prepares the answer, if known.
fn assigned(tr: Tr, of: &BoardItem) -> Option<String> {
    let name = of.assigned_to.as_ref()?;
    Some(with_leaving(tr, of, tr.ta("ticket-assigned-plain", [("name", isolate_unknown(name).into())])))
}

/// The assignee in these words, and that they can no longer work for the ministry, if so.
fn with_leaving(tr: Tr, of: &BoardItem, words: String) -> String {
    if of.assignee_has_left { format!("{words} {}", tr.t("ticket-assignee-left")) } else { words }
}
