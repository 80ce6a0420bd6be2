//! One's own account.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{field::FieldName, validation::Problem};
use jawab_service::accounts::AccountError;
use jawab_ui::{
    form::FormState,
    links::staff as links,
    pages::staff::{
        StaffBody,
        own::{CodesLeft, OwnAccount, OwnPage, SessionRow},
    },
    shell::staff::Flash,
};

use super::{Posted, SignedIn, add_problem, entry::enter, passkeys};
use crate::{client_info::ClientInfo, cookies, error::AppError};

/// The account as a whole.
pub async fn account(signed: SignedIn) -> Result<Response, AppError> {
    show_account(&signed, StatusCode::OK, FormState::default()).await
}

/// The account, with what was typed into the form that asks for the password.
pub(super) async fn show_account(signed: &SignedIn, status: StatusCode, form: FormState) -> Result<Response, AppError> {
    let (app, account) = (&signed.app, signed.account()?);
    let keys = app.accounts.passkeys(account.id).await?;
    let one_time_codes = account.totp_secret.is_some();
    let second_factor = if one_time_codes || !keys.is_empty() {
        let left = app.accounts.recovery_codes_left(account.id).await?;
        Some(CodesLeft { count: left.count, short: left.short })
    } else {
        None
    };
    let sessions = app.accounts.sessions(account.id).await?.into_iter().map(|session| SessionRow {
        browser: browser_name(&session.browser),
        started: app.clock.local(session.started_at),
        last_seen: app.clock.local(session.seen_at),
        here: signed.who.session == Some(session.id),
        id: session.id,
    });
    let page = OwnAccount {
        name: account.name.clone(),
        address: account.address.clone(),
        role: account.role.parse().map_err(jawab_store::StoreError::from)?,
        locale: account.locale.parse().map_err(jawab_store::StoreError::from)?,
        has_password: account.password_hash.is_some(),
        second_factor,
        one_time_codes,
        passkeys: keys.into_iter().map(|passkey| passkeys::row(app, passkey)).collect(),
        no_passkeys: passkeys::not_served(app, &signed.request),
        second_factor_stays: app.accounts.asks_second_factor_of(&signed.actor().mandate),
        form,
        sessions: sessions.collect(),
    };
    signed.show(status, StaffBody::Own(OwnPage::Account(Box::new(page)))).await
}

/// A browser's name and system, out of what it calls itself; empty where it is none of the usual ones.
fn browser_name(user_agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| known.iter().find_map(|(mark, name)| user_agent.contains(mark).then_some(*name));
    let browsers = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    [first(&browsers), first(&systems)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Sets the language.
pub async fn language(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let locale =
        posted.form.get(FieldName::Language.form()).parse().map_err(|_| AppError::BadRequest(jawab_ui::pages::error::BadRequest::Form))?;
    let changed = signed.app.accounts.set_language(signed.account()?, locale).await?;
    Ok(signed.done(&links::account(signed.locale()), if changed { Flash::Saved } else { Flash::Unchanged }))
}

/// The form for a new password.
pub async fn password_form(signed: SignedIn) -> Result<Response, AppError> {
    signed.show(StatusCode::OK, StaffBody::Own(OwnPage::Password(FormState::default()))).await
}

/// Changes the password.
pub async fn password(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let new = [form.get(FieldName::Password.form()), form.get(FieldName::PasswordAgain.form())];
    let current = signed.current_password(&form, FieldName::CurrentPassword, &client);
    match signed.app.accounts.change_password(signed.account()?, current, new, client.origin()).await {
        Ok(entered) => {
            let to = links::account(signed.locale());
            let mut response = enter(&signed.app, &signed.request, entered, to, None).await?;
            let flash = Flash::PasswordChanged.code();
            cookies::set(&signed.app, &mut response, cookies::FLASH, flash, std::time::Duration::from_secs(60));
            Ok(response)
        }
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            signed.show(status, StaffBody::Own(OwnPage::Password(form))).await
        }
    }
}

/// Ends one of one's own sessions.
pub async fn end_session(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let id = signed.request.param("id")?.parse().map_err(|_| AppError::NotFound)?;
    let current = signed.current_password(&posted.form, FieldName::SessionPassword, &client);
    match signed.app.accounts.end_session(signed.account()?, id, current).await {
        // Ended already is as good.
        Ok(()) | Err(AccountError::NotFound) => Ok(signed.done(&links::account(signed.locale()), Flash::SignedOutThere)),
        Err(error) => session_stays(&signed, posted.form, error).await,
    }
}

/// Ends all of one's own sessions, this one too.
pub async fn end_sessions(signed: SignedIn, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let current = signed.current_password(&posted.form, FieldName::SessionPassword, &client);
    if let Err(error) = signed.app.accounts.end_own_sessions(signed.account()?, current).await {
        return session_stays(&signed, posted.form, error).await;
    }
    let mut response = signed.done(&links::sign_in(signed.locale()), Flash::SignedOut);
    cookies::clear(&signed.app, &mut response, cookies::SESSION);
    cookies::clear(&signed.app, &mut response, cookies::BROWSER);
    Ok(response)
}

/// The account again, where the password for ending sessions was wrong: its field has a name of its own in the page.
async fn session_stays(signed: &SignedIn, mut form: FormState, error: AccountError) -> Result<Response, AppError> {
    let status = match error {
        AccountError::Invalid(_) => {
            form.add_problem(FieldName::SessionPassword.form(), Problem::WrongPassword);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        other => add_problem(&mut form, other)?,
    };
    show_account(signed, status, form).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_browsers_have_a_name() {
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0";
        assert_eq!((browser_name(firefox).as_str(), browser_name(edge).as_str()), ("Firefox · Linux", "Edge · Windows"));
        assert_eq!(browser_name("curl/8"), "");
    }
}
