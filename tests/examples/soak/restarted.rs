//! PostgreSQL restarts under load.

use std::process::Command;

use jawab_tests::{Backend, Start as _, process::Program};

use crate::{report::Outcome, site, writers::Writers};

/// Restarts PostgreSQL immediately while four clients write, repeatedly.
pub async fn run(rounds: u32) -> Outcome {
    let restart = std::env::var("JAWAB_TEST_POSTGRES_RESTART").expect("scripts/postgres.sh says how PostgreSQL is started anew");
    let program = Program::start(Backend::Postgresql).await;
    let token = site::prepare(&program, 50).await;
    let server = program.serve(site::ADDRESS);
    let writers = Writers::start(4, server.url(), token);
    for _ in 0..rounds {
        writers.go_on(10).await;
        assert!(Command::new(&restart).status().expect("it runs").success(), "PostgreSQL did not start again");
    }
    writers.go_on(10).await;
    let shared = writers.stop().await;
    let mut outcome = Outcome { name: "PostgreSQL started anew".into(), rounds, ..Outcome::default() };
    site::verify(&program, &server.url(), &shared, &mut outcome).await;
    outcome
}
