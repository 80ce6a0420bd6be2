//! The daily mail to an agent: what is overdue, due today and due soon, each with its deadline explained.

use chrono::NaiveDate;
use jawab_domain::board::Lane;

use super::{assigned, calculated, reference, ruled};
use crate::{
    catalogue::{Tr, isolate_unknown},
    links,
    model::BoardItem,
};

/// A plain-text mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub body: String,
}

/// Builds the mail of a day; `None` if nothing is urgent. `stop_url` is the unsubscribe link.
///
/// Addresses are on lines of their own, where they need no isolation marks. Some programs would take the marks for a part of
/// them.
#[must_use]
pub fn digest(tr: Tr, public_url: &str, stop_url: &str, name: &str, today: NaiveDate, board_items: &[BoardItem]) -> Option<Mail> {
    let of = |lane: Lane| board_items.iter().filter(move |board_item| board_item.lane == Some(lane));
    let lanes: Vec<(Lane, usize)> = Lane::PRESSING.into_iter().map(|lane| (lane, of(lane).count())).filter(|(_, n)| *n > 0).collect();
    if lanes.is_empty() {
        return None;
    }
    let comma = tr.t("comma") + " ";
    let counts = lanes.iter().map(|(lane, n)| counted(tr, *lane, *n)).collect::<Vec<_>>().join(&comma);
    let mut paragraphs = vec![
        tr.ta("digest-greeting", [("name", isolate_unknown(name).into())]),
        tr.ta("digest-lead", [("date", tr.date(today).into()), ("counts", counts.clone().into())]),
    ];
    for (lane, _) in &lanes {
        paragraphs.push(format!("— {} —", tr.lane(*lane)));
        paragraphs.extend(of(*lane).map(|board_item| entry(tr, public_url, board_item)));
    }
    paragraphs.extend(rules(tr, lanes.iter().flat_map(|(lane, _)| of(*lane))));
    let at = |what: String, url: &str| format!("{what}{}\n{url}", tr.t("colon"));
    paragraphs.push(at(tr.t("digest-board"), &format!("{public_url}{}", links::staff::board(tr.locale))));
    paragraphs.push(at(tr.t("digest-stop"), stop_url));
    Some(Mail { subject: tr.ta("digest-subject", [("counts", counts.into())]), body: paragraphs.join("\n\n") + "\n" })
}

/// The number of items in a lane, in words.
fn counted(tr: Tr, lane: Lane, n: usize) -> String {
    match lane {
        Lane::Overdue => tr.ta("digest-overdue", [("n", n.into())]),
        Lane::DueToday => tr.ta("digest-due-today", [("n", n.into())]),
        _ => tr.ta("digest-due-soon", [("n", n.into())]),
    }
}

/// The descriptions of the rules that apply to the items, each once.
fn rules<'a>(tr: Tr, board_items: impl Iterator<Item = &'a BoardItem>) -> Vec<String> {
    let mut said = Vec::new();
    for (_, rule) in board_items.filter_map(|board_item| board_item.calculation.as_ref()) {
        let rule = ruled(tr, rule);
        if !said.contains(&rule) {
            said.push(rule);
        }
    }
    said
}

fn entry(tr: Tr, public_url: &str, of: &BoardItem) -> String {
    let mut lines = vec![of.subject_text(tr), format!("{} · {}", reference(tr, &of.address), tr.standing(of.kind, of.status, of.standing))];
    lines.extend(of.transfer_asked.then(|| tr.t("ticket-transfer-asked")));
    lines.extend(of.due_on.map(|due| format!("{} {}", tr.t("due-on"), tr.date(due))));
    lines.extend(of.internal_due_on.map(|day| tr.ta("ticket-internal", [("date", tr.date(day).into())])));
    lines.extend(assigned(tr, of));
    lines.extend(of.reminded_on.map(|on| reminder(tr, on, of.reminder_note.as_deref())));
    lines.extend(of.calculation.as_ref().map(|(deadline, _)| calculated(tr, deadline)));
    lines.push(format!("{public_url}{}", of.link(tr.locale)));
    lines.join("\n")
}

/// A reminder of the Chamber, with its note on the same line.
fn reminder(tr: Tr, on: NaiveDate, note: Option<&str>) -> String {
    let reminded = tr.ta("ticket-reminded", [("date", tr.date(on).into())]);
    match note.map(|note| note.split_whitespace().collect::<Vec<_>>().join(" ")) {
        Some(note) => format!("{reminded}{} {}", tr.t("colon"), isolate_unknown(&note)),
        None => reminded,
    }
}
