//! What every engine must do, on a small parliament of our own: run on the embedded engine always, and on a real
//! Meilisearch where `JAWAB_TEST_MEILI_URL` (and `JAWAB_TEST_MEILI_KEY`) names one.
#![expect(clippy::unwrap_used, reason = "a failing step fails the test")]

#[path = "contract/cases.rs"]
mod cases;
#[path = "contract/corpus.rs"]
mod corpus;
#[path = "contract/lists.rs"]
mod lists;
#[path = "contract/upkeep.rs"]
mod upkeep;

use std::io::Write;

use jawab_search::{
    embedded::Embedded,
    engine::{Change, SearchEngine},
    meilisearch::Meilisearch,
};

/// Builds the corpus: half of it by a rebuild, half by changes.
async fn populate(engine: &dyn SearchEngine) {
    let mut documents = corpus::documents();
    let rest = documents.split_off(documents.len() / 2);
    let mut rebuild = engine.rebuild().await.unwrap();
    rebuild.add(documents).await.unwrap();
    rebuild.finish().await.unwrap();
    engine.apply(rest.into_iter().map(|document| Change::Upsert(Box::new(document))).collect()).await.unwrap();
}

async fn contract(engine: &dyn SearchEngine) {
    populate(engine).await;
    lists::check(engine).await;
    cases::check(engine).await;
    upkeep::check(engine).await;
}

#[tokio::test]
async fn the_embedded_engine_keeps_the_contract() {
    let dir = tempfile::tempdir().unwrap();
    let engine = Embedded::open(dir.path()).unwrap();
    assert!(engine.needs_rebuild().await.unwrap());
    contract(&engine).await;
    drop(engine);
    let again = Embedded::open(dir.path()).unwrap();
    assert!(!again.needs_rebuild().await.unwrap());
    populate(&again).await;
    cases::check(&again).await;
}

#[tokio::test]
async fn meilisearch_keeps_the_contract() {
    let Ok(url) = std::env::var("JAWAB_TEST_MEILI_URL") else {
        let why = "SKIPPED: the contract of search on Meilisearch; set JAWAB_TEST_MEILI_URL to a server to run it";
        writeln!(std::io::stderr(), "\n{why}").unwrap();
        return;
    };
    let key = std::env::var("JAWAB_TEST_MEILI_KEY").ok();
    let prefix = format!("test_{}", std::process::id());
    contract(&Meilisearch::connect(&url, key.as_deref(), &prefix).unwrap()).await;
}
