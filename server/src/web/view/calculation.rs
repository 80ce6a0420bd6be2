//! How the due date of a ministry is explained, day by day.

use chrono::NaiveDate;
use jawab_domain::{
    Chamber, DeadlineRule,
    deadline::{ClockStart, Deadline, rule_behind},
    lifecycle::{self, EventKind, clock_start},
};
use jawab_store::{
    read::{Attribution, QuestionRecord},
    rules::Calendar,
};

/// A due date, and by what it was computed.
pub struct DueDate {
    /// The question's Chamber.
    pub chamber: Chamber,
    /// The rule that is recorded of the question.
    pub rule: Option<i64>,
    /// The day on which the clock started.
    pub clock_from: Option<NaiveDate>,
    /// What took place on that day.
    pub started_by: ClockStart,
    /// The date.
    pub due_on: Option<NaiveDate>,
    /// Whether the date moves no more: the answer was given, or the question has ended or left the ministry.
    pub is_final: bool,
}

impl DueDate {
    /// The explanation, by the rule that gave this date. A date that moves no more, and that no rule gives under the holidays known today,
    /// stands without one.
    pub fn explained(&self, calendar: &Calendar) -> Option<(Deadline, DeadlineRule)> {
        let start = self.clock_from?;
        let behind = self.due_on.and_then(|due| rule_behind(&calendar.rules, (self.chamber, self.rule), (start, due), &calendar.holidays));
        let stands_alone = self.is_final && self.due_on.is_some();
        let recorded = || calendar.rules.iter().find(|rule| Some(rule.id) == self.rule && !stands_alone);
        let rule = behind.or_else(recorded)?;
        Some((rule.explain(start, &calendar.holidays).ok()?.counted_from(self.started_by), rule.clone()))
    }
}

/// What took place on the day on which the clock of a ministry started.
pub fn started_by(record: &QuestionRecord, part: &Attribution) -> ClockStart {
    let days = |of: &Attribution| {
        let since = of.since.or(record.transmitted_on).unwrap_or(NaiveDate::MIN);
        lifecycle::Attribution {
            ministry: of.ministry.id,
            since,
            clock_from: of.clock_from.unwrap_or(since),
            until: of.until,
            answered_on: of.answered_on,
            first: lifecycle::Attribution::came_first(of.since, record.transmitted_on, of.reason.as_deref()),
        }
    };
    let all: Vec<lifecycle::Attribution> = record.attributions.iter().map(days).collect();
    let nth = record.attributions.iter().position(|of| of.position == part.position);
    let told: Vec<(EventKind, i64)> = record.events.iter().filter_map(|event| Some((event.kind, event.ministry?))).collect();
    nth.map_or_else(ClockStart::default, |nth| clock_start(&all, nth, &told))
}
