//! Tokens of programs: issued and revoked by administrators, shown once.

use jawab_domain::{
    Chamber,
    access::{Actor, ActorId, Mandate, Scope},
};
use jawab_store::{
    Change,
    accounts::{self, tokens},
    rows,
};
use serde_json::json;

use super::{AccountError, Accounts, Field, Secret};
use crate::work::{Once, UseCaseError, once::take};

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

/// What became of a form that asks for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issued {
    /// The token is issued, now or when the same form came first.
    Done,
    /// The form's code stood for another form.
    Reused,
}

impl Accounts {
    /// Issues a token; it is not to be had again.
    ///
    /// # Errors
    /// [`AccountError::Invalid`] for the name, [`AccountError::Forbidden`] for whoever is no administrator, or no longer.
    pub async fn issue_token(&self, actor: &Actor, draft: &TokenDraft) -> Result<Secret, AccountError> {
        let (change, token) = (self.database.change().await?, Secret::new()?);
        self.keep_token(&change, actor, draft, &token).await?;
        change.commit_quietly().await?;
        Ok(token)
    }

    /// Issues this token once, however often a form asks for it.
    ///
    /// # Errors
    /// As [`Self::issue_token`].
    pub async fn issue_token_once(&self, actor: &Actor, draft: &TokenDraft, token: &Secret, once: &Once) -> Result<Issued, AccountError> {
        let change = self.database.change().await?;
        match take(change.connection(), actor.id, once, self.clock.now()).await {
            Ok(None) => self.keep_token(&change, actor, draft, token).await?,
            Ok(Some(_)) => return Ok(Issued::Done),
            Err(UseCaseError::KeyReused) => return Ok(Issued::Reused),
            Err(UseCaseError::Store(error)) => return Err(error.into()),
            Err(other) => return Err(AccountError::Internal(other.to_string())),
        }
        change.commit_quietly().await?;
        Ok(Issued::Done)
    }

    async fn keep_token(&self, change: &Change, actor: &Actor, draft: &TokenDraft, token: &Secret) -> Result<(), AccountError> {
        Self::check_keeper(actor)?;
        let ActorId::Account(created_by) = actor.id else { return Err(AccountError::Forbidden) };
        let name = super::manage::checked_name(&draft.name).map_err(|problem| AccountError::Invalid(vec![(Field::Name, problem)]))?;
        // As they are now: a token outlives the mandate by which it is issued, so that is asked for where nobody takes it meanwhile.
        let db = change.connection();
        let creator =
            accounts::held(db, created_by).await?.filter(|creator| creator.disabled_at.is_none()).ok_or(AccountError::Forbidden)?;
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
        let id = tokens::keep(db, row).await?;
        let data = json!({ "name": name, "scope": draft.scope, "chamber": draft.chamber });
        self.note(change, actor.id, "token.issued", &ActorId::Token(id).to_string(), data).await
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
