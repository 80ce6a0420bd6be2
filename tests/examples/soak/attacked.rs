//! The most expensive requests, sent without pause: `/healthz` must answer all the while.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use jawab_tests::{
    Backend, Start as _,
    hostile::escape,
    process::{Program, until},
};
use reqwest::{Client, RequestBuilder};
use tokio::task::JoinSet;

use crate::{health::Health, report::Outcome, site};

/// Records to search.
const RECORDS: u32 = 5_000;
/// The duration of each attack.
const ATTACK_TIME: Duration = Duration::from_secs(8);
/// The number of parallel attackers.
const ATTACKERS: usize = 8;

/// Searches of the maximum length, and documents that no PDF reader finishes; each for some seconds.
pub async fn run() -> Outcome {
    let program = Program::start(Backend::Sqlite).await;
    let token = site::prepare(&program, RECORDS).await;
    let server = program.serve(site::ADDRESS);
    until("all is found", || server.json("/readyz")["search"]["waiting"] == 0);
    let (url, mut outcome) = (server.url(), Outcome { name: "attacked, Sqlite".into(), rounds: 2, ..Outcome::default() });

    // Single characters that expand to eighteen letters; and as many words as a search reads, each close to an indexed one.
    let (blessings, words) = ("ﷺ".repeat(1_000), (1_000..1_064).map(|n| format!("soka{n}")).collect::<Vec<_>>().join(" "));
    let searches = [blessings, words].map(|text| format!("{url}/fr/search?q={}", escape(&text)));
    attack("long searches", &url, &mut outcome, move |client, n| client.get(&searches[n % searches.len()])).await;

    let question = server.json("/api/v1/questions")["questions"][0]["id"].as_str().expect("there is one").to_owned();
    let endless = Bytes::from([b"%PDF-1.4\n".repeat(100_000), b"1 0 obj << /Kids [".repeat(400_000)].concat());
    let attach = format!("{url}/api/v1/questions/{question}/attachments?title=Document");
    let document = move |client: &Client, n: usize| {
        let request = client.post(&attach).bearer_auth(&token).header("idempotency-key", format!("attack-{n}"));
        request.header("if-match", "*").header("content-type", "application/pdf").body(endless.clone())
    };
    attack("endless documents", &url, &mut outcome, document).await;
    outcome
}

/// Sends requests in parallel for a while, and reports the latencies of these and of the health check.
async fn attack(
    what: &str,
    url: &str,
    outcome: &mut Outcome,
    request: impl Fn(&Client, usize) -> RequestBuilder + Clone + Send + Sync + 'static,
) {
    let (health, over, mut tasks) = (Health::watch(url), Arc::new(AtomicBool::new(false)), JoinSet::new());
    let client = Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
    for n in 0..ATTACKERS {
        let (client, request, over) = (client.clone(), request.clone(), Arc::clone(&over));
        tasks.spawn(async move {
            let mut statuses = Vec::new();
            for round in 0.. {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                statuses.push(match request(&client, n + ATTACKERS * round).send().await {
                    Ok(answer) => {
                        let status = answer.status().as_u16();
                        drop(answer.bytes().await);
                        status
                    }
                    // A response sent before the whole request was read may break off.
                    Err(_) => 0,
                });
            }
            statuses
        });
    }
    tokio::time::sleep(ATTACK_TIME).await;
    over.store(true, Ordering::SeqCst);
    let statuses = tasks.join_all().await.concat();
    outcome.say(&format!("{what}: {}", site::tally(&statuses)));
    health.end(outcome);
    if statuses.iter().any(|status| *status >= 500 && *status != 503) {
        outcome.faults.push(format!("{what} were answered by {}", site::tally(&statuses)));
    }
}
