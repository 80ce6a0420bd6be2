//! What each address asks of whoever comes, and who comes: the guard in front of every route that is not for everybody.

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderMap, Method, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Redirect, Response},
    routing::MethodRouter,
};
use jawab_domain::access::{Act, Place};
use jawab_service::accounts::Identity;
use jawab_ui::links;

use crate::{
    App,
    error::AppError,
    reader::locale_of,
    staff::{cookies, entry, frame},
};

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

/// Refuses a token that is none, where none is needed: its program would not learn otherwise that it was revoked.
async fn check_token(State(app): State<App>, request: Request, next: Next) -> Result<Response, AppError> {
    identify(&app, request.headers(), true).await?;
    Ok(next.run(request).await)
}

/// Lets a request pass whose sender may make it, and tells the handler who that is.
async fn admit(State((app, needs)): State<(App, Needs)>, mut request: Request, next: Next) -> Result<Response, AppError> {
    let api = original_path(&request).starts_with("/api/");
    let Some(who) = identify(&app, request.headers(), api).await? else {
        return if api { Err(AppError::NoToken) } else { entry::ask_to_sign_in(&app, request).await };
    };
    if let Needs::Act(act) = needs {
        if !who.actor.mandate.allows(act, Place::default()) {
            return refuse(&app, &who, AppError::Forbidden).await;
        }
        if who.lacks_second_factor {
            let locale = locale_of(&original_path(&request), request.headers());
            return Ok(Redirect::to(&links::staff::own_second_factor(locale)).into_response());
        }
    }
    request.extensions_mut().insert(who.clone());
    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        response.extensions_mut().insert(frame(&app, Some(&who), None).await?);
    }
    Ok(response)
}

async fn refuse(app: &App, who: &Identity, error: AppError) -> Result<Response, AppError> {
    let mut response = error.into_response();
    response.extensions_mut().insert(frame(app, Some(who), None).await?);
    Ok(response)
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
    let token = given.to_str().ok().and_then(|given| given.strip_prefix("Bearer ")).ok_or(AppError::NoToken)?;
    app.accounts.program(token.trim()).await?.map(Some).ok_or(AppError::NoToken)
}

/// The whole path of a request: nested routes see one without its language.
pub(crate) fn original_path(request: &Request) -> String {
    let original = request.extensions().get::<axum::extract::OriginalUri>();
    original.map_or_else(|| request.uri().path(), |original| original.0.path()).to_owned()
}
