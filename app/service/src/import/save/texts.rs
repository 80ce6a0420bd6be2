//! The authors and texts of a record.

use std::collections::BTreeSet;

use jawab_domain::{Locale, people::Gender, text::TextPart};
use jawab_store::{Connection, StoreError, rows};
use serde_json::json;

use super::{Saver, standing_texts::StandingTexts};
use crate::import::draft::{Draft, Text};

impl<C: Connection> Saver<'_, C> {
    pub(super) async fn authors(&mut self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let mut rows: Vec<rows::Author> = Vec::new();
        let mut seen = BTreeSet::new();
        for author in &draft.authors {
            let gender: Option<Gender> = author.gender;
            let member = self.people.member(self.db, &author.name, gender).await?;
            let group = self.people.group(self.db, &author.group, draft.chamber).await?;
            self.people.seat(self.db, member, draft.chamber, draft.legislature, group, &author.district).await?;
            if seen.insert(member) {
                let position = i32::try_from(rows.len() + 1).unwrap_or(i32::MAX);
                rows.push(rows::Author { question_id: id, position, member_id: member, political_group_id: group });
            }
        }
        self.deferred.authors.extend(rows);
        Ok(())
    }

    /// Prepares the subject and text, except texts that stay, or were here before their redaction.
    pub(super) fn texts(&mut self, id: i64, draft: &Draft, standing: &StandingTexts) {
        for (field, part, texts) in [("subject", TextPart::Subject, &draft.subject), ("text", TextPart::Question, &draft.text)] {
            for (locale, text) in texts.iter() {
                if standing.keeps((part, locale)) {
                    continue;
                }
                if standing.is_redacted((part, locale)) || self.redacted.has(text) {
                    self.note_unchanged(format!("{field}.{locale}"));
                } else {
                    let row = rows::Text { question_id: Some(id), ..self.text(part, locale, text) };
                    self.texts.push(row);
                }
            }
        }
    }

    pub(super) fn text(&self, part: TextPart, locale: Locale, text: &Text) -> rows::Text {
        rows::Text {
            id: 0,
            part: part.code().into(),
            question_id: None,
            sub_question_id: None,
            answer_id: None,
            locale: locale.code().into(),
            role: text.role.code().into(),
            body: text.body.clone(),
            provenance: json!(text.provenance),
            entered_by: Some(self.actor.into()),
            reviewed_by: text.review.as_ref().map(|review| review.by.clone()),
            reviewed_on: text.review.as_ref().map(|review| review.on),
            created_at: self.now,
        }
    }
}

/// The field of a subject or text of a question, and what a record says of it.
pub(super) fn in_source<'d>(draft: &'d Draft, row: &rows::Text) -> (String, Option<&'d Text>) {
    let (field, texts) = if row.part == TextPart::Subject.code() { ("subject", &draft.subject) } else { ("text", &draft.text) };
    (format!("{field}.{}", row.locale), row.locale.parse::<Locale>().ok().and_then(|locale| texts.get(locale)))
}
