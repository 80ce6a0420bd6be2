//! Translations: added, changed, reviewed. A text of a published answer can be added and reviewed, but not changed.

use jawab_domain::{
    Locale, PerLocale,
    access::Act,
    field::FieldName,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{
    answers, rows, sub_questions,
    texts::{self, Owner},
};
use serde_json::json;

use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, TextInput, TextPlace, UnitOfWork, UseCaseError, UseCaseResult,
    questions::loaded_question::LoadedQuestion,
    validation::{CheckedText, Checks, optional_reason},
};

impl UnitOfWork {
    /// Adds a text in a language that has none.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if there is one already, or the text is not valid.
    pub async fn add_translation(
        &mut self,
        expected: ExpectedVersion,
        place: TextPlace,
        locale: Locale,
        input: &TextInput,
    ) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::Translate).await?;
        let owner = self.owner(&loaded, place).await?;
        let new = clean(owner, locale, input)?;
        if texts::in_language(self.db(), owner, locale).await?.is_some() {
            return Err(UseCaseError::field(FieldName::Text, Problem::Exists));
        }
        let id = self.insert_text(owner, locale, &new).await?;
        let data = json!({ "text": id, "part": owner.part(), "locale": locale, "role": new.role });
        let row = self.text_of(loaded.id(), id).await?;
        for question in self.questions_of_text(&row, loaded.id()).await? {
            self.touch(question, loaded.id()).await?;
            self.record_event(question, EventKind::TextAdded, None, None, data.clone()).await?;
            self.write_languages(question).await?;
            self.index(question).await?;
        }
        Ok(loaded.saved())
    }

    /// Changes a text of a question. For a published text a reason is required, and the earlier version is kept.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::AnswerPublished`] for published answers.
    pub async fn change_text(
        &mut self,
        expected: ExpectedVersion,
        text_id: i64,
        input: &TextInput,
        reason: Option<&str>,
    ) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::Translate).await?;
        let reason = optional_reason(reason)?;
        let row = self.text_of(loaded.id(), text_id).await?;
        if row.answer_id.is_some() {
            return Err(Refusal::AnswerPublished.into());
        }
        let owner = owner_of(&row)?;
        let new = clean(owner, row.locale.parse()?, input)?;
        if loaded.was_published() {
            let reason = reason.ok_or_else(|| UseCaseError::field(FieldName::Reason, Problem::Missing))?;
            self.correct(loaded.id(), &row, &new, &reason).await?;
        } else {
            let data = json!({ "text": row.id, "part": row.part, "locale": row.locale });
            self.record_event(loaded.id(), EventKind::Edited, None, reason.as_deref(), data).await?;
        }
        self.rewrite(&row, &new).await?;
        self.update_translation_needs(loaded.id()).await?;
        self.index(loaded.id()).await?;
        Ok(loaded.saved())
    }

    /// Records that somebody reviewed a text, with the name shown to readers.
    pub async fn review_text(&mut self, expected: ExpectedVersion, text_id: i64) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::Translate).await?;
        let row = self.text_of(loaded.id(), text_id).await?;
        self.reviewed(&loaded, row).await
    }

    /// Reviews the text of a place in a language.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] if there is none; otherwise as [`Self::review_text`].
    pub async fn review_translation(
        &mut self,
        expected: ExpectedVersion,
        place: TextPlace,
        locale: Locale,
    ) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::Translate).await?;
        let owner = self.owner(&loaded, place).await?;
        let row = texts::in_language(self.db(), owner, locale).await?.ok_or(UseCaseError::NotFound)?;
        self.reviewed(&loaded, row).await
    }

    async fn reviewed(&mut self, loaded: &LoadedQuestion, row: rows::Text) -> UseCaseResult<SavedQuestion> {
        let data = json!({ "text": row.id, "part": row.part, "locale": row.locale });
        let questions = self.questions_of_text(&row, loaded.id()).await?;
        texts::review(self.db(), row, &self.actor.name, self.today).await?;
        for question in questions {
            self.record_event(question, EventKind::TextReviewed, Some(self.today), None, data.clone()).await?;
            self.update_translation_needs(question).await?;
        }
        Ok(loaded.saved())
    }

    /// The owner of a text in the database. An answer must be published and not annulled.
    async fn owner(&self, loaded: &LoadedQuestion, place: TextPlace) -> UseCaseResult<Owner> {
        match place {
            TextPlace::Subject => Ok(Owner::Subject(loaded.id())),
            TextPlace::Question => Ok(Owner::Question(loaded.id())),
            TextPlace::SubQuestion(id) => {
                let sub = sub_questions::by_id(self.db(), id).await?.filter(|sub| sub.question_id == loaded.id());
                sub.map(|sub| Owner::SubQuestion(sub.id)).ok_or(UseCaseError::NotFound)
            }
            TextPlace::Answer(id) => {
                let published = answers::is_published_for(self.db(), id, loaded.id()).await?;
                let stands = published && !answers::is_annulled(self.db(), id).await?;
                if stands { Ok(Owner::Answer(id)) } else { Err(UseCaseError::NotFound) }
            }
        }
    }
}

fn owner_of(row: &rows::Text) -> UseCaseResult<Owner> {
    let owner = match row.part.as_str() {
        "subject" => row.question_id.map(Owner::Subject),
        "question" => row.question_id.map(Owner::Question),
        "sub_question" => row.sub_question_id.map(Owner::SubQuestion),
        _ => row.answer_id.map(Owner::Answer),
    };
    owner.ok_or(UseCaseError::NotFound)
}

fn clean(owner: Owner, locale: Locale, input: &TextInput) -> UseCaseResult<CheckedText> {
    let mut checks = Checks::default();
    let texts: PerLocale<TextInput> = [(locale, input.clone())].into_iter().collect();
    let mut cleaned = match owner {
        Owner::Subject(_) => checks.titles(FieldName::Text, &texts),
        _ => checks.bodies(FieldName::Text, &texts),
    };
    checks.done()?;
    cleaned.get_mut(locale).take().ok_or_else(|| UseCaseError::field(FieldName::Text.in_language(locale), Problem::Missing))
}
