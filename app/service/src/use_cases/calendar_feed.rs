//! Private calendar feeds.

use jawab_domain::access::ActorId;
use jawab_store::board;
use serde_json::json;

use crate::accounts::Secret;
use crate::use_cases::{UnitOfWork, UseCaseError, UseCaseResult};

impl UnitOfWork {
    /// Gives the acting account a calendar at a secret address. The previous address stops working.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] for a program.
    pub async fn make_calendar(&mut self, token: &Secret) -> UseCaseResult<()> {
        let ActorId::Account(account) = self.actor.id else { return Err(UseCaseError::Forbidden) };
        board::renew_feed(self.db(), account, &token.sha256(), self.now).await?;
        self.record("calendar.made", self.by(), json!({}));
        Ok(())
    }
}
