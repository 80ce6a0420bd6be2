//! The search server is stopped, or hangs, under load.

use std::time::Duration;

use jawab_tests::{
    Backend, Start as _,
    meilisearch::{Fault, Server},
    process::Program,
};
use reqwest::Client;
use serde_json::Value;

use crate::{report::Outcome, site, writers::Writers};

/// Stops the search server while four clients write, repeatedly; readers search meanwhile.
pub async fn run(rounds: u32) -> Outcome {
    let program = Program::start(Backend::Sqlite).await;
    let mut search = Server::start().await;
    let token = site::prepare(&program, 50).await;
    let server = program.serve(&["--meili-url", &search.url(), "--meili-key", "key"]);
    let writers = Writers::start(4, server.url(), token);
    let client = Client::builder().timeout(Duration::from_secs(5)).build().expect("a client");
    let mut answers = Vec::new();
    for round in 0..rounds {
        writers.go_on(10).await;
        if round.is_multiple_of(2) {
            search.stop().await;
        } else {
            search.fail(Fault::Hanging);
        }
        for _ in 0..10 {
            let answer = client.get(format!("{}/fr/search?q=texte", server.url())).send().await;
            answers.push(answer.map_or(0, |answer| answer.status().as_u16()));
        }
        writers.go_on(10).await;
        search.fail(None);
        if round.is_multiple_of(2) {
            search.start_again().await;
        }
    }
    let shared = writers.stop().await;
    let mut outcome = Outcome { name: "search server away or hanging".into(), rounds, ..Outcome::default() };
    site::verify(&program, &server.url(), &shared, &mut outcome).await;
    let behind = in_step(&client, &server.url()).await;
    outcome.remark = format!("search pages meanwhile: {}; the index is in step after {behind:.1} s", site::tally(&answers));
    assert!(answers.iter().all(|status| *status == 200), "{}", outcome.remark);
    outcome
}

/// Waits until the index is up to date; returns how long that took.
async fn in_step(client: &Client, address: &str) -> f64 {
    let began = std::time::Instant::now();
    loop {
        let ready: Value = client.get(format!("{address}/readyz")).send().await.expect("it answers").json().await.expect("JSON");
        if ready["search"]["state"] == "ok" && ready["search"]["waiting"] == 0 {
            return began.elapsed().as_secs_f64();
        }
        assert!(began.elapsed() < Duration::from_secs(120), "the index stays behind: {ready}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
