//! What else belongs to a question: themes, citations, links, history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Status,
    lifecycle::{EventKind, HistoryEvent, corrected_by},
    question::LinkKind,
};
use jawab_store::{Connection, StoreError, press, questions::relations, read::EventSubjects, rows};
use serde_json::{Map, Value};

use super::{SaveError, Saver, acts_here::Field, kept::Kept};
use crate::import::{draft::Draft, report::RecordProblem};

impl<C: Connection> Saver<'_, C> {
    /// Writes themes, citations and links, except those that stay as they were recorded here.
    pub(super) async fn themes_press_links(&mut self, id: i64, draft: &Draft, kept: &Kept) -> Result<(), SaveError> {
        if !kept.has(Field::Themes) {
            let mut themes = BTreeSet::new();
            for names in &draft.themes {
                themes.insert(self.people.theme(self.db, names).await?);
            }
            let themes: Vec<i64> = themes.into_iter().collect();
            relations::add_themes(self.db, id, &themes).await?;
        }
        if !kept.has(Field::Press) {
            self.press(id, draft).await?;
        }
        if !kept.has(Field::Links) {
            self.links(id, draft).await?;
        }
        Ok(())
    }

    async fn press(&self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let citations = (1..).zip(&draft.press).map(|(position, press)| rows::PressCitation {
            id: 0,
            question_id: id,
            position,
            locale: press.lang.map(|locale| locale.code().into()),
            title: press.title.clone(),
            outlet: press.outlet.clone(),
            published_on: press.date,
            url: press.url.clone(),
            sha256: press.sha256.clone(),
        });
        press::insert_all(self.db, citations.collect()).await
    }

    async fn links(&self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        let mut links = BTreeMap::new();
        for (n, (kind, source_id)) in draft.links.iter().enumerate() {
            match self.by_source(id, draft, source_id) {
                Some(other) if other != id => {
                    links.insert((kind.code(), other), *kind);
                }
                _ => return Err(SaveError::Record(format!("links[{n}].to"), RecordProblem::UnknownRecord(source_id.clone()))),
            }
        }
        let links: Vec<(LinkKind, i64)> = links.into_iter().map(|((_, other), kind)| (kind, other)).collect();
        Ok(relations::add_links(self.db, id, &links).await?)
    }

    /// Adds the missing events to the history, last the import itself.
    pub(super) async fn events(
        &mut self,
        id: i64,
        draft: &Draft,
        kept: &Kept,
        new_answers: Vec<EventDraft>,
        imported: EventDraft,
    ) -> Result<(), StoreError> {
        let recorded = recorded_events(&kept.history)?;
        let mut facts = self.facts(draft).await?;
        facts.retain(|fact| !kept.has_event(fact.kind) && !recorded.contains(&(fact.kind, fact.on)));
        facts.extend(new_answers);
        facts.sort_by_key(|fact| fact.on);
        facts.push(imported);
        self.record(id, draft, facts);
        Ok(())
    }

    /// The events that a record states, except answers.
    async fn facts(&mut self, draft: &Draft) -> Result<Vec<EventDraft>, StoreError> {
        let mut facts = Vec::new();
        facts.extend(draft.deposited_on.map(|on| EventDraft::new(EventKind::Deposited, Some(on))));
        facts.extend(draft.transmitted_on.map(|on| EventDraft::new(EventKind::Transmitted, Some(on))));
        for transfer in &draft.transfers {
            let from = self.people.ministry(self.db, &transfer.from).await?;
            let to = self.people.ministry(self.db, &transfer.to).await?;
            facts.push(EventDraft { about: vec![("from", from), ("to", to)], ..EventDraft::new(EventKind::Transferred, transfer.on) });
        }
        match draft.status {
            Status::Withdrawn => facts.push(EventDraft::new(EventKind::Withdrawn, draft.ended_on)),
            Status::Lapsed => facts.push(EventDraft::new(EventKind::Lapsed, draft.ended_on)),
            Status::Converted => facts.push(EventDraft::new(EventKind::ConvertedToOral, draft.ended_on)),
            _ => {}
        }
        Ok(facts)
    }

    pub(super) fn record(&mut self, id: i64, draft: &Draft, facts: impl IntoIterator<Item = EventDraft>) {
        let (now, actor) = (self.now, self.actor);
        self.deferred.events.extend(facts.into_iter().map(|fact| {
            let mut data = Map::from_iter([("source_id".to_owned(), Value::from(draft.source_id.as_str()))]);
            data.extend(fact.about.into_iter().map(|(name, id)| (name.to_owned(), Value::from(id))));
            if let Some(Value::Object(more)) = fact.data {
                data.extend(more);
            }
            rows::Event {
                id: 0,
                question_id: id,
                kind: fact.kind.code().into(),
                occurred_on: fact.on,
                recorded_at: now,
                actor: actor.into(),
                reason: None,
                data: Value::Object(data),
            }
        }));
    }
}

