//! Private calendars.

use jawab_domain::access::ActorId;
use jawab_store::board;
use serde_json::json;

use super::{Outcome, Turn, UseCaseError};
use crate::accounts::Secret;

impl Turn {
    /// Gives the acting account a calendar at a secret address; the one before is gone.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] for a program.
    pub async fn make_calendar(&mut self, token: &Secret) -> Outcome<()> {
        let ActorId::Account(account) = self.actor.id else { return Err(UseCaseError::Forbidden) };
        board::renew_feed(self.db(), account, &token.sha256(), self.now).await?;
        self.record("calendar.made", self.by(), json!({}));
        Ok(())
    }
}
