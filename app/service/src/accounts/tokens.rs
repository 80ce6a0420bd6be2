//! Tokens of programs: issued and revoked by administrators, shown once.

use jawab_domain::{
    Chamber,
    access::{Actor, ActorId, Mandate, Scope},
    field::FieldName,
};
use jawab_store::{
    Change,
    accounts::{self, tokens},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Secret};
use crate::use_cases::{IdempotencyKey, UseCaseError, idempotency::claim_or_find};

/// The data of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenDraft {
    /// Its purpose, in the administrator's words.
    pub name: String,
    /// Its scope.
    pub scope: Scope,
    /// Its Chamber; `None`: both.
    pub chamber: Option<Chamber>,
}

/// The result of a form that asks for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    /// The token is issued, now or by an earlier request with the same form.
    Done,
    /// The form's key was used for another form.
    Reused,
}

impl Accounts {
    /// Issues a token. It cannot be read again.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the name, [`AccountError::Forbidden`] for anybody who is not, or no longer, an administrator.
    pub async fn issue_token(&self, actor: &Actor, draft: &TokenDraft) -> Result<Secret, AccountError> {
        let (change, token) = (self.database.change().await?, Secret::new()?);
        self.insert_token(&change, actor, draft, &token).await?;
        change.commit_quietly().await?;
        Ok(token)
    }

    /// Issues a token once for a form, however often the form arrives.
    pub async fn issue_token_idempotent(
        &self,
        actor: &Actor,
        draft: &TokenDraft,
        token: &Secret,
        key: &IdempotencyKey,
    ) -> Result<Issued, AccountError> {
        let change = self.database.change().await?;
        match claim_or_find(change.connection(), actor.id, key, self.clock.now()).await {
            Ok(None) => self.insert_token(&change, actor, draft, token).await?,
            Ok(Some(_)) => return Ok(Issued::Done),
            Err(UseCaseError::KeyReused) => return Ok(Issued::Reused),
            Err(UseCaseError::Store(error)) => return Err(error.into()),
            Err(other) => return Err(AccountError::Internal(other.to_string())),
        }
        change.commit_quietly().await?;
        Ok(Issued::Done)
    }

    async fn insert_token(&self, change: &Change, actor: &Actor, draft: &TokenDraft, token: &Secret) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let ActorId::Account(created_by) = actor.id else { return Err(AccountError::Forbidden) };
        let name =
            super::manage::checked_name(&draft.name).map_err(|problem| AccountError::Invalid(vec![(FieldName::TokenName, problem)]))?;
        // Checked under a lock: a token outlives the mandate by which it is issued, so the mandate must be current.
        let db = change.connection();
        let creator =
            accounts::lock(db, created_by).await?.filter(|creator| creator.disabled_at.is_none()).ok_or(AccountError::Forbidden)?;
        if accounts::mandate(db, &creator).await? != Mandate::Administrator {
            return Err(AccountError::Forbidden);
        }
        let row = rows::ApiToken {
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
        let id = tokens::insert(db, row).await?;
        let data = json!({ "name": name, "scope": draft.scope, "chamber": draft.chamber });
        self.record(change, actor.id, "token.issued", &ActorId::Token(id).to_string(), data).await
    }

    /// Revokes a token at once.
    ///
    /// # Errors
    /// [`AccountError::NotFound`] if there is no such active token.
    pub async fn revoke_token(&self, actor: &Actor, id: i64) -> Result<(), AccountError> {
        Self::require_administrator(actor)?;
        let change = self.database.change().await?;
        if !tokens::revoke(change.connection(), id, self.clock.now()).await? {
            return Err(AccountError::NotFound);
        }
        self.record(&change, actor.id, "token.revoked", &ActorId::Token(id).to_string(), json!({})).await?;
        Ok(change.commit_quietly().await?)
    }
}
