//! Translations: added, changed, reviewed. A text of a published answer can be added and reviewed, never changed.

use jawab_domain::{
    Locale, PerLocale,
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{
    answers, rows, sub_questions,
    texts::{self, Owner},
};
use serde_json::json;

use super::{
    Kept, Outcome, Problem, Seen, TextInput, TextPlace, Turn, UseCaseError,
    check::{Checks, Clean, optional_reason},
    held::Held,
};

impl Turn {
    /// Adds a text in a language that has none.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where there is one already, or this one cannot be taken.
    pub async fn add_translation(&mut self, seen: Seen, place: TextPlace, locale: Locale, input: &TextInput) -> Outcome<Kept> {
        let held = self.take(seen, Act::Translate).await?;
        let owner = self.owner(&held, place).await?;
        let new = clean(owner, locale, input)?;
        if texts::in_language(self.db(), owner, locale).await?.is_some() {
            return Err(UseCaseError::field("text", Problem::Exists));
        }
        let id = self.insert_text(owner, locale, &new).await?;
        let data = json!({ "text": id, "part": owner.part(), "locale": locale, "role": new.role });
        let row = self.text_of(held.id(), id).await?;
        for question in self.questions_of_text(&row, held.id()).await? {
            self.touch(question, held.id()).await?;
            self.tell(question, EventKind::TextAdded, None, None, data.clone()).await?;
            self.write_languages(question).await?;
            self.index(question).await?;
        }
        self.kept(held.id()).await
    }

    /// Changes a text of a question; what a published one read before is kept, and a reason is wanted.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::AnswerPublished`] for published answers.
    pub async fn change_text(&mut self, seen: Seen, text_id: i64, input: &TextInput, reason: Option<&str>) -> Outcome<Kept> {
        let held = self.take(seen, Act::Translate).await?;
        let reason = optional_reason(reason)?;
        let row = self.text_of(held.id(), text_id).await?;
        if row.answer_id.is_some() {
            return Err(Refusal::AnswerPublished.into());
        }
        let owner = owner_of(&row)?;
        let new = clean(owner, row.locale.parse()?, input)?;
        if held.was_published() {
            let reason = reason.ok_or_else(|| UseCaseError::field("reason", Problem::Missing))?;
            self.correct(held.id(), &row, &new, &reason).await?;
        } else {
            let data = json!({ "text": row.id, "part": row.part, "locale": row.locale });
            self.tell(held.id(), EventKind::Edited, None, reason.as_deref(), data).await?;
        }
        self.rewrite(&row, &new).await?;
        self.note_needs(held.id()).await?;
        self.index(held.id()).await?;
        self.kept(held.id()).await
    }

    /// Notes that somebody read a text over, by the name that readers are shown.
    ///
    /// # Errors
    /// As for any change of the question.
    pub async fn review_text(&mut self, seen: Seen, text_id: i64) -> Outcome<Kept> {
        let held = self.take(seen, Act::Translate).await?;
        let row = self.text_of(held.id(), text_id).await?;
        self.reviewed(&held, row).await
    }

    /// The same of the text that is at a place in a language.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where there is none; otherwise as [`Self::review_text`].
    pub async fn review_translation(&mut self, seen: Seen, place: TextPlace, locale: Locale) -> Outcome<Kept> {
        let held = self.take(seen, Act::Translate).await?;
        let owner = self.owner(&held, place).await?;
        let row = texts::in_language(self.db(), owner, locale).await?.ok_or(UseCaseError::NotFound)?;
        self.reviewed(&held, row).await
    }

    async fn reviewed(&mut self, held: &Held, row: rows::Text) -> Outcome<Kept> {
        let data = json!({ "text": row.id, "part": row.part, "locale": row.locale });
        let questions = self.questions_of_text(&row, held.id()).await?;
        texts::review(self.db(), row, &self.actor.name, self.today).await?;
        for question in questions {
            self.tell(question, EventKind::TextReviewed, Some(self.today), None, data.clone()).await?;
            self.note_needs(question).await?;
        }
        self.kept(held.id()).await
    }

    /// What a place in a question is to the database; an answer must be published, and count.
    async fn owner(&self, held: &Held, place: TextPlace) -> Outcome<Owner> {
        match place {
            TextPlace::Subject => Ok(Owner::Subject(held.id())),
            TextPlace::Question => Ok(Owner::Question(held.id())),
            TextPlace::SubQuestion(id) => {
                let sub = sub_questions::by_id(self.db(), id).await?.filter(|sub| sub.question_id == held.id());
                sub.map(|sub| Owner::SubQuestion(sub.id)).ok_or(UseCaseError::NotFound)
            }
            TextPlace::Answer(id) => {
                let published = answers::is_published_for(self.db(), id, held.id()).await?;
                let stands = published && !answers::is_annulled(self.db(), id).await?;
                if stands { Ok(Owner::Answer(id)) } else { Err(UseCaseError::NotFound) }
            }
        }
    }
}

fn owner_of(row: &rows::Text) -> Outcome<Owner> {
    let owner = match row.part.as_str() {
        "subject" => row.question_id.map(Owner::Subject),
        "question" => row.question_id.map(Owner::Question),
        "sub_question" => row.sub_question_id.map(Owner::SubQuestion),
        _ => row.answer_id.map(Owner::Answer),
    };
    owner.ok_or(UseCaseError::NotFound)
}

fn clean(owner: Owner, locale: Locale, input: &TextInput) -> Outcome<Clean> {
    let mut checks = Checks::default();
    let texts: PerLocale<TextInput> = [(locale, input.clone())].into_iter().collect();
    let mut cleaned = match owner {
        Owner::Subject(_) => checks.titles("text", &texts),
        _ => checks.bodies("text", &texts),
    };
    checks.done()?;
    cleaned.get_mut(locale).take().ok_or_else(|| UseCaseError::field(format!("text.{locale}"), Problem::Missing))
}
