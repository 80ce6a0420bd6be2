//! The staff side: handlers parse, call a use case, and render.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse as _, Response},
};
use jawab_domain::{
    Locale,
    access::{Actor, Mandate},
};
use jawab_service::accounts::{AccountError, CurrentPassword, Field, Identity, Problem as AccountProblem, Secret};
use jawab_store::{Viewer, rows};
use jawab_ui::{
    document,
    form::{FormState, Problem},
    pages::{
        Page, StaffPage,
        error::{BadRequest, ErrorPage},
        staff::{StaffBody, Unkept, passkey::ANSWER},
    },
    shell::staff::{Flash, StaffFrame, Who},
};

use crate::{
    App,
    access::Sender,
    computing::Room,
    error::AppError,
    reader::{Reader, context},
};

pub mod accounts;
pub mod answers;
pub mod audit;
pub mod board;
pub mod chamber;
mod conflict;
pub mod cookies;
pub mod desk;
pub mod entry;
pub mod kept;
pub mod multipart;
pub mod own;
pub mod passkeys;
pub(crate) mod problems;
pub mod questions;
pub mod reference;
pub mod second_factor;
pub mod sending;
pub mod tokens;
mod typed;
mod visit;

pub use typed::Typed;
pub use visit::Visitor;

/// Most bytes of a form without files: what axum takes unless told otherwise.
pub(crate) const FORM_MOST: usize = 2 * 1024 * 1024;

/// A request of somebody signed in, or of a program with a token: who, in which language, and what was just done.
///
/// It is there only behind the guard of the list of addresses ([`crate::access`]).
#[derive(Clone)]
pub struct SignedIn {
    /// The product.
    pub app: App,
    /// The request.
    pub reader: Reader,
    /// Who sent it.
    pub who: Identity,
    flash: Option<Flash>,
    session: Secret,
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let who = parts.extensions.get::<Identity>().cloned();
        let who = who.ok_or_else(|| AppError::Internal("a route for staff has no guard".into()))?;
        let flash = cookies::get(app, &parts.headers, cookies::FLASH).and_then(|code| Flash::from_code(&code));
        let session = Secret::presented(&cookies::get(app, &parts.headers, cookies::SESSION).unwrap_or_default());
        let reader = Reader::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), reader, who, flash, session })
    }
}

impl SignedIn {
    /// Who acts.
    #[must_use]
    pub const fn actor(&self) -> &Actor {
        &self.who.actor
    }

    /// What they may see.
    #[must_use]
    pub const fn viewer(&self) -> Viewer {
        self.who.viewer
    }

    /// The language of the page.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.reader.locale
    }

    /// The account of a person.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for a program.
    pub fn account(&self) -> Result<&rows::Account, AppError> {
        self.who.account.as_ref().ok_or(AppError::Forbidden)
    }

    /// The current password that a field of a form has.
    #[must_use]
    pub fn current_password<'a>(&self, form: &'a FormState, field: &str, visitor: &'a Visitor) -> CurrentPassword<'a> {
        CurrentPassword { session: self.who.session, typed: form.get(field), visit: visitor.visit() }
    }

    /// The secret that a form asks for: sent twice in one session, it asks for the same.
    #[must_use]
    pub fn secret_for(&self, form: &FormState) -> Secret {
        self.session.derived(form.get("once"))
    }

    /// Answers with a page, and with what was just done above it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show(&self, status: StatusCode, body: StaffBody) -> Result<Response, AppError> {
        let frame = frame(&self.app, Some(&self.who), self.flash).await?;
        let mut response = page(&self.app, &self.reader, status, frame, body).await?;
        if self.flash.is_some() {
            cookies::clear(&self.app, &mut response, cookies::FLASH);
        }
        Ok(response)
    }

    /// The same, to whom the next page says what was just done: where that cannot lead on, as something typed would be lost.
    #[must_use]
    pub fn having(&self, flash: Flash) -> Self {
        Self { flash: Some(flash), ..self.clone() }
    }

    /// Leads on after a change; the page there says what was done.
    #[must_use]
    pub fn done(&self, to: &str, flash: Flash) -> Response {
        let mut response = see_other(to);
        cookies::set(&self.app, &mut response, cookies::FLASH, flash.code(), Duration::from_secs(60));
        response
    }
}

