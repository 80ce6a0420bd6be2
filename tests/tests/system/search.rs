//! Search, as readers use it.

use jawab_tests::{Page, TestApp, hostile::escape};

mod crowded;
mod facets;
mod failing;
mod found;
mod hidden;
mod long;
mod narrowed;
mod nothing;
mod numbers;
mod outage;
mod rebuilt;
mod redacted;

async fn search(app: &TestApp, locale: &str, text: &str) -> Page {
    let page = app.get(&format!("/{locale}/search?q={}", escape(text))).await;
    assert_eq!(page.status, 200, "{text}");
    page
}
