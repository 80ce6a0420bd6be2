//! A Meilisearch server that is down, slow, faulty, full, without a valid key or emptied: pages still work, and changes made
//! meanwhile are in its index once it is back.

use std::time::{Duration, Instant};

use jawab_service::index::Rounds;
use jawab_tests::{
    TestApp, apply, both_databases,
    meilisearch::{Fault, Server},
    records::{ministries, record},
};
use serde_json::json;

/// The time limit of a page that waits for the server; the tests add little.
const PATIENCE: Duration = Duration::from_secs(4);

/// Four questions on ports, one of them hidden, on a separate server.
pub async fn begin(app: &mut TestApp) -> Server {
    let server = Server::start().await;
    app.use_engine(server.engine());
    app.import(&jawab_tests::records::lines(&[
        record("a", json!({ "subject": { "fr": "Ports de pêche", "ar": "موانئ الصيد" }, "ministry": ministries::health() })),
        record("b", json!({ "subject": { "fr": "Ports de plaisance" } })),
        record("c", json!({ "subject": { "fr": "Ports secs" }, "chamber": "councillors" })),
        record("secret", json!({ "subject": { "fr": "Ports cachés" } })),
    ]))
    .await;
    app.hide_unindexed("secret").await;
    work(app, &mut Rounds::default()).await;
    in_step(app).await;
    server
}

/// Runs the worker until it has nothing to do or cannot continue.
pub async fn work(app: &TestApp, rounds: &mut Rounds) {
    while app.app.indexer().round(rounds).await.is_ok_and(|worked| worked) {}
}

/// Database and index have the same questions in the same versions, and the outbox is empty.
pub async fn in_step(app: &TestApp) {
    let published = app
        .strings("SELECT CAST(id AS TEXT) || ':' || CAST(version AS TEXT) FROM question WHERE publication = 'published' ORDER BY id")
        .await;
    let indexed = app.app.engine.versions().await.unwrap();
    assert_eq!(indexed.into_iter().map(|(id, version)| format!("{id}:{version}")).collect::<Vec<_>>(), published);
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0);
}

/// No search about ports reveals hidden questions, and all find the public ones.
pub async fn ports(app: &TestApp, engine: &str, public: &[&str]) {
    for locale in ["ar", "fr"] {
        let began = Instant::now();
        let page = app.get(&format!("/{locale}/search?q=ports")).await;
        assert_eq!(page.status, 200);
        let mut found = page.subjects();
        found.sort();
        // The Arabic page shows a subject in Arabic if there is one.
        let found: Vec<&str> = found.iter().map(|subject| if subject.starts_with("موانئ") { "Ports de pêche" } else { subject }).collect();
        let mut found = found;
        found.sort_unstable();
        assert_eq!(found, public, "{engine}");
        assert_eq!(page.all(".notice[role=status]").len(), usize::from(engine == "database"), "{engine}: whether the page says so");
        assert!(began.elapsed() < PATIENCE, "{:?}", began.elapsed());
    }
    let found = app.get_json("/api/v1/search?q=ports").await;
    assert_eq!((found["engine"].as_str(), found["total"].as_u64()), (Some(engine), Some(public.len() as u64)));
    let counted: u64 = found["facets"]["chamber"].as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
    assert_eq!(counted, if engine == "database" { 0 } else { public.len() as u64 });
    let offered = app.get_json("/fr/search/suggest?q=ports").await;
    let mut offered: Vec<&str> = offered["suggestions"].as_array().unwrap().iter().map(|one| one["label"].as_str().unwrap()).collect();
    offered.sort_unstable();
    assert_eq!(offered, public);
}

const ALL: [&str; 3] = ["Ports de plaisance", "Ports de pêche", "Ports secs"];

#[apply(both_databases)]
async fn whatever_keeps_the_server_from_answering_pages_live_on(mut app: TestApp) {
    let mut server = begin(&mut app).await;
    ports(&app, "meilisearch", &ALL).await;
    for fault in Fault::OF_SEARCH {
        app.use_engine(server.engine());
        server.fail(fault);
        ports(&app, "database", &ALL).await;
        assert_eq!(app.get("/readyz").await.status, 200, "{fault:?}");
    }
    for fault in Fault::OF_CHANGES {
        app.use_engine(server.engine());
        server.fail(fault);
        ports(&app, "meilisearch", &ALL).await;
    }
    server.stop().await;
    app.use_engine(server.engine());
    ports(&app, "database", &ALL).await;
    server.start_again().await;
    server.fail(None);
    app.use_engine(server.engine());
    ports(&app, "meilisearch", &ALL).await;
}

