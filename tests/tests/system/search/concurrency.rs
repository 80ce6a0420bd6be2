//! A limited number of concurrent searches: in the engine, and in the database if the engine fails.

use std::sync::Arc;

use futures::FutureExt as _;
use jawab_service::refusals::RefusalKind;
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
    let permits = [search.fallback_permit().await.unwrap(), search.fallback_permit().await.unwrap()];
    let late = app.get("/fr/search?q=ports").await;
    assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
    assert!(late.text().contains("momentanément indisponible"), "{}", late.text());
    assert_eq!(app.get("/api/v1/search?q=ports").await.status, 503);
    assert_eq!(app.get_json("/fr/search/suggest?q=ports").await["suggestions"], json!([]));
    drop(permits);
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

#[apply(both_databases)]
async fn a_crowd_of_searches_is_no_failure_of_the_engine(app: TestApp) {
    app.load(&[record("a", json!({ "subject": { "fr": "Ports de pêche" } }))]).await;
    let mut places = Vec::new();
    while let Some(place) = app.app.engine.place().now_or_never() {
        places.push(place.unwrap());
    }
    assert!(places.len() >= 2, "some search at once");
    // More failures than it takes for an engine to be skipped.
    for _ in 0..4 {
        let late = app.get("/api/v1/search?q=ports").await;
        assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
    }
    assert_eq!(app.get_json("/fr/search/suggest?q=ports").await["suggestions"], json!([]));
    drop(places);
    let answer = app.get_json("/api/v1/search?q=ports").await;
    assert_eq!((&answer["engine"], &answer["total"]), (&json!("embedded"), &json!(1)), "it is asked at once");
}

#[apply(both_databases)]
async fn a_failing_engine_fills_few_lines_of_the_log(mut app: TestApp) {
    load(&mut app).await;
    let refusals = app.app.accounts.refusal_log().clone();
    for minute in 0..59 {
        // After each pause it is tried once more.
        app.set_clock(&format!("2026-11-21T10:{minute:02}:00Z"));
        assert_eq!(app.get_json("/api/v1/search?q=ports").await["engine"], "database");
    }
    let left = (0..500).filter(|_| refusals.count(RefusalKind::Search, None, app.app.clock.now_millis())).count();
    assert!(left <= 41, "each of 59 failures was counted: {left} lines are left of the hour's hundred");
}
