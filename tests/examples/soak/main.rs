//! `make soak`: machine failures under load, each for a bounded time, on the built program.
//!
//! Clients write continuously and record what was acknowledged. Afterwards every acknowledged write must exist exactly once. Lost
//! and duplicated writes are counted; anything but zero makes the run fail. So do a `/healthz` response slower than the limit,
//! readers who wait several times the target, and a run that takes too long.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unwrap_used, reason = "a measurement fails by panicking")]

use std::{process::ExitCode, thread, time::Duration};

use jawab_tests::{Backend, Start as _, process::Program};

mod attacked;
mod crowd;
mod full_disk;
mod health;
mod killed;
mod outage;
mod power;
mod report;
mod restarted;
mod site;
mod writers;

use report::Report;

/// The time limit of the whole run, after building.
const LIMIT: Duration = Duration::from_secs(600);
/// The time that running work then has to end, before the process exits regardless.
const GRACE: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let only: Vec<String> = std::env::args().skip(1).collect();
    Program::prepare();
    thread::spawn(|| {
        thread::sleep(LIMIT + GRACE);
        println!("\n  ✗ not over after {:?}, and not to be ended: the run is given up", LIMIT + GRACE);
        std::process::exit(1);
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let mut report = Report::default();
    report.only(&only);
    if runtime.block_on(async { tokio::time::timeout(LIMIT, all(&only, &mut report)).await }).is_err() {
        report.late(LIMIT);
    }
    report.end()
}

/// Runs every scenario, or those whose names contain one of the words.
async fn all(only: &[String], report: &mut Report) {
    println!("{}", Report::HEAD);
    let wanted = |report: &mut Report, name: &'static str| {
        report.begin(name);
        only.is_empty() || only.iter().any(|word| name.contains(word.as_str()))
    };
    if wanted(report, "killed") {
        report.add(killed::run(Backend::Sqlite, 30).await);
        report.add(killed::run(Backend::Postgresql, 10).await);
    }
    if wanted(report, "power") {
        report.add(power::run(10, power::Syncs::AsAsked).await);
        report.control(power::run(4, power::Syncs::NotOfTheLog).await);
    }
    if wanted(report, "disk") {
        report.add(full_disk::run(5).await);
    }
    if wanted(report, "outage") {
        report.add(outage::run(3).await);
    }
    if wanted(report, "restarted") {
        report.add(restarted::run(4).await);
    }
    if wanted(report, "attacked") {
        report.add(attacked::run().await);
    }
    if wanted(report, "crowd") {
        for backend in [Backend::Sqlite, Backend::Postgresql] {
            report.add(crowd::readers_beside_a_writer(backend).await);
            report.add(crowd::writers_at_once(backend).await);
        }
    }
}
