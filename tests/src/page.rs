//! A response of the site, as a reader without JavaScript gets it.

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
    response::Response,
};
use bytes::Bytes;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tower::ServiceExt as _;

/// Sends a request in a separate task: as on a server, a request here that holds a database connection does not block the others.
pub(crate) async fn answer(site: Router, request: Request<Body>) -> Response {
    let answered = tokio::spawn(site.oneshot(request)).await.expect("the site answers");
    answered.unwrap_or_else(|never| match never {})
}

/// A response.
pub struct Page {
    /// The requested URL.
    pub address: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as bytes.
    pub bytes: Bytes,
    /// The body as text; empty if it is not text.
    pub body: String,
    /// The parsed body, if it is HTML.
    pub html: Html,
}

impl Page {
    pub(crate) async fn read(address: &str, response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body can be read");
        let body = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        let is_html = parts.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let html = Html::parse_document(if is_html { &body } else { "" });
        Self { address: address.to_owned(), status: parts.status, headers: parts.headers, bytes, body, html }
    }

    /// A header; empty if it is missing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{}: {error}: {}", self.address, self.body))
    }

    /// The elements of a CSS selector.
    #[must_use]
    pub fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"));
        self.html.root_element().select(&selector).collect()
    }

    /// The only element of a CSS selector.
    #[must_use]
    pub fn one(&self, selector: &str) -> ElementRef<'_> {
        let all = self.all(selector);
        assert_eq!(all.len(), 1, "{}: {selector} is there {} times", self.address, all.len());
        all[0]
    }

    /// The texts of the elements of a CSS selector.
    #[must_use]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).into_iter().map(text).collect()
    }

    /// An attribute of the elements of a CSS selector that have it.
    #[must_use]
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.all(selector).into_iter().filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    /// The subjects of the listed questions, in order.
    #[must_use]
    pub fn subjects(&self) -> Vec<String> {
        self.texts(".results .list .item h3")
    }

    /// The whole text of the page, without markup.
    #[must_use]
    pub fn text(&self) -> String {
        text(self.html.root_element())
    }
}

/// The text of an element, with whitespace collapsed.
fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
