//! Authors and texts.

use std::collections::BTreeSet;

use jawab_domain::{Locale, people::Gender, text::TextPart};
use jawab_store::{
    StoreError,
    entity::{author, text},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait,
};
use serde_json::json;

use super::Saver;
use crate::import::draft::{Draft, Text};

impl<C: ConnectionTrait> Saver<'_, C> {
    pub(super) async fn authors(&mut self, id: i64, draft: &Draft) -> Result<(), StoreError> {
        let mut rows: Vec<author::ActiveModel> = Vec::new();
        let mut seen = BTreeSet::new();
        for author in &draft.authors {
            let gender: Option<Gender> = author.gender;
            let member = self.people.member(self.db, &author.name, gender).await?;
            let group = self.people.group(self.db, &author.group, draft.chamber).await?;
            self.people.seat(self.db, member, draft.chamber, draft.legislature, group, &author.district).await?;
            if seen.insert(member) {
                rows.push(author::ActiveModel {
                    question_id: Set(id),
                    position: Set(i32::try_from(rows.len() + 1).unwrap_or(i32::MAX)),
                    member_id: Set(member),
                    political_group_id: Set(group),
                });
            }
        }
        self.later.authors.extend(rows);
        Ok(())
    }

    /// Subject and text are to be written, but for those texts that stand, or stood here before they were redacted.
    pub(super) fn texts(&mut self, id: i64, draft: &Draft, standing: &[text::Model]) {
        for (field, part, texts) in [("subject", TextPart::Subject, &draft.subject), ("text", TextPart::Question, &draft.text)] {
            for (locale, text) in texts.iter() {
                if standing.iter().any(|old| old.part == part.code() && old.locale == locale.code()) || self.redacted.has(text) {
                    self.stands(format!("{field}.{locale}"));
                } else {
                    let row = text::ActiveModel { question_id: Set(Some(id)), ..self.text(part, locale, text) };
                    self.texts.push(row);
                }
            }
        }
    }

    pub(super) fn text(&self, part: TextPart, locale: Locale, text: &Text) -> text::ActiveModel {
        text::ActiveModel {
            id: NotSet,
            part: Set(part.code().into()),
            question_id: Set(None),
            sub_question_id: Set(None),
            answer_id: Set(None),
            locale: Set(locale.code().into()),
            role: Set(text.role.code().into()),
            body: Set(text.body.clone()),
            provenance: Set(json!(text.provenance)),
            entered_by: Set(Some(self.actor.into())),
            reviewed_by: Set(text.review.as_ref().map(|review| review.by.clone())),
            reviewed_on: Set(text.review.as_ref().map(|review| review.on)),
            created_at: Set(self.now),
        }
    }
}
