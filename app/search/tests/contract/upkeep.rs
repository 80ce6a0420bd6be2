//! Changes and rebuilds.

use jawab_search::engine::{Change, SearchEngine};

use crate::corpus::{query, question};

async fn count(engine: &dyn SearchEngine, text: &str) -> u64 {
    engine.search(&query(text)).await.unwrap().total
}

fn upsert(id: i64, version: i64, subject: &str) -> Change {
    let mut document = question(id, ["", subject], ["", ""]);
    document.version = version;
    Change::Upsert(Box::new(document))
}

pub async fn check(engine: &dyn SearchEngine) {
    changes_are_seen_at_once(engine).await;
    a_rebuild_loses_no_change(engine).await;
    an_abandoned_rebuild_changes_nothing(engine).await;
}

async fn changes_are_seen_at_once(engine: &dyn SearchEngine) {
    engine.apply(vec![upsert(90, 1, "Zoologie"), upsert(90, 2, "Botanique"), upsert(91, 1, "Zoologie")]).await.unwrap();
    assert_eq!((count(engine, "zoologie").await, count(engine, "botanique").await), (1, 1));
    let versions = engine.versions().await.unwrap();
    assert_eq!((versions.len(), versions.get(&90), versions.get(&91), versions.get(&1)), (16, Some(&2), Some(&1), Some(&1)));
    engine.apply(vec![Change::Delete(90), Change::Delete(91), Change::Delete(4711)]).await.unwrap();
    engine.apply(vec![]).await.unwrap();
    assert_eq!((count(engine, "zoologie").await, count(engine, "").await), (0, 14));
}

async fn a_rebuild_loses_no_change(engine: &dyn SearchEngine) {
    let mut rebuild = engine.rebuild().await.unwrap();
    rebuild.add(vec![question(1, ["", "Ancienne rédaction"], ["", ""]), question(2, ["", "Supprimée"], ["", ""])]).await.unwrap();
    engine.apply(vec![upsert(1, 2, "Nouvelle rédaction"), Change::Delete(2), upsert(3, 1, "Ajoutée")]).await.unwrap();
    assert_eq!(count(engine, "nouvelle rédaction").await, 1, "the index in use knows the change at once");
    assert!(count(engine, "").await > 3, "and is still whole");
    rebuild.add(vec![question(4, ["", "Quatrième"], ["", ""])]).await.unwrap();
    rebuild.finish().await.unwrap();
    assert!(!engine.needs_rebuild().await.unwrap());
    assert_eq!(engine.versions().await.unwrap().into_iter().collect::<Vec<_>>(), [(1, 2), (3, 1), (4, 1)]);
    assert_eq!((count(engine, "nouvelle").await, count(engine, "ancienne").await, count(engine, "supprimée").await), (1, 0, 0));
}

async fn an_abandoned_rebuild_changes_nothing(engine: &dyn SearchEngine) {
    let mut rebuild = engine.rebuild().await.unwrap();
    rebuild.add(vec![question(50, ["", "Jamais"], ["", ""])]).await.unwrap();
    drop(rebuild);
    engine.apply(vec![upsert(5, 1, "Cinquième")]).await.unwrap();
    assert_eq!(engine.versions().await.unwrap().into_keys().collect::<Vec<_>>(), [1, 3, 4, 5]);
    let mut rebuild = engine.rebuild().await.unwrap();
    let left = rebuild.versions().await.unwrap();
    assert_eq!(left.keys().max().copied().unwrap_or_default(), rebuild.reached(), "the next one has it, or begins anew");
    let gone = left.into_keys().map(Change::Delete);
    rebuild.mend(gone.chain([upsert(60, 3, "Minéralogie")]).collect()).await.unwrap();
    assert_eq!(rebuild.versions().await.unwrap().into_iter().collect::<Vec<_>>(), [(60, 3)]);
    rebuild.finish().await.unwrap();
    assert_eq!((count(engine, "").await, engine.count().await.unwrap(), count(engine, "minéralogie").await), (1, 1, 1));
}
