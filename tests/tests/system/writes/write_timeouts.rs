//! A request that waits too long for others is told to retry, in the reader's language, and reading continues.

use std::time::{Duration, Instant};

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_service::refusals::RefusalKind;
use jawab_store::StoreError;
use jawab_tests::{Backend, Page, TestApp, apply, both_databases};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use tokio::sync::{mpsc, watch};

/// The time within which a blocked request is told to retry: the two seconds of the write timeout, and what a busy machine adds.
const MAX_WRITE_WAIT: Duration = Duration::from_secs(5);

/// A response that must come soon.
async fn soon(answer: impl Future<Output = Page>) -> Page {
    let began = Instant::now();
    let page = answer.await;
    assert!(began.elapsed() < MAX_WRITE_WAIT, "{}: told {} after {:?}", page.address, page.status, began.elapsed());
    page
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
    let held = app.hold_writers("SELECT 1").await;
    for address in ["/fr/questions", "/ar", "/readyz", "/api/v1/questions"] {
        assert_eq!(app.get(address).await.status, 200, "{address}");
    }
    let late = soon(post()).await;
    assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"), "{}", late.body);
    assert_eq!((late.header("content-type"), &late.json()["type"]), ("application/problem+json", &json!("unavailable")));
    for (locale, says) in [("fr", "momentanément indisponible"), ("ar", "غير متاح حاليا")] {
        let visitor = app.visitor();
        let fields = [("address", "a@example.ma"), ("password", "x")];
        let late = soon(visitor.post(&format!("/{locale}/staff/sign-in"), &fields)).await;
        assert_eq!((late.status.as_u16(), late.header("retry-after")), (503, "2"));
        assert!(late.text().contains(says), "{}", late.text());
    }
    let refusals = app.app.accounts.refusal_log();
    let left = (0..200).filter(|_| refusals.count(RefusalKind::Busy, None, app.app.clock.now_millis())).count();
    assert_eq!(left, 97, "three of the hundred lines of an hour are written: no crowd floods the log");
    held.release().await;
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
        let late = soon(app.visitor().post("/fr/staff/sign-in", &[("address", "a@example.ma"), ("password", "x")])).await;
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
