//! Many readers during one write, and many writers at once.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use jawab_tests::{Backend, Start as _, process::Program};
use reqwest::Client;
use serde_json::json;
use tokio::{sync::Barrier, task::JoinSet};

use crate::{health::Health, report::Outcome, site, writers::Writers};

/// The pages that readers request on a busy day.
const PAGES: [&str; 3] = ["/fr", "/fr/overdue", "/fr/members"];
/// The target for the 99th percentile of readers beside one writer, and beside many.
const TARGETS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_millis(300));
/// By how many times the release build may miss a reader's target, on a machine that also generates the load. Requests that wait
/// for a writer take longer.
const MAX_TARGET_FACTOR: f64 = 4.0;
/// The number of records.
const RECORDS: u32 = 5_000;

/// The readers' responses: latency and status; 0 for no response.
#[derive(Debug, Default)]
struct Latencies(Mutex<Vec<(Duration, u16)>>);

impl Latencies {
    /// Adds the latencies to an outcome, with the target for the 99th percentile.
    fn tell(&self, during: Duration, aim: Duration, outcome: &mut Outcome) {
        let mut met = self.0.lock().unwrap().clone();
        met.sort_unstable();
        let at = |share: usize| met.get(met.len() * share / 100).map_or(0.0, |(took, _)| took.as_secs_f64() * 1_000.0);
        let statuses: Vec<u16> = met.iter().map(|(_, status)| *status).collect();
        assert!(statuses.iter().all(|status| [200, 503].contains(status)), "readers met {}", site::tally(&statuses));
        let (rate, aim, p99) = (met.len() as f64 / during.as_secs_f64(), aim.as_secs_f64() * 1_000.0, at(99));
        let above = if p99 > aim { ": ABOVE IT" } else { "" };
        let aimed = format!("the aim is {aim:.0} ms{above}");
        outcome.say(&format!("readers: {rate:.0} answers/s, p50 {:.1} ms, p99 {p99:.1} ms ({aimed}; {})", at(50), site::tally(&statuses)));
        if p99 > MAX_TARGET_FACTOR * aim && !cfg!(debug_assertions) {
            outcome
                .faults
                .push(format!("a hundredth of the readers waited {p99:.0} ms or longer, more than {MAX_TARGET_FACTOR} times the aim"));
        }
    }
}

/// Readers who request pages without pause until stopped.
struct Readers {
    met: Arc<Latencies>,
    stop: Arc<AtomicBool>,
    tasks: JoinSet<()>,
    began: Instant,
}

impl Readers {
    fn start(many: usize, address: &str) -> Self {
        let (met, stop, mut tasks) = (Arc::<Latencies>::default(), Arc::new(AtomicBool::new(false)), JoinSet::new());
        let client = Client::builder().timeout(Duration::from_secs(30)).build().expect("a client");
        for n in 0..many {
            let (met, stop, client, address) = (Arc::clone(&met), Arc::clone(&stop), client.clone(), address.to_owned());
            tasks.spawn(async move {
                let mut page = n;
                while !stop.load(Ordering::SeqCst) {
                    page += 1;
                    let began = Instant::now();
                    let answer = client.get(format!("{address}{}", PAGES[page % PAGES.len()])).send().await;
                    let status = match answer {
                        Ok(answer) => {
                            let status = answer.status().as_u16();
                            if answer.bytes().await.is_ok() { status } else { 0 }
                        }
                        Err(_) => 0,
                    };
                    met.0.lock().unwrap().push((began.elapsed(), status));
                }
            });
        }
        Self { met, stop, tasks, began: Instant::now() }
    }

    async fn stop(mut self, aim: Duration, outcome: &mut Outcome) {
        self.stop.store(true, Ordering::SeqCst);
        let during = self.began.elapsed();
        while self.tasks.join_next().await.is_some() {}
        self.met.tell(during, aim, outcome);
    }
}

/// Sixty-four readers beside one user who publishes without pause.
pub async fn readers_beside_a_writer(backend: Backend) -> Outcome {
    let program = Program::start(backend).await;
    let token = site::prepare(&program, RECORDS).await;
    let server = program.serve(site::ADDRESS);
    let health = Health::watch(&server.url());
    let readers = Readers::start(64, &server.url());
    let writers = Writers::start(1, server.url(), token);
    tokio::time::sleep(Duration::from_secs(20)).await;
    let mut outcome = Outcome { name: format!("64 readers beside a writer, {backend:?}"), rounds: 1, ..Outcome::default() };
    readers.stop(TARGETS.0, &mut outcome).await;
    let shared = writers.stop().await;
    health.end(&mut outcome);
    site::verify(&program, &server.url(), &shared, &mut outcome).await;
    outcome
}

/// Fifty requests at once, each a question logged, deposited, transmitted and published; with eight readers.
pub async fn writers_at_once(backend: Backend) -> Outcome {
    const ROUNDS: u32 = 5;
    let program = Program::start(backend).await;
    let token = site::prepare(&program, RECORDS).await;
    let server = program.serve(site::ADDRESS);
    let health = Health::watch(&server.url());
    let readers = Readers::start(8, &server.url());
    let (mut statuses, mut longest) = (Vec::new(), Duration::ZERO);
    for round in 0..ROUNDS {
        let together = Arc::new(Barrier::new(50));
        let mut tasks = JoinSet::new();
        for n in 0..50 {
            let (together, token, address) = (Arc::clone(&together), token.clone(), server.url());
            tasks.spawn(async move {
                let body = json!({
                    "chamber": "councillors", "legislature": 11, "subject": { "fr": format!("Écriture {round}/{n} à la fois") },
                    "authors": ["mustapha-dahmani"], "ministries": ["sante"], "deposit": {}, "transmit": {}, "publish": true,
                });
                let request = Client::new().post(format!("{address}/api/v1/questions")).bearer_auth(token).json(&body);
                together.wait().await;
                let began = Instant::now();
                let answer = request.header("idempotency-key", format!("{round}-{n}")).send().await;
                (answer.map_or(0, |answer| answer.status().as_u16()), began.elapsed())
            });
        }
        while let Some(answered) = tasks.join_next().await {
            let (status, took) = answered.expect("a request ends");
            statuses.push(status);
            longest = longest.max(took);
        }
    }
    let mut outcome = Outcome { name: format!("50 writers at once, {backend:?}"), rounds: ROUNDS, ..Outcome::default() };
    outcome.say(&format!("writers: {}; the slowest after {:.2} s", site::tally(&statuses), longest.as_secs_f64()));
    readers.stop(TARGETS.1, &mut outcome).await;
    health.end(&mut outcome);
    assert!(statuses.iter().all(|status| [201, 503].contains(status)), "writers met {}", site::tally(&statuses));
    let there = program.number("SELECT COUNT(*) FROM text WHERE part = 'subject' AND body LIKE 'Écriture %'").await;
    let there = usize::try_from(there).expect("a count");
    outcome.acknowledged = statuses.iter().filter(|status| **status == 201).count();
    outcome.refused = statuses.len() - outcome.acknowledged;
    outcome.lost = outcome.acknowledged.saturating_sub(there);
    outcome.doubled = there.saturating_sub(outcome.acknowledged);
    outcome
}
