//! When the search engine fails, pages still work.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};

use jawab_search::engine::SearchEngine;
use jawab_tests::{
    TestApp, apply, both_databases,
    engines::{Hanging, Refusing, Switched},
    records::{ministries, record},
};
use serde_json::json;

async fn load(app: &TestApp) {
    app.load(&[
        record("a", json!({ "subject": { "fr": "Ports de pêche" }, "ministry": ministries::health(), "themes": [{ "fr": "Pêche" }] })),
        record("b", json!({ "subject": { "fr": "Ports de plaisance" } })),
        record("c", json!({ "subject": { "ar": "موانئ الصيد" } })),
        record("hidden", json!({ "subject": { "fr": "Ports cachés" } })),
    ])
    .await;
    app.hide("hidden").await;
}

async fn the_site_lives(mut app: TestApp, engine: Arc<dyn SearchEngine>) {
    load(&app).await;
    app.use_engine(engine);
    for (address, mut expected) in [
        ("/fr/search?q=Ports", vec!["Ports de pêche", "Ports de plaisance"]),
        ("/fr/search?q=ports", vec!["Ports de pêche", "Ports de plaisance"]),
        ("/fr/search?q=Ports+plaisance", vec!["Ports de plaisance"]),
        ("/fr/search?q=Ports&ministry=sante-et-protection-sociale", vec!["Ports de pêche"]),
        ("/fr/search?q=Ports&theme=peche&sort=due", vec!["Ports de pêche"]),
        ("/fr/search?q=%D9%85%D9%88%D8%A7%D9%86%D8%A6", vec!["موانئ الصيد"]),
        ("/fr/search?q=cach%C3%A9s", vec![]),
    ] {
        let page = app.get(address).await;
        let mut found = page.subjects();
        found.sort();
        expected.sort_unstable();
        assert_eq!(page.status, 200);
        assert_eq!(found, expected, "{address}");
        assert_eq!(page.all(".notice[role=status]").len(), 1, "the page says that the engine is down");
    }
    assert_eq!(app.get_json("/api/v1/search?q=Ports").await["engine"], "database");
    assert_eq!(
        app.get_json("/fr/search/suggest?q=sant").await["suggestions"].as_array().unwrap().len(),
        1,
        "ministries are still suggested"
    );
    assert_eq!(app.get("/readyz").await.status, 200, "the site serves on");
    assert_eq!(app.get("/fr/questions").await.subjects().len(), 3);
}

#[apply(both_databases)]
async fn a_failing_engine_gives_results_from_the_database_and_says_so(app: TestApp) {
    the_site_lives(app, Arc::new(Refusing)).await;
}

#[apply(both_databases)]
async fn a_hanging_engine_gives_results_from_the_database_in_time(app: TestApp) {
    the_site_lives(app, Arc::new(Hanging)).await;
}

#[apply(both_databases)]
async fn an_engine_that_keeps_failing_is_left_alone_and_used_again_once_it_is_back(mut app: TestApp) {
    load(&app).await;
    let engine = Arc::new(Switched { engine: Arc::clone(&app.app.engine), off: AtomicBool::new(true), asked: AtomicU32::new(0) });
    app.use_engine(Arc::<Switched>::clone(&engine));
    let answers = async || app.get_json("/api/v1/search?q=ports").await["engine"].as_str().unwrap().to_owned();
    for _ in 0..10 {
        assert_eq!(answers().await, "database");
    }
    assert_eq!(engine.asked.load(Ordering::SeqCst), 3, "pages do not go on asking it");
    engine.off.store(false, Ordering::SeqCst);
    assert_eq!(answers().await, "database", "it is left alone for a while");
    app.set_clock("2026-11-21T10:00:30Z");
    assert_eq!(answers().await, "embedded");
    assert_eq!(answers().await, "embedded");
}

#[apply(both_databases)]
async fn work_for_a_failing_engine_waits_until_it_is_back(mut app: TestApp) {
    let engine = Arc::clone(&app.app.engine);
    app.use_engine(Arc::new(Refusing));
    app.import(&record("a", json!({ "subject": { "fr": "Phares" } })).to_string()).await;
    assert_eq!(app.app.indexer().step().await.unwrap(), 1);
    assert_eq!(app.app.indexer().step().await.unwrap(), 0, "it is not tried again at once");
    assert_eq!(app.get_json("/readyz").await["search"]["waiting"], 1);
    app.use_engine(engine);
    app.set_clock("2026-11-21T10:10:00Z");
    app.index().await;
    assert_eq!(app.get_json("/api/v1/search?q=phares").await["total"], 1);
}
