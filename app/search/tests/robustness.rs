//! The embedded engine under damage, beside another process, under load, and against any query at all.
#![expect(clippy::unwrap_used, reason = "a failing step fails the test")]

#[path = "contract/corpus.rs"]
mod corpus;
#[path = "robustness/interrupted.rs"]
mod interrupted;

use std::{fs, path::Path, sync::Arc};

use corpus::{documents, query, question};
use jawab_search::{
    embedded::Embedded,
    engine::{Change, Query, SearchEngine, SearchError, Sort},
    lexicon::Lexicon,
};
use proptest::prelude::*;

async fn build(dir: &Path) -> Embedded {
    let engine = Embedded::open(dir).unwrap();
    let mut rebuild = engine.rebuild().await.unwrap();
    rebuild.add(documents()).await.unwrap();
    rebuild.finish().await.unwrap();
    engine
}

async fn total(engine: &Embedded, text: &str) -> u64 {
    engine.search(&query(text)).await.unwrap().total
}

fn upsert(id: i64, subject: &str) -> Change {
    Change::Upsert(Box::new(question(id, ["", subject], ["", ""])))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file of an index, by its path within the folder.
fn files(dir: &Path) -> Vec<String> {
    let mut files = vec!["CURRENT".to_owned()];
    for index in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.file_type().unwrap().is_dir()) {
        let name = index.file_name().into_string().unwrap();
        files.extend(fs::read_dir(index.path()).unwrap().map(|file| format!("{name}/{}", file.unwrap().file_name().to_str().unwrap())));
    }
    files
}

type Damage = fn(&Path);

#[tokio::test]
async fn a_damaged_index_opens_empty_and_asks_to_be_rebuilt() {
    let whole = tempfile::tempdir().unwrap();
    drop(build(whole.path()).await);
    let damages: [Damage; 4] = [
        |file| fs::remove_file(file).unwrap(),
        |file| fs::write(file, "").unwrap(),
        |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, bytes.get(..bytes.len() / 2).unwrap()).unwrap();
        },
        |file| {
            let mut bytes = fs::read(file).unwrap();
            let middle = bytes.len() / 2;
            bytes.get_mut(middle).map(|byte| *byte ^= 0x55).unwrap();
            fs::write(file, bytes).unwrap();
        },
    ];
    let mut noticed = 0;
    for file in files(whole.path()).iter().filter(|file| !file.ends_with(".lock") && !file.ends_with(".managed.json")) {
        for damage in damages {
            let dir = tempfile::tempdir().unwrap();
            copy(whole.path(), dir.path());
            damage(&dir.path().join(file));
            let engine = Embedded::open(dir.path()).unwrap();
            let found = total(&engine, "").await;
            let needs_rebuild = engine.needs_rebuild().await.unwrap();
            assert_eq!((found == 0, found == 14), (needs_rebuild, !needs_rebuild), "{file}: {found}");
            noticed += usize::from(needs_rebuild);
            engine.apply(vec![upsert(70, "Nouvelle")]).await.unwrap();
            assert_eq!(total(&engine, "nouvelle").await, 1, "{file}");
            drop(engine);
            assert_eq!(Embedded::open(dir.path()).unwrap().needs_rebuild().await.unwrap(), needs_rebuild, "{file}: remembered");
        }
    }
    assert!(noticed > 20, "{noticed}");
}

#[tokio::test]
async fn an_outdated_index_is_put_aside_and_cleared_by_the_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("0123456789ab-7")).unwrap();
    fs::write(dir.path().join("CURRENT"), "0123456789ab-7\ncomplete\n").unwrap();
    let engine = Embedded::open(dir.path()).unwrap();
    assert!(engine.needs_rebuild().await.unwrap());
    engine.rebuild().await.unwrap().finish().await.unwrap();
    assert!(!engine.needs_rebuild().await.unwrap());
    assert!(!dir.path().join("0123456789ab-7").exists());
}

#[tokio::test]
async fn a_second_process_reads_and_is_told_that_it_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let writer = build(dir.path()).await;
    let reader = Embedded::open(dir.path()).unwrap();
    assert_eq!(total(&reader, "").await, 14);
    assert!(matches!(reader.apply(vec![Change::Delete(1)]).await, Err(SearchError::Unavailable(_))));
    assert!(matches!(reader.rebuild().await, Err(SearchError::Unavailable(_))));
    let mut rebuild = writer.rebuild().await.unwrap();
    assert!(matches!(writer.rebuild().await, Err(SearchError::Unavailable(_))), "one rebuild at a time");
    rebuild.add(vec![question(1, ["", "Seule"], ["", ""])]).await.unwrap();
    rebuild.finish().await.unwrap();
    assert_eq!(total(&reader, "").await, 1, "the reader follows the swap");
    drop(writer);
    reader.apply(vec![upsert(2, "Autre")]).await.unwrap();
    assert_eq!(total(&reader, "").await, 2);
}

