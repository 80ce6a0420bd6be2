//! The way in and out: signing in, its second step, links that can be used once, signing out.

use std::time::Duration;

use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jawab_domain::field::FieldName;
use jawab_service::accounts::{AccountError, NewSession, OpenLink, Purpose, SecondFactorInput, SecondStep, Secret, SignIn};
use jawab_ui::{
    form::{ACTION, FormProblem, FormState},
    links,
    pages::staff::{
        StaffBody,
        entry::{ELSEWHERE, EntryPage, Link, LinkFor, SavedForm, SecondStep as SecondStepPage, SignIn as SignInPage},
        passkey::SEALED,
    },
    shell::staff::{Flash, StaffFrame},
};

use super::{Posted, SignedIn, add_problem, carried::carried, page, passkeys, posted::filled_by, see_other};
use crate::{
    App, access::identity::identify, client_info::ClientInfo, cookies, error::AppError, page_request::PageRequest, redirect::staff_page,
};

/// How long the second step may take.
const STEP: Duration = Duration::from_secs(600);
/// How long a session's cookie lives at most; the session itself ends earlier if it is idle.
const SESSION: Duration = Duration::from_secs(7 * 24 * 3_600);
/// How long a browser is known.
const BROWSER: Duration = Duration::from_secs(365 * 24 * 3_600);

/// The start of the staff side: leads to what a mandate does first.
pub async fn home(signed: SignedIn) -> Result<Response, AppError> {
    let frame = super::frame(&signed.app, Some(&signed.who), None).await?;
    let first = frame.who.and_then(|who| who.menu.first().map(|section| section.link(signed.locale())));
    Ok(see_other(&first.unwrap_or_else(|| links::staff::account(signed.locale()))))
}

/// The form to sign in; who is signed in already goes on.
pub async fn sign_in_form(State(app): State<App>, request: PageRequest, headers: HeaderMap) -> Result<Response, AppError> {
    if identify(&app, &headers, false).await?.is_some() {
        return Ok(see_other(&links::staff::home(request.locale)));
    }
    let flash = cookies::get(&app, &headers, cookies::FLASH).and_then(|code| Flash::from_code(&code));
    let sign_in = SignInPage { then: staff_page(&app.addresses(), &request.value("then")), ..SignInPage::default() };
    let frame = StaffFrame { who: None, flash };
    let body = StaffBody::Entry(EntryPage::SignIn(Box::new(sign_in)));
    let mut response = page(&app, &request, StatusCode::OK, frame, body).await?;
    if flash.is_some() {
        cookies::clear(&app, &mut response, cookies::FLASH);
    }
    Ok(response)
}

