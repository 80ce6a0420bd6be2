//! The staff side: handlers parse, call a use case, and render.

use std::time::Duration;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{Html, IntoResponse as _, Response},
};
use jawab_domain::{
    Locale,
    access::{Actor, Mandate},
    field::FieldName,
};
use jawab_service::{
    accounts::{AccountError, CurrentPassword, Identity, Secret},
    compute_pool::Queue,
};
use jawab_store::{Viewer, rows};
use jawab_ui::{
    document,
    form::{FormProblem, FormState, IDEMPOTENCY_KEY},
    pages::{
        Page, StaffPage,
        error::ErrorPage,
        staff::{StaffBody, UnsavedField},
    },
    shell::staff::{AccountCode, Flash, StaffFrame, StaffUser},
};

use crate::{
    App,
    client_info::ClientInfo,
    cookies,
    error::AppError,
    page_request::{PageRequest, context},
};

pub mod accounts;
pub mod answers;
pub mod audit;
pub mod board;
pub(crate) mod carried;
pub mod chamber;
mod confirmation;
mod conflict;
pub mod desk;
pub mod entry;
pub(crate) mod form_body;
pub mod form_drafts;
pub mod multipart;
pub mod own;
pub mod passkeys;
pub(crate) mod posted;
pub mod questions;
pub mod reference;
pub mod second_factor;
pub mod submission;
pub mod tokens;
mod typed_fields;

pub use posted::Posted;
pub use typed_fields::TypedFields;

/// A request of somebody signed in, or of a program with a token: who, in which language, and what was just done.
///
/// It is there only behind the guard of the list of addresses ([`crate::access`]).
#[derive(Clone)]
pub struct SignedIn {
    /// The product.
    pub app: App,
    /// The request.
    pub request: PageRequest,
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
        let request = PageRequest::from_request_parts(parts, app).await?;
        Ok(Self { app: app.clone(), request, who, flash, session })
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
        self.request.locale
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
    pub fn current_password<'a>(&self, form: &'a FormState, field: FieldName, client: &'a ClientInfo) -> CurrentPassword<'a> {
        CurrentPassword { session: self.who.session, typed: form.get(field.form()), origin: client.origin() }
    }

    /// The secret that a form asks for: sent twice in one session, it asks for the same.
    #[must_use]
    pub fn secret_for(&self, form: &FormState) -> Secret {
        self.session.derived(form.get(IDEMPOTENCY_KEY))
    }

    /// Answers with a page, and with what was just done above it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show(&self, status: StatusCode, body: StaffBody) -> Result<Response, AppError> {
        let frame = frame(&self.app, Some(&self.who), self.flash).await?;
        let mut response = page(&self.app, &self.request, status, frame, body).await?;
        if self.flash.is_some() {
            cookies::clear(&self.app, &mut response, cookies::FLASH);
        }
        Ok(response)
    }

    /// The same, to whom the next page says what was just done: where that cannot lead on, as something typed would be lost.
    #[must_use]
    pub fn with_flash(&self, flash: Flash) -> Self {
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
    let reference_data = app.reference_data().await?;
    let ministries = match &who.actor.mandate {
        Mandate::MinistryAgent(ids) => {
            ids.iter().filter_map(|id| reference_data.ministries.get(*id)).map(|ministry| ministry.name).collect()
        }
        _ => Vec::new(),
    };
    let account = who.account.as_ref().map(|account| AccountCode(account.code.clone()));
    let mut who = StaffUser { account, ..StaffUser::new(who.actor.name.clone(), &who.actor.mandate, ministries) };
    let addresses = app.addresses();
    who.menu.retain(|section| addresses.has_page(&section.link(Locale::Ar)));
    Ok(StaffFrame { who: Some(who), flash })
}

/// A staff page: nobody keeps it, and robots are told so. What it shows may be megabytes of texts and thousands of fields, so none is
/// rendered on a thread that serves.
pub(crate) async fn page(
    app: &App,
    request: &PageRequest,
    status: StatusCode,
    frame: StaffFrame,
    body: StaffBody,
) -> Result<Response, AppError> {
    let reference_data = app.reference_data().await?;
    // A page that answers a form names the one that can be got: there its other language is, and there browsers go back to.
    let addresses = app.addresses();
    let address = addresses.nearest_page(&request.path_and_query);
    let cx = context(app, address, request.locale, app.clock.today(), Some(&reference_data));
    let html = app.pool.run(Queue::Pages, move || document::render(Page::Staff(Box::new(StaffPage { frame, body })), &cx)).await?;
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(request.locale.code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex"));
    Ok((status, headers, Html(html)).into_response())
}

/// An error inside the staff's frame, with what was typed, where a form was sent.
pub(crate) fn error_page(frame: StaffFrame, error: ErrorPage, typed: Vec<UnsavedField>) -> Page {
    Page::Staff(Box::new(StaffPage { frame, body: StaffBody::Error(error, typed) }))
}

/// Puts what an account refuses into the form; other errors go on.
pub(crate) fn add_problem(form: &mut FormState, error: AccountError) -> Result<StatusCode, AppError> {
    match error {
        AccountError::Invalid(problems) => {
            for (field, problem) in problems {
                form.add_problem(field.form(), problem);
            }
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
        AccountError::Wait(wait) => {
            form.add_problem("", FormProblem::Wait(wait.as_secs().max(1)));
            Ok(StatusCode::TOO_MANY_REQUESTS)
        }
        AccountError::Refused(refusal) => {
            form.add_problem("", FormProblem::Refused(refusal));
            Ok(StatusCode::UNPROCESSABLE_ENTITY)
        }
        other => Err(other.into()),
    }
}
