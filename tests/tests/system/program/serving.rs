//! A serving program, and commands run beside it.

use jawab_tests::{
    apply, both_databases,
    process::{Program, until},
    records::{lines, record},
};
use serde_json::json;

fn questions(begin: usize, end: usize) -> String {
    lines(&(begin..end).map(|n| record(&format!("r{n}"), json!({ "subject": { "fr": format!("Phare numéro {n}") } }))).collect::<Vec<_>>())
}

#[apply(both_databases)]
async fn a_server_ends_well_when_told(program: Program) {
    let server = program.serve(&[]);
    for path in ["/ar", "/fr", "/healthz", "/readyz"] {
        assert_eq!(server.get(path).0, 200, "{path}");
    }
    assert!(server.announced.contains("/ar") || server.announced.contains("/fr"));
    assert_eq!(server.terminate().code(), Some(0));
}

#[apply(both_databases)]
async fn the_demonstration_is_served_at_once_and_loaded_once(program: Program) {
    let server = program.serve(&["--demo"]);
    let total = server.json("/api/v1/questions")["total"].as_u64().unwrap();
    assert_eq!(total, jawab_tests::records::DEMONSTRATION.lines().count() as u64);
    until("the demonstration is found", || server.found("eau") > 0);
    assert_eq!(server.terminate().code(), Some(0));
    let again = program.serve(&["--demo"]);
    assert_eq!(again.json("/api/v1/questions")["total"], total);
}

#[apply(both_databases)]
async fn what_is_imported_beside_a_server_is_soon_found(program: Program) {
    let server = program.serve(&[]);
    assert_eq!(server.found("phare"), 0);
    let _ = program.succeed(&["import", &program.file("a.jsonl", &questions(0, 40))]);
    assert_eq!(server.json("/api/v1/questions")["total"], 40, "lists show it at once");
    until("what was imported is found", || server.found("phare") == 40);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
}

#[apply(both_databases)]
async fn an_index_is_built_anew_beside_a_server(program: Program) {
    let _ = program.succeed(&["import", &program.file("a.jsonl", &questions(0, 300))]);
    let server = program.serve(&[]);
    until("everything is found", || server.found("phare") == 300);
    let printed = program.succeed(&["reindex"]);
    assert!(printed.contains("anew"), "{printed}");
    assert_eq!(server.found("phare"), 300, "the new index holds what the old one did");
    let _ = program.succeed(&["import", &program.file("b.jsonl", &questions(300, 310))]);
    until("the new index is kept in step", || server.found("phare") == 310);
    assert_eq!(server.terminate().code(), Some(0));
}

#[apply(both_databases)]
async fn a_lost_index_is_built_anew_at_the_start(program: Program) {
    let _ = program.succeed(&["import", &program.file("a.jsonl", &questions(0, 30))]);
    let server = program.serve(&[]);
    until("everything is found", || server.found("phare") == 30);
    assert_eq!(server.terminate().code(), Some(0));
    std::fs::remove_dir_all(program.folder().join("search")).unwrap();
    let server = program.serve(&[]);
    assert_eq!(server.get("/fr/questions").0, 200, "pages do not wait for the index");
    until("everything is found again", || server.found("phare") == 30);
}

#[apply(both_databases)]
async fn a_lost_index_is_built_anew_while_it_is_in_use(program: Program) {
    let server = program.serve(&[]);
    let _ = program.succeed(&["import", &program.file("a.jsonl", &questions(0, 40))]);
    until("what was imported is found", || server.found("phare") == 40);
    // In one step: removed file by file, it could gain new files meanwhile.
    std::fs::rename(program.folder().join("search"), program.folder().join("lost")).unwrap();
    let _ = program.succeed(&["import", &program.file("b.jsonl", &questions(40, 50))]);
    until("what was imported since is found too", || server.found("phare") == 50);
    until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
    assert!(program.folder().join("search/CURRENT").exists());
}
