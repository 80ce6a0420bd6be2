//! What every request passes: an id, a time limit, a net under panics, security headers, and the pages of errors.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{Html, IntoResponse as _, Response},
};
use futures::FutureExt as _;
use jawab_service::refusals::{RefusalKind, short_browser};
use jawab_ui::shell::staff::{AccountCode, StaffFrame};
use tower_http::csrf::ProtectionError;

use crate::{
    App,
    access::identity::Known,
    api::problem,
    client_info::ClientInfo,
    error::AppError,
    redirect::is_local_path,
    serving::{Reading, Timeout},
    staff::form_body::MAX_FORM_BYTES,
};

pub mod compression;
pub mod conditional;
mod error_page;
mod secrets;

use compression::MadeWith;
use error_page::ErrorPageContext;
use secrets::without_secrets;

/// No inline script or style, nothing from elsewhere; WebAssembly for the islands.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Guards a request.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let request_id = jawab_service::new_code();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let context = ErrorPageContext::of(&request);
    let client = ClientInfo::of(&app, request.headers(), request.extensions());
    let reading = request.extensions().get::<Reading>().cloned().unwrap_or_default();
    let share = app.anonymous_bodies.share();
    let mut request = request.map(|body| share.body(body));
    request.extensions_mut().insert(share.clone());
    if method == Method::POST && !path.starts_with("/api/") {
        request.extensions_mut().insert(context.typed.clone());
    }

    let late = reading.late(app.time_limit);
    let answered = tokio::select! {
        biased;
        answered = AssertUnwindSafe(next.run(request)).catch_unwind() => {
            answered.map_err(|_| AppError::Internal("a handler panicked".into()))
        }
        late = late => Err(match late {
            Timeout::Body => AppError::SlowBody,
            Timeout::Work => AppError::TimedOut,
        }),
    };
    let answered = if share.was_refused() { Err(AppError::BodyMemoryFull) } else { answered };
    let mut response = answered.unwrap_or_else(AppError::into_response);
    if response.extensions().get::<ProtectionError>().is_some() {
        response.extensions_mut().insert(Arc::new(AppError::CrossSiteForm));
    }
    if let Some(mut error) = response.extensions_mut().remove::<Arc<AppError>>() {
        let frame = response.extensions_mut().remove::<StaffFrame>();
        let who = response.extensions_mut().remove::<Known>();
        match refused(&error, who.is_some()) {
            Some(what) => trace(&app, what, &error, &client, who, (&method, &path, &request_id)),
            None if error.status().is_server_error() => {
                tracing::error!(%error, %method, path = %without_secrets(&path), request_id, "a request failed");
            }
            None => {}
        }
        let account = frame.as_ref().and_then(|frame| frame.who.as_ref()).and_then(|who| who.account.as_ref());
        let of_another = account.is_some_and(|AccountCode(code)| context.typed.is_of_another(code));
        if of_another && matches!(*error, AppError::Forbidden | AppError::NoSecondFactor) {
            error = Arc::new(AppError::FilledByAnother);
        }
        let waits = matches!(*error, AppError::SignedOut | AppError::FilledByAnother);
        let carried = waits && context.typed.is_carried(&app).await;
        if of_another && !carried {
            // Nothing of it is shown to whoever else has signed in.
            drop(context.typed.take());
        }
        if waits && !carried {
            // What its author typed is shown, to be copied.
            error = Arc::new(AppError::TooLarge { most: MAX_FORM_BYTES });
        }
        response = if path.starts_with("/api/") {
            problem::respond(&error, context.locale, &request_id)
        } else {
            let language = [(header::CONTENT_LANGUAGE, context.locale.code())];
            (error.status(), language, Html(context.html(&app, &error, (frame, who), &request_id).await)).into_response()
        };
        if let Some(seconds) = error.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(u16::from(seconds)));
        }
    }
    tracing::debug!(%method, path = %without_secrets(&path), status = response.status().as_u16(), request_id, "answered");
    let made_with = MadeWith(response.status());
    response.extensions_mut().insert(made_with);
    share.until_sent(with_headers(response, &request_id, app.public_url.starts_with("https://")))
}

/// Refuses what may change something and says more than once where it comes from: whoever passed it on may have gone by another line than
/// the one that is read here.
pub async fn require_single_origin(request: Request, next: Next) -> Result<Response, AppError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let twice = |name: HeaderName| request.headers().get_all(name).iter().nth(1).is_some();
    if !reads && [header::ORIGIN, SEC_FETCH_SITE].into_iter().any(twice) {
        return Err(AppError::CrossSiteForm);
    }
    Ok(next.run(request).await)
}

/// What was refused, where that is traced: anybody can have it refused as often as they like. Attempts to sign in are traced where they
/// are judged. That there is nothing at an address is traced of whoever is `known`: strangers find only what is public.
const fn refused(error: &AppError, known: bool) -> Option<RefusalKind> {
    match error {
        AppError::Forbidden => Some(RefusalKind::Forbidden),
        AppError::NotFound | AppError::NotWithMinistry if known => Some(RefusalKind::Unseen),
        AppError::CrossSiteForm => Some(RefusalKind::CrossSiteForm),
        AppError::InvalidToken => Some(RefusalKind::Token),
        AppError::SlowBody => Some(RefusalKind::SlowBody),
        AppError::BodyMemoryFull => Some(RefusalKind::BodyMemoryFull),
        AppError::Busy(_) => Some(RefusalKind::Busy),
        AppError::TimedOut => Some(RefusalKind::TimedOut),
        _ => None,
    }
}

/// Leaves a trace of a request that was refused, unless its network has filled its share.
fn trace(
    app: &App,
    what: RefusalKind,
    error: &AppError,
    client: &ClientInfo,
    who: Option<Known>,
    (method, path, request_id): (&Method, &str, &str),
) {
    let origin = client.origin();
    if app.accounts.refusal_log().count(what, origin.network, app.clock.now_millis()) {
        let (browser, who) = (short_browser(origin.user_agent), who.map(|Known(who)| who.to_string()));
        let (what, path, network) = (what.code(), without_secrets(path), origin.network);
        tracing::warn!(what, %error, who, %method, %path, request_id, network, browser, "refused");
    }
}

fn with_headers(mut response: Response, request_id: &str, https: bool) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    // A document has a stricter one of its own.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(REQUEST_ID, value);
    }
    response
}

/// What no route takes. An address with a slash too many leads to the one without.
pub async fn not_found(uri: Uri) -> Result<Response, AppError> {
    let path = uri.path().trim_end_matches('/');
    if path.is_empty() || path.len() == uri.path().len() || !is_local_path(path) {
        return Err(AppError::NotFound);
    }
    let to = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response())
}

/// What a route does not take.
pub async fn method_not_allowed() -> AppError {
    AppError::MethodNotAllowed
}

/// A short JSON answer with a status.
pub fn json(status: StatusCode, value: serde_json::Value) -> Response {
    (status, Json(value)).into_response()
}
