//! What one person asks for, another confirms: [`crate::second_person`], as the staff's work asks it.

use jawab_domain::{access::Actor, lifecycle::Refusal};

use super::{Outcome, Turn, Work};
use crate::second_person::second_person_may;

impl Work {
    /// Whether an actor may confirm what somebody asked for, as history keeps who that was.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn may_confirm(&self, actor: &Actor, asked_by: &str) -> Outcome<bool> {
        Ok(self.not_second(actor, asked_by).await?.is_none())
    }

    /// Why an actor may not confirm what somebody asked for; none where they may.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn not_second(&self, actor: &Actor, asked_by: &str) -> Outcome<Option<Refusal>> {
        Ok(second_person_may(self.database.reader(), asked_by, &actor.id.to_string(), self.clock.now()).await?.err())
    }
}

impl Turn {
    /// Refuses a confirmation by whoever asked, or by whoever may not be the second person for them.
    pub(super) async fn must_be_second(&self, asked_by: &str) -> Outcome<()> {
        Ok(second_person_may(self.db(), asked_by, &self.by(), self.now).await??)
    }
}
