//! Private calendar feeds.

use jawab_domain::access::ActorId;
use jawab_store::{accounts, board};
use serde_json::json;

use crate::accounts::Secret;
use crate::use_cases::{UnitOfWork, UseCaseError, UseCaseResult};

impl UnitOfWork {
    /// Gives the acting account a calendar at a secret address. The previous address stops working.
    ///
    /// # Errors
    /// [`UseCaseError::Forbidden`] for a program, and if the account was disabled or given another mandate meanwhile.
    pub async fn make_calendar(&mut self, token: &Secret) -> UseCaseResult<()> {
        let ActorId::Account(account) = self.actor.id else { return Err(UseCaseError::Forbidden) };
        // Held until the calendar is there: another mandate then either ends it, or is seen here.
        let row = accounts::lock(self.db(), account).await?.filter(|row| row.disabled_at.is_none()).ok_or(UseCaseError::Forbidden)?;
        if accounts::mandate(self.db(), &row).await? != self.actor.mandate {
            return Err(UseCaseError::Forbidden);
        }
        board::renew_feed(self.db(), account, &token.sha256(), self.now).await?;
        self.record("calendar.made", self.by(), json!({}));
        Ok(())
    }
}
