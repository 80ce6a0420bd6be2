//! Hiding what should not be read: a question as a whole, by two people; a passage of a text, visibly.

use jawab_domain::{
    access::Act,
    lifecycle::{Command, EventKind, Publication, Refusal},
    text::{TextPart, redacted},
};
use jawab_store::entity::{answer, answer_question, earlier_text, hiding_request, redaction, sub_question, text};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check, held::Told};

/// What the open row of a redaction refers to: nothing, so that it cannot outlive its transaction.
const NEVER: i64 = 0;

impl Turn {
    /// Asks for a published question to be hidden; another person must confirm.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where it is not published: what is not need not be hidden.
    pub async fn ask_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        held.state.decide(Command::Hide { reason: reason.clone() })?;
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
        let row = hiding_request::ActiveModel {
            question_id: Set(held.id()),
            reason: Set(reason.clone()),
            asked_by: Set(self.by()),
            asked_at: Set(self.now),
        };
        hiding_request::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.tell(held.id(), EventKind::HidingAsked, None, Some(&reason), json!({})).await?;
        self.kept(held.id()).await
    }

    /// Hides a question, as somebody else asked.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`], or as the rule of two has it ([`crate::second_person`]).
    pub async fn confirm_hiding(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::HideQuestion).await?;
        let asked = hiding_request::Entity::find_by_id(held.id()).one(self.db()).await?.ok_or(Refusal::NothingAsked)?;
        self.must_be_second(&asked.asked_by).await?;
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
        if held.state.publication == Publication::Published {
            held.row.hidden_reason = Some(asked.reason.clone());
        }
        let told = Told { on: Some(self.today), reason: Some(&asked.reason), data: json!({ "asked_by": asked.asked_by }) };
        self.decide(&mut held, Command::Hide { reason: asked.reason.clone() }, told).await?;
        self.kept(held.id()).await
    }

    /// Drops the wish to hide a question: whoever asked takes it back, another says why not.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] with [`Refusal::NothingAsked`]; [`UseCaseError::Invalid`] without a reason of another.
    pub async fn drop_hiding(&mut self, seen: Seen, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let asked = hiding_request::Entity::find_by_id(held.id()).one(self.db()).await?.ok_or(Refusal::NothingAsked)?;
        let own = asked.asked_by == self.by();
        let reason = if own { check::optional_reason(Some(reason))? } else { Some(check::reason(reason)?) };
        hiding_request::Entity::delete_by_id(held.id()).exec(self.db()).await?;
        self.tell(held.id(), EventKind::HidingDropped, None, reason.as_deref(), json!({ "own": own })).await?;
        self.kept(held.id()).await
    }

    /// Takes a passage out of a text of a published question, wherever it occurs there and in what the text read earlier, and
    /// leaves the mark in its place. What stood there is not kept, only the hash of the whole text.
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where the passage does not occur; [`UseCaseError::Refused`] where the question was never
    /// published: there the text is edited.
    pub async fn redact(&mut self, seen: Seen, text_id: i64, passage: &str, reason: &str) -> Outcome<Kept> {
        let held = self.take(seen, Act::HideQuestion).await?;
        let reason = check::reason(reason)?;
        if !held.was_published() {
            return Err(Refusal::WrongPublication(Publication::Unpublished).into());
        }
        let row = self.text_of(held.id(), text_id).await?;
        let passage = passage.trim();
        let body = redacted(&row.body, passage).ok_or_else(|| UseCaseError::field("passage", Problem::NotInText))?;
        let hash = format!("{:x}", Sha256::digest(&row.body));
        let open = redaction::ActiveModel {
            id: NotSet,
            text_id: Set(row.id),
            question_id: Set(held.id()),
            reason: Set(reason.clone()),
            body_sha256: Set(hash.clone()),
            redacted_by: Set(self.by()),
            redacted_at: Set(self.now),
            passage: Set(Some(passage.into())),
            open_until_commit: Set(Some(NEVER)),
        };
        let mut open = open.insert(self.db()).await?.into_active_model();
        let mut changed = row.clone().into_active_model();
        changed.body = Set(body);
        changed.update(self.db()).await?;
        self.redact_earlier(row.id, passage).await?;
        (open.passage, open.open_until_commit) = (Set(None), Set(None));
        open.update(self.db()).await?;
        let data = json!({ "text": row.id, "part": row.part, "locale": row.locale, "sha256_before": hash });
        self.tell(held.id(), EventKind::Redacted, Some(self.today), Some(&reason), data).await?;
        for question in self.questions_of_text(&row, held.id()).await? {
            self.touch(question, held.id()).await?;
            self.index(question).await?;
        }
        self.kept(held.id()).await
    }

    async fn redact_earlier(&self, text_id: i64, passage: &str) -> Outcome<()> {
        for earlier in earlier_text::Entity::find().filter(earlier_text::COLUMN.text_id.eq(text_id)).all(self.db()).await? {
            if let Some(body) = redacted(&earlier.body, passage) {
                let mut earlier = earlier.into_active_model();
                earlier.body = Set(body);
                earlier.update(self.db()).await?;
            }
        }
        Ok(())
    }

    /// A text of a question, its sub-questions or its published answers.
    pub(super) async fn text_of(&self, question: i64, text_id: i64) -> Outcome<text::Model> {
        let row = text::Entity::find_by_id(text_id).one(self.db()).await?.ok_or(UseCaseError::NotFound)?;
        let belongs = match row.part.parse()? {
            TextPart::Subject | TextPart::Question => row.question_id == Some(question),
            TextPart::SubQuestion => {
                let sub = sub_question::Entity::find_by_id(row.sub_question_id.unwrap_or_default()).one(self.db()).await?;
                sub.is_some_and(|sub| sub.question_id == question)
            }
            TextPart::Answer => {
                let answer = row.answer_id.unwrap_or_default();
                let published = answer::Entity::find_by_id(answer).one(self.db()).await?.is_some_and(|row| row.published_at.is_some());
                published && answer_question::Entity::find_by_id((answer, question)).one(self.db()).await?.is_some()
            }
        };
        if belongs { Ok(row) } else { Err(UseCaseError::NotFound) }
    }

    /// Every question whose readers see a text: for an answer's, all that it answers.
    pub(super) async fn questions_of_text(&self, row: &text::Model, question: i64) -> Outcome<Vec<i64>> {
        let Some(answer) = row.answer_id else { return Ok(vec![question]) };
        self.questions_of(answer).await
    }

    /// Every question that an answer answers, the one it was written for first.
    pub(super) async fn questions_of(&self, answer: i64) -> Outcome<Vec<i64>> {
        let edges = answer_question::Entity::find().filter(answer_question::COLUMN.answer_id.eq(answer));
        let edges = edges.order_by_asc(answer_question::COLUMN.position).all(self.db()).await?;
        Ok(edges.into_iter().map(|edge| edge.question_id).collect())
    }
}
