//! What each address asks of whoever comes, and who comes: the guard in front of every route that is not for everybody.

use std::time::Duration;

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, Method, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Redirect, Response},
    routing::MethodRouter,
};
use jawab_domain::access::{Act, ActorId, Place};
use jawab_service::accounts::Identity;
use jawab_ui::links;

use crate::{
    App,
    error::AppError,
    reader::locale_of,
    serving::Reading,
    staff::{Typed, cookies, entry, frame},
};

mod strangers;

pub(crate) use strangers::{Share, Strangers};

/// Bodies that were waited for longer than this come slowly.
const SLOW: Duration = Duration::from_secs(1);

/// What an address asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is for everybody.
    Nothing,
    /// To be signed in.
    SignIn,
    /// A mandate that allows the act somewhere; where exactly is for the use case to ask.
    Act(Act),
}

/// A line of the list of addresses.
#[derive(Debug, Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, below its language or the API's root.
    pub path: &'static str,
    /// What it asks.
    pub needs: Needs,
    /// What answers.
    pub(crate) handler: MethodRouter<App>,
}

impl Route {
    /// Takes bodies of up to so many bytes, where the usual two mebibytes are not enough.
    pub(crate) fn taking(mut self, most: usize) -> Self {
        self.handler = self.handler.layer(DefaultBodyLimit::max(most));
        self
    }

    /// What answers, behind its guard.
    pub(crate) fn guarded(self, app: &App, api: bool) -> (&'static str, MethodRouter<App>) {
        let handler = match self.needs {
            Needs::Nothing if api => self.handler.route_layer(from_fn_with_state(app.clone(), check_token)),
            Needs::Nothing => self.handler,
            needs => self.handler.route_layer(from_fn_with_state((app.clone(), needs), admit)),
        };
        (self.path, handler)
    }
}

/// Who asked, with an answer that may be traced.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known(pub(crate) ActorId);

impl Known {
    /// Says with an answer who asked for it, where that is known.
    pub(crate) fn with(who: Option<&Identity>, mut answer: Response) -> Response {
        if let Some(who) = who {
            answer.extensions_mut().insert(Self(who.actor.id));
        }
        answer
    }
}

/// Refuses a token that is none, where none is needed: its program would not learn otherwise that it was revoked.
async fn check_token(State(app): State<App>, request: Request, next: Next) -> Result<Response, AppError> {
    let who = identify(&app, request.headers(), true).await?;
    Ok(Known::with(who.as_ref(), next.run(request).await))
}

/// Lets a request pass whose sender may make it, and tells the handler who that is.
async fn admit(State((app, needs)): State<(App, Needs)>, mut request: Request, next: Next) -> Result<Response, AppError> {
    let api = original_path(&request).starts_with("/api/");
    let who = match identify(&app, request.headers(), api).await {
        Ok(Some(who)) => who,
        Ok(None) if api => return Err(AppError::NoToken),
        Ok(None) => return entry::ask_to_sign_in(&app, request).await,
        Err(error) => {
            // A form is read all the same: what was typed is shown.
            let _ = Typed::read(&app, request).await;
            return Err(error);
        }
    };
    if let Some(share) = request.extensions().get::<Share>() {
        share.admit();
    }
    if let Needs::Act(act) = needs {
        if !who.actor.mandate.allows(act, Place::default()) {
            return refuse(&app, &who, request, AppError::Forbidden).await;
        }
        if who.lacks_second_factor {
            if !matches!(*request.method(), Method::GET | Method::HEAD) {
                return refuse(&app, &who, request, AppError::NoSecondFactor).await;
            }
            let locale = locale_of(&original_path(&request), request.headers());
            return Ok(Redirect::to(&links::staff::own_second_factor(locale)).into_response());
        }
    }
    request.extensions_mut().insert(who.clone());
    let response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed { framed(&app, &who, response).await } else { Ok(response) }
}

/// Refuses what a mandate does not allow, or what waits for a second factor. A form is read all the same: somebody else may have signed
/// in where it was being filled, and what was typed is shown.
async fn refuse(app: &App, who: &Identity, request: Request, error: AppError) -> Result<Response, AppError> {
    let _ = Typed::read(app, request).await;
    framed(app, who, error.into_response()).await
}

/// An error with what its page and its trace take from whoever asked.
async fn framed(app: &App, who: &Identity, mut response: Response) -> Result<Response, AppError> {
    response.extensions_mut().insert(frame(app, Some(who), None).await?);
    Ok(Known::with(Some(who), response))
}

/// Who sends a request: a person by their session, on the pages; a program by its token, in the API.
///
/// # Errors
/// [`AppError::NoToken`] for a token that is none, or was revoked.
pub async fn identify(app: &App, headers: &HeaderMap, api: bool) -> Result<Option<Identity>, AppError> {
    if !api {
        let Some(token) = cookies::get(app, headers, cookies::SESSION) else { return Ok(None) };
        return Ok(app.accounts.signed_in(&token).await?);
    }
    let Some(given) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    // Names of schemes are the same in capitals and small letters (RFC 9110, 11.1).
    let named = given.to_str().ok().and_then(|given| given.split_once(' '));
    let (_, token) = named.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer")).ok_or(AppError::NoToken)?;
    app.accounts.program(token.trim()).await?.map(Some).ok_or(AppError::NoToken)
}

/// Who sends a body. One that comes slowly takes up to hours, and who was admitted when it began may be shut out meanwhile: sessions
/// that are ended, accounts that are disabled and tokens that are revoked do nothing from then on.
pub(crate) struct Sender {
    reading: Reading,
    who: Option<Identity>,
    headers: HeaderMap,
    api: bool,
}

impl Sender {
    /// Of a request whose body is going to be read.
    pub(crate) fn of(request: &Request) -> Self {
        let extensions = request.extensions();
        Self {
            reading: extensions.get::<Reading>().cloned().unwrap_or_default(),
            who: extensions.get::<Identity>().cloned(),
            headers: request.headers().clone(),
            api: original_path(request).starts_with("/api/"),
        }
    }

    /// Who they are, if they were admitted.
    pub(crate) fn id(&self) -> Option<ActorId> {
        self.who.as_ref().map(|who| who.actor.id)
    }

    /// Whether they were admitted.
    pub(crate) const fn is_known(&self) -> bool {
        self.who.is_some()
    }

    /// Asks again who it is, once a slow body has come.
    ///
    /// # Errors
    /// Why they would not be admitted now: [`AppError::NoToken`] for a program, [`AppError::SignedOut`], [`AppError::Forbidden`] or
    /// [`AppError::NoSecondFactor`] for a person.
    pub(crate) async fn is_still_admitted(&self, app: &App) -> Result<(), AppError> {
        let Some(before) = self.who.as_ref().filter(|_| self.reading.waited() > SLOW) else { return Ok(()) };
        match identify(app, &self.headers, self.api).await? {
            None => Err(AppError::SignedOut),
            Some(now) if now.actor.mandate != before.actor.mandate => Err(AppError::Forbidden),
            Some(now) if now.lacks_second_factor && !before.lacks_second_factor => Err(AppError::NoSecondFactor),
            Some(_) => Ok(()),
        }
    }
}

/// The whole path of a request: nested routes see one without its language.
pub(crate) fn original_path(request: &Request) -> String {
    let original = request.extensions().get::<axum::extract::OriginalUri>();
    original.map_or_else(|| request.uri().path(), |original| original.0.path()).to_owned()
}
