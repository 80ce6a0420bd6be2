//! An index rebuilt while questions change, and an interrupted rebuild.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use jawab_search::engine::SearchError;
use jawab_service::index::{Indexer, Reindexed, Rounds};
use jawab_tests::{
    TestApp, apply, both_databases,
    engines::{HookedEngine, RebuildHook, RebuildMoment},
    meilisearch::Server,
    records::{lines, record},
};
use serde_json::json;

use super::outage::{begin, in_step, ports, work};

fn hooked_indexer(app: &TestApp, hook: RebuildHook) -> Indexer {
    Indexer::new(app.app.database.clone(), Arc::new(HookedEngine { engine: Arc::clone(&app.app.engine), hook }), app.app.clock.clone())
}

/// Between reading questions and adding them to the new index, they are edited, hidden and unhidden, and the worker applies that
/// to the index in use. Right after the swap nothing is outdated, and nothing hidden is there.
async fn changes_are_not_overwritten(app: &Arc<TestApp>) {
    let (meddling, done) = (Arc::clone(app), Arc::new(AtomicBool::new(false)));
    let hook: RebuildHook = Arc::new(move |moment| {
        let (app, done) = (Arc::clone(&meddling), Arc::clone(&done));
        Box::pin(async move {
            match moment {
                RebuildMoment::BeforeAdding(_) if !done.swap(true, Ordering::SeqCst) => {
                    app.import(&record("b", json!({ "subject": { "fr": "Ports de commerce" } })).to_string()).await;
                    app.import(&record("d", json!({ "subject": { "fr": "Ports neufs" } })).to_string()).await;
                    app.hide_unindexed("a").await;
                    app.hide_unindexed("c").await;
                    app.unhide_unindexed("secret").await;
                    app.index().await;
                    app.unhide_unindexed("c").await;
                    app.index().await;
                }
                RebuildMoment::BeforeAdding(_) => {}
                RebuildMoment::Swapped => {
                    in_step(&app).await;
                    ports(&app, app.app.engine.name(), &["Ports cachés", "Ports de commerce", "Ports neufs", "Ports secs"]).await;
                }
            }
            Ok(())
        })
    });
    hooked_indexer(app, hook).reindex(|_, _| {}).await.unwrap();
    in_step(app).await;
    work(app, &mut Rounds::default()).await;
    in_step(app).await;
}

#[apply(both_databases)]
async fn what_changes_while_the_index_on_a_server_is_built_is_in_the_new_one_at_once(mut app: TestApp) {
    let _server = begin(&mut app).await;
    changes_are_not_overwritten(&Arc::new(app)).await;
}

#[apply(both_databases)]
async fn what_changes_while_the_embedded_index_is_built_is_in_the_new_one_at_once(mut app: TestApp) {
    let embedded = Arc::clone(&app.app.engine);
    let _server = begin(&mut app).await;
    app.use_engine(embedded);
    work(&app, &mut Rounds::default()).await;
    changes_are_not_overwritten(&Arc::new(app)).await;
}

/// Ends a rebuild after so many questions were added, as a killed program or a lost server does.
fn ends_after(added: usize) -> RebuildHook {
    Arc::new(move |moment| {
        let gone = matches!(moment, RebuildMoment::BeforeAdding(so_far) if so_far >= added);
        Box::pin(async move { if gone { Err(SearchError::Unavailable("the server went away".into())) } else { Ok(()) } })
    })
}

async fn an_interrupted_rebuild_goes_on(app: &TestApp, interrupted_at: usize, resumed: u64) {
    let record = |n: usize| record(&format!("r{n:04}"), json!({ "subject": { "fr": format!("Phare {n}") } }));
    app.import(&lines(&(1..=2_600).map(record).collect::<Vec<_>>())).await;
    app.execute("DELETE FROM outbox").await;
    let lost = hooked_indexer(app, ends_after(interrupted_at)).reindex(|_, _| {}).await;
    assert!(lost.is_err());
    assert!(app.app.engine.count().await.unwrap() < 2_600, "what is in use is as it was");
    // Meanwhile some of the added questions change, in both parts.
    app.hide_unindexed("r0100").await;
    app.hide_unindexed("r2500").await;
    app.import(&record_of("r0200", "Balise")).await;
    app.execute("DELETE FROM outbox").await;
    let reported = Arc::new(AtomicUsize::new(usize::MAX));
    let first = Arc::clone(&reported);
    let progress = |done: u64, total| {
        assert_eq!(total, 2_598);
        first.fetch_min(usize::try_from(done).unwrap(), Ordering::SeqCst);
    };
    assert_eq!(app.app.indexer().reindex(progress).await.unwrap(), Reindexed { resumed, added: 2_599 - resumed }, "only the rest is added");
    assert_eq!(reported.load(Ordering::SeqCst) as u64, resumed, "progress begins where it was");
    in_step(app).await;
    let found = app.get_json("/api/v1/search?q=balise").await;
    assert_eq!(found["total"], 1);
}

fn record_of(id: &str, subject: &str) -> String {
    record(id, json!({ "subject": { "fr": subject } })).to_string()
}

#[apply(both_databases)]
async fn an_interrupted_rebuild_of_the_embedded_index_goes_on(app: TestApp) {
    an_interrupted_rebuild_goes_on(&app, 1_500, 1_000).await;
}

#[apply(both_databases)]
async fn an_interrupted_rebuild_on_a_server_goes_on(mut app: TestApp) {
    let server = Server::start().await;
    app.use_engine(server.engine());
    an_interrupted_rebuild_goes_on(&app, 1_500, 1_500).await;
    assert_eq!(server.indexes().len(), 1, "nothing is left beside it");
}

#[apply(both_databases)]
async fn what_a_rebuild_has_done_is_not_done_again(app: TestApp) {
    let app = Arc::new(app);
    let some: Vec<_> = (0..3).map(|n| record(&format!("r{n}"), json!({}))).collect();
    app.import(&lines(&some)).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 3);
    let meddling = Arc::clone(&app);
    let hook: RebuildHook = Arc::new(move |moment| {
        let app = Arc::clone(&meddling);
        Box::pin(async move {
            // Queued again after it was read: that is still to be done.
            if matches!(moment, RebuildMoment::BeforeAdding(_)) {
                app.hide_unindexed("r1").await;
            }
            Ok(())
        })
    });
    hooked_indexer(&app, hook).reindex(|_, _| {}).await.unwrap();
    let hidden = app.id("r1").await;
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 1);
    assert_eq!(app.number("SELECT subject_id FROM outbox").await, hidden);
    app.index().await;
    in_step(&app).await;
}
