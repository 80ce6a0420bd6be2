//! Tokens of programs: issued and revoked by administrators, shown once.

use jawab_domain::{
    Chamber,
    access::{Actor, ActorId, Scope},
};
use jawab_store::{accounts::tokens, entity::api_token};
use serde_json::json;

use super::{AccountError, Accounts, Field, Secret};

/// What an administrator says of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenDraft {
    /// What it is for, in the administrator's words.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// The Chamber it allows it for; none: both.
    pub chamber: Option<Chamber>,
}

impl Accounts {
    /// Issues a token; it is not to be had again.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the name.
    pub async fn issue_token(&self, actor: &Actor, draft: &TokenDraft) -> Result<Secret, AccountError> {
        Self::check_keeper(actor)?;
        let ActorId::Account(created_by) = actor.id else { return Err(AccountError::Forbidden) };
        let name = super::manage::checked_name(&draft.name).map_err(|problem| AccountError::Invalid(vec![(Field::Name, problem)]))?;
        let token = Secret::new()?;
        let row = api_token::Model {
            id: 0,
            token_sha256: token.sha256(),
            name: name.clone(),
            scope: draft.scope.to_string(),
            chamber: draft.chamber.map(|chamber| chamber.to_string()),
            created_by,
            created_at: self.clock.now(),
            last_used_on: None,
            revoked_at: None,
        };
        let change = self.database.change().await?;
        let id = tokens::keep(change.connection(), row).await?;
        let data = json!({ "name": name, "scope": draft.scope, "chamber": draft.chamber });
        self.note(&change, actor.id, "token.issued", &ActorId::Token(id).to_string(), data).await?;
        change.commit_quietly().await?;
        Ok(token)
    }

    /// Revokes a token, at once.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] where there is none to revoke.
    pub async fn revoke_token(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let change = self.database.change().await?;
        if !tokens::revoke(change.connection(), id, self.clock.now()).await? {
            return Err(AccountError::NotFound);
        }
        self.note(&change, actor.id, "token.revoked", &ActorId::Token(id).to_string(), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }
}
