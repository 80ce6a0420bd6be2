//! A database server that hangs: it accepts connections and answers nothing. Clients are told so in time, acknowledged writes
//! exist, and the site continues once the database does.

use std::time::{Duration, Instant};

use futures::future::{join, join_all};
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{Backend, Page, TestApp, relay::Relay, run};
use serde_json::json;
use tokio::sync::Semaphore;

use super::full_disk::{question, send_to};

/// Programs that write at once.
const WRITERS: usize = 6;
/// Longer than the request timeout of fifteen seconds: the machine may be busy.
const IN_TIME: Duration = Duration::from_secs(25);

/// What a program wrote until it was refused: the acknowledged questions, in the order of their keys; the last key was refused.
struct Written {
    writer: usize,
    acknowledged: Vec<String>,
}

fn key(writer: usize, n: usize) -> String {
    format!("clef-{writer}-{n}")
}

async fn send(app: &TestApp, token: &str, writer: usize, n: usize) -> Page {
    send_to(app, token, &key(writer, n), question(writer * 1_000 + n)).await
}

/// Writes until refused with a retry response; signals each acknowledged write.
async fn write(app: &TestApp, token: &str, writer: usize, done: &Semaphore) -> Written {
    let mut acknowledged = Vec::new();
    loop {
        let began = Instant::now();
        let page = send(app, token, writer, acknowledged.len()).await;
        if page.status != 201 {
            is_told_to_come_back(&page, began);
            return Written { writer, acknowledged };
        }
        acknowledged.push(page.json()["id"].as_str().unwrap().to_owned());
        done.add_permits(1);
    }
}

fn is_told_to_come_back(page: &Page, began: Instant) {
    assert_eq!(page.status, 503, "{}: {}", page.address, page.body);
    assert!(page.header("retry-after").parse::<u8>().is_ok(), "{}: {:?}", page.address, page.headers);
    assert!(began.elapsed() < IN_TIME, "{}: {:?}", page.address, began.elapsed());
}

/// Repeats a request until it is answered, as often as the hang may still have an effect.
async fn answered(ask: impl AsyncFn() -> Page) -> Page {
    let mut page = ask().await;
    for _ in 0..10 {
        if page.status != 503 {
            break;
        }
        page = ask().await;
    }
    page
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_server_that_hangs_is_given_up_in_time_and_loses_nothing() {
    run(Backend::Postgresql, async |mut app: TestApp| {
        let (relay, url) = Relay::to_database(app.url()).await;
        app.use_database_at(&url).await;
        let (app, token) = (&app, &app.token(Scope::Import, Some(Chamber::Councillors)).await);
        let pages = ["/fr/questions", "/ar", "/api/v1/questions"];
        for address in pages.iter().chain(&["/readyz"]) {
            assert_eq!(app.get(address).await.status, 200, "{address}");
        }
        // It hangs while all of them write.
        let done = Semaphore::new(0);
        let hangs = async {
            done.acquire_many(2 * WRITERS as u32).await.unwrap().forget();
            relay.freeze();
        };
        let (written, ()) = join(join_all((0..WRITERS).map(|writer| write(app, token, writer, &done))), hangs).await;
        // And while others read and write.
        for address in pages {
            let began = Instant::now();
            is_told_to_come_back(&app.get(address).await, began);
        }
        let began = Instant::now();
        is_told_to_come_back(&send(app, token, WRITERS, 0).await, began);
        let began = Instant::now();
        let ready = app.get("/readyz").await;
        assert_eq!((ready.status.as_u16(), &ready.json()["database"]), (503, &json!("unreachable")));
        assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
        assert_eq!(app.get("/healthz").await.status, 200);

        relay.thaw();
        for address in pages.iter().chain(&["/readyz"]) {
            assert_eq!(answered(async || app.get(address).await).await.status, 200, "{address}");
        }
        // A repeated request is answered with what was done, or it is done now; never twice.
        let mut all = 0;
        for Written { writer, acknowledged } in written.into_iter().chain([Written { writer: WRITERS, acknowledged: Vec::new() }]) {
            for n in 0..=acknowledged.len() {
                let again = answered(async || send(app, token, writer, n).await).await;
                assert_eq!(again.status, 201, "{}", again.body);
                let id = again.json()["id"].as_str().unwrap().to_owned();
                assert!(acknowledged.get(n).is_none_or(|before| *before == id), "{id} is another one");
                assert_eq!(app.number(&format!("SELECT COUNT(*) FROM question WHERE code = '{id}'")).await, 1, "{id} is there");
                all += 1;
            }
        }
        assert!(all >= 3 * i64::try_from(WRITERS).unwrap());
        assert_eq!(app.number("SELECT COUNT(*) FROM question").await, all);
        app.index().await;
    });
}