/// The events of a question as corrected since: without days that were replaced, and without events that did not take place.
fn recorded_events(history: &[rows::Event]) -> Result<Vec<(EventKind, Option<NaiveDate>)>, StoreError> {
    let mut lines = Vec::new();
    for row in history {
        let kind: EventKind = row.kind.parse()?;
        lines.push((kind, row.occurred_on, EventSubjects::from_data(kind, row.data.clone())));
    }
    let mut all = Vec::new();
    for (kind, on, about) in &lines {
        all.push(HistoryEvent {
            kind: *kind,
            on: *on,
            ministry: about.ministry,
            answer: about.answer,
            correction: about.correction.as_ref(),
        });
    }
    let fates = corrected_by(&all);
    let stands = |(at, line): (usize, &HistoryEvent<'_>)| {
        // A correction may itself have been corrected.
        let by: Vec<usize> = std::iter::successors(Some(at), |at| fates.get(*at)?.moved_by).collect();
        let undone = by.iter().filter_map(|at| fates.get(*at)).any(|fate| fate.undone_by.is_some());
        let moved = by.last().filter(|last| **last != at).and_then(|last| all.get(*last)?.correction);
        (!undone).then(|| (line.kind, moved.map_or(line.on, |moved| moved.after)))
    };
    Ok(all.iter().enumerate().filter_map(stands).collect())
}

/// An event that a record states.
#[derive(Debug)]
pub(super) struct EventDraft {
    kind: EventKind,
    on: Option<NaiveDate>,
    /// The ids that it is about, under the keys of the events of staff.
    about: Vec<(&'static str, i64)>,
    /// Other data of the event.
    data: Option<Value>,
}

impl EventDraft {
    /// An event about the question alone.
    pub(super) const fn new(kind: EventKind, on: Option<NaiveDate>) -> Self {
        Self { kind, on, about: Vec::new(), data: None }
    }

    /// The closing of pending requests, with its data.
    pub(super) fn closed(data: Value) -> Self {
        Self { data: Some(data), ..Self::new(EventKind::PendingClosed, None) }
    }

    /// The import, with its data.
    pub(super) fn imported(is_new: bool, data: Value) -> Self {
        let kind = if is_new { EventKind::Imported } else { EventKind::ImportUpdated };
        Self { data: Some(data), ..Self::new(kind, None) }
    }

    /// An answer. Corrections find the event by the answer, since one day may have several.
    pub(super) fn answered(answer: i64, kind: AnswerKind, on: Option<NaiveDate>, ministry: Option<i64>) -> Self {
        let kind = match kind {
            AnswerKind::Holding => EventKind::Held,
            AnswerKind::Final => EventKind::Answered,
            AnswerKind::Correction => EventKind::Corrected,
        };
        let about = std::iter::once(("answer", answer)).chain(ministry.map(|ministry| ("ministry", ministry)));
        Self { about: about.collect(), ..Self::new(kind, on) }
    }
}
