//! One's own second factor.

use axum::{http::StatusCode, response::Response};
use jawab_domain::field::FieldName;
use jawab_service::accounts::totp;
use jawab_ui::{
    form::FormState,
    links::staff as links,
    pages::staff::{
        StaffBody,
        own::{OwnPage, SecondFactor},
    },
    shell::staff::Flash,
};

use super::{Posted, SignedIn, add_problem, own::show_account, passkeys, see_other};
use crate::{client_info::ClientInfo, error::AppError};

/// The form to set it; accounts of the demonstration, which have no password, go on to their work.
pub async fn form(signed: SignedIn) -> Result<Response, AppError> {
    if signed.account()?.password_hash.is_none() {
        return Ok(see_other(&links::account(signed.locale())));
    }
    show(&signed, StatusCode::OK, totp::new_secret()?, FormState::default()).await
}

async fn show(signed: &SignedIn, status: StatusCode, secret: String, mut form: FormState) -> Result<Response, AppError> {
    let account = signed.account()?;
    form.set(FieldName::Code.form(), "");
    let uri = totp::uri(&secret, &account.address);
    let page = SecondFactor {
        qr_code: totp::qr_code(&uri),
        required: signed.who.lacks_second_factor,
        passkeys_served: passkeys::not_served(&signed.app, &signed.request).is_none(),
        secret,
        uri,
        form,
    };
    signed.show(status, StaffBody::Own(OwnPage::SecondFactor(Box::new(page)))).await
}

/// Sets it, and shows the recovery codes.
pub async fn set(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let secret = Some(form.get(FieldName::AuthenticatorSecret.form())).filter(|secret| totp::is_secret(secret)).map(str::to_owned);
    let Some(secret) = secret.filter(|_| !posted.resumed) else {
        return show(&signed, StatusCode::UNPROCESSABLE_ENTITY, totp::new_secret()?, FormState::default()).await;
    };
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.set_second_factor(signed.account()?, &secret, form.get(FieldName::Code.form()), current).await {
        Ok(codes) => signed.show(StatusCode::OK, StaffBody::Own(OwnPage::RecoveryCodes(codes))).await,
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show(&signed, status, secret, form).await
        }
    }
}

/// Takes it away.
pub async fn remove(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.remove_second_factor(signed.account()?, current).await {
        Ok(left) => {
            let flash = if left { Flash::CodesRemoved } else { Flash::SecondFactorRemoved };
            Ok(signed.done(&links::account(signed.locale()), flash))
        }
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_account(&signed, status, form).await
        }
    }
}

/// Makes new recovery codes, and shows them.
pub async fn recovery_codes(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.new_recovery_codes(signed.account()?, current).await {
        Ok(codes) => signed.show(StatusCode::OK, StaffBody::Own(OwnPage::RecoveryCodes(codes))).await,
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_account(&signed, status, form).await
        }
    }
}
