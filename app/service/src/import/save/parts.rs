//! The attributions of a question to ministries, past and current, each with its own clock.

use chrono::NaiveDate;
use jawab_domain::AnswerKind;
use jawab_store::{Connection, StoreError, attributions, reasons::RedactedReasons, rows};

use super::{SaveError, Saver, rule_of};
use crate::import::draft::Draft;

/// An attribution, ready to be stored.
pub struct AttributionDraft {
    pub ministry: i64,
    pub since: Option<NaiveDate>,
    pub clock_from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub answered_on: Option<NaiveDate>,
    pub answered: bool,
    pub reason: Option<String>,
}

impl<C: Connection> Saver<'_, C> {
    /// The ministry of each answer: the one that it names, or the only one.
    pub(super) async fn answer_ministries(&mut self, draft: &Draft) -> Result<Vec<Option<i64>>, SaveError> {
        let mut all = Vec::new();
        for answer in &draft.answers {
            all.push(match &answer.ministry {
                Some(names) => Some(self.people.ministry(self.db, names).await?),
                None if draft.ministries.len() == 1 => match draft.ministries.first() {
                    Some(names) => Some(self.people.ministry(self.db, names).await?),
                    None => None,
                },
                None => None,
            });
        }
        Ok(all)
    }

    /// The attributions: first those transferred away, then the current ones, each with its own clock.
    pub(super) async fn parts(&mut self, draft: &Draft, answer_ministries: &[Option<i64>]) -> Result<Vec<AttributionDraft>, SaveError> {
        let start = draft.transmitted_on;
        let rule = rule_of(self.calendar, draft);
        let due = |clock: Option<NaiveDate>| clock.and_then(|day| rule?.due_on(day, &self.calendar.holidays).ok());
        let mut parts: Vec<AttributionDraft> = Vec::new();
        let new = |ministry, since: Option<NaiveDate>, clock_from: Option<NaiveDate>, reason| AttributionDraft {
            ministry,
            since,
            clock_from,
            until: None,
            due_on: due(clock_from),
            answered_on: None,
            answered: false,
            reason,
        };
        let redacted = RedactedReasons::among(self.db, draft.transfers.iter().filter_map(|transfer| transfer.reason.as_deref())).await?;
        for transfer in &draft.transfers {
            let from = self.people.ministry(self.db, &transfer.from).await?;
            let to = self.people.ministry(self.db, &transfer.to).await?;
            let clock = if rule.is_some_and(|rule| rule.restarts_on_transfer) { transfer.on } else { start };
            match parts.iter_mut().find(|part| part.ministry == from && part.until.is_none()) {
                Some(part) => part.until = transfer.on,
                None => parts.push(AttributionDraft { until: transfer.on.or(start), ..new(from, start, start, None) }),
            }
            parts.push(new(to, transfer.on, clock, transfer.reason.clone().map(|reason| redacted.shown(reason))));
        }
        for names in &draft.ministries {
            let ministry = self.people.ministry(self.db, names).await?;
            if !parts.iter().any(|part| part.ministry == ministry && part.until.is_none()) {
                parts.push(new(ministry, start, start, None));
            }
        }
        for (answer, ministry) in draft.answers.iter().zip(answer_ministries).filter(|(answer, _)| answer.kind == AnswerKind::Final) {
            for part in parts.iter_mut().filter(|part| part.until.is_none() && ministry.is_none_or(|id| id == part.ministry)) {
                part.answered = true;
                part.answered_on = answer.date;
            }
        }
        Ok(parts)
    }

    pub(super) async fn attributions(&self, id: i64, parts: &[AttributionDraft]) -> Result<(), StoreError> {
        let rows = (1..).zip(parts).map(|(position, part)| rows::Attribution {
            id: 0,
            question_id: id,
            position,
            ministry_id: part.ministry,
            since: part.since,
            clock_from: part.clock_from,
            until: part.until,
            due_on: part.due_on,
            answered_on: part.answered_on,
            reason: part.reason.clone(),
        });
        attributions::insert_all(self.db, rows.collect()).await
    }
}
