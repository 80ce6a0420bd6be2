//! Search, as readers use it.

use jawab_tests::{Page, TestApp, hostile::escape};

mod concurrency;
mod engine_failure;
mod facets;
mod filters;
mod hidden;
mod kept_pages;
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
