//! A draft that was never deposited can be deleted. The public never saw it; its history stays, and says who did so.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{EventKind, Refusal},
};
use jawab_store::{questions::deleted, rows};
use serde_json::json;

use super::{Kept, Outcome, Seen, Turn};

impl Turn {
    /// Deletes a draft with all that is in it. Its number, if it had one, is free again.
    ///
    /// # Errors
    /// [`UseCaseError::Refused`](super::UseCaseError::Refused) where it is no draft any more.
    pub async fn delete_draft(&mut self, seen: Seen) -> Outcome<Kept> {
        let mut held = self.take(seen, Act::KeepQuestion).await?;
        if held.state.status != Status::Draft {
            return Err(Refusal::WrongStatus(held.state.status).into());
        }
        let data = json!({ "legislature": held.row.legislature, "number": held.row.number });
        // What its source says of it anew is another draft.
        let row = rows::Question { number: None, source_id: None, source_hash: None, ..held.row.clone() };
        self.save_row(&mut held, row).await?;
        deleted::delete(self.db(), held.id(), &self.by(), self.now).await?;
        self.tell(held.id(), EventKind::DraftDeleted, None, None, data).await?;
        self.index(held.id()).await?;
        self.kept(held.id()).await
    }
}
