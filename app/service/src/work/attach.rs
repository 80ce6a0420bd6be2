//! Documents on questions and answers. What is published can gain documents and loses none.

use jawab_domain::{
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::entity::{answer, attachment};
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, EntityTrait as _, QueryFilter as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Kept, Outcome, Problem, Seen, Turn, UseCaseError, check::Checks, hide::questions_of};
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
        if let Some(answer) = answer {
            let published = answer::Entity::find_by_id(answer).one(self.db()).await?.is_some_and(|row| row.published_at.is_some());
            if !published || !questions_of(self.db(), answer).await?.contains(&held.id()) {
                return Err(UseCaseError::NotFound);
            }
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
        let owner = match answer {
            Some(answer) => attachment::COLUMN.answer_id.eq(answer),
            None => attachment::COLUMN.question_id.eq(question),
        };
        let there = attachment::Entity::find().filter(owner).filter(attachment::Column::Sha256.eq(document.sha256()));
        if there.one(self.db()).await?.is_some() {
            checks.add("file", Problem::Exists);
        }
        checks.done()?;
        let row = attachment::ActiveModel {
            id: NotSet,
            question_id: Set(if answer.is_none() { Some(question) } else { None }),
            answer_id: Set(answer),
            sha256: Set(document.sha256().into()),
            media_type: Set("application/pdf".into()),
            size_bytes: Set(document.size()),
            pages: Set(document.pages()),
            title: Set(clean.unwrap_or_default()),
            created_at: Set(self.now),
        };
        let row = row.insert(self.db()).await?;
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
        let row = attachment::Entity::find_by_id(attachment).one(self.db()).await?;
        let row = row.filter(|row| row.question_id == Some(held.id())).ok_or(UseCaseError::NotFound)?;
        attachment::Entity::delete_by_id(row.id).exec(self.db()).await?;
        self.tell(held.id(), EventKind::Edited, None, None, json!({ "detached": row.sha256 })).await?;
        self.kept(held.id()).await
    }
}
