//! Documents of questions and answers. A document attached by mistake is withdrawn, with a reason if somebody may have read it. Its
//! file is then no longer served, and is removed later: see [`crate::attachments::Attachments::sweep`].

use jawab_domain::{
    access::Act,
    field::FieldName,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{answers, attachments, questions, rows};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::attachments::Document;
use crate::use_cases::{
    ExpectedVersion, Problem, SavedQuestion, UnitOfWork, UseCaseError, UseCaseResult,
    validation::{self, Checks},
};

/// An attached document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAttachment {
    /// Its internal identity.
    pub id: i64,
    /// The hash of its bytes, which is its address.
    pub sha256: String,
    /// Its title.
    pub title: String,
    /// Its number of pages.
    pub pages: i32,
    /// Its size in bytes.
    pub size: i64,
}

impl UnitOfWork {
    /// Attaches a document to a question, or to one of its answers. The document itself must be stored before the commit: see
    /// [`crate::attachments::Attachments::keep`].
    ///
    /// # Errors
    /// [`UseCaseError::Invalid`] if the title is not valid, or the same document is attached already.
    pub async fn attach(
        &mut self,
        expected: ExpectedVersion,
        answer: Option<i64>,
        title: &str,
        document: &Document,
    ) -> UseCaseResult<SavedAttachment> {
        let act = if answer.is_some() { Act::RecordAnswer } else { Act::KeepQuestion };
        let loaded = self.lock(expected, act).await?;
        if let Some(answer) = answer
            && !answers::is_published_for(self.db(), answer, loaded.id()).await?
        {
            return Err(UseCaseError::NotFound);
        }
        let saved = self.insert_document(loaded.id(), answer, title, document).await?;
        self.index(loaded.id()).await?;
        Ok(saved)
    }

    async fn insert_document(
        &mut self,
        question: i64,
        answer: Option<i64>,
        title: &str,
        document: &Document,
    ) -> UseCaseResult<SavedAttachment> {
        let mut checks = Checks::default();
        let clean = checks.name(FieldName::Title, Some(&title.to_owned()));
        if title.trim().is_empty() {
            checks.add(FieldName::Title, Problem::Missing);
        }
        if attachments::find(self.db(), question, answer, document.sha256()).await?.is_some() {
            checks.add(FieldName::File, Problem::Exists);
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
        self.record_event(question, EventKind::Attached, None, None, data).await?;
        Ok(SavedAttachment { id: row.id, sha256: row.sha256, title: row.title, pages: row.pages, size: row.size_bytes })
    }

    /// Removes a document from a question that was never published. Its bytes stay if other documents use them.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`] if the question is or was published.
    pub async fn detach(&mut self, expected: ExpectedVersion, attachment: i64) -> UseCaseResult<SavedQuestion> {
        let loaded = self.lock(expected, Act::KeepQuestion).await?;
        if loaded.was_published() {
            return Err(Refusal::WrongPublication(loaded.state.publication).into());
        }
        let row = attachments::by_id(self.db(), attachment).await?;
        let row = row.filter(|row| row.question_id == Some(loaded.id())).ok_or(UseCaseError::NotFound)?;
        self.drop_document(row.id).await?;
        self.record_event(loaded.id(), EventKind::Edited, None, None, json!({ "detached": row.sha256 })).await?;
        Ok(loaded.saved())
    }

    /// Withdraws a document that was attached by mistake to a question, or to one of its published answers. A file that another
    /// document uses is still served for that document.
    ///
    /// # Errors
    /// [`UseCaseError::NotFound`] if the question has no such document; [`UseCaseError::Invalid`] without a reason.
    pub async fn withdraw_document(&mut self, expected: ExpectedVersion, attachment: i64, reason: &str) -> UseCaseResult<SavedQuestion> {
        self.lock_answered_questions(attachment).await?;
        let loaded = self.lock(expected, Act::KeepQuestion).await?;
        let row = attachments::by_id(self.db(), attachment).await?.ok_or(UseCaseError::NotFound)?;
        if row.answer_id.is_some() {
            self.must_be_allowed(Act::RecordAnswer, Some(loaded.chamber))?;
        }
        let questions = match row.answer_id {
            None if row.question_id == Some(loaded.id()) => vec![loaded.id()],
            Some(answer) if answers::is_published_for(self.db(), answer, loaded.id()).await? => {
                answers::questions_of(self.db(), answer).await?
            }
            _ => return Err(UseCaseError::NotFound),
        };
        let reason = validation::reason(reason)?;
        self.drop_document(row.id).await?;
        let data = json!({ "attachment": row.id, "answer": row.answer_id, "sha256": row.sha256 });
        for question in questions {
            self.touch(question, loaded.id()).await?;
            self.record_event(question, EventKind::DocumentWithdrawn, None, Some(&reason), data.clone()).await?;
            self.index(question).await?;
        }
        Ok(loaded.saved())
    }

    /// Prevents a deadlock between two changes of documents on an answer to several questions.
    async fn lock_answered_questions(&self, attachment: i64) -> UseCaseResult<()> {
        let Some(answer) = attachments::by_id(self.db(), attachment).await?.and_then(|row| row.answer_id) else { return Ok(()) };
        if answers::questions_of(self.db(), answer).await?.len() > 1 { Ok(questions::lock_all(self.db()).await?) } else { Ok(()) }
    }

    /// Deletes a document, which somebody may have deleted since it was read.
    async fn drop_document(&self, id: i64) -> UseCaseResult<()> {
        if attachments::delete(self.db(), id).await? { Ok(()) } else { Err(UseCaseError::NotFound) }
    }
}
