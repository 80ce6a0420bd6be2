//! Documents on questions and answers. What is published can gain documents and loses none.

use jawab_domain::{
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{answers, attachments, rows};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check::Checks};
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
        if attachments::has(self.db(), question, answer, document.sha256()).await? {
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
        attachments::delete(self.db(), row.id).await?;
        self.tell(held.id(), EventKind::Edited, None, None, json!({ "detached": row.sha256 })).await?;
        self.kept(held.id()).await
    }
}
