//! Where the engine fails, the database is searched, by few at once.

use std::sync::Arc;

use jawab_tests::{TestApp, apply, both_databases, engines::Refusing, hostile::escape, records::record};
use serde_json::json;

async fn load(app: &mut TestApp) {
    app.load(&[
        record("a", json!({ "subject": { "fr": "Ports de pêche", "ar": "موانئ الصيد" } })),
        record("b", json!({ "subject": { "fr": "Ports de plaisance" } })),
    ])
    .await;
    app.use_engine(Arc::new(Refusing));
}

#[apply(both_databases)]
async fn few_search_the_database_at_once(mut app: TestApp) {
    load(&mut app).await;
    let search = &app.app.search;
    let turns = [search.turn().await.unwrap(), search.turn().await.unwrap()];
    let late = app.get("/fr/search?q=ports").await;
    assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
    assert!(late.text().contains("momentanément indisponible"), "{}", late.text());
    assert_eq!(app.get("/api/v1/search?q=ports").await.status, 503);
    assert_eq!(app.get_json("/fr/search/suggest?q=ports").await["suggestions"], json!([]));
    drop(turns);
    assert_eq!(app.get("/fr/search?q=ports").await.subjects().len(), 2);
    assert_eq!(app.get_json("/fr/search/suggest?q=ports").await["suggestions"].as_array().map(Vec::len), Some(2));
}

#[apply(both_databases)]
async fn words_may_be_in_either_language_and_every_page_knows_the_total(mut app: TestApp) {
    load(&mut app).await;
    for (text, page, total, found) in
        [("ports موانئ", 1, 1, 1), ("ports", 1, 2, 1), ("ports", 2, 2, 1), ("ports", 9, 2, 0), ("phares", 1, 0, 0)]
    {
        let answer = app.get_json(&format!("/api/v1/search?q={}&per_page=1&page={page}", escape(text))).await;
        assert_eq!(answer["engine"], "database");
        assert_eq!((answer["total"].as_u64(), answer["hits"].as_array().map(Vec::len)), (Some(total), Some(found)), "{text} {page}");
    }
}