/// Leads to a page, to be got.
pub(crate) fn see_other(to: &str) -> Response {
    axum::response::Redirect::to(to).into_response()
}

/// The frame around a staff page.
pub(crate) async fn frame(app: &App, who: Option<&Identity>, flash: Option<Flash>) -> Result<StaffFrame, AppError> {
    let Some(who) = who else { return Ok(StaffFrame { who: None, flash }) };
    let directory = app.directory().await?;
    let ministries = match &who.actor.mandate {
        Mandate::MinistryAgent(ids) => ids.iter().filter_map(|id| directory.ministries.get(*id)).map(|ministry| ministry.name).collect(),
        _ => Vec::new(),
    };
    let mut who = Who::of(who.actor.name.clone(), &who.actor.mandate, ministries);
    who.menu.retain(|section| crate::routes::leads_somewhere(&section.link(Locale::Ar)));
    Ok(StaffFrame { who: Some(who), flash })
}

/// A staff page: nobody keeps it, and robots are told so. What it shows may be megabytes of texts and thousands of fields, so none is
/// rendered on a thread that serves.
pub(crate) async fn page(app: &App, reader: &Reader, status: StatusCode, frame: StaffFrame, body: StaffBody) -> Result<Response, AppError> {
    let directory = app.directory().await?;
    // A page that answers a form names the one that can be got: there its other language is, and there browsers go back to.
    let address = crate::routes::page_at(&reader.path_and_query);
    let cx = context(app, address, reader.locale, app.clock.today(), Some(&directory));
    let html = app.computing.run(Room::Pages, move || document::render(Page::Staff(Box::new(StaffPage { frame, body })), &cx)).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(reader.locale.code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok((status, headers, Html(html)).into_response())
}

/// An error inside the staff's frame, with what was typed, where a form was sent.
pub(crate) fn error_page(frame: StaffFrame, error: ErrorPage, typed: Vec<Unkept>) -> Page {
    Page::Staff(Box::new(StaffPage { frame, body: StaffBody::Error(error, typed) }))
}

/// A form that was sent.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    /// Its fields.
    pub form: FormState,
    /// Whether it was sent before its session ended and only now comes back: then it is to be shown again with all that it
    /// holds, and nothing is to be done.
    pub resumed: bool,
}

impl Posted {
    fn of(form: FormState) -> Self {
        let resumed = form.get(jawab_ui::form::DO) == "resume";
        Self { form, resumed }
    }
}

impl FromRequest<App> for Posted {
    type Rejection = AppError;

    async fn from_request(request: Request, app: &App) -> Result<Self, AppError> {
        if multipart::is_multipart(&request) {
            // Forms with a file have a reader of their own: here none is taken.
            return Ok(Self::of(FormState::from_pairs(multipart::read(request, app, 0).await?.fields)));
        }
        let (sender, typed) = (Sender::of(&request), Typed::of(&request));
        let body = Bytes::from_request(request, app).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge { most: FORM_MOST },
            _ => AppError::BadRequest(BadRequest::Form),
        })?;
        let form = app.computing.run_over(Room::of(sender.id()), body.len(), move || {
            let mut sent = fields(&body)?;
            let text = sent.iter().all(is_text);
            // What holds no text is no form, but what was typed around that is shown, to be copied.
            sent.iter_mut().for_each(|(_, value)| value.retain(|c| c != '\0'));
            typed.keep(&sent);
            text.then(|| FormState::from_pairs(sent))
        });
        let form = form.await?.ok_or(AppError::BadRequest(BadRequest::Form))?;
        sender.is_still_admitted(app).await?;
        Ok(Self::of(form))
    }
}

