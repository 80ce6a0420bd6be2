//! Who waits too long for others is told to come back, in the reader's language, and reading goes on.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_store::StoreError;
use jawab_tests::{Backend, TestApp, apply, both_databases};
use sea_orm::{ConnectionTrait as _, DbBackend};
use serde_json::json;
use tokio::sync::{mpsc, watch};

/// Holds every connection for writing, until what it gives is dropped.
async fn hold_all(app: &TestApp) -> watch::Sender<()> {
    let all = if app.app.database.reader().get_database_backend() == DbBackend::Sqlite { 1 } else { 8 };
    let (release, released) = watch::channel(());
    let (holds, mut held) = mpsc::channel(all);
    for _ in 0..all {
        let (database, holds, mut released) = (app.app.database.clone(), holds.clone(), released.clone());
        tokio::spawn(async move {
            let change = database.change().await.unwrap();
            holds.send(()).await.unwrap();
            drop(released.changed().await);
            change.rollback().await.unwrap();
        });
    }
    for _ in 0..all {
        held.recv().await.unwrap();
    }
    release
}

#[apply(both_databases)]
async fn who_waits_too_long_to_write_is_told_to_come_back(app: TestApp) {
    let authorization = format!("Bearer {}", app.token(Scope::Import, Some(Chamber::Councillors)).await);
    let question = json!({ "chamber": "councillors", "subject": { "fr": "Un phare" }, "text": { "fr": "Le texte." } }).to_string();
    let headers: [(&str, &[u8]); 5] = [
        ("authorization", authorization.as_bytes()),
        ("host", b"jawab.test"),
        ("content-type", b"application/json"),
        ("idempotency-key", b"clef"),
        ("accept-language", b"fr"),
    ];
    let post = || app.send_body(Method::POST, "/api/v1/questions", &headers, question.clone().into_bytes());
    let holding = hold_all(&app).await;
    for address in ["/fr/questions", "/ar", "/readyz", "/api/v1/questions"] {
        assert_eq!(app.get(address).await.status, 200, "{address}");
    }
    let late = post().await;
    assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"), "{}", late.body);
    assert_eq!((late.header("content-type"), &late.json()["type"]), ("application/problem+json", &json!("unavailable")));
    for (locale, says) in [("fr", "momentanément indisponible"), ("ar", "غير متاح حاليا")] {
        let visitor = app.visitor();
        let fields = [("address", "a@example.ma"), ("password", "x")];
        let late = visitor.post(&format!("/{locale}/staff/sign-in"), &fields).await;
        assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
        assert!(late.text().contains(says), "{}", late.text());
    }
    drop(holding);
    let done = post().await;
    assert_eq!(done.status, 201, "{}", done.body);
    assert_eq!(app.number("SELECT COUNT(*) FROM question").await, 1);
}

#[test]
fn a_lock_that_another_process_holds_is_waited_for_as_long() {
    jawab_tests::run(Backend::Sqlite, async |app: TestApp| {
        let other = app.reopened().await;
        let (release, released) = watch::channel(());
        let (holds, mut held) = mpsc::channel(1);
        tokio::spawn(async move {
            let _change = other.change().await.unwrap();
            holds.send(()).await.unwrap();
            drop({ released }.changed().await);
        });
        held.recv().await.unwrap();
        let late = app.visitor().post("/fr/staff/sign-in", &[("address", "a@example.ma"), ("password", "x")]).await;
        assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
        drop(release);
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_statement_that_reads_for_too_long_is_ended() {
    jawab_tests::run(Backend::Postgresql, async |app: TestApp| {
        assert_eq!(app.strings("SHOW statement_timeout").await, ["15s"], "as long as a request may take");
        let slow = "SET LOCAL statement_timeout = 50; SELECT pg_sleep(600)";
        let ended = StoreError::from(app.app.database.reader().execute_unprepared(slow).await.unwrap_err());
        assert!(matches!(ended, StoreError::Busy(_)), "told like who waits too long, with 503: {ended}");
        assert_eq!(app.get("/fr/questions").await.status, 200, "its connection serves on");
    });
}
