//! What the sender has already is not sent again (`If-None-Match`; RFC 9110, 13.1.2). Handlers only give their answers a tag.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use headers::{ETag, HeaderMapExt as _, IfNoneMatch};
use tower_http::compression::Predicate as _;

use super::compression::shrinks;

/// Answers with 304 where the sender knows the tag of the answer.
pub async fn not_modified(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let known: Option<IfNoneMatch> = request.headers().typed_get().filter(|_| reads);
    let response = next.run(request).await;
    match known {
        Some(known) if response.status() == StatusCode::OK && is_known(&known, response.headers()) => without_body(response),
        _ => response,
    }
}

/// Whether the tag of an answer is known. Compared weakly, as this condition always is (RFC 9110, 8.8.3.2).
fn is_known(known: &IfNoneMatch, answer: &HeaderMap) -> bool {
    answer.typed_get::<ETag>().is_some_and(|tag| !known.precondition_passes(&tag))
}

fn without_body(mut response: Response) -> Response {
    // The layer that compresses says this of a body only, and a 304 says what its 200 does (RFC 9110, 15.4.5).
    if shrinks().should_compress(&response) {
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    for of_the_body in [header::CONTENT_TYPE, header::CONTENT_LENGTH] {
        response.headers_mut().remove(of_the_body);
    }
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.body_mut() = Body::empty();
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly_in_every_line() {
        for tag in ["W/\"T\"", "\"T\""] {
            let answer: HeaderMap = [(header::ETAG, HeaderValue::from_static(tag))].into_iter().collect();
            let has = |lines: &[&str]| {
                let sent: HeaderMap = lines.iter().map(|line| (header::IF_NONE_MATCH, line.parse().unwrap())).collect();
                sent.typed_get::<IfNoneMatch>().is_some_and(|known| is_known(&known, &answer))
            };
            for lines in [&["W/\"T\""][..], &["\"T\""], &["*"], &["\"a\", W/\"T\""], &["\"a\"", "\"T\""], &["\"a,b\",\"T\""]] {
                assert!(has(lines), "{tag}: {lines:?}");
            }
            for lines in [&[][..], &[""], &["T"], &["\"a\""], &["\"t\""], &["\"T-1\""], &["\"*\""], &["\"a,\"T\""]] {
                assert!(!has(lines), "{tag}: {lines:?}");
            }
        }
    }

    #[test]
    fn what_has_no_tag_is_sent_again() {
        assert!(!is_known(&IfNoneMatch::any(), &HeaderMap::new()));
    }
}
