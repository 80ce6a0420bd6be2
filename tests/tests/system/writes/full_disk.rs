//! A full disk: no acknowledged write is lost, and a write after space is freed is durable.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{
    Backend, Page, TestApp,
    process::{Answer, Program, Server, until},
    run,
};
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};

/// The message of a site that is unavailable, in each language.
const UNAVAILABLE: [(&str, &str); 2] = [("fr", "momentanément indisponible"), ("ar", "غير متاح حاليا")];

/// A text of several database pages, so that a disk is soon full.
fn text(n: usize) -> String {
    format!("Le texte de la question {n}. ").repeat(300)
}

/// A question with such a text.
pub(super) fn question(n: usize) -> String {
    json!({ "chamber": "councillors", "subject": { "fr": format!("Question {n}") }, "text": { "fr": text(n) } }).to_string()
}

/// Sends a question as a program does, with this key.
pub(super) async fn send_to(app: &TestApp, token: &str, key: &str, body: String) -> Page {
    send_in("ar", app, token, key, body).await
}

/// The same, with this language.
async fn send_in(language: &str, app: &TestApp, token: &str, key: &str, body: String) -> Page {
    let authorization = format!("Bearer {token}");
    let headers: [(&str, &[u8]); 5] = [
        ("authorization", authorization.as_bytes()),
        ("host", b"jawab.test"),
        ("content-type", b"application/json"),
        ("idempotency-key", key.as_bytes()),
        ("accept-language", language.as_bytes()),
    ];
    app.send_body(Method::POST, "/api/v1/questions", &headers, body.into_bytes()).await
}

