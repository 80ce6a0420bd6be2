//! A full disk: nothing that was acknowledged is lost, and what is written once there is room again lasts.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{
    Backend, Page, TestApp,
    process::{Answer, Program, Server, until},
    run,
};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

/// A question of about a page, so that a disk is soon full.
pub(super) fn question(n: usize) -> String {
    let text = format!("Le texte de la question {n}. ").repeat(300);
    json!({ "chamber": "councillors", "subject": { "fr": format!("Question {n}") }, "text": { "fr": text } }).to_string()
}

/// Sends a question as a program does, with this key.
pub(super) async fn send_to(app: &TestApp, token: &str, key: &str, body: String) -> Page {
    let authorization = format!("Bearer {token}");
    let headers: [(&str, &[u8]); 4] = [
        ("authorization", authorization.as_bytes()),
        ("host", b"jawab.test"),
        ("content-type", b"application/json"),
        ("idempotency-key", key.as_bytes()),
    ];
    app.send_body(Method::POST, "/api/v1/questions", &headers, body.into_bytes()).await
}

#[test]
fn a_full_database_says_so_and_loses_nothing() {
    run(Backend::Sqlite, async |app: TestApp| {
        let token = app.token(Scope::Import, Some(Chamber::Councillors)).await;
        let mut acknowledged = Vec::new();
        let mut refused = 0;
        for n in 0..40 {
            if n % 8 == 0 {
                let pages = app.number("PRAGMA page_count").await + 4;
                app.app.database.writer().execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
            }
            let page = send_to(&app, &token, &format!("clef-{n}"), question(n)).await;
            match page.status.as_u16() {
                201 => acknowledged.push(page.json()["id"].as_str().unwrap().to_owned()),
                503 => {
                    refused += 1;
                    assert_eq!(page.header("retry-after"), "10");
                    // What is refused after it leaves nothing behind either.
                    let unknown = json!({ "chamber": "councillors", "ministries": ["nowhere"] }).to_string();
                    assert_eq!(send_to(&app, &token, &format!("unknown-{n}"), unknown).await.status, 422);
                }
                other => panic!("{other}: {}", page.body),
            }
        }
        assert!(refused >= 4, "the database was full {refused} times");
        let kept = app.reopened().await;
        for code in &acknowledged {
            let sql = format!("SELECT COUNT(*) AS n FROM question WHERE code = '{code}'");
            let row = kept.reader().query_one_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await.unwrap();
            assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 1, "{code}");
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM question").await, i64::try_from(acknowledged.len()).unwrap());
        assert_eq!(app.get("/readyz").await.status, 200);
    });
}

fn send(server: &Server, token: &str, n: usize) -> Answer {
    let (authorization, key) = (format!("Bearer {token}"), format!("clef-{n}"));
    let headers = [("Authorization", &*authorization), ("Content-Type", "application/json"), ("Idempotency-Key", &*key)];
    server.send("POST", "/api/v1/questions", &headers, &question(n))
}

/// The program itself, on files that cannot grow: the write fails in the system, as on a disk that is full or broken.
#[test]
fn a_program_on_a_full_disk_says_so_and_loses_nothing() {
    run(Backend::Sqlite, async |program: Program| {
        let token = program.token().await;
        let server = program.serve_limited(&[], None);
        let mut acknowledged: Vec<Value> = Vec::new();
        let mut next = 0;
        let mut log = |server: &Server| {
            next += 1;
            let answer = send(server, &token, next);
            if answer.status == 201 {
                let question: Value = serde_json::from_str(&answer.body).unwrap();
                acknowledged.push(question["id"].clone());
            }
            answer
        };
        for _ in 0..3 {
            assert_eq!(log(&server).status, 201);
            let log_size = std::fs::metadata(program.folder().join("jawab.sqlite-wal")).unwrap().len();
            server.limit_files(Some(log_size + 100_000));
            let refused = (0..50).map(|_| log(&server)).find(|answer| answer.status != 201).expect("the disk is full");
            assert_eq!((refused.status, refused.header("retry-after")), (503, Some("10")), "{}", refused.body);
            // Smaller writes may still find room; each that is acknowledged is there afterwards.
            until("it is said that nothing can be written", || {
                assert!([201, 503].contains(&log(&server).status));
                let (status, ready) = server.get("/readyz");
                status == 503 && ready.contains("takes no writes")
            });
            assert_eq!(server.get("/fr/questions").0, 200, "reading goes on");
            server.limit_files(None);
            assert_eq!(server.get("/readyz").0, 200, "it is noticed without anybody writing");
            assert_eq!(log(&server).status, 201);
        }
        drop(server);
        let server = program.serve(&[]);
        let authorization = format!("Bearer {token}");
        for id in &acknowledged {
            let path = format!("/api/v1/questions/{}", id.as_str().unwrap());
            assert_eq!(server.send("GET", &path, &[("Authorization", &authorization)], "").status, 200, "{id}");
        }
        assert_eq!(program.number("SELECT COUNT(*) FROM question").await, i64::try_from(acknowledged.len()).unwrap());
        until("no work is left", || server.json("/readyz")["search"]["waiting"] == 0);
    });
}

#[test]
fn a_full_disk_keeps_the_demonstration_out_and_the_site_up() {
    run(Backend::Sqlite, async |program: Program| {
        // The first start makes the keys, without which nothing is served.
        assert_eq!(program.serve(&[]).terminate().code(), Some(0));
        let server = program.serve_limited(&["--demo"], Some(64 * 1024));
        assert_eq!(server.get("/fr/questions").0, 200);
        assert_eq!(server.json("/api/v1/questions")["total"], 0);
        let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
        assert!(log.contains("the demonstration could not be loaded"), "{log}");
        assert_eq!(server.terminate().code(), Some(0));
        let server = program.serve(&["--demo"]);
        let total = jawab_tests::records::DEMONSTRATION.lines().count();
        assert_eq!(server.json("/api/v1/questions")["total"], total, "the next start loads it");
    });
}
