//! One connection: its requests, one after the other, until it ends or its time is up.

use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderValue, Request, Response, StatusCode, Version, header, uri::Authority},
    response::IntoResponse as _,
};
use bytes::Bytes;
use hyper::{
    body::{Body as HttpBody, Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use jawab_domain::Locale;
use jawab_ui::catalogue::Tr;
use tokio::net::TcpStream;
use tower::ServiceExt as _;

use super::{
    activity::{Activity, Doing},
    metered_body::MeteredBody,
    open::Place,
    pace::Pace,
    watched::Watched,
};

/// What is told where there is no place, and to whom: not to those who ask how the site is.
const HEALTH: [&str; 2] = ["/healthz", "/readyz"];
/// When one may try again, in seconds.
const AGAIN_IN: HeaderValue = HeaderValue::from_static("2");
const CLOSE: HeaderValue = HeaderValue::from_static("close");
/// Most bytes of a request's head, and about as many that a connection keeps of what was received and of what is to be sent: several times the
/// longest address that leads somewhere, and little enough for as many connections as there may be.
const KEPT_MOST: usize = 64 * 1024;

/// Answers the requests of a connection.
pub(super) async fn answer(stream: TcpStream, peer: SocketAddr, site: Router, place: Place) {
    // Without TCP_NODELAY delayed acknowledgements make small answers wait for tens of milliseconds.
    let _ = stream.set_nodelay(true);
    let (open, activity, spare) = (Arc::clone(&place.open), Arc::clone(&place.activity), place.spare);
    let pace = open.limits.body;
    let io = TokioIo::new(Watched::new(stream, Arc::clone(&activity), open.limits.answer));
    let service = service_fn(|request| respond(request, pace, peer, site.clone(), Arc::clone(&activity), spare));
    let connection = http1::Builder::new().max_buf_size(KEPT_MOST).max_header_size(KEPT_MOST).serve_connection(io, service);
    let drained = open.drained();
    tokio::pin!(connection, drained);
    let mut draining = false;
    loop {
        tokio::select! {
            // Errors are those of the network and of clients.
            _ = connection.as_mut() => break,
            () = tokio::time::sleep(open.limits.tick()) => {
                if activity.is_over(&open.limits) {
                    break;
                }
                continue;
            }
            // It is to make room.
            () = activity.end.notified() => {
                if activity.drags(&open.limits) {
                    break;
                }
            }
            // Whoever reads slowly has the time that there is for draining.
            () = drained.as_mut(), if !draining => draining = true,
        }
        // It is to end: at once, or after the request that is being answered.
        if activity.is_free() {
            break;
        }
        connection.as_mut().graceful_shutdown();
    }
}

async fn respond(
    request: Request<Incoming>,
    pace: Pace,
    peer: SocketAddr,
    site: Router,
    activity: Arc<Activity>,
    spare: bool,
) -> Result<Response<Answer>, Infallible> {
    activity.answer();
    let busy = Busy(Arc::clone(&activity));
    let healthy = HEALTH.contains(&request.uri().path());
    let readable = names_its_host(&request);
    let request = request.map(|body| MeteredBody::new(body, pace, Arc::clone(&activity)));
    let reading = request.body().reading();
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    request.extensions_mut().insert(reading.clone());
    let mut response = if !readable {
        unreadable()
    } else if spare && !healthy {
        busy_site()
    } else {
        site.oneshot(request).await.unwrap_or_else(|never| match never {})
    };
    if !reading.is_over() {
        activity.leave_unread();
    }
    if spare || !readable || activity.is_unread() {
        response.headers_mut().insert(header::CONNECTION, CLOSE);
    }
    activity.now(Doing::Making);
    Ok(response.map(|body| Answer { body, _busy: busy }))
}

/// The site has as many connections as it takes.
fn busy_site() -> Response<Body> {
    let text = in_every_language(|tr| tr.t("error-unavailable"));
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, AGAIN_IN)], text).into_response()
}

/// The request may be another one to whoever passed it on.
fn unreadable() -> Response<Body> {
    (StatusCode::BAD_REQUEST, in_every_language(|tr| tr.t("error-bad-request"))).into_response()
}

/// What is said where nothing of the request was looked at, nor which language is read.
fn in_every_language(say: impl Fn(Tr) -> String) -> String {
    Locale::ALL.iter().map(|locale| say(Tr::new(*locale))).collect::<Vec<_>>().join("\n")
}

/// Whether a request says for which host it is as it must (RFC 9112, 3.2): in one line, which HTTP/1.0 may leave out.
fn names_its_host<B>(request: &Request<B>) -> bool {
    let mut lines = request.headers().get_all(header::HOST).iter();
    match (lines.next(), lines.next()) {
        (None, _) => request.version() < Version::HTTP_11,
        (Some(host), None) => host.to_str().is_ok_and(|host| host.is_empty() || !host.contains('@') && host.parse::<Authority>().is_ok()),
        _ => false,
    }
}

/// A request is being answered, until this is dropped: then all of its answer has been handed over, to be sent.
struct Busy(Arc<Activity>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.made();
    }
}

/// The body of an answer: as long as it is there, the request is being answered.
struct Answer {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_in_one_line_for_which_host_it_is() {
        let says = |version: Version, hosts: &[&str]| {
            let request = Request::builder().version(version);
            names_its_host(&hosts.iter().fold(request, |request, host| request.header(header::HOST, *host)).body(()).unwrap())
        };
        for host in ["jawab.test", "jawab.test:8080", "127.0.0.1:80", "[::1]:80", "xn--mgbc0a9azcg.ma", ""] {
            assert!(says(Version::HTTP_11, &[host]) && says(Version::HTTP_10, &[host]), "{host}");
        }
        for hosts in [&["a", "a"][..], &["a", "b"], &["a b"], &["a/b"], &["user@a"], &["a:b:c"]] {
            assert!(!says(Version::HTTP_11, hosts) && !says(Version::HTTP_10, hosts), "{hosts:?}");
        }
        assert!(!says(Version::HTTP_11, &[]) && says(Version::HTTP_10, &[]));
    }
}
