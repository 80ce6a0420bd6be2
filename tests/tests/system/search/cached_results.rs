//! A page of results is kept for all who search the same, and shows every change that the index has.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

const DAMS: &str = "/fr/search?q=barrages";

fn dam(id: &str) -> serde_json::Value {
    record(id, json!({ "subject": { "fr": "Barrages" } }))
}

#[apply(both_databases)]
async fn a_page_of_results_is_kept_until_something_public_changes(app: TestApp) {
    app.load(&[dam("one"), dam("two")]).await;
    let page = app.get(DAMS).await;
    let tag = page.header("etag").to_owned();
    assert_eq!((page.subjects().len(), tag.is_empty()), (2, false));
    let unchanged = app.get_with(DAMS, &[("if-none-match", tag.as_bytes())]).await;
    assert_eq!(unchanged.status, 304, "nothing has changed");

    app.load(&[dam("three")]).await;
    assert_eq!(app.get(DAMS).await.subjects().len(), 3, "the index has it");

    app.hide_unindexed("two").await;
    assert_eq!(app.get(DAMS).await.subjects().len(), 2, "it is gone with the next request");
    app.index().await;
    assert_eq!(app.get(DAMS).await.subjects().len(), 2);
}

#[apply(both_databases)]
async fn a_page_of_an_index_that_lags_behind_is_not_kept(app: TestApp) {
    app.load(&[dam("one"), dam("two")]).await;
    app.hide_unindexed("two").await;
    let behind = app.get(DAMS).await;
    assert_eq!((behind.subjects().len(), behind.header("etag")), (1, ""));
    app.index().await;
    assert!(!app.get(DAMS).await.header("etag").is_empty(), "the index has everything");
}
