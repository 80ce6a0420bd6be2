//! From the rows of a question to its record.

use chrono::NaiveDate;
use jawab_domain::{
    PerLocale,
    lifecycle::EventKind,
    text::{LocalizedText, Review},
};

use super::{Answer, Attribution, Author, Event, Named, PressCitation, QuestionRecord, SubQuestion, parts::Parts, per_locale};
use crate::{StoreError, entity::*};

impl Parts {
    /// The record of a question; its rows are taken out.
    pub fn record(&mut self, row: question::Model) -> Result<QuestionRecord, StoreError> {
        let id = row.id;
        let day = row.transmitted_on.or(row.deposited_on).or(row.answered_on);
        let (mut subject, mut own_text) = (PerLocale::default(), PerLocale::default());
        for text in self.texts.remove(&id).unwrap_or_default() {
            let place = if text.part == "subject" { &mut subject } else { &mut own_text };
            let text = localized(text)?;
            place.set(text.locale, text);
        }
        Ok(QuestionRecord {
            id,
            code: row.code,
            version: row.version,
            kind: row.kind.parse()?,
            chamber: row.chamber.parse()?,
            legislature: row.legislature.map(TryInto::try_into).transpose()?,
            number: row.number.map(TryInto::try_into).transpose()?,
            status: row.status.parse()?,
            publication: row.publication.parse()?,
            deposited_on: row.deposited_on,
            transmitted_on: row.transmitted_on,
            answered_on: row.answered_on,
            ended_on: row.ended_on,
            due_on: row.due_on,
            rule: row.deadline_rule_id,
            source_id: row.source_id,
            subject,
            text: own_text,
            sub_questions: self.sub_questions(id)?,
            authors: self.authors(id)?,
            attributions: self.attributions(id, day),
            answers: self.answers_of(id, day)?,
            press: self.press.remove(&id).unwrap_or_default().into_iter().map(citation).collect::<Result<_, _>>()?,
            links: self.links.remove(&id).unwrap_or_default(),
            themes: self.themes.remove(&id).unwrap_or_default(),
            events: self.events.remove(&id).unwrap_or_default().into_iter().map(happened).collect::<Result<_, _>>()?,
            languages: self.languages.remove(&id).unwrap_or_default(),
        })
    }

    fn sub_questions(&mut self, id: i64) -> Result<Vec<SubQuestion>, StoreError> {
        let rows = self.sub_questions.remove(&id).unwrap_or_default();
        rows.into_iter()
            .map(|row| Ok(SubQuestion { id: row.id, position: row.position, texts: texts(self.sub_question_texts.remove(&row.id))? }))
            .collect()
    }

    fn authors(&mut self, id: i64) -> Result<Vec<Author>, StoreError> {
        let mut authors = Vec::new();
        for row in self.authors.remove(&id).unwrap_or_default() {
            let Some(member) = self.members.on(row.member_id, None) else { continue };
            let gender = self.genders.get(&row.member_id).cloned().flatten().map(|code| code.parse()).transpose()?;
            authors.push(Author { member, gender, group: row.political_group_id.and_then(|group| self.groups.on(group, None)) });
        }
        Ok(authors)
    }

    fn attributions(&mut self, id: i64, day: Option<NaiveDate>) -> Vec<Attribution> {
        let rows = self.attributions.remove(&id).unwrap_or_default();
        rows.into_iter()
            .filter_map(|row| {
                Some(Attribution {
                    ministry: self.ministry(row.ministry_id, row.since.or(day))?,
                    since: row.since,
                    clock_from: row.clock_from,
                    until: row.until,
                    due_on: row.due_on,
                    answered_on: row.answered_on,
                    reason: row.reason,
                })
            })
            .collect()
    }

    fn ministry(&self, id: i64, day: Option<NaiveDate>) -> Option<Named> {
        self.ministries.on(id, day)
    }

    fn answers_of(&self, id: i64, day: Option<NaiveDate>) -> Result<Vec<Answer>, StoreError> {
        let rows = self.answers.get(&id).map_or(&[][..], Vec::as_slice);
        rows.iter()
            .map(|row| {
                let coverage = self.coverage.get(&row.id).map_or(&[][..], Vec::as_slice);
                Ok(Answer {
                    id: row.id,
                    code: row.code.clone(),
                    kind: row.kind.parse()?,
                    ministry: row.ministry_id.and_then(|ministry| self.ministry(ministry, row.answered_on.or(day))),
                    minister: per_locale(row.minister.clone())?,
                    answered_on: row.answered_on,
                    corrects: row.corrects_id,
                    published: row.published_at.is_some(),
                    texts: texts(self.answer_texts.get(&row.id).cloned())?,
                    coverage: coverage.iter().map(|c| Ok((c.sub_question_id, c.coverage.parse()?))).collect::<Result<_, StoreError>>()?,
                    questions: self.answer_questions.get(&row.id).cloned().unwrap_or_default(),
                })
            })
            .collect()
    }
}

fn texts(rows: Option<Vec<text::Model>>) -> Result<PerLocale<LocalizedText>, StoreError> {
    rows.unwrap_or_default().into_iter().map(|row| localized(row).map(|text| (text.locale, text))).collect()
}

fn localized(row: text::Model) -> Result<LocalizedText, StoreError> {
    Ok(LocalizedText {
        locale: row.locale.parse()?,
        role: row.role.parse()?,
        body: row.body,
        provenance: serde_json::from_value(row.provenance)?,
        entered_by: row.entered_by,
        review: row.reviewed_by.zip(row.reviewed_on).map(|(by, on)| Review { by, on }),
    })
}

fn citation(row: press_citation::Model) -> Result<PressCitation, StoreError> {
    Ok(PressCitation {
        locale: row.locale.map(|code| code.parse()).transpose()?,
        title: row.title,
        outlet: row.outlet,
        published_on: row.published_on,
        url: row.url,
        sha256: row.sha256,
    })
}

fn happened(row: event::Model) -> Result<Event, StoreError> {
    let kind: EventKind = row.kind.parse()?;
    let answer = row.data.get("answer").and_then(serde_json::Value::as_i64);
    let rectified = kind.is_correction().then(|| serde_json::from_value(row.data).ok()).flatten();
    Ok(Event { kind, on: row.occurred_on, actor: row.actor, reason: row.reason, rectified, answer })
}
