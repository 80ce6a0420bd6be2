//! The texts of a question: written from its form; once published, corrected with what they read before kept.

use jawab_domain::{Locale, PerLocale, lifecycle::EventKind, text::TextPart};
use jawab_store::entity::{earlier_text, question, text};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    Condition, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;

use super::{Outcome, Turn, check::Clean, parts::Content};

/// What a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Subject(i64),
    Question(i64),
    SubQuestion(i64),
    Answer(i64),
}

impl Owner {
    pub const fn part(self) -> TextPart {
        match self {
            Self::Subject(_) => TextPart::Subject,
            Self::Question(_) => TextPart::Question,
            Self::SubQuestion(_) => TextPart::SubQuestion,
            Self::Answer(_) => TextPart::Answer,
        }
    }

    pub fn condition(self) -> Condition {
        let of = match self {
            Self::Subject(id) | Self::Question(id) => text::COLUMN.question_id.eq(id),
            Self::SubQuestion(id) => text::COLUMN.sub_question_id.eq(id),
            Self::Answer(id) => text::COLUMN.answer_id.eq(id),
        };
        Condition::all().add(of).add(text::COLUMN.part.eq(self.part().code()))
    }

    const fn keys(self) -> (Option<i64>, Option<i64>, Option<i64>) {
        match self {
            Self::Subject(id) | Self::Question(id) => (Some(id), None, None),
            Self::SubQuestion(id) => (None, Some(id), None),
            Self::Answer(id) => (None, None, Some(id)),
        }
    }
}

impl Turn {
    /// Writes the texts of a question; with a reason, as a correction of what is published. Says whether any was corrected.
    pub(super) async fn write_texts(&mut self, row: &question::Model, content: &Content, correction: Option<&str>) -> Outcome<bool> {
        let mut corrected = self.write_texts_of(row.id, Owner::Subject(row.id), &content.subject, correction).await?;
        corrected |= self.write_texts_of(row.id, Owner::Question(row.id), &content.text, correction).await?;
        let named: Vec<Option<i64>> = content.sub_questions.iter().map(|(id, _)| *id).collect();
        let placed = self.place_sub_questions(row.id, &named).await?;
        for (id, (_, texts)) in placed.into_iter().zip(&content.sub_questions) {
            corrected |= self.write_texts_of(row.id, Owner::SubQuestion(id), texts, correction).await?;
        }
        Ok(corrected)
    }

    /// Writes the texts of one owner: those that are as they were keep their review.
    pub(super) async fn write_texts_of(
        &mut self,
        question: i64,
        owner: Owner,
        texts: &PerLocale<Clean>,
        correction: Option<&str>,
    ) -> Outcome<bool> {
        let mut corrected = false;
        let known = text::Entity::find().filter(owner.condition()).all(self.db()).await?;
        for old in &known {
            let locale: Locale = old.locale.parse()?;
            match texts.get(locale) {
                Some(new) if is_same(old, new) => {}
                Some(new) => {
                    if let Some(reason) = correction {
                        self.correct(question, old, new, reason).await?;
                        corrected = true;
                    }
                    self.rewrite(old, new).await?;
                }
                None => {
                    text::Entity::delete_by_id(old.id).exec(self.db()).await?;
                }
            }
        }
        for (locale, new) in texts.iter().filter(|(locale, _)| !known.iter().any(|old| old.locale == locale.code())) {
            let id = self.insert_text(owner, locale, new).await?;
            if let Some(reason) = correction {
                let data = json!({ "text": id, "part": owner.part(), "locale": locale, "role": new.role });
                self.tell(question, EventKind::TextAdded, None, Some(reason), data).await?;
                corrected = true;
            }
        }
        Ok(corrected)
    }

    /// Tells of a correction, and keeps what the text read before.
    pub(super) async fn correct(&mut self, question: i64, old: &text::Model, new: &Clean, reason: &str) -> Outcome<()> {
        let mut data = json!({ "text": old.id, "part": old.part, "locale": old.locale, "role": new.role, "role_before": old.role });
        if old.body != new.body {
            let earlier = earlier_text::ActiveModel {
                id: NotSet,
                text_id: Set(old.id),
                question_id: Set(question),
                body: Set(old.body.clone()),
                replaced_by: Set(self.by()),
                replaced_at: Set(self.now),
            };
            let earlier = earlier.insert(self.db()).await?.id;
            if let Some(fields) = data.as_object_mut() {
                fields.insert("earlier_text".into(), earlier.into());
            }
        }
        self.tell(question, EventKind::TextCorrected, Some(self.today), Some(reason), data).await
    }

    pub(super) async fn rewrite(&self, old: &text::Model, new: &Clean) -> Outcome<()> {
        let mut row = old.clone().into_active_model();
        row.body = Set(new.body.clone());
        row.role = Set(new.role.code().into());
        row.provenance = Set(json!(new.provenance));
        row.entered_by = Set(Some(self.by()));
        (row.reviewed_by, row.reviewed_on) = (Set(None), Set(None));
        row.update(self.db()).await?;
        Ok(())
    }

    pub(super) async fn insert_text(&self, owner: Owner, locale: Locale, new: &Clean) -> Outcome<i64> {
        let (question_id, sub_question_id, answer_id) = owner.keys();
        let row = text::ActiveModel {
            id: NotSet,
            part: Set(owner.part().code().into()),
            question_id: Set(question_id),
            sub_question_id: Set(sub_question_id),
            answer_id: Set(answer_id),
            locale: Set(locale.code().into()),
            role: Set(new.role.code().into()),
            body: Set(new.body.clone()),
            provenance: Set(json!(new.provenance)),
            entered_by: Set(Some(self.by())),
            reviewed_by: Set(None),
            reviewed_on: Set(None),
            created_at: Set(self.now),
        };
        Ok(row.insert(self.db()).await?.id)
    }
}

fn is_same(old: &text::Model, new: &Clean) -> bool {
    old.body == new.body && old.role == new.role.code() && old.provenance == json!(new.provenance)
}
