//! Requests and commits that are cancelled half way, as by a client that disconnects: the change exists as a whole or not at all,
//! and the next request is not affected.

use std::{future::poll_fn, pin::pin, task::Poll};

use axum::{
    body::Body,
    http::{Method, Request},
};
use jawab_domain::{Chamber, access::Scope};
use jawab_store::Database;
use jawab_tests::{Backend, TestApp, apply, both_databases, run};
use sea_orm::ConnectionTrait as _;
use serde_json::json;
use tokio::{
    sync::oneshot,
    task::{JoinHandle, yield_now},
};
use tower::ServiceExt as _;

use super::{
    WRITE,
    full_disk::{question, send_to},
    the_next_change_lasts_after, written,
};

/// More await points than any step here has.
const MAX_WAITS: usize = 2_000;

/// The result of a step; `None` if it is cancelled at the given await point.
async fn given_up_at<T>(wait: usize, step: impl Future<Output = T>) -> Option<T> {
    let mut step = pin!(step);
    let mut waits = 0;
    poll_fn(|context| match step.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => {
            waits += 1;
            if waits == wait { Poll::Ready(None) } else { Poll::Pending }
        }
    })
    .await
}

/// The number of rows, and of numbered changes.
async fn there(database: &Database) -> (i64, i64) {
    (written(database).await, database.generation().await.unwrap())
}

#[apply(both_databases)]
async fn a_commit_given_up_is_there_as_a_whole_or_not_at_all(app: TestApp) {
    let (other, mut ended) = (app.reopened().await, false);
    for wait in 1..MAX_WAITS {
        let before = there(&other).await;
        let change = app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(WRITE).await.unwrap();
        let done = given_up_at(wait, change.commit()).await;
        // Commits wait for one another: once this one is done, the other has ended.
        let next = app.app.database.change().await.unwrap();
        next.connection().execute_unprepared(WRITE).await.unwrap();
        next.commit().await.unwrap();
        let after = there(&other).await;
        let (rows, numbers) = (after.0 - before.0, after.1 - before.1);
        assert!((1..=2).contains(&rows) && numbers == rows, "given up at wait {wait}: {rows} rows of {numbers} changes");
        if let Some(done) = done {
            done.unwrap();
            assert_eq!(rows, 2, "what was acknowledged is there");
            ended = true;
            break;
        }
    }
    assert!(ended);
    // The first wait here is the database's own commit: it continues without its caller. A database that finishes before that
    // leaves nothing to cancel.
    let before = written(&other).await;
    let change = app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(WRITE).await.unwrap();
    given_up_at(1, change.commit_quietly()).await.unwrap_or(Ok(())).unwrap();
    // Closing waits until every connection is returned.
    app.app.database.clone().close().await.unwrap();
    assert_eq!(written(&other).await, before + 1);
}

/// Sent again with the same key, as by a program that had no response, it is done: now or before, and never twice.
#[apply(both_databases)]
async fn a_request_given_up_is_done_once_when_it_comes_again(app: TestApp) {
    let token = app.token(Scope::Import, Some(Chamber::Councillors)).await;
    let site = jawab_server::router(app.app.clone());
    let mut ended = false;
    for wait in 1..MAX_WAITS {
        let key = format!("clef-{wait}");
        let request = Request::builder()
            .method(Method::POST)
            .uri("/api/v1/questions")
            .header("authorization", format!("Bearer {token}"))
            .header("host", "jawab.test")
            .header("content-type", "application/json")
            .header("idempotency-key", &key)
            .body(Body::from(question(wait)))
            .unwrap();
        let answered = tokio::spawn(given_up_at(wait, site.clone().oneshot(request))).await.unwrap();
        let again = send_to(&app, &token, &key, question(wait)).await;
        assert_eq!(again.status, 201, "given up at wait {wait}: {}", again.body);
        let all = i64::try_from(wait).unwrap();
        for count in [
            "SELECT COUNT(*) FROM question",
            "SELECT COUNT(*) FROM audit WHERE action = 'question.logged'",
            "SELECT COUNT(*) FROM idempotency_key",
        ] {
            assert_eq!(app.number(count).await, all, "given up at wait {wait}: {count}");
        }
        if let Some(answer) = answered {
            assert_eq!(answer.unwrap().status(), 201);
            ended = true;
            break;
        }
    }
    assert!(ended);
    app.index().await;
}

/// What a commit waits for below, before it succeeds or fails as on a full disk.
const COMMITS_WAIT: &str = "\
    CREATE FUNCTION commits_wait() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $$ BEGIN \
    PERFORM pg_advisory_xact_lock(7); \
    IF NEW.padding <> 'x' THEN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END IF; \
    RETURN NULL; END $$; \
    CREATE CONSTRAINT TRIGGER commits_wait AFTER INSERT ON write_trial DEFERRABLE INITIALLY DEFERRED \
    FOR EACH ROW EXECUTE FUNCTION commits_wait()";

/// Lets another connection hold what commits wait for, until told to release it.
async fn held(other: Database) -> (JoinHandle<()>, oneshot::Sender<()>) {
    let ((holds, held), (let_go, released)) = (oneshot::channel(), oneshot::channel());
    let holder = tokio::spawn(async move {
        let change = other.change().await.unwrap();
        change.connection().execute_unprepared("SELECT pg_advisory_xact_lock(7)").await.unwrap();
        holds.send(()).unwrap();
        released.await.unwrap();
        change.rollback().await.unwrap();
    });
    held.await.unwrap();
    (holder, let_go)
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_commit_given_up_while_the_server_is_at_it_goes_on_to_its_end() {
    run(Backend::Postgresql, async |app: TestApp| {
        let other = app.reopened().await;
        other.writer().execute_unprepared(COMMITS_WAIT).await.unwrap();
        for ends_well in [true, false] {
            let before = written(&other).await;
            let (holder, let_go) = held(other.clone()).await;
            let change = app.app.database.change().await.unwrap();
            let write = if ends_well { WRITE } else { "INSERT INTO write_trial (padding) VALUES ('more than there is room for')" };
            change.connection().execute_unprepared(write).await.unwrap();
            assert!(given_up_at(1, change.commit_quietly()).await.is_none(), "it waits");
            let at_it = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COMMIT%' \
                         AND wait_event = 'advisory'";
            while app.number(at_it).await == 0 {
                yield_now().await;
            }
            assert_eq!(written(&other).await, before, "nothing is there before its end");
            let_go.send(()).unwrap();
            holder.await.unwrap();
            if ends_well {
                while written(&other).await == before {
                    yield_now().await;
                }
            } else {
                // No caller is left to be told, but the site knows.
                while app.get("/readyz").await.status == 200 {
                    yield_now().await;
                }
                assert_eq!(app.get("/readyz").await.json()["database"], json!("takes no writes"));
                assert_eq!(written(&other).await, before);
            }
        }
        other.writer().execute_unprepared("DROP TRIGGER commits_wait ON write_trial").await.unwrap();
        assert_eq!(app.get("/readyz").await.status, 200, "its own write shows that there is room again");
        // That removed all rows of its table.
        the_next_change_lasts_after(&app, 0).await;
    });
}
