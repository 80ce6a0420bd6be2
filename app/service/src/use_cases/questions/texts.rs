//! The texts of a question: written from the form; after publication corrected, with earlier versions kept.

use jawab_domain::{Locale, PerLocale, lifecycle::EventKind};
use jawab_store::{
    rows,
    texts::{self, NewBody, Owner},
};
use serde_json::json;

use crate::use_cases::{UnitOfWork, UseCaseResult, questions::content::Content, validation::CheckedText};

impl UnitOfWork {
    /// Writes the texts of a question, and in which languages it can be read; with a reason, as a correction of published texts. Returns
    /// whether any was corrected.
    pub(in crate::use_cases) async fn write_texts(
        &mut self,
        row: &rows::Question,
        content: &Content,
        correction: Option<&str>,
    ) -> UseCaseResult<bool> {
        let mut corrected = self.write_texts_of(row.id, Owner::Subject(row.id), &content.subject, correction).await?;
        corrected |= self.write_texts_of(row.id, Owner::Question(row.id), &content.text, correction).await?;
        let named: Vec<Option<i64>> = content.sub_questions.iter().map(|(id, _)| *id).collect();
        let placed = self.place_sub_questions(row.id, &named).await?;
        for (id, (_, texts)) in placed.into_iter().zip(&content.sub_questions) {
            corrected |= self.write_texts_of(row.id, Owner::SubQuestion(id), texts, correction).await?;
        }
        self.write_languages(row.id).await?;
        Ok(corrected)
    }

    /// Writes the texts of one owner. Unchanged texts keep their review.
    pub(in crate::use_cases) async fn write_texts_of(
        &mut self,
        question: i64,
        owner: Owner,
        new: &PerLocale<CheckedText>,
        correction: Option<&str>,
    ) -> UseCaseResult<bool> {
        let mut corrected = false;
        let known = texts::of_owner(self.db(), owner).await?;
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
                self.record_event(question, EventKind::TextAdded, None, Some(reason), data).await?;
                corrected = true;
            }
        }
        Ok(corrected)
    }

    /// Records a correction and keeps the earlier version.
    pub(in crate::use_cases) async fn correct(
        &mut self,
        question: i64,
        old: &rows::Text,
        new: &CheckedText,
        reason: &str,
    ) -> UseCaseResult<()> {
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
            let earlier = texts::insert_earlier(self.db(), earlier).await?;
            if let Some(fields) = data.as_object_mut() {
                fields.insert("earlier_text".into(), earlier.into());
            }
        }
        self.record_event(question, EventKind::TextCorrected, Some(self.today), Some(reason), data).await
    }

    pub(in crate::use_cases) async fn rewrite(&self, old: &rows::Text, new: &CheckedText) -> UseCaseResult<()> {
        let (body, role, provenance) = (new.body.clone(), new.role.code().into(), json!(new.provenance));
        Ok(texts::replace_body(self.db(), old, NewBody { body, role, provenance, entered_by: self.by() }).await?)
    }

    pub(in crate::use_cases) async fn insert_text(&self, owner: Owner, locale: Locale, new: &CheckedText) -> UseCaseResult<i64> {
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

fn is_same(old: &rows::Text, new: &CheckedText) -> bool {
    old.body == new.body && old.role == new.role.code() && old.provenance == json!(new.provenance)
}
