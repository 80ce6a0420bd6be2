//! What else hangs on a question: themes, citations, links, languages, history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Locale, PerLocale, Status, lifecycle::EventKind};
use jawab_store::{
    StoreError,
    entity::{event, press_citation, question_language, question_link, question_theme},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _,
};
use serde_json::json;

use super::{SaveError, Saver, insert_all};
use crate::import::{
    draft::{Draft, Text},
    report::Problem,
};

impl<C: ConnectionTrait> Saver<'_, C> {
    pub(super) async fn themes_press_links(&mut self, id: i64, draft: &Draft) -> Result<(), SaveError> {
        let mut themes = BTreeSet::new();
        for names in &draft.themes {
            themes.insert(self.people.theme(self.db, names).await?);
        }
        let themes = themes.into_iter().map(|theme_id| question_theme::ActiveModel { question_id: Set(id), theme_id: Set(theme_id) });
        insert_all(self.db, themes.collect::<Vec<_>>()).await?;
        let press = (1..).zip(&draft.press).map(|(position, press)| press_citation::ActiveModel {
            id: NotSet,
            question_id: Set(id),
            position: Set(position),
            locale: Set(press.lang.map(|locale| locale.code().into())),
            title: Set(press.title.clone()),
            outlet: Set(press.outlet.clone()),
            published_on: Set(press.date),
            url: Set(press.url.clone()),
            sha256: Set(press.sha256.clone()),
        });
        insert_all(self.db, press.collect::<Vec<_>>()).await?;
        let mut links = BTreeMap::new();
        for (n, (kind, source_id)) in draft.links.iter().enumerate() {
            match self.by_source(source_id).await? {
                Some(other) if other != id => {
                    links.insert((kind.code(), other), ());
                }
                _ => return Err(SaveError::Record(format!("links[{n}].to"), Problem::UnknownRecord(source_id.clone()))),
            }
        }
        let links = links.into_keys().map(|(kind, other)| question_link::ActiveModel {
            from_id: Set(id),
            kind: Set(kind.into()),
            to_id: Set(other),
        });
        Ok(insert_all(self.db, links.collect::<Vec<_>>()).await?)
    }

    pub(super) async fn languages(&self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let texts =
            [&draft.subject, &draft.text].into_iter().chain(&draft.sub_questions).chain(draft.answers.iter().map(|answer| &answer.texts));
        let locales: BTreeSet<Locale> =
            texts.flat_map(|texts: &PerLocale<Text>| texts.iter().map(|(locale, _)| locale).collect::<Vec<_>>()).collect();
        let rows =
            locales.into_iter().map(|locale| question_language::ActiveModel { question_id: Set(id), locale: Set(locale.code().into()) });
        insert_all(self.db, rows.collect::<Vec<_>>()).await
    }

    /// Adds to the history what it does not tell yet.
    pub(super) async fn events(
        &self,
        id: i64,
        draft: &Draft,
        created: bool,
        new_answers: &[(AnswerKind, Option<NaiveDate>)],
    ) -> Result<(), StoreError> {
        let told = event::Entity::find().filter(event::COLUMN.question_id.eq(id)).all(self.db).await?;
        let is_told = |kind: EventKind, on: Option<NaiveDate>| told.iter().any(|row| row.kind == kind.code() && row.occurred_on == on);
        let mut events = facts(draft);
        events.retain(|(kind, on)| !is_told(*kind, *on));
        events.extend(new_answers.iter().map(|(kind, on)| {
            let kind = match kind {
                AnswerKind::Holding => EventKind::Held,
                AnswerKind::Final => EventKind::Answered,
                AnswerKind::Correction => EventKind::Corrected,
            };
            (kind, *on)
        }));
        events.sort_by_key(|(_, on)| *on);
        events.push((if created { EventKind::Imported } else { EventKind::ImportUpdated }, None));
        self.record(id, draft, events).await
    }

    pub(super) async fn record(
        &self,
        id: i64,
        draft: &Draft,
        events: impl IntoIterator<Item = (EventKind, Option<NaiveDate>)>,
    ) -> Result<(), StoreError> {
        let rows = events.into_iter().map(|(kind, on)| event::ActiveModel {
            id: NotSet,
            question_id: Set(id),
            kind: Set(kind.code().into()),
            occurred_on: Set(on),
            recorded_at: Set(self.now),
            actor: Set(self.actor.into()),
            reason: Set(None),
            data: Set(json!({ "source_id": draft.source_id })),
        });
        insert_all(self.db, rows.collect::<Vec<_>>()).await
    }
}

/// What a record says happened, answers aside.
fn facts(draft: &Draft) -> Vec<(EventKind, Option<NaiveDate>)> {
    let mut facts = Vec::new();
    facts.extend(draft.deposited_on.map(|on| (EventKind::Deposited, Some(on))));
    facts.extend(draft.transmitted_on.map(|on| (EventKind::Transmitted, Some(on))));
    facts.extend(draft.transfers.iter().map(|transfer| (EventKind::Transferred, transfer.on)));
    match draft.status {
        Status::Withdrawn => facts.push((EventKind::Withdrawn, draft.ended_on)),
        Status::Lapsed => facts.push((EventKind::Lapsed, draft.ended_on)),
        Status::Converted => facts.push((EventKind::ConvertedToOral, draft.ended_on)),
        _ => {}
    }
    facts
}