/// The fields of a form as sent; none if it is garbled, or has more than any form. A large one takes a while: see
/// [`crate::computing`].
pub(crate) fn pairs(body: &[u8]) -> Option<Vec<(String, String)>> {
    fields(body).filter(|fields| fields.iter().all(is_text))
}

/// The same, of which not all may be text.
fn fields(body: &[u8]) -> Option<Vec<(String, String)>> {
    // Counted before they are read: a field may be one byte, and takes many more once it is read.
    let count = body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()).count();
    if count > multipart::FIELDS_MOST {
        return None;
    }
    serde_urlencoded::from_bytes(body).ok()
}

/// Whether a field holds no NUL, which no text does.
fn is_text((name, value): &(String, String)) -> bool {
    !name.contains('\0') && !value.contains('\0')
}

/// How many bytes the fields of a form have.
pub(crate) fn bytes(fields: &[(String, String)]) -> usize {
    fields.iter().map(|(name, value)| name.len() + value.len()).sum()
}

/// Puts what an account refuses into the form; other errors go on.
pub(crate) fn complain(form: &mut FormState, error: AccountError) -> Result<StatusCode, AppError> {
    match error {
        AccountError::Invalid(problems) => {
            for (field, problem) in problems {
                form.complain(field_name(field), problem_of(problem));
            }
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
        AccountError::Wait(wait) => {
            form.complain("", Problem::Wait(wait.as_secs().max(1)));
            Ok(StatusCode::TOO_MANY_REQUESTS)
        }
        AccountError::Refused(refusal) => {
            form.complain("", Problem::Refused(refusal));
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
        other => Err(other.into()),
    }
}

const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Address => "address",
        Field::Name => "name",
        Field::Role => "role",
        Field::Chamber => "chamber",
        Field::Ministries => "ministries",
        Field::CurrentPassword => "current-password",
        Field::Password => "password",
        Field::PasswordAgain => "password-again",
        Field::Code => "code",
        Field::Passkey => ANSWER,
    }
}

const fn problem_of(problem: AccountProblem) -> Problem {
    use jawab_service::accounts::password::{LONGEST, SHORTEST};
    match problem {
        AccountProblem::Missing => Problem::Missing,
        AccountProblem::Long => Problem::TooLong(200),
        AccountProblem::NoAddress => Problem::NotAMailAddress,
        AccountProblem::AddressTaken => Problem::AddressTaken,
        AccountProblem::PasswordShort => Problem::PasswordShort(SHORTEST),
        AccountProblem::PasswordLong => Problem::TooLong(LONGEST),
        AccountProblem::PasswordCommon => Problem::PasswordCommon,
        AccountProblem::PasswordExpected => Problem::PasswordExpected,
        AccountProblem::PasswordPersonal => Problem::PasswordPersonal,
        AccountProblem::PasswordsDiffer => Problem::PasswordsDiffer,
        AccountProblem::WrongPassword => Problem::WrongPassword,
        AccountProblem::WrongCode => Problem::WrongCode,
        AccountProblem::PasskeyCancelled => Problem::PasskeyCancelled,
        AccountProblem::PasskeyExpired => Problem::PasskeyExpired,
        AccountProblem::PasskeyUnknown => Problem::PasskeyUnknown,
        AccountProblem::PasskeyRefused => Problem::PasskeyRefused,
        AccountProblem::PasskeyCopied => Problem::PasskeyCopied,
        AccountProblem::PasskeyKnown => Problem::PasskeyKnown,
        AccountProblem::PasskeyUnsuited => Problem::PasskeyUnsuited,
        AccountProblem::LastAdministrator => Problem::LastAdministrator,
        AccountProblem::Unknown => Problem::NotOnOffer,
    }
}
