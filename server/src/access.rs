//! The guard in front of every route that is not for everybody: it lets those pass whose mandate allows what the route asks.

use axum::{
    extract::{FromRequestParts as _, Request, State},
    http::Method,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Redirect, Response},
    routing::MethodRouter,
};
use jawab_domain::access::Place;
use jawab_service::accounts::Identity;
use jawab_ui::links;

use crate::{
    App,
    error::AppError,
    page_request::{PageRequest, locale_of},
    redirect::staff_address,
    route::{Needs, Route},
    staff::{frame, posted::read_typed, see_other},
};

pub(crate) mod anonymous_bodies;
pub(crate) mod identity;

use anonymous_bodies::Share;
use identity::{Known, identify, original_path};

/// What answers, behind its guard.
pub(crate) fn guarded(route: Route, app: &App, api: bool) -> (String, MethodRouter<App>) {
    let handler = match route.needs {
        Needs::Nothing if api => route.handler.route_layer(from_fn_with_state(app.clone(), check_token)),
        Needs::Nothing => route.handler,
        needs => route.handler.route_layer(from_fn_with_state((app.clone(), needs), admit)),
    };
    (route.path, handler)
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
        Ok(None) if api => return Err(AppError::InvalidToken),
        Ok(None) => return ask_to_sign_in(&app, request).await,
        Err(error) => {
            // A form is read all the same: what was typed is shown.
            let _ = read_typed(&app, request).await;
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

/// Asks somebody to sign in: leads there from a page; answers a form with [`AppError::SignedOut`].
async fn ask_to_sign_in(app: &App, request: Request) -> Result<Response, AppError> {
    let (mut parts, body) = request.into_parts();
    let page_request = PageRequest::from_request_parts(&mut parts, app).await?;
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let to = links::with_query(&links::staff::sign_in(page_request.locale), &[("then", &staff_address(&page_request.path_and_query))]);
        return Ok(see_other(&to));
    }
    read_typed(app, Request::from_parts(parts, body)).await?;
    Err(AppError::SignedOut)
}

/// Refuses what a mandate does not allow, or what waits for a second factor. A form is read all the same: somebody else may have signed
/// in where it was being filled, and what was typed is shown.
async fn refuse(app: &App, who: &Identity, request: Request, error: AppError) -> Result<Response, AppError> {
    let _ = read_typed(app, request).await;
    framed(app, who, error.into_response()).await
}

/// An error with what its page and its trace take from whoever asked.
async fn framed(app: &App, who: &Identity, mut response: Response) -> Result<Response, AppError> {
    response.extensions_mut().insert(frame(app, Some(who), None).await?);
    Ok(Known::with(Some(who), response))
}
