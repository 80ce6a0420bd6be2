//! Authors, texts and sub-questions.

use std::collections::BTreeSet;

use jawab_domain::{Locale, people::Gender, text::TextPart};
use jawab_store::{
    StoreError,
    entity::{answer_coverage, author, sub_question, text},
};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;

use super::{SaveError, Saver, insert_all};
use crate::import::{
    draft::{Draft, Text},
    report::Problem,
};

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
        insert_all(self.db, rows).await
    }

    /// Writes subject and text, but for those texts that stand.
    pub(super) async fn texts(&mut self, id: i64, draft: &Draft, standing: &[text::Model]) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (field, part, texts) in [("subject", TextPart::Subject, &draft.subject), ("text", TextPart::Question, &draft.text)] {
            for (locale, text) in texts.iter() {
                if standing.iter().any(|old| old.part == part.code() && old.locale == locale.code()) {
                    self.stands(format!("{field}.{locale}"));
                } else {
                    rows.push(text::ActiveModel { question_id: Set(Some(id)), ..self.text(part, locale, text) });
                }
            }
        }
        insert_all(self.db, rows).await
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

    /// Writes the sub-questions; gives their identities in order. Those there already keep theirs.
    pub(super) async fn sub_questions(&mut self, id: i64, draft: &Draft) -> Result<Vec<i64>, SaveError> {
        let known = sub_question::Entity::find()
            .filter(sub_question::COLUMN.question_id.eq(id))
            .order_by_asc(sub_question::COLUMN.position)
            .all(self.db)
            .await?;
        self.drop_sub_questions(known.iter().skip(draft.sub_questions.len()).map(|row| row.id).collect()).await?;
        let mut ids = Vec::new();
        for (n, texts) in draft.sub_questions.iter().enumerate() {
            let (sub_id, standing) = match known.get(n) {
                Some(row) => (row.id, self.clear_sub_question(row.id).await?),
                None => {
                    let position = Set(i32::try_from(n + 1).unwrap_or(i32::MAX));
                    (sub_question::ActiveModel { id: NotSet, question_id: Set(id), position }.insert(self.db).await?.id, Vec::new())
                }
            };
            let mut rows = Vec::new();
            for (locale, text) in texts.iter() {
                if standing.iter().any(|old| old.locale == locale.code()) {
                    self.stands(format!("sub_questions[{n}].{locale}"));
                } else {
                    rows.push(text::ActiveModel { sub_question_id: Set(Some(sub_id)), ..self.text(TextPart::SubQuestion, locale, text) });
                }
            }
            insert_all(self.db, rows).await?;
            ids.push(sub_id);
        }
        Ok(ids)
    }

    /// Removes the texts of a sub-question, but for those that were redacted, which it gives.
    async fn clear_sub_question(&self, id: i64) -> Result<Vec<text::Model>, StoreError> {
        let (standing, gone) = self.parted(text::Entity::find().filter(text::COLUMN.sub_question_id.eq(id)).all(self.db).await?).await?;
        text::Entity::delete_many().filter(text::COLUMN.id.is_in(gone.iter().map(|text| text.id))).exec(self.db).await?;
        Ok(standing)
    }

    /// Removes sub-questions that the source has no longer. Those that an answer addresses cannot be.
    async fn drop_sub_questions(&self, surplus: Vec<i64>) -> Result<(), SaveError> {
        if surplus.is_empty() {
            return Ok(());
        }
        let assessed = answer_coverage::Entity::find().filter(answer_coverage::COLUMN.sub_question_id.is_in(surplus.clone()));
        if assessed.one(self.db).await?.is_some() {
            return Err(SaveError::Record("sub_questions".into(), Problem::PublishedAnswer));
        }
        text::Entity::delete_many().filter(text::COLUMN.sub_question_id.is_in(surplus.clone())).exec(self.db).await?;
        sub_question::Entity::delete_many().filter(sub_question::COLUMN.id.is_in(surplus)).exec(self.db).await?;
        Ok(())
    }
}
