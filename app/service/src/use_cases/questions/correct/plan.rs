//! What a correction changes in the rows of a question, and the preview of it.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Standing, Status,
    deadline::{rule_behind, rules_giving},
    lifecycle::{Attribution, Correction, CorrectionKind, State, clock_days},
};
use jawab_store::{attributions, rows, rules::Calendar};

use crate::{
    due_dates::DueDates,
    use_cases::{UnitOfWork, UseCaseResult, questions::loaded_question::LoadedQuestion},
};

/// A day before and after the correction.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// What a correction would change of the facts that readers rely on: each value before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionPreview {
    /// The corrected day.
    pub day: Days,
    /// The status.
    pub status: (Status, Status),
    /// The due date of the question.
    pub due_on: Days,
    /// The due date of each current ministry, if there are several and the date changes.
    pub due_of: Vec<(i64, Days)>,
    /// Each ministry that would owe an answer or no longer owe one, if several have or had the question.
    pub owed_by: Vec<OwedChange>,
    /// The standing today.
    pub standing: (Standing, Standing),
    /// Whether a second person must confirm it.
    pub needs_second: bool,
}

/// A ministry that a correction makes owe an answer, or no longer owe one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwedChange {
    /// The ministry.
    pub ministry: i64,
    /// Whether it owes an answer after the correction; otherwise it does before.
    pub owes: bool,
    /// The due date of that answer, if known.
    pub due_on: Option<NaiveDate>,
}

impl LoadedQuestion {
    /// Computes what a correction would change.
    pub(super) fn preview(
        &self,
        correction: Correction,
        after: &State,
        calendar: &Calendar,
        (today, needs_second): (NaiveDate, bool),
    ) -> CorrectionPreview {
        let (row, parts) = self.corrected(correction, after, calendar);
        let due_on = DueDates::compute(after.status, row.deposited_on, row.answered_on, owed(&parts, after)).due_on;
        let owed_by = self.owed_changes(correction, after, &parts);
        let several = self.ministries().len() > 1;
        let due_of = parts.iter().filter_map(|now| {
            let before = self.parts.iter().find(|before| before.id == now.id)?;
            let is_listed = owed_by.iter().any(|of| of.ministry == now.ministry_id);
            let moves = several && !is_listed && now.until.is_none() && before.due_on != now.due_on;
            moves.then_some((now.ministry_id, (before.due_on, now.due_on)))
        });
        let due_of = due_of.collect();
        let before = Standing::on(today, self.state.status, self.row.due_on, self.row.answered_on);
        CorrectionPreview {
            day: (self.state.day_to_correct(correction), correction.day()),
            status: (self.state.status, after.status),
            due_on: (self.row.due_on, due_on),
            due_of,
            owed_by,
            standing: (before, Standing::on(today, after.status, due_on, row.answered_on)),
            needs_second,
        }
    }

    /// The ministries for which it changes whether they owe an answer. `parts` are the rows after the correction.
    fn owed_changes(&self, correction: Correction, after: &State, parts: &[rows::Attribution]) -> Vec<OwedChange> {
        if self.parts.len() < 2 {
            return Vec::new();
        }
        let owed = |state: &State, part: &Attribution| state.status == Status::Transmitted && part.is_open();
        let mut remaining = parts.iter().zip(&after.attributions);
        let change = |(n, (row, part)): (usize, (&rows::Attribution, &Attribution))| {
            let removed = matches!(correction, Correction::NotReferred { nth, .. } if nth == n);
            let now = if removed { None } else { remaining.next() };
            let owes = now.is_some_and(|(_, part)| owed(after, part));
            let due_on = now.filter(|_| owes).map_or(row.due_on, |(row, _)| row.due_on);
            (owes != owed(&self.state, part)).then_some(OwedChange { ministry: row.ministry_id, owes, due_on })
        };
        self.parts.iter().zip(&self.state.attributions).enumerate().filter_map(change).collect()
    }

