//! The texts of a question: written from its form; once published, corrected with what they read before kept.

use jawab_domain::{Locale, PerLocale, lifecycle::EventKind};
use jawab_store::{
    rows,
    texts::{self, NewBody, Owner},
};
use serde_json::json;

use super::{Outcome, Turn, check::Clean, parts::Content};

impl Turn {
    /// Writes the texts of a question; with a reason, as a correction of what is published. Says whether any was corrected.
    pub(super) async fn write_texts(&mut self, row: &rows::Question, content: &Content, correction: Option<&str>) -> Outcome<bool> {
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
        new: &PerLocale<Clean>,
        correction: Option<&str>,
    ) -> Outcome<bool> {
        let mut corrected = false;
        let known = texts::of(self.db(), owner).await?;
        for old in &known {
            let locale: Locale = old.locale.parse()?;
            match new.get(locale) {
                Some(new) if is_same(old, new) => {}
                Some(new) => {
                    if let Some(reason) = correction {
                        self.correct(question, old, new, reason).await?;
                        corrected = true;
                    }
                    self.rewrite(old, new).await?;
                }
                None => texts::delete(self.db(), [old.id]).await?,
            }
        }
        for (locale, new) in new.iter().filter(|(locale, _)| !known.iter().any(|old| old.locale == locale.code())) {
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
    pub(super) async fn correct(&mut self, question: i64, old: &rows::Text, new: &Clean, reason: &str) -> Outcome<()> {
        let mut data = json!({ "text": old.id, "part": old.part, "locale": old.locale, "role": new.role, "role_before": old.role });
        if old.body != new.body {
            let earlier = rows::EarlierText {
                id: 0,
                text_id: old.id,
                question_id: question,
                body: old.body.clone(),
                replaced_by: self.by(),
                replaced_at: self.now,
            };
            let earlier = texts::keep_earlier(self.db(), earlier).await?;
            if let Some(fields) = data.as_object_mut() {
                fields.insert("earlier_text".into(), earlier.into());
            }
        }
        self.tell(question, EventKind::TextCorrected, Some(self.today), Some(reason), data).await
    }

    pub(super) async fn rewrite(&self, old: &rows::Text, new: &Clean) -> Outcome<()> {
        let (body, role, provenance) = (new.body.clone(), new.role.code().into(), json!(new.provenance));
        Ok(texts::rewrite(self.db(), old, NewBody { body, role, provenance, entered_by: self.by() }).await?)
    }

    pub(super) async fn insert_text(&self, owner: Owner, locale: Locale, new: &Clean) -> Outcome<i64> {
        let (question_id, sub_question_id, answer_id) = owner.keys();
        let row = rows::Text {
            id: 0,
            part: owner.part().code().into(),
            question_id,
            sub_question_id,
            answer_id,
            locale: locale.code().into(),
            role: new.role.code().into(),
            body: new.body.clone(),
            provenance: json!(new.provenance),
            entered_by: Some(self.by()),
            reviewed_by: None,
            reviewed_on: None,
            created_at: self.now,
        };
        Ok(texts::insert(self.db(), row).await?)
    }
}

fn is_same(old: &rows::Text, new: &Clean) -> bool {
    old.body == new.body && old.role == new.role.code() && old.provenance == json!(new.provenance)
}
