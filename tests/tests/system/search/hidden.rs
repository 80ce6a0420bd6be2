//! Hidden questions are not counted, even before the index is updated.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

use super::search;

#[apply(both_databases)]
async fn a_hidden_question_is_not_counted_while_the_index_still_has_it(app: TestApp) {
    let dam = |id: &str| record(id, json!({ "subject": { "fr": "Barrages" }, "chamber": "councillors" }));
    app.load(&[dam("seen"), dam("secret")]).await;
    assert_eq!(search(&app, "fr", "barrages").await.subjects().len(), 2);
    app.hide_unindexed("secret").await;
    assert_eq!(search(&app, "fr", "barrages").await.subjects().len(), 1);
    let found = app.get_json("/api/v1/search?q=barrages").await;
    assert_eq!(found["total"], 1);
    assert_eq!(found["facets"]["chamber"]["councillors"], 1);
    let offered = app.get_json("/fr/search/suggest?q=barra").await;
    assert_eq!(offered["suggestions"].as_array().map(Vec::len), Some(1));
    app.index().await;
    assert_eq!(app.get_json("/api/v1/search?q=barrages").await["total"], 1);
}
