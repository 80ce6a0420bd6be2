//! An interrupted demonstration continues at the next start, and nothing of it is done twice.

use std::io::{BufRead as _, BufReader};

use jawab_tests::{apply, both_databases, process::Program, records::DEMONSTRATION};

/// What the demonstration's users did, and how often.
const DONE: [(&str, i64); 6] =
    [("answer_submitted", 6), ("answer_returned", 2), ("reminded", 2), ("transfer_asked", 2), ("hiding_asked", 2), ("logged", 5)];

async fn done(program: &Program, kind: &str) -> i64 {
    program.number(&format!("SELECT COUNT(*) FROM event WHERE kind = '{kind}' AND actor LIKE 'account:%'")).await
}

#[apply(both_databases)]
async fn a_demonstration_whose_start_was_killed_goes_on_at_the_next(program: Program) {
    let mut loading = program.spawn(&["serve", "--demo"]);
    let mut printed = BufReader::new(loading.stdout.take().unwrap()).lines();
    assert!(printed.any(|line| line.unwrap().contains("Demonstration loaded")));
    loading.kill().unwrap();
    loading.wait().unwrap();
    let records = i64::try_from(DEMONSTRATION.lines().count()).unwrap();
    assert_eq!(program.number("SELECT COUNT(*) FROM question WHERE source_id LIKE 'demo:%'").await, records);

    // While the staff's actions are being created.
    let mut filling = program.spawn(&["serve", "--demo"]);
    while program.number("SELECT COUNT(*) FROM ministry_work").await < 4 {
        assert_eq!(filling.try_wait().unwrap(), None, "it ended before it was killed");
    }
    filling.kill().unwrap();
    filling.wait().unwrap();
    assert_eq!(program.number("SELECT COUNT(*) FROM import_run WHERE finished").await, 1, "it was killed too late");

    for start in ["the next start", "the one after"] {
        let server = program.serve(&["--demo"]);
        for (kind, times) in DONE {
            assert_eq!(done(&program, kind).await, times, "{start}: {kind}");
        }
        assert_eq!(program.number("SELECT COUNT(*) FROM import_run WHERE finished").await, 2, "{start}: the records and the work");
        assert_eq!(server.terminate().code(), Some(0));
        let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
        assert!(!log.contains("left out") && !log.contains("could not be loaded"), "{start}: {log}");
    }
}