#[test]
fn a_full_database_says_so_and_loses_nothing() {
    run(Backend::Sqlite, async |app: TestApp| {
        let (token, clerk) = (app.token(Scope::Import, Some(Chamber::Councillors)).await, app.clerk(Chamber::Councillors).await);
        let mut acknowledged = Vec::new();
        let mut refused = [0, 0];
        for n in 0..40 {
            // Alternately a clerk's form and a program; each until it is full, and beyond.
            let unit = n / 8 % 2;
            if n % 8 == 0 {
                let pages = app.number("PRAGMA page_count").await + 4;
                app.app.database.writer().execute_unprepared(&format!("PRAGMA max_page_count = {pages}")).await.unwrap();
            }
            let page = if unit == 0 {
                let form = clerk.form("/fr/staff/questions/new").await.fill("subject-fr", &format!("Question {n}"));
                form.fill("text-fr", &text(n)).send_by("save").await
            } else {
                send_to(&app, &token, &format!("clef-{n}"), question(n)).await
            };
            match page.status.as_u16() {
                201 => acknowledged.push(page.json()["id"].as_str().unwrap().to_owned()),
                303 => acknowledged.push(page.header("location").rsplit('/').next().unwrap().to_owned()),
                503 => {
                    refused[unit] += 1;
                    assert_eq!(page.header("retry-after"), "10");
                    // A request refused afterwards writes nothing either.
                    let unknown = json!({ "chamber": "councillors", "ministries": ["nowhere"] }).to_string();
                    assert_eq!(send_to(&app, &token, &format!("unknown-{n}"), unknown).await.status, 422);
                }
                other => panic!("{other}: {}", page.body),
            }
        }
        assert!(refused[0] >= 2 && refused[1] >= 1, "the database was full for {refused:?}");
        let reopened_database = app.reopened().await;
        for code in &acknowledged {
            let sql = format!("SELECT COUNT(*) AS n FROM question WHERE code = '{code}'");
            let row =
                reopened_database.reader().query_one_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await.unwrap();
            assert_eq!(row.unwrap().try_get::<i64>("", "n").unwrap(), 1, "{code}");
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM question").await, i64::try_from(acknowledged.len()).unwrap());
        assert_eq!(app.get("/readyz").await.status, 200);
    });
}

/// How PostgreSQL reports a full or broken disk: at a statement or, as it may write late, not before the commit. Triggers
/// simulate it here.
const BROKEN: [(&str, &str, &str); 3] = [
    ("TRIGGER", "", "53100"),
    ("CONSTRAINT TRIGGER", "DEFERRABLE INITIALLY DEFERRED", "53100"),
    ("CONSTRAINT TRIGGER", "DEFERRABLE INITIALLY DEFERRED", "58030"),
];

/// The row counts of every table that logging a question writes to.
async fn traces(app: &TestApp) -> Vec<i64> {
    let mut all = Vec::new();
    for table in ["question", "text", "event", "audit", "outbox", "idempotency_key"] {
        all.push(app.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    all
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_full_postgresql_says_so_at_a_statement_and_at_a_commit() {
    run(Backend::Postgresql, async |app: TestApp| {
        let (token, clerk) = (app.token(Scope::Import, Some(Chamber::Councillors)).await, app.clerk(Chamber::Councillors).await);
        // Another connection fills the disk and frees space again.
        let other = app.reopened().await;
        for (n, (trigger, when, code)) in BROKEN.into_iter().enumerate() {
            let raise = format!(
                "CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '{code}'; END $$"
            );
            other.writer().execute_unprepared(&raise).await.unwrap();
            // The history of a question is written after the question.
            for table in ["event", "write_trial"] {
                let full =
                    format!("CREATE {trigger} full_{table} AFTER INSERT ON {table} {when} FOR EACH ROW EXECUTE FUNCTION disk_is_full()");
                other.writer().execute_unprepared(&full).await.unwrap();
            }
            let (before, key, typed) = (traces(&app).await, format!("clef-{n}"), ["Les puits", "Combien de puits sont à sec ?"]);
            let filled = |page: &Page| clerk.form_in(page, None).fill("subject-fr", typed[0]).fill("text-fr", typed[1]);
            let forms = [clerk.get("/fr/staff/questions/new").await, clerk.get("/ar/staff/questions/new").await];
            for ((language, says), form) in UNAVAILABLE.into_iter().zip(&forms) {
                let page = filled(form).send_by("save").await;
                assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "10"), "{trigger} {code}: {}", page.text());
                let shown = page.texts(".typed");
                assert!(page.text().contains(says) && typed.iter().all(|words| shown.contains(&(*words).to_owned())), "{}", page.text());
                // More often than there are connections: none is leaked by it.
                for _ in 0..9 {
                    let page = send_in(language, &app, &token, &key, question(n)).await;
                    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "10"), "{trigger} {code}: {}", page.body);
                    assert!(page.json()["title"].as_str().unwrap().contains(says), "{}", page.body);
                }
            }
            assert_eq!(traces(&app).await, before, "nothing is half there");
            for _ in 0..2 {
                let ready = app.get("/readyz").await;
                assert_eq!((ready.status.as_u16(), &ready.json()["database"]), (503, &json!("takes no writes")), "{trigger} {code}");
            }
            assert_eq!(app.get("/fr/questions").await.status, 200, "reading goes on");

            // Space for questions, but not yet for the site's own write check.
            other.writer().execute_unprepared("DROP TRIGGER full_event ON event").await.unwrap();
            assert_eq!(app.get("/readyz").await.status, 503, "{trigger} {code}");
            let resent = filled(&forms[0]).send_by("save").await;
            assert_eq!(resent.status, 303, "the same form, sent again: {}", resent.text());
            assert_eq!(app.get("/readyz").await.status, 200, "a change has succeeded");
            let logged = send_to(&app, &token, &key, question(n)).await;
            assert_eq!(logged.status, 201, "the same request, sent again: {}", logged.body);
            other.writer().execute_unprepared("DROP TRIGGER full_write_trial ON write_trial").await.unwrap();
            for code in [resent.header("location").rsplit('/').next().unwrap(), logged.json()["id"].as_str().unwrap()] {
                assert_eq!(app.number(&format!("SELECT COUNT(*) FROM question WHERE code = '{code}'")).await, 1, "{code} is there");
            }
            assert_eq!(traces(&app).await[0], before[0] + 2, "and nothing else");
        }
        app.index().await;
    });
}

fn send(server: &Server, token: &str, n: usize) -> Answer {
    let (authorization, key) = (format!("Bearer {token}"), format!("clef-{n}"));
    let headers = [("Authorization", &*authorization), ("Content-Type", "application/json"), ("Idempotency-Key", &*key)];
    server.send("POST", "/api/v1/questions", &headers, &question(n))
}

/// The program itself, with a file size limit: the write fails in the system, as on a full or broken disk.
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
            // Smaller writes may still fit; each that is acknowledged exists afterwards.
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
        // The first start creates the keys, without which nothing is served.
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
