//! Deletion of drafts that were never deposited. The public never saw the draft; its history stays and says who deleted it.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{questions::deleted, rows};
use serde_json::json;

use crate::use_cases::{ExpectedVersion, SavedQuestion, UnitOfWork, UseCaseResult};

impl UnitOfWork {
    /// Deletes a draft and its content. Its number becomes free again.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`](crate::UseCaseError::Refused) if it is no longer a draft.
    pub async fn delete_draft(&mut self, expected: ExpectedVersion) -> UseCaseResult<SavedQuestion> {
        let mut loaded = self.lock(expected, Act::KeepQuestion).await?;
        if loaded.state.status != Status::Draft {
            return Err(Refusal::WrongStatus(loaded.state.status).into());
        }
        let data = json!({ "legislature": loaded.row.legislature, "number": loaded.row.number });
        // A later import of the same record creates a new draft.
        let row = rows::Question { number: None, source_id: None, source_hash: None, ..loaded.row.clone() };
        self.save_row(&mut loaded, row).await?;
        deleted::delete(self.db(), loaded.id(), &self.by(), self.now).await?;
        self.record_event(loaded.id(), EventKind::DraftDeleted, None, None, data).await?;
        self.index(loaded.id()).await?;
        Ok(loaded.saved())
    }
}
