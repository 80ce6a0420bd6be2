//! Killed without warning, the program leaves nothing half done.

use std::time::{Duration, Instant};

use jawab_tests::{
    apply, both_databases,
    process::{Program, until},
    records::{lines, ministries, record},
};
use serde_json::json;

const RECORDS: i64 = 3_000;

fn file() -> String {
    let one = |n: i64| {
        let fields = json!({
            "legislature": 11, "number": n, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-02", "ministry": ministries::health(),
            "authors": [{ "name": { "fr": format!("Membre {}", n % 50) } }], "text": { "fr": format!("Le texte de la question {n}.") },
        });
        record(&format!("k{n}"), fields)
    };
    lines(&(1..=RECORDS).map(one).collect::<Vec<_>>())
}

#[apply(both_databases)]
async fn a_killed_import_leaves_whole_batches_and_goes_on(program: Program) {
    let path = program.file("many.jsonl", &file());
    let _ = program.succeed(&["migrate"]);
    let mut import = program.spawn(&["import", &path]);
    let deadline = Instant::now() + Duration::from_secs(60);
    while program.number("SELECT COUNT(*) FROM question").await < 500 {
        assert!(Instant::now() < deadline, "the import does not come forward");
    }
    import.kill().unwrap();
    import.wait().unwrap();
    let saved = program.number("SELECT COUNT(*) FROM question").await;
    assert!(saved < RECORDS, "the import was over before it was killed");
    assert_eq!(saved % 250, 0, "{saved} were saved");
    assert_eq!(program.number("SELECT COUNT(*) FROM outbox").await, saved, "each saved question is to be indexed");
    assert_eq!(program.number("SELECT COUNT(*) FROM text WHERE part = 'question'").await, saved);
    let printed = program.succeed(&["import", &path]);
    assert!(printed.contains(&format!("created    {:>8}", RECORDS - saved)), "only the rest is read: {printed}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, RECORDS);
    assert_eq!(program.number("SELECT COUNT(DISTINCT number) FROM question").await, RECORDS);
    assert_eq!(program.number("SELECT COUNT(*) FROM member").await, 50);
}

#[apply(both_databases)]
async fn a_killed_server_loses_nothing(program: Program) {
    let first_hundred: String = file().lines().take(100).map(|line| format!("{line}\n")).collect();
    let server = program.serve(&[]);
    let _ = program.succeed(&["import", &program.file("a.jsonl", &first_hundred)]);
    drop(server);
    let server = program.serve(&[]);
    assert_eq!(server.json("/api/v1/questions")["total"], 100);
    until("what was imported is found", || server.found("texte") == 100);
}

#[apply(both_databases)]
async fn a_killed_reindex_goes_on(program: Program) {
    let _ = program.succeed(&["import", &program.file("many.jsonl", &file())]);
    let mut reindex = program.spawn(&["reindex"]);
    let has_partial_index = || {
        let folders = std::fs::read_dir(program.folder().join("search")).into_iter().flatten().flatten();
        let metas = folders.filter_map(|folder| std::fs::read_to_string(folder.path().join("meta.json")).ok());
        metas.filter(|meta| meta.contains("\"payload\": \"")).count() == 1
    };
    until("part of the new index is kept", has_partial_index);
    reindex.kill().unwrap();
    reindex.wait().unwrap();
    assert!(has_partial_index(), "the index was built before it was killed");
    let output = program.run(&["reindex"]);
    let (printed, progress) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    let numbers: Vec<i64> = printed.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    assert_eq!(numbers.iter().sum::<i64>(), RECORDS, "{printed}");
    assert!(matches!(numbers.as_slice(), [added, kept] if *added < RECORDS && *kept >= 1_000), "only the rest is added: {printed}");
    assert!(progress.contains("indexing: ") && progress.contains("(100 %)") && !progress.contains("(10 %)"), "{progress}");
    let server = program.serve(&[]);
    assert_eq!(i64::try_from(server.found("texte")).unwrap(), RECORDS);
}