#[apply(both_databases)]
async fn what_changes_while_the_server_is_down_is_indexed_when_it_is_back(mut app: TestApp) {
    let mut server = begin(&mut app).await;
    let mut rounds = Rounds::default();
    server.stop().await;
    app.import(&record("b", json!({ "subject": { "fr": "Ports de commerce" } })).to_string()).await;
    app.import(&record("d", json!({ "subject": { "fr": "Ports neufs" } })).to_string()).await;
    app.hide_unindexed("c").await;
    for hour in 11..20 {
        ports(&app, "database", &["Ports de commerce", "Ports de pêche", "Ports neufs"]).await;
        work(&app, &mut rounds).await;
        app.app.indexer().step().await.unwrap();
        app.set_clock(&format!("2026-11-21T{hour}:00:00Z"));
    }
    app.unhide_unindexed("secret").await;
    app.hide_unindexed("a").await;
    app.unhide_unindexed("a").await;
    server.start_again().await;
    // The server answers before the worker has noticed: its index is still the old one.
    app.use_engine(server.engine());
    let early = app.get_json("/api/v1/search?q=ports").await;
    assert_eq!(early["total"], 2, "c is hidden by now, and d not yet indexed");
    work(&app, &mut rounds).await;
    in_step(&app).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox WHERE parked").await, 0);
    ports(&app, "meilisearch", &["Ports cachés", "Ports de commerce", "Ports de pêche", "Ports neufs"]).await;
}

#[apply(both_databases)]
async fn what_a_server_refuses_is_parked_and_comes_back_by_itself(mut app: TestApp) {
    for fault in [Fault::DiskFull, Fault::QueueFull, Fault::WrongKey, Fault::Page, Fault::Shape] {
        let server = begin(&mut app).await;
        let mut rounds = Rounds::default();
        work(&app, &mut rounds).await;
        app.import(&record("b", json!({ "subject": { "fr": format!("Ports neufs {fault:?}") } })).to_string()).await;
        app.hide_unindexed("c").await;
        server.fail(fault);
        for hour in 0..14 {
            app.set_clock(&format!("2026-11-22T{hour:02}:00:00Z"));
            app.app.indexer().step().await.unwrap();
        }
        let parked = app.number("SELECT COUNT(*) FROM outbox WHERE parked").await;
        assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 2);
        assert!(parked == 2 || matches!(fault, Fault::QueueFull | Fault::Page), "{fault:?}: {parked}");
        app.set_clock("2026-11-22T20:00:00Z");
        work(&app, &mut rounds).await;
        assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 2, "nothing is given up");
        server.fail(None);
        app.set_clock("2026-11-22T20:00:59Z");
        work(&app, &mut rounds).await;
        in_step(&app).await;
        app.use_engine(server.engine());
        ports(&app, "meilisearch", &["Ports de pêche", &format!("Ports neufs {fault:?}")]).await;
        app.unhide_unindexed("c").await;
        app.unhide_unindexed("secret").await;
        app.import(&record("b", json!({ "subject": { "fr": "Ports de plaisance" } })).to_string()).await;
        app.set_clock("2026-11-21T10:00:00Z");
    }
    app.execute("DELETE FROM outbox").await;
}

#[apply(both_databases)]
async fn an_emptied_index_is_noticed_and_filled(mut app: TestApp) {
    let server = begin(&mut app).await;
    let mut rounds = Rounds::default();
    work(&app, &mut rounds).await;
    let whole = server.indexes();
    server.put_back(whole.keys().map(|name| (name.clone(), std::collections::BTreeMap::new())).collect());
    ports(&app, "database", &ALL).await;
    app.set_clock("2026-11-21T10:00:11Z");
    work(&app, &mut rounds).await;
    in_step(&app).await;
    ports(&app, "meilisearch", &ALL).await;
    server.put_back(std::collections::BTreeMap::new());
    app.use_engine(server.engine());
    ports(&app, "database", &ALL).await;
    work(&app, &mut rounds).await;
    in_step(&app).await;
    app.use_engine(server.engine());
    ports(&app, "meilisearch", &ALL).await;
}

#[apply(both_databases)]
async fn an_older_index_put_back_shows_nothing_hidden(mut app: TestApp) {
    let server = begin(&mut app).await;
    let mut rounds = Rounds::default();
    work(&app, &mut rounds).await;
    let backup = server.indexes();
    app.hide_unindexed("c").await;
    work(&app, &mut rounds).await;
    in_step(&app).await;
    server.put_back(backup);
    ports(&app, "meilisearch", &["Ports de plaisance", "Ports de pêche"]).await;
    app.set_clock("2026-11-21T10:00:11Z");
    work(&app, &mut rounds).await;
    in_step(&app).await;
    ports(&app, "meilisearch", &["Ports de plaisance", "Ports de pêche"]).await;
}
