//! Search, as readers use it.

use jawab_tests::{Page, TestApp, hostile::escape};

mod cached_results;
mod concurrency;
mod engine_failure;
mod facets;
mod filters;
mod hidden;
mod long_queries;
mod no_results;
mod numbers;
mod outage;
mod rebuild;
mod redaction;
mod results;

async fn search(app: &TestApp, locale: &str, text: &str) -> Page {
    let page = app.get(&format!("/{locale}/search?q={}", escape(text))).await;
    assert_eq!(page.status, 200, "{text}");
    page
}
