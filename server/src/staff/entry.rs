//! The way in and out: signing in, its second step, links that can be used once, signing out.

use std::time::Duration;

use axum::{
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use data_encoding::BASE64URL_NOPAD;
use jawab_domain::Locale;
use jawab_service::{
    accounts::{AccountError, Entered, OpenLink, Purpose, SecondStep, SignIn},
    attachments::SIZE_MOST,
};
use jawab_ui::{
    form::{FormState, Problem},
    links,
    pages::{
        error::BadRequest,
        staff::{
            StaffBody,
            entry::{EntryPage, Kept, Link, LinkFor, SignIn as SignInPage},
        },
    },
    shell::staff::{Flash, StaffFrame},
};

use super::{Posted, SignedIn, Visitor, complain, cookies, page, pairs, see_other};
use crate::{App, access, error::AppError, reader::Reader};

/// The most that a form may hold to be carried over signing in.
const MOST_KEPT: usize = 4 * 1024 * 1024;
/// The most that a form may hold with its files, which are not carried over: as much as the largest document, and some fields.
const MOST_SENT: usize = SIZE_MOST + 64 * 1024;
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
pub async fn sign_in_form(State(app): State<App>, reader: Reader, headers: axum::http::HeaderMap) -> Result<Response, AppError> {
    if access::identify(&app, &headers, false).await?.is_some() {
        return Ok(see_other(&links::staff::home(reader.locale)));
    }
    let flash = cookies::get(&app, &headers, cookies::FLASH).and_then(|code| Flash::from_code(&code));
    let sign_in = SignInPage { then: safe_address(&reader.value("then")), ..SignInPage::default() };
    let frame = StaffFrame { who: None, flash };
    let body = StaffBody::Entry(EntryPage::SignIn(Box::new(sign_in)));
    let mut response = page(&app, &reader, StatusCode::OK, frame, body).await?;
    if flash.is_some() {
        cookies::clear(&app, &mut response, cookies::FLASH);
    }
    Ok(response)
}

/// Signs in, or goes on to the second step.
pub async fn sign_in(State(app): State<App>, reader: Reader, visitor: Visitor, posted: Posted) -> Result<Response, AppError> {
    let mut way = carried(posted.form);
    let (address, password) = (way.form.get("address").to_owned(), way.form.get("password").to_owned());
    let (status, wait) = match app.accounts.sign_in(&address, &password, visitor.visit()).await? {
        SignIn::In(entered) => return enter(&app, &reader, *entered, way.then, way.kept).await,
        SignIn::SecondStep(token) => {
            way.form = FormState::default();
            let mut response = show(&app, &reader, StatusCode::OK, EntryPage::Code(Box::new(way))).await?;
            cookies::set(&app, &mut response, cookies::STEP, token.text(), STEP);
            return Ok(response);
        }
        SignIn::Wrong => {
            way.form.complain("", Problem::SignInWrong);
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        SignIn::Wait(wait) => {
            way.form.complain("", Problem::Wait(seconds(wait)));
            (StatusCode::TOO_MANY_REQUESTS, Some(wait))
        }
    };
    let response = show(&app, &reader, status, EntryPage::SignIn(Box::new(way))).await?;
    Ok(retry_after(response, wait))
}

/// The form for the code, come to by reloading.
pub async fn code_form(State(app): State<App>, reader: Reader, visitor: Visitor) -> Result<Response, AppError> {
    if visitor.step.is_none() {
        return Ok(see_other(&links::staff::sign_in(reader.locale)));
    }
    show(&app, &reader, StatusCode::OK, EntryPage::Code(Box::default())).await
}

/// The second step.
pub async fn code(State(app): State<App>, reader: Reader, visitor: Visitor, posted: Posted) -> Result<Response, AppError> {
    let mut way = carried(posted.form);
    let token = visitor.step.clone().unwrap_or_default();
    let typed = way.form.get("code").to_owned();
    way.form.set("code", "");
    let (status, wait) = match app.accounts.second_step(&token, &typed, visitor.visit()).await? {
        SecondStep::In(entered) => {
            let mut response = enter(&app, &reader, *entered, way.then, way.kept).await?;
            cookies::clear(&app, &mut response, cookies::STEP);
            return Ok(response);
        }
        SecondStep::Over => {
            way.form = FormState::default();
            way.form.complain("", Problem::CodeOver);
            return show(&app, &reader, StatusCode::UNPROCESSABLE_ENTITY, EntryPage::SignIn(Box::new(way))).await;
        }
        SecondStep::Wrong => {
            way.form.complain("code", Problem::WrongCode);
            (StatusCode::UNPROCESSABLE_ENTITY, None)
        }
        SecondStep::Wait(wait) => {
            way.form.complain("", Problem::Wait(seconds(wait)));
            (StatusCode::TOO_MANY_REQUESTS, Some(wait))
        }
    };
    let response = show(&app, &reader, status, EntryPage::Code(Box::new(way))).await?;
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
pub async fn link_form(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let token = reader.param("token")?;
    match app.accounts.link(token).await {
        Ok(open) => {
            let mut form = FormState::default();
            form.set("name", open.account.name.clone());
            show_link(&app, &reader, StatusCode::OK, open, token, form).await
        }
        Err(AccountError::NotFound) => show(&app, &reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
        Err(other) => Err(other.into()),
    }
}

/// Uses a link.
pub async fn link(State(app): State<App>, reader: Reader, visitor: Visitor, posted: Posted) -> Result<Response, AppError> {
    let token = reader.param("token")?;
    let open = match app.accounts.link(token).await {
        Ok(open) => open,
        Err(AccountError::NotFound) => return show(&app, &reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
        Err(other) => return Err(other.into()),
    };
    let mut form = posted.form;
    let entered = if open.purpose == Purpose::Demonstration {
        app.accounts.enter_demonstration(token, visitor.visit()).await
    } else {
        let passwords = [form.get("password"), form.get("password-again")];
        app.accounts.set_password_by_link(token, form.get("name"), passwords, visitor.visit()).await
    };
    match entered {
        Ok(entered) => {
            // The second factor is offered at once to who can have one.
            let to = match open.purpose {
                Purpose::Demonstration => links::staff::home(reader.locale),
                _ => links::staff::own_second_factor(reader.locale),
            };
            enter(&app, &reader, entered, to, None).await
        }
        Err(AccountError::NotFound) => show(&app, &reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
        Err(error) => {
            let status = complain(&mut form, error)?;
            show_link(&app, &reader, status, open, token, form).await
        }
    }
}

async fn show_link(
    app: &App,
    reader: &Reader,
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
        Purpose::SecondStep => return show(app, reader, StatusCode::NOT_FOUND, EntryPage::LinkGone).await,
    };
    let link = Link { what, token: token.to_owned(), address: open.account.address, form };
    show(app, reader, status, EntryPage::Link(Box::new(link))).await
}

async fn show(app: &App, reader: &Reader, status: StatusCode, body: EntryPage) -> Result<Response, AppError> {
    page(app, reader, status, StaffFrame::default(), StaffBody::Entry(body)).await
}

/// Gives the browser its new session, and leads on: to the form that waits, or to where it was going.
pub(super) async fn enter(app: &App, reader: &Reader, entered: Entered, then: String, kept: Option<Kept>) -> Result<Response, AppError> {
    let mut response = match kept {
        Some(kept) => show(app, reader, StatusCode::OK, EntryPage::Resume(kept)).await?,
        None if then.is_empty() => see_other(&links::staff::home(reader.locale)),
        None => see_other(&then),
    };
    cookies::set(app, &mut response, cookies::SESSION, entered.token.text(), SESSION);
    cookies::set(app, &mut response, cookies::BROWSER, entered.browser.text(), BROWSER);
    Ok(response)
}

/// Asks somebody to sign in: leads there from a page; answers a form with the way in, which carries it along.
pub async fn ask_to_sign_in(app: &App, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let reader = <Reader as axum::extract::FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let to = links::with_query(&links::staff::sign_in(reader.locale), &[("then", &safe_address(&reader.path_and_query))]);
        return Ok(see_other(&to));
    }
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    let fields = if kind.starts_with("multipart/form-data") {
        Some(without_files(app, Request::from_parts(parts, body)).await?)
    } else {
        let body = axum::body::to_bytes(body, MOST_KEPT).await.map_err(|_| AppError::TooLarge)?;
        pairs(&body).filter(|_| kind.starts_with("application/x-www-form-urlencoded"))
    };
    let kept = fields.and_then(|fields| keep(&reader.path_and_query, fields));
    let sign_in = SignInPage { kept, ..SignInPage::default() };
    show(app, &reader, StatusCode::UNAUTHORIZED, EntryPage::SignIn(Box::new(sign_in))).await
}

/// The fields of a form that carries files. The files are read past: they are to be chosen again.
async fn without_files(app: &App, mut request: Request) -> Result<Vec<(String, String)>, AppError> {
    let garbled = |_| AppError::BadRequest(BadRequest::Form);
    DefaultBodyLimit::max(MOST_SENT).apply(&mut request);
    let mut parts = Multipart::from_request(request, app).await.map_err(|_| AppError::BadRequest(BadRequest::Form))?;
    let (mut fields, mut size) = (Vec::new(), 0);
    while let Some(mut part) = parts.next_field().await.map_err(garbled)? {
        let name = part.name().unwrap_or_default().to_owned();
        let (is_file, mut value) = (part.file_name().is_some(), Vec::new());
        while let Some(chunk) = part.chunk().await.map_err(garbled)? {
            if !is_file {
                size += chunk.len();
                value.extend(chunk);
            }
            if size > MOST_KEPT {
                return Err(AppError::TooLarge);
            }
        }
        if !is_file {
            fields.push((name, String::from_utf8(value).map_err(|_| AppError::BadRequest(BadRequest::Form))?));
        }
    }
    let plain = fields.iter().all(|(name, value)| !name.contains('\0') && !value.contains('\0'));
    if plain { Ok(fields) } else { Err(AppError::BadRequest(BadRequest::Form)) }
}

/// What is kept of a form: all of it but passwords and codes. An empty one is not worth it.
fn keep(action: &str, mut fields: Vec<(String, String)>) -> Option<Kept> {
    fields.retain(|(name, _)| !["password", "code", "secret"].iter().any(|part| name.contains(part)));
    let packed = BASE64URL_NOPAD.encode(serde_urlencoded::to_string(&fields).ok()?.as_bytes());
    (!fields.is_empty()).then(|| Kept { action: action.to_owned(), fields, packed })
}

/// What a form of the way in carries, apart from its own fields.
fn carried(mut form: FormState) -> SignInPage {
    let fields = BASE64URL_NOPAD.decode(form.get("kept").as_bytes()).ok().and_then(|body| pairs(&body));
    let kept = fields.and_then(|fields| keep(&safe_address(form.get("kept-to")), fields));
    let then = safe_address(form.get("then"));
    for name in ["kept", "kept-to", "then"] {
        form.clear(name);
    }
    SignInPage { form, then, kept: kept.filter(|kept| !kept.action.is_empty()) }
}

/// An address of the staff side, or nothing: nobody is led elsewhere after signing in.
fn safe_address(address: &str) -> String {
    let staff = Locale::ALL.iter().any(|locale| {
        let rest = address.strip_prefix(&links::staff::home(*locale));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    });
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic()) && !address.contains('\\') && !address.contains("//");
    if staff && plain { address.to_owned() } else { String::new() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for good in ["/ar/staff", "/fr/staff/accounts?x=1", "/fr/staff?x=%2F"] {
            assert_eq!(safe_address(good), good);
        }
        for bad in [
            "//evil.example",
            "https://evil.example/fr/staff",
            "/fr/staffx",
            "/fr/staff//evil",
            "/fr/staff\\evil",
            "/fr",
            "/fr/staff/\r\nx",
        ] {
            assert_eq!(safe_address(bad), "", "{bad}");
        }
    }

    #[test]
    fn a_form_is_kept_without_its_secrets() {
        let keep = |body: &str| keep("/fr/staff/x", pairs(body.as_bytes()).unwrap());
        let kept = keep("subject-ar=سؤال&password=hush&code=1").unwrap();
        assert_eq!(kept.fields, [("subject-ar".to_owned(), "سؤال".to_owned())]);
        let mut form = FormState::default();
        form.set("kept", kept.packed.clone());
        form.set("kept-to", "/fr/staff/x");
        assert_eq!(carried(form).kept, Some(kept));
        assert_eq!(keep("password=hush"), None);
    }
}