    /// The rows after a correction. Due dates are computed again, by the rule of the day of transmission, only if the correction
    /// changes what they depend on or an answer is owed again: a published answer keeps the due date that applied to it, and where its
    /// clock moves, the rule.
    fn corrected(&self, correction: Correction, after: &State, calendar: &Calendar) -> (rows::Question, Vec<rows::Attribution>) {
        let mut row = self.row.clone();
        let rule = match correction {
            Correction::Transmitted { on, .. } => self.rule_of(&calendar.rules, on),
            _ => self.rule(&calendar.rules),
        };
        let all = matches!(correction.kind(), CorrectionKind::Transmitted | CorrectionKind::NotEnded);
        let reckons = |before: &Attribution, now: &Attribution| {
            let is_due_anew = now.is_open() && (all || !before.is_open());
            is_due_anew || before.clock_from != now.clock_from
        };
        let same_rule = rule.map(|rule| rule.id) == self.rule(&calendar.rules).map(|rule| rule.id);
        let recorded = calendar.rules.iter().find(|rule| Some(rule.id) == self.row.deadline_rule_id);
        let by_then = |part: &rows::Attribution| {
            let of = (self.chamber, self.row.deadline_rule_id);
            let known = part.clock_from.zip(part.due_on).filter(|_| same_rule);
            let gave = known.and_then(|days| rule_behind(&calendar.rules, of, days, &calendar.holidays));
            // The holidays may have changed since.
            gave.or(recorded.filter(|_| same_rule)).or(rule)
        };
        // A removed referral leaves no row.
        let stays = |n: usize| !matches!(correction, Correction::NotReferred { nth, .. } if nth == n);
        let before = self.state.attributions.iter().enumerate().filter(|(n, _)| stays(*n)).map(|(_, before)| before);
        let states: Vec<(&Attribution, &Attribution)> = before.zip(&after.attributions).collect();
        let remaining: Vec<&rows::Attribution> = self.parts.iter().enumerate().filter(|(n, _)| stays(*n)).map(|(_, part)| part).collect();
        // The clock of an answered part follows the rule of its time still, which may say of transfers what the recorded one does not.
        let restarted_then = |part: &rows::Attribution| {
            let gave = |days| rules_giving(&calendar.rules, self.chamber, days, &calendar.holidays).any(|rule| rule.restarts_on_transfer);
            part.clock_from.zip(part.due_on).is_some_and(gave)
        };
        let mut owed_again = remaining.iter().zip(&states).filter(|(_, (before, now))| !before.is_open() && now.is_open());
        let [restarted, restarts] = [recorded, rule].map(|rule| rule.is_some_and(|rule| rule.restarts_on_transfer));
        let restarted = restarted || owed_again.any(|(part, _)| restarted_then(part));
        let clocks = clock_days(&after.attributions, (restarted, restarts), &calendar.successions);
        let rule_is_new = all || states.iter().any(|&(before, now)| reckons(before, now));
        let changed = |part: &rows::Attribution, ((before, now), clock): ((&Attribution, &Attribution), NaiveDate)| {
            let rule = if now.is_open() { rule } else { by_then(part) };
            let mut part = rows::Attribution { until: now.until, ..part.clone() };
            if before.since != now.since {
                part.since = Some(now.since);
            }
            if before.clock_from != now.clock_from {
                part.clock_from = Some(now.clock_from);
            }
            if before.answered_on != now.answered_on {
                part.answered_on = now.answered_on.filter(|day| after.is_day_of_answer(*day));
            }
            if now.is_open() && reckons(before, now) {
                part.clock_from = part.clock_from.map(|_| clock);
            }
            if reckons(before, now) {
                let from = part.clock_from.zip(rule);
                part.due_on = from.and_then(|(from, rule)| rule.due_on(from, &calendar.holidays).ok());
            }
            // Clocks that others may have taken over agree with the recorded rule.
            if part.until.is_some() && rule_is_new {
                part.clock_from = part.clock_from.map(|_| clock);
            }
            part
        };
        let parts = remaining.into_iter().zip(states.iter().copied().zip(clocks)).map(|(part, days)| changed(part, days)).collect();
        if rule_is_new {
            row.deadline_rule_id = rule.map(|rule| rule.id);
        }
        row.status = after.status.code().into();
        (row.deposited_on, row.transmitted_on, row.ended_on) = (after.deposited_on, after.transmitted_on, after.ended_on);
        let finals = after.answers.iter().filter(|given| given.kind == AnswerKind::Final).map(|given| given.on);
        let last = finals.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
        row.answered_on = last.filter(|_| after.status == Status::Answered);
        if correction == Correction::NotTransmitted {
            row.deadline_rule_id = None;
        }
        (row, parts)
    }
}

/// For each current ministry, whether it owes an answer, and by when.
fn owed(parts: &[rows::Attribution], state: &State) -> Vec<(bool, Option<NaiveDate>)> {
    let current = parts.iter().zip(&state.attributions).filter(|(part, _)| part.until.is_none());
    current.map(|(part, known)| (known.is_open(), part.due_on)).collect()
}

impl UnitOfWork {
    /// Writes the rows of a corrected question.
    pub(in crate::use_cases) async fn write_correction(
        &mut self,
        loaded: &mut LoadedQuestion,
        correction: Correction,
        after: State,
    ) -> UseCaseResult<()> {
        let calendar = self.calendar().await?.clone();
        let (row, parts) = loaded.corrected(correction, &after, &calendar);
        if correction == Correction::NotTransmitted {
            // It is again meant for the ministries of before the transmission, wherever it went since.
            attributions::set_intended(self.db(), loaded.id(), &loaded.addressed()).await?;
            loaded.parts = attributions::of_question(self.db(), loaded.id()).await?;
        } else {
            if let Correction::NotReferred { nth, .. } = correction
                && nth < loaded.parts.len()
            {
                attributions::delete(self.db(), loaded.parts.remove(nth).id).await?;
            }
            for (part, before) in parts.into_iter().zip(&mut loaded.parts) {
                if part != *before {
                    attributions::update(self.db(), part.clone()).await?;
                    *before = part;
                }
            }
        }
        if let Correction::NotAnswered { nth } = correction
            && nth < loaded.answers.len()
        {
            loaded.answers.remove(nth);
        }
        loaded.state = after;
        self.save_row(loaded, row).await
    }
}
