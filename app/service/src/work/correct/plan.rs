//! What a correction makes of a question's rows, and its consequence as a page says it beforehand.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Standing, Status,
    lifecycle::{Attribution, Correction, CorrectionKind, State},
};
use jawab_store::{attributions, rows, rules::Calendar};

use crate::{
    settle::Dues,
    work::{Outcome, Turn, held::Held},
};

/// A day as it is, and as it would be.
pub type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// What a correction would change of what readers count by: each as it is, and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionPreview {
    /// The day that is put right.
    pub day: Days,
    /// The status.
    pub status: (Status, Status),
    /// The due date of the question.
    pub due_on: Days,
    /// The due date of each ministry that has it now, where several have it and theirs moves.
    pub due_of: Vec<(i64, Days)>,
    /// Where it stands today.
    pub standing: (Standing, Standing),
    /// Whether a second person must confirm it.
    pub needs_second: bool,
}

impl Held {
    /// What a correction would change.
    pub(super) fn preview(
        &self,
        correction: Correction,
        after: &State,
        calendar: &Calendar,
        (today, needs_second): (NaiveDate, bool),
    ) -> CorrectionPreview {
        let (row, parts) = self.corrected(correction, after, calendar);
        let due_on = Dues::of(after.status, row.deposited_on, row.answered_on, owed(&parts, after)).due_on;
        let several = self.ministries().len() > 1;
        let due_of = parts.iter().filter_map(|now| {
            let before = self.parts.iter().find(|before| before.id == now.id)?;
            let moves = several && now.until.is_none() && before.due_on != now.due_on;
            moves.then_some((now.ministry_id, (before.due_on, now.due_on)))
        });
        let before = Standing::on(today, self.state.status, self.row.due_on, self.row.answered_on);
        CorrectionPreview {
            day: (self.state.day_to_correct(correction), correction.day()),
            status: (self.state.status, after.status),
            due_on: (self.row.due_on, due_on),
            due_of: due_of.collect(),
            standing: (before, Standing::on(today, after.status, due_on, row.answered_on)),
            needs_second,
        }
    }

    /// The rows as a correction makes them. Deadlines are reckoned by the rule of the day of transmission, and only where the
    /// correction is of what they depend on, or an answer is owed again: what was answered long ago keeps the due date it was held to.
    fn corrected(&self, correction: Correction, after: &State, calendar: &Calendar) -> (rows::Question, Vec<rows::Attribution>) {
        let mut row = self.row.clone();
        let rule = match correction {
            Correction::Transmitted { on, .. } => self.rule_of(&calendar.rules, on),
            _ => self.rule(&calendar.rules),
        };
        let all = matches!(correction.kind(), CorrectionKind::Transmitted | CorrectionKind::NotEnded);
        let reckons = |before: &Attribution, now: &Attribution| {
            let owed_again = now.is_open() && !before.is_open();
            all || owed_again || before.clock_from != now.clock_from
        };
        let changed = |part: &rows::Attribution, (before, now): (&Attribution, &Attribution)| {
            let mut part = rows::Attribution { until: now.until, ..part.clone() };
            if before.since != now.since {
                part.since = Some(now.since);
            }
            if before.clock_from != now.clock_from {
                part.clock_from = Some(now.clock_from);
            }
            if before.answered_on != now.answered_on {
                part.answered_on = now.answered_on;
            }
            if reckons(before, now) {
                let from = part.clock_from.zip(rule);
                part.due_on = from.and_then(|(from, rule)| rule.due_on(from, &calendar.holidays).ok());
            }
            part
        };
        // What is taken out leaves no row.
        let stays = |n: usize| !matches!(correction, Correction::NotReferred { nth, .. } if nth == n);
        let before = self.state.attributions.iter().enumerate().filter(|(n, _)| stays(*n)).map(|(_, before)| before);
        let states: Vec<(&Attribution, &Attribution)> = before.zip(&after.attributions).collect();
        let kept = self.parts.iter().enumerate().filter(|(n, _)| stays(*n)).map(|(_, part)| part);
        let parts = kept.zip(states.iter().copied()).map(|(part, states)| changed(part, states)).collect();
        if all || states.iter().any(|&(before, now)| reckons(before, now)) {
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

/// Whether each ministry that has it owes an answer, and by when.
fn owed(parts: &[rows::Attribution], state: &State) -> Vec<(bool, Option<NaiveDate>)> {
    let current = parts.iter().zip(&state.attributions).filter(|(part, _)| part.until.is_none());
    current.map(|(part, known)| (known.is_open(), part.due_on)).collect()
}

impl Turn {
    /// Writes what a correction makes of a question.
    pub(in crate::work) async fn write_rectified(&mut self, held: &mut Held, correction: Correction, after: State) -> Outcome<()> {
        let calendar = self.calendar().await?.clone();
        let (row, parts) = held.corrected(correction, &after, &calendar);
        if correction == Correction::NotTransmitted {
            // Meant for whom it was before, wherever it went since.
            attributions::intend(self.db(), held.id(), &held.addressed()).await?;
            held.parts = attributions::of(self.db(), held.id()).await?;
        } else {
            if let Correction::NotReferred { nth, .. } = correction
                && nth < held.parts.len()
            {
                attributions::delete(self.db(), held.parts.remove(nth).id).await?;
            }
            for (part, before) in parts.into_iter().zip(&mut held.parts) {
                if part != *before {
                    attributions::update(self.db(), part.clone()).await?;
                    *before = part;
                }
            }
        }
        if let Correction::NotAnswered { nth } = correction
            && nth < held.answers.len()
        {
            held.answers.remove(nth);
        }
        held.state = after;
        self.save_row(held, row).await
    }
}