#[tokio::test]
async fn without_an_index_and_without_the_lock_an_engine_works_on_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let writer = build(dir.path()).await;
    fs::remove_file(dir.path().join("CURRENT")).unwrap();
    let reader = Embedded::open(dir.path()).unwrap();
    assert!(reader.needs_rebuild().await.unwrap());
    assert_eq!((total(&reader, "").await, total(&writer, "").await), (0, 14));
    assert!(matches!(reader.apply(vec![Change::Delete(1)]).await, Err(SearchError::Unavailable(_))));
    let mut rebuild = writer.rebuild().await.unwrap();
    rebuild.add(documents()).await.unwrap();
    rebuild.finish().await.unwrap();
    assert_eq!(total(&reader, "").await, 14);
    assert!(!reader.needs_rebuild().await.unwrap());
}

#[tokio::test]
async fn near_spellings_are_offered_where_nothing_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let engine = build(dir.path()).await;
    for (text, near) in [("pnsoins ", "pensions"), ("\"eau potabel\"", "\"eau potable\""), ("\"نقل مدريسي\"", "\"نقل مدرسي\"")]
    {
        let results = engine.search(&query(text)).await.unwrap();
        assert_eq!(results.total, 0, "{text}");
        assert!(results.spelling_suggestions.iter().any(|offer| offer == near), "{text}: {:?}", results.spelling_suggestions);
    }
    for text in ["", "pensions", "xyzzyx", "\"potable eau\"", "987654"] {
        assert!(engine.search(&query(text)).await.unwrap().spelling_suggestions.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn a_site_s_own_lexicon_finds_more() {
    let dir = tempfile::tempdir().unwrap();
    drop(build(dir.path()).await);
    let own = Lexicon::read("zorglub\tzorglub\tحسيم:900\n");
    let engine = Embedded::open_with(dir.path(), Arc::new(Lexicon::shipped().with(&own))).unwrap();
    let results = engine.search(&query("zorglub ")).await.unwrap();
    assert_eq!((results.total, results.translated, results.hits.first().map(|hit| hit.id)), (1, 1, Some(2)));
    assert_eq!(total(&engine, "hôpital ").await, 1, "what ships is known as well");
    let by_date = engine.search(&Query { sort: Sort::DepositDate, ..query("hôpital ") }).await.unwrap();
    assert_eq!((by_date.total, by_date.translated, by_date.hits.iter().all(|hit| hit.translated)), (1, 1, true));
}

#[tokio::test]
async fn a_reader_sees_what_another_process_commits() {
    let dir = tempfile::tempdir().unwrap();
    let writer = build(dir.path()).await;
    let reader = Embedded::open(dir.path()).unwrap();
    writer.apply(vec![upsert(70, "Nouvelle")]).await.unwrap();
    let seen = async {
        while total(&reader, "nouvelle").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), seen).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_and_searches_go_on_during_a_rebuild() {
    let dir = tempfile::tempdir().unwrap();
    let engine = build(dir.path()).await;
    let mut rebuild = engine.rebuild().await.unwrap();
    let changing = tokio::spawn({
        let engine = engine.clone();
        async move {
            for id in 100..140 {
                engine.apply(vec![upsert(id, "Concurrente")]).await.unwrap();
                assert_eq!(total(&engine, "concurrente").await, u64::try_from(id).unwrap() - 99);
            }
        }
    });
    for document in documents() {
        rebuild.add(vec![document]).await.unwrap();
        tokio::task::yield_now().await;
    }
    rebuild.finish().await.unwrap();
    changing.await.unwrap();
    assert_eq!((total(&engine, "concurrente").await, total(&engine, "").await), (40, 54));
    drop(engine);
    assert_eq!(total(&Embedded::open(dir.path()).unwrap(), "").await, 54);
}

#[test]
fn any_query_is_answered() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let engine = runtime.block_on(build(dir.path()));
    let word = "eau|loi|09-08|2\\.22\\.431|37 000|porte-parole|شبكات|التواصل|للإدارات|ومرضى|قانون|مستشفى|réseaux|l'irrigation|de|في|[a-z]{1,9}|[ء-ي]{1,9}|\\PC{1,4}";
    let clause = format!("-?(\"|«|“)?({word})( ({word}))?(\"|»|”)? ?");
    let queries = proptest::collection::vec(proptest::string::string_regex(&clause).unwrap(), 0..6);
    proptest!(ProptestConfig::with_cases(400), |(clauses in queries)| {
        let text = clauses.concat();
        let results = runtime.block_on(engine.search(&query(&text))).unwrap();
        prop_assert_eq!(results.total, results.hits.len() as u64);
        prop_assert!(results.hits.windows(2).all(|pair| matches!(pair, [one, next] if one.score >= next.score)));
        runtime.block_on(engine.suggest(&text, jawab_domain::Locale::Ar, 5)).unwrap();
    });
}
