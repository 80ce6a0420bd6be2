//! One's own passkeys.

use axum::{http::StatusCode, response::Response};
use jawab_domain::field::FieldName;
use jawab_service::accounts::{Challenge, PasskeyAnswer, PasskeyAvailability};
use jawab_store::rows;
use jawab_ui::{
    form::FormState,
    links::staff as links,
    pages::staff::{
        StaffBody,
        own::{NewPasskey, OwnPage, PasskeyRow, RemovePasskey},
        passkey::{ANSWER, NoPasskeys, PasskeyAsk, SEALED},
    },
    shell::staff::Flash,
};

use super::{Posted, SignedIn, add_problem, see_other};
use crate::{App, client_info::ClientInfo, error::AppError, page_request::PageRequest};

/// A passkey as pages list it.
pub(super) fn row(app: &App, of: rows::Passkey) -> PasskeyRow {
    PasskeyRow { id: of.id, name: of.name, made: app.clock.local(of.made_at), used: of.used_at.map(|at| app.clock.local(at)) }
}

/// Why passkeys can be neither made nor used where somebody has the site open, if that is so.
pub(super) fn not_served(app: &App, request: &PageRequest) -> Option<NoPasskeys> {
    match app.accounts.serves_passkeys(&request.host) {
        PasskeyAvailability::Here => None,
        PasskeyAvailability::At(address) => Some(NoPasskeys::ButAt(address.to_owned())),
        PasskeyAvailability::Nowhere => Some(NoPasskeys::Anywhere),
    }
}

/// What a browser is asked, as pages ask it.
pub(super) fn asked(challenge: Challenge) -> PasskeyAsk {
    PasskeyAsk { options: challenge.options, sealed: challenge.sealed, answer: String::new() }
}

/// What a browser answered, in a form.
pub(super) fn answer(form: &FormState) -> PasskeyAnswer<'_> {
    PasskeyAnswer { sealed: form.get(SEALED), response: form.get(ANSWER) }
}

/// The form to add one; accounts of the demonstration, which have no password, go back to their account.
pub async fn form(signed: SignedIn) -> Result<Response, AppError> {
    if signed.account()?.password_hash.is_none() {
        return Ok(see_other(&links::account(signed.locale())));
    }
    show(&signed, StatusCode::OK, FormState::default()).await
}

/// The form, with what was typed. An answer that is right stays in it, as the authenticator made its key already; else it is asked anew.
async fn show(signed: &SignedIn, status: StatusCode, mut form: FormState) -> Result<Response, AppError> {
    let answer = answer(&form);
    let ask = match not_served(&signed.app, &signed.request) {
        Some(why) => Err(why),
        None if answer.response.is_empty() || form.problem(ANSWER).is_some() => {
            let challenge = signed.app.accounts.ask_new_passkey(signed.account()?, signed.who.session).await?;
            challenge.map(asked).ok_or(NoPasskeys::Anywhere)
        }
        None => Ok(PasskeyAsk { options: String::new(), sealed: answer.sealed.to_owned(), answer: answer.response.to_owned() }),
    };
    form.clear(ANSWER);
    form.clear(SEALED);
    signed.show(status, StaffBody::Own(OwnPage::NewPasskey(Box::new(NewPasskey { ask, form })))).await
}

/// Adds one, and shows the recovery codes where it is the first second factor.
pub async fn add(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    if posted.resumed {
        form.clear(ANSWER);
        return show(&signed, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.add_passkey(signed.account()?, form.get(FieldName::PasskeyName.form()), answer(&form), current).await {
        Ok(Some(codes)) => signed.show(StatusCode::OK, StaffBody::Own(OwnPage::RecoveryCodes(codes))).await,
        Ok(None) => Ok(signed.done(&links::account(signed.locale()), Flash::PasskeyAdded)),
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show(&signed, status, form).await
        }
    }
}

/// The form to remove one.
pub async fn removal(signed: SignedIn) -> Result<Response, AppError> {
    show_removal(&signed, StatusCode::OK, FormState::default()).await
}

async fn show_removal(signed: &SignedIn, status: StatusCode, form: FormState) -> Result<Response, AppError> {
    let (all, id) = (signed.app.accounts.passkeys(signed.account()?.id).await?, id(signed)?);
    let last = all.len() == 1 && signed.account()?.totp_secret.is_none();
    let found = all.into_iter().find(|passkey| passkey.id == id).ok_or(AppError::NotFound)?;
    let page = RemovePasskey { row: row(&signed.app, found), last, form };
    signed.show(status, StaffBody::Own(OwnPage::RemovePasskey(Box::new(page)))).await
}

/// Removes one.
pub async fn remove(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.remove_passkey(signed.account()?, id(&signed)?, current).await {
        Ok(left) => {
            let flash = if left { Flash::PasskeyRemoved } else { Flash::SecondFactorRemoved };
            Ok(signed.done(&links::account(signed.locale()), flash))
        }
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_removal(&signed, status, form).await
        }
    }
}

fn id(signed: &SignedIn) -> Result<i64, AppError> {
    signed.request.param("id")?.parse().map_err(|_| AppError::NotFound)
}