/// Signs in, or goes on to the second step.
pub async fn sign_in(
    State(app): State<App>,
    request: PageRequest,
    headers: HeaderMap,
    client: ClientInfo,
    posted: Posted,
) -> Result<Response, AppError> {
    let mut way = carried(&app, posted.form).await?;
    let elsewhere = way.form.get(ACTION) == ELSEWHERE;
    let empty = [FieldName::Address, FieldName::Password].iter().all(|field| way.form.filled(field.form()).is_none());
    if (elsewhere || empty)
        && let Some(response) = go_on(&app, &request, &headers, &mut way).await?
    {
        return Ok(response);
    }
    if elsewhere {
        way.form.add_problem("", FormProblem::SignedInNowhere);
        return show(&app, &request, StatusCode::UNPROCESSABLE_ENTITY, EntryPage::SignIn(Box::new(way))).await;
    }
    let (address, password) = (way.form.get(FieldName::Address.form()).to_owned(), way.form.get(FieldName::Password.form()).to_owned());
    let (status, wait) = match app.accounts.sign_in(&address, &password, client.origin()).await? {
        SignIn::In(entered) => return enter(&app, &request, *entered, way.then, way.saved_form).await,
        SignIn::SecondStep(token) => {
            way.form = FormState::default();
            return ask_code(&app, &request, way, &token).await;
        }
        SignIn::Wrong => {
            way.form.add_problem("", FormProblem::SignInWrong);
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        SignIn::Wait(wait) => {
            way.form.add_problem("", FormProblem::Wait(seconds(wait)));
            (StatusCode::TOO_MANY_REQUESTS, Some(wait))
        }
    };
    let response = show(&app, &request, status, EntryPage::SignIn(Box::new(way))).await?;
    Ok(retry_after(response, wait))
}

/// The form for the code, come to by reloading.
pub async fn code_form(State(app): State<App>, request: PageRequest, client: ClientInfo) -> Result<Response, AppError> {
    let Some(token) = client.step else { return Ok(see_other(&links::staff::sign_in(request.locale))) };
    show_step(&app, &request, StatusCode::OK, SignInPage::default(), &token).await
}

/// The second step of a token, with what was typed.
async fn show_step(app: &App, request: &PageRequest, status: StatusCode, way: SignInPage, token: &str) -> Result<Response, AppError> {
    let asks = app.accounts.second_step_asks(token).await?;
    let passkey = asks.passkey.map(|challenge| match passkeys::not_served(app, request) {
        Some(why) => Err(why),
        None => Ok(passkeys::asked(challenge)),
    });
    let step = SecondStepPage { way, codes: asks.codes, passkey };
    show(app, request, status, EntryPage::Code(Box::new(step))).await
}

/// The second step.
pub async fn code(
    State(app): State<App>,
    request: PageRequest,
    headers: HeaderMap,
    client: ClientInfo,
    posted: Posted,
) -> Result<Response, AppError> {
    let mut way = carried(&app, posted.form).await?;
    let token = client.step.clone().unwrap_or_default();
    let sent = std::mem::take(&mut way.form);
    if sent.filled(FieldName::Code.form()).is_none()
        && sent.filled(SEALED).is_none()
        && let Some(response) = go_on(&app, &request, &headers, &mut way).await?
    {
        return Ok(response);
    }
    let given = match sent.filled(SEALED) {
        Some(_) => SecondFactorInput::Passkey(passkeys::answer(&sent)),
        None => SecondFactorInput::Code(sent.get(FieldName::Code.form())),
    };
    let (status, wait) = match app.accounts.second_step(&token, given, client.origin()).await? {
        SecondStep::In(entered) => {
            let mut response = enter(&app, &request, *entered, way.then, way.saved_form).await?;
            cookies::clear(&app, &mut response, cookies::STEP);
            return Ok(response);
        }
        SecondStep::Over => {
            way.form.add_problem("", FormProblem::CodeOver);
            return show(&app, &request, StatusCode::UNPROCESSABLE_ENTITY, EntryPage::SignIn(Box::new(way))).await;
        }
        SecondStep::Wrong(problems) => (add_problem(&mut way.form, AccountError::Invalid(problems))?, None),
        SecondStep::Wait(wait) => {
            way.form.add_problem("", FormProblem::Wait(seconds(wait)));
            (StatusCode::TOO_MANY_REQUESTS, Some(wait))
        }
    };
    let response = show_step(&app, &request, status, way, &token).await?;
    Ok(retry_after(response, wait))
}

/// Signs out.
pub async fn sign_out(signed: SignedIn) -> Result<Response, AppError> {
    if let (Some(account), Some(session)) = (&signed.who.account, signed.who.session) {
        app_error_unless_gone(signed.app.accounts.sign_out(account.id, session).await)?;
    }
    let mut response = signed.done(&links::staff::sign_in(signed.locale()), Flash::SignedOut);
    cookies::clear(&signed.app, &mut response, cookies::SESSION);
    Ok(response)
}

fn app_error_unless_gone(outcome: Result<(), AccountError>) -> Result<(), AppError> {
    match outcome {
        Ok(()) | Err(AccountError::NotFound) => Ok(()),
        Err(other) => Err(other.into()),
    }
}

/// What a link opens. Looking does not use it: mail programs look at links too.
pub async fn link_form(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let token = request.param("token")?;
    match app.accounts.link(token).await {
        Ok(open) => {
            let mut form = FormState::default();
            form.set(FieldName::AccountName.form(), open.account.name.clone());
            show_link(&app, &request, StatusCode::OK, open, token, form).await
        }
        Err(AccountError::NotFound) => show(&app, &request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
        Err(other) => Err(other.into()),
    }
}

/// Uses a link.
pub async fn link(State(app): State<App>, request: PageRequest, client: ClientInfo, posted: Posted) -> Result<Response, AppError> {
    let token = request.param("token")?;
    let open = match app.accounts.link(token).await {
        Ok(open) => open,
        Err(AccountError::NotFound) => return show(&app, &request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
        Err(other) => return Err(other.into()),
    };
    let mut form = posted.form;
    let came = if open.purpose == Purpose::Demonstration {
        app.accounts.enter_demonstration(token, client.origin()).await.map(|entered| SignIn::In(Box::new(entered)))
    } else {
        let passwords = [form.get(FieldName::Password.form()), form.get(FieldName::PasswordAgain.form())];
        app.accounts.set_password_by_link(token, form.get(FieldName::AccountName.form()), passwords, client.origin()).await
    };
    match came {
        Ok(SignIn::In(entered)) => {
            // The second factor is offered at once to who can have one.
            let to = match open.purpose {
                Purpose::Demonstration => links::staff::home(request.locale),
                _ => links::staff::own_second_factor(request.locale),
            };
            enter(&app, &request, *entered, to, None).await
        }
        Ok(SignIn::SecondStep(step)) => ask_code(&app, &request, SignInPage::default(), &step).await,
        Ok(SignIn::Wrong | SignIn::Wait(_)) | Err(AccountError::NotFound) => {
            show(&app, &request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await
        }
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_link(&app, &request, status, open, token, form).await
        }
    }
}

/// Asks for the code after a good password, which the step's token stands for.
async fn ask_code(app: &App, request: &PageRequest, way: SignInPage, step: &Secret) -> Result<Response, AppError> {
    let mut response = show_step(app, request, StatusCode::OK, way, step.text()).await?;
    cookies::set(app, &mut response, cookies::STEP, step.text(), STEP);
    Ok(response)
}

async fn show_link(
    app: &App,
    request: &PageRequest,
    status: StatusCode,
    open: OpenLink,
    token: &str,
    form: FormState,
) -> Result<Response, AppError> {
    let what = match open.purpose {
        Purpose::Invitation => LinkFor::Invitation,
        Purpose::NewPassword => LinkFor::NewPassword,
        Purpose::Demonstration => {
            let role = open.account.role.parse().map_err(|error| AppError::Internal(format!("{error}")))?;
            LinkFor::Demonstration(open.account.name.clone(), role)
        }
        Purpose::SecondStep => return show(app, request, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
    };
    let link = Link { what, token: token.to_owned(), address: open.account.address, form };
    show(app, request, status, EntryPage::Link(Box::new(link))).await
}

async fn show(app: &App, request: &PageRequest, status: StatusCode, body: EntryPage) -> Result<Response, AppError> {
    page(app, request, status, StaffFrame::default(), StaffBody::Entry(body)).await
}

/// Goes on, with nothing asked for again, as whoever has signed in again in this browser, in another tab or by a link. None where nobody
/// has; nor where somebody else has than filled the form that waits, which is nobody else's.
async fn go_on(app: &App, request: &PageRequest, headers: &HeaderMap, way: &mut SignInPage) -> Result<Option<Response>, AppError> {
    let Some(who) = identify(app, headers, false).await? else { return Ok(None) };
    let account = who.account.as_ref().map(|account| account.code.as_str());
    if way.saved_form.as_ref().is_some_and(|saved_form| filled_by(&saved_form.fields).is_some_and(|by| account != Some(by))) {
        return Ok(None);
    }
    lead_on(app, request, std::mem::take(&mut way.then), way.saved_form.take()).await.map(Some)
}

/// Leads on: to the form that waits, or to where it was going.
async fn lead_on(app: &App, request: &PageRequest, then: String, saved_form: Option<SavedForm>) -> Result<Response, AppError> {
    match saved_form {
        Some(saved_form) => show(app, request, StatusCode::OK, EntryPage::Resume(saved_form)).await,
        None if then.is_empty() => Ok(see_other(&links::staff::home(request.locale))),
        None => Ok(see_other(&then)),
    }
}

/// Gives the browser its new session, and leads on. A form that waits for another account waits on: nothing of it is shown, and that is
/// said.
pub(super) async fn enter(
    app: &App,
    request: &PageRequest,
    entered: NewSession,
    then: String,
    saved_form: Option<SavedForm>,
) -> Result<Response, AppError> {
    let mut response = match saved_form {
        Some(saved_form) if filled_by(&saved_form.fields).is_some_and(|by| by != entered.account.code) => {
            let mut form = FormState::default();
            form.add_problem("", FormProblem::FilledByAnother);
            let way = SignInPage { form, then: String::new(), saved_form: Some(saved_form) };
            show(app, request, StatusCode::CONFLICT, EntryPage::SignIn(Box::new(way))).await?
        }
        saved_form => lead_on(app, request, then, saved_form).await?,
    };
    cookies::set(app, &mut response, cookies::SESSION, entered.token.text(), SESSION);
    cookies::set(app, &mut response, cookies::BROWSER, entered.browser.text(), BROWSER);
    Ok(response)
}

fn seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}

fn retry_after(mut response: Response, wait: Option<Duration>) -> Response {
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds(wait)));
    }
    response.into_response()
}
