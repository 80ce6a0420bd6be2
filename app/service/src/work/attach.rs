//! Documents on questions and answers. One that was attached by mistake is withdrawn, with a reason where somebody may have read it; its file
//! is no longer served then, and is removed in time: see [`crate::attachments::Attachments::sweep`].

use jawab_domain::{
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{answers, attachments, questions, rows};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Kept, Outcome, Problem, Seen, Turn, UseCaseError,
    check::{self, Checks},
};
use crate::attachments::Document;

/// A document that was attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAttachment {
    /// Its internal identity.
    pub id: i64,
    /// The hash of its bytes, by which it is addressed.
    pub sha256: String,
    /// What it is called.
    pub title: String,
    /// How many pages it has.
    pub pages: i32,
    /// How many bytes.
    pub size: i64,
}

impl Turn {
    /// Attaches a document to a question, or to one of its answers. The document itself must be kept before the turn is
    /// committed: see [`crate::attachments::Attachments::keep`].
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] where the title cannot be taken, or the same document is there already.
    pub async fn attach(&mut self, seen: Seen, answer: Option<i64>, title: &str, document: &Document) -> Outcome<KeptAttachment> {
        let act = if answer.is_some() { Act::RecordAnswer } else { Act::KeepQuestion };
        let held = self.take(seen, act).await?;
        if let Some(answer) = answer
            && !answers::is_published_for(self.db(), answer, held.id()).await?
        {
            return Err(UseCaseError::NotFound);
        }
        let kept = self.keep_document(held.id(), answer, title, document).await?;
        self.index(held.id()).await?;
        Ok(kept)
    }

    async fn keep_document(&mut self, question: i64, answer: Option<i64>, title: &str, document: &Document) -> Outcome<KeptAttachment> {
        let mut checks = Checks::default();
        let clean = checks.name("title", Some(&title.to_owned()));
        if title.trim().is_empty() {
            checks.add("title", Problem::Missing);
        }
        if attachments::of(self.db(), question, answer, document.sha256()).await?.is_some() {
            checks.add("file", Problem::Exists);
        }
        checks.done()?;
        let row = rows::Attachment {
            id: 0,
            question_id: if answer.is_none() { Some(question) } else { None },
            answer_id: answer,
            sha256: document.sha256().into(),
            media_type: "application/pdf".into(),
            size_bytes: document.size(),
            pages: document.pages(),
            title: clean.unwrap_or_default(),
            created_at: self.now,
        };
        let row = attachments::insert(self.db(), row).await?;
        let data = json!({ "attachment": row.id, "answer": answer, "sha256": row.sha256, "pages": row.pages });
        self.tell(question, EventKind::Attached, None, None, data).await?;
        Ok(KeptAttachment { id: row.id, sha256: row.sha256, title: row.title, pages: row.pages, size: row.size_bytes })
    }

    /// Takes a document off a question that was never published. Its bytes stay where others have it.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] where the question is or was published.
    pub async fn detach(&mut self, seen: Seen, attachment: i64) -> Outcome<Kept> {
        let held = self.take(seen, Act::KeepQuestion).await?;
        if held.was_published() {
            return Err(Refusal::WrongPublication(held.state.publication).into());
        }
        let row = attachments::by_id(self.db(), attachment).await?;
        let row = row.filter(|row| row.question_id == Some(held.id())).ok_or(UseCaseError::NotFound)?;
        self.drop_document(row.id).await?;
        self.tell(held.id(), EventKind::Edited, None, None, json!({ "detached": row.sha256 })).await?;
        self.kept(held.id()).await
    }

    /// Withdraws a document that was attached by mistake to a question, or to one of its published answers. A file that another document
    /// names as well is still served for that.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] where it is none of the question's, or no longer; [`UseCaseError::Invalid`] without a reason.
    pub async fn withdraw_document(&mut self, seen: Seen, attachment: i64, reason: &str) -> Outcome<Kept> {
        self.hold_answered(attachment).await?;
        let held = self.take(seen, Act::KeepQuestion).await?;
        let row = attachments::by_id(self.db(), attachment).await?.ok_or(UseCaseError::NotFound)?;
        if row.answer_id.is_some() {
            self.look(held.id(), Act::RecordAnswer, None).await?;
        }
        let questions = match row.answer_id {
            None if row.question_id == Some(held.id()) => vec![held.id()],
            Some(answer) if answers::is_published_for(self.db(), answer, held.id()).await? => {
                answers::questions_of(self.db(), answer).await?
            }
            _ => return Err(UseCaseError::NotFound),
        };
        let reason = check::reason(reason)?;
        self.drop_document(row.id).await?;
        let data = json!({ "attachment": row.id, "answer": row.answer_id, "sha256": row.sha256 });
        for question in questions {
            self.touch(question, held.id()).await?;
            self.tell(question, EventKind::DocumentWithdrawn, None, Some(&reason), data.clone()).await?;
            self.index(question).await?;
        }
        self.kept(held.id()).await
    }

    /// Where a document is on an answer for several questions, two changes of those at once must not wait for each other in a ring.
    async fn hold_answered(&self, attachment: i64) -> Outcome<()> {
        let Some(answer) = attachments::by_id(self.db(), attachment).await?.and_then(|row| row.answer_id) else { return Ok(()) };
        if answers::questions_of(self.db(), answer).await?.len() > 1 { Ok(questions::lock_all(self.db()).await?) } else { Ok(()) }
    }

    /// Takes a document away, which somebody may have taken since it was seen.
    async fn drop_document(&self, id: i64) -> Outcome<()> {
        if attachments::delete(self.db(), id).await? { Ok(()) } else { Err(UseCaseError::NotFound) }
    }
}
