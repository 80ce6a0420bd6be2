//! The tokens of programs.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{access::Scope, field::FieldName, validation::Problem};
use jawab_service::accounts::{Issued, TokenDraft};
use jawab_store::{StoreError, accounts::tokens};
use jawab_ui::{
    form::{FormProblem, FormState},
    links::staff as links,
    pages::staff::{
        StaffBody,
        accounts::{AccountsPage, TokenRow, Tokens},
    },
    shell::staff::Flash,
};

use super::{
    Posted, SignedIn, add_problem,
    submission::{idempotency_key, new_idempotency_key},
};
use crate::error::AppError;

/// All tokens, and the form for a new one.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let mut form = FormState::default();
    form.set(FieldName::Scope.form(), Scope::Read.code());
    show(&signed, StatusCode::OK, form).await
}

async fn show(signed: &SignedIn, status: StatusCode, form: FormState) -> Result<Response, AppError> {
    let rows = tokens::all(signed.app.database.reader()).await?.into_iter().map(|row| {
        Ok(TokenRow {
            id: row.id,
            name: row.name,
            scope: row.scope.parse()?,
            chamber: row.chamber.as_deref().map(str::parse).transpose()?,
            issued: signed.app.clock.local(row.created_at),
            used: row.last_used_on,
            revoked: row.revoked_at.is_some(),
        })
    });
    let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
    signed
        .show(status, StaffBody::Accounts(AccountsPage::Tokens(Box::new(Tokens { rows, form, idempotency_key: new_idempotency_key() }))))
        .await
}

/// Issues a token, and shows it; sent again, the same one, unless it was revoked since.
pub async fn issue(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    if posted.resumed {
        return show(&signed, StatusCode::OK, form).await;
    }
    let chamber = form.filled(FieldName::AccountChamber.form()).map(str::parse).transpose();
    let (Ok(scope), Ok(chamber)) = (form.get(FieldName::Scope.form()).parse(), chamber) else {
        form.add_problem(FieldName::Scope.form(), Problem::Unknown);
        return show(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let draft = TokenDraft { name: form.get(FieldName::TokenName.form()).to_owned(), scope, chamber };
    let (key, token) = (idempotency_key(&signed, &form).await?, signed.secret_for(&form));
    match signed.app.accounts.issue_token_idempotent(signed.actor(), &draft, &token, &key).await {
        Ok(Issued::Done) if tokens::find(signed.app.database.reader(), &token.sha256()).await?.is_some() => {
            signed.show(StatusCode::OK, StaffBody::Accounts(AccountsPage::TokenMade(token.text().to_owned()))).await
        }
        Ok(Issued::Done) => Ok(signed.done(&links::tokens(signed.locale()), Flash::Unchanged)),
        Ok(Issued::Reused) => {
            form.add_problem("", FormProblem::AlreadySent);
            show(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show(&signed, status, form).await
        }
    }
}

/// Revokes a token.
pub async fn revoke(signed: SignedIn) -> Result<Response, AppError> {
    let id = signed.request.param("id")?.parse().map_err(|_| AppError::NotFound)?;
    signed.app.accounts.revoke_token(signed.actor(), id).await?;
    Ok(signed.done(&links::tokens(signed.locale()), Flash::TokenRevoked))
}
