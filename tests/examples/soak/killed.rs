//! kill -9 under load.

use std::time::Duration;

use jawab_tests::{Backend, Start as _, process::Program};

use crate::{report::Outcome, site, writers::Writers};

/// Kills the program while four clients write, repeatedly.
pub async fn run(backend: Backend, rounds: u32) -> Outcome {
    let program = Program::start(backend).await;
    let token = site::prepare(&program, 50).await;
    let mut server = program.serve(site::ADDRESS);
    let writers = Writers::start(4, server.url(), token);
    for round in 0..rounds {
        writers.go_on(15).await;
        // At a different point of a write each time.
        tokio::time::sleep(Duration::from_millis(u64::from(round * 37 % 100))).await;
        drop(server);
        server = program.serve(site::ADDRESS);
        writers.moved(&server.url());
    }
    writers.go_on(15).await;
    let shared = writers.stop().await;
    let mut outcome = Outcome { name: format!("kill -9, {backend:?}"), rounds, ..Outcome::default() };
    site::verify(&program, &server.url(), &shared, &mut outcome).await;
    outcome
}
