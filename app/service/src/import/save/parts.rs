//! The attributions of a question to ministries, past and current, each with its own clock.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Status};
use jawab_store::{Connection, StoreError, attributions, reasons::RedactedReasons, rows};

use super::{SaveError, Saver, acts_here::Field, kept::Kept, rule_of};
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
    /// The ministry of each answer: the one that it names, or the only one. Where the ministries stand here, a published answer has its own.
    pub(super) async fn answer_ministries(
        &mut self,
        draft: &Draft,
        kept: &Kept,
        own: &[rows::Answer],
    ) -> Result<Vec<Option<i64>>, SaveError> {
        let mut all = Vec::new();
        for (n, answer) in draft.answers.iter().enumerate() {
            let published = own.get(n).filter(|_| kept.has(Field::Ministries));
            all.push(match (published, &answer.ministry) {
                (Some(row), _) => row.ministry_id,
                (None, Some(names)) => Some(self.people.ministry(self.db, names).await?),
                (None, None) => self.only_ministry(draft, kept).await?,
            });
        }
        Ok(all)
    }

    /// The ministry of an answer that names none: the only one of the record, if it has the question, or else the only one that has it
    /// here. Where others than that of the record have it, the answer settles nothing for them.
    async fn only_ministry(&mut self, draft: &Draft, kept: &Kept) -> Result<Option<i64>, StoreError> {
        let [names] = draft.ministries.as_slice() else { return Ok(kept.only_ministry()) };
        let here = self.people.known_ministry(names).filter(|id| kept.is_with(*id)).or_else(|| kept.only_ministry());
        match here {
            Some(id) => Ok(Some(id)),
            None => Ok(Some(self.people.ministry(self.db, names).await?)),
        }
    }

    /// The attributions, with the answers of the record.
    pub(super) async fn parts(
        &mut self,
        draft: &Draft,
        kept: &Kept,
        answer_ministries: &[Option<i64>],
    ) -> Result<Vec<AttributionDraft>, SaveError> {
        let mut parts = if kept.has(Field::Ministries) { self.standing_parts(draft, kept) } else { self.source_parts(draft).await? };
        for (answer, ministry) in draft.answers.iter().zip(answer_ministries).filter(|(answer, _)| answer.kind == AnswerKind::Final) {
            for part in parts.iter_mut().filter(|part| part.until.is_none() && ministry.is_none_or(|id| id == part.ministry)) {
                part.answered = true;
                part.answered_on = answer.date;
            }
        }
        Ok(parts)
    }

    /// The attributions of a record: first those transferred away, then the current ones, each with its own clock.
    async fn source_parts(&mut self, draft: &Draft) -> Result<Vec<AttributionDraft>, SaveError> {
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
        Ok(parts)
    }

    /// An answer that was published before keeps its due date, whatever rule or holiday came since, unless its clock starts on another day
    /// because the record gives another day of transmission.
    pub(super) async fn keep_due_dates(
        &self,
        before: &rows::Question,
        draft: &Draft,
        parts: &mut [AttributionDraft],
    ) -> Result<(), StoreError> {
        if !parts.iter().any(|part| part.answered) {
            return Ok(());
        }
        let moves = before.transmitted_on != draft.transmitted_on;
        let recorded = attributions::of_question(self.db, before.id).await?;
        for part in parts.iter_mut().filter(|part| part.answered) {
            let same = |old: &&rows::Attribution| old.ministry_id == part.ministry && old.since == part.since && old.until.is_none();
            let answered = |old: &&rows::Attribution| old.answered_on.is_some() || before.status == Status::Answered.code();
            let old = recorded.iter().filter(|old| old.due_on.is_some()).filter(answered).find(same);
            if let Some(old) = old.filter(|old| !moves || old.clock_from == part.clock_from) {
                (part.clock_from, part.due_on) = (old.clock_from, old.due_on);
            }
        }
        Ok(())
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
