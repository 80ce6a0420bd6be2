//! Tables to download. Spreadsheet programs take cells that begin with certain characters for formulas, so such cells get a
//! leading apostrophe.

use chrono::NaiveDate;
use jawab_domain::Locale;

use super::with_leaving;
use crate::{catalogue::Tr, model::BoardItem, pages::staff::chamber::RateRow};

/// Prevents spreadsheet programs from taking a cell for a formula.
#[must_use]
pub fn escape_formula(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn day(of: Option<NaiveDate>) -> String {
    of.map(|day| day.to_string()).unwrap_or_default()
}

fn number<T: ToString>(of: Option<T>) -> String {
    of.map(|number| number.to_string()).unwrap_or_default()
}

/// The table of a board: the heading, then a row for each item. Dates are in ISO 8601; subjects in every language.
#[must_use]
pub fn board_table(tr: Tr, public_url: &str, board_items: &[BoardItem], today: NaiveDate) -> Vec<Vec<String>> {
    let heading = vec![
        tr.t("filter-chamber"),
        tr.t("fact-legislature"),
        tr.t("fact-number"),
        tr.t("table-subject-ar"),
        tr.t("table-subject-fr"),
        tr.t("filter-ministry"),
        tr.t("filter-standing"),
        tr.t("table-since"),
        tr.t("table-age"),
        tr.t("table-due"),
        tr.t("table-internal"),
        tr.t("board-state"),
        tr.t("board-assigned"),
        tr.t("table-submitted"),
        tr.t("table-answered"),
        tr.t("table-returned"),
        tr.t("table-link"),
    ];
    let row = |of: &BoardItem| {
        let mut cells = vec![
            of.address.chamber.map(|chamber| tr.chamber(chamber)).unwrap_or_default(),
            number(of.address.legislature.map(i32::from)),
            number(of.address.number),
        ];
        cells.extend(Locale::ALL.iter().map(|locale| of.subject.get(*locale).cloned().unwrap_or_default()));
        cells.extend([
            of.ministry.name.best(tr.locale).map(|(_, name)| name.clone()).unwrap_or_default(),
            of.departure.as_ref().map_or_else(|| tr.standing(of.kind, of.status, of.standing), |left| tr.departure(left)),
            day(of.since),
            number(of.age(today)),
            day(of.due_on),
            day(of.internal_due_on),
            tr.work_state(of.state),
            of.assigned_to.clone().map(|name| with_leaving(tr, of, name)).unwrap_or_default(),
            day(of.submitted_on),
            day(of.answered_on),
            of.returned.clone().unwrap_or_default(),
            if of.departure.is_none() { format!("{public_url}{}", of.link(tr.locale)) } else { String::new() },
        ]);
        cells.iter().map(|cell| escape_formula(cell)).collect()
    };
    std::iter::once(heading).chain(board_items.iter().map(row)).collect()
}

/// The table of answer rates: the heading, then a row for each ministry.
#[must_use]
pub fn rates_table(tr: Tr, rows: &[RateRow]) -> Vec<Vec<String>> {
    let heading = vec![
        tr.t("filter-ministry"),
        tr.t("rates-on-time"),
        tr.t("rates-late"),
        tr.t("rates-overdue"),
        tr.t("rates-open"),
        tr.t("rates-undated"),
        tr.t("rates-percent"),
        tr.t("rates-average"),
        tr.t("rates-median"),
    ];
    let row = |of: &RateRow| {
        let name = of.ministry.name.best(tr.locale).map(|(_, name)| escape_formula(name)).unwrap_or_default();
        let counts = [of.on_time, of.late, of.overdue, of.open, of.undated].map(|n| n.to_string());
        std::iter::once(name).chain(counts).chain([of.percent, of.average, of.median].map(number)).collect()
    };
    std::iter::once(heading).chain(rows.iter().map(row)).collect()
}
