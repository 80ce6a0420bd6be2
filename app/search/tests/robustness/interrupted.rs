//! An embedded index whose building was interrupted.

use std::{fs, path::Path};

use jawab_search::{
    embedded::Embedded,
    engine::{Change, Document, SearchEngine},
};

use crate::corpus::{query, question};

fn questions(from: i64, to: i64) -> Vec<Document> {
    (from..=to).map(|id| question(id, ["", "Phare"], ["", ""])).collect()
}

/// Begins to build an index of 2,500 questions, 500 at a time, and is killed after 1,700 or so.
async fn interrupted(dir: &Path) -> Embedded {
    let engine = Embedded::open(dir).unwrap();
    engine.apply(vec![Change::Upsert(Box::new(question(7, ["", "Balise"], ["", ""])))]).await.unwrap();
    let mut rebuild = engine.rebuild().await.unwrap();
    assert_eq!(rebuild.reached(), 0);
    for (from, to) in [(1, 500), (501, 1000), (1001, 1500), (1501, 1700)] {
        rebuild.add(questions(from, to)).await.unwrap();
    }
    drop(rebuild);
    engine
}

async fn total(engine: &Embedded, text: &str) -> u64 {
    engine.search(&query(text)).await.unwrap().total
}

fn folders(dir: &Path) -> usize {
    fs::read_dir(dir).unwrap().filter(|entry| entry.as_ref().unwrap().file_type().unwrap().is_dir()).count()
}

#[tokio::test]
async fn a_rebuild_goes_on_after_what_was_kept() {
    let dir = tempfile::tempdir().unwrap();
    drop(interrupted(dir.path()).await);
    let engine = Embedded::open(dir.path()).unwrap();
    assert_eq!((total(&engine, "balise").await, total(&engine, "phare").await), (1, 0), "what is in use is as it was");
    assert!(engine.needs_rebuild().await.unwrap());
    let mut rebuild = engine.rebuild().await.unwrap();
    assert_eq!(rebuild.reached(), 1000);
    assert_eq!(rebuild.versions().await.unwrap().into_keys().collect::<Vec<_>>(), (1..=1000).collect::<Vec<_>>());
    rebuild.add(questions(1001, 2500)).await.unwrap();
    rebuild.mend(vec![Change::Delete(3)]).await.unwrap();
    rebuild.finish().await.unwrap();
    assert_eq!((total(&engine, "balise").await, total(&engine, "phare").await), (0, 2499));
    assert_eq!((folders(dir.path()), engine.count().await.unwrap()), (1, 2499), "nothing is left beside it");
    assert!(!engine.needs_rebuild().await.unwrap());
    assert_eq!(engine.rebuild().await.unwrap().reached(), 0, "the next one begins anew");
}

#[tokio::test]
async fn what_was_kept_is_not_gone_on_with_where_it_is_damaged_or_outdated() {
    let damages: [fn(&Path); 2] = [
        |index| {
            let files = fs::read_dir(index).unwrap().map(|file| file.unwrap().path());
            // What was not committed may have been left empty.
            for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "term")) {
                let mut bytes = fs::read(&file).unwrap();
                let middle = bytes.len() / 2;
                bytes.iter_mut().skip(middle).take(1).for_each(|byte| *byte ^= 0x55);
                fs::write(&file, bytes).unwrap();
            }
        },
        |index| fs::rename(index, index.with_file_name("0123456789ab-2")).unwrap(),
    ];
    for damage in damages {
        let dir = tempfile::tempdir().unwrap();
        drop(interrupted(dir.path()).await);
        let current = fs::read_to_string(dir.path().join("CURRENT")).unwrap();
        let beside = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap());
        let beside =
            beside.filter(|entry| entry.file_type().unwrap().is_dir() && !current.starts_with(entry.file_name().to_str().unwrap()));
        for index in beside {
            damage(&index.path());
        }
        let engine = Embedded::open(dir.path()).unwrap();
        let mut rebuild = engine.rebuild().await.unwrap();
        assert_eq!(rebuild.reached(), 0);
        rebuild.add(questions(1, 3)).await.unwrap();
        rebuild.finish().await.unwrap();
        assert_eq!((total(&engine, "phare").await, folders(dir.path())), (3, 1));
    }
}
