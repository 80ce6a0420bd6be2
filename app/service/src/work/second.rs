//! What one person asks for, another confirms.

use jawab_domain::{access::Actor, lifecycle::Refusal};
use sea_orm::ConnectionTrait;

use super::{Outcome, Turn, Work};

/// Whether an actor may confirm what somebody asked for, as history keeps who that was: never their own wish.
///
/// Every use case that takes two people asks this one function.
async fn may_confirm(_db: &impl ConnectionTrait, actor: &Actor, asked_by: &str) -> Outcome<bool> {
    Ok(actor.id.to_string() != asked_by)
}

impl Work {
    /// Whether an actor may confirm what somebody asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn may_confirm(&self, actor: &Actor, asked_by: &str) -> Outcome<bool> {
        may_confirm(self.database.reader(), actor, asked_by).await
    }
}

impl Turn {
    /// Refuses a confirmation by whoever asked, or by whoever may not be the second person for them.
    pub(super) async fn must_be_second(&self, asked_by: &str) -> Outcome<()> {
        if may_confirm(self.db(), &self.actor, asked_by).await? { Ok(()) } else { Err(Refusal::SamePerson.into()) }
    }
}
