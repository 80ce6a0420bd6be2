//! `make soak`: what goes wrong on a machine, under load, each for a bounded time, on the built program.
//!
//! Programs write all the while, and keep what was acknowledged to them. Afterwards every acknowledged write must be
//! there, once. What was lost or doubled is counted; anything but zero ends the run with an error.
#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unwrap_used, reason = "a measurement fails by panicking")]

use std::process::ExitCode;

use jawab_tests::Backend;

mod crowd;
mod full_disk;
mod killed;
mod outage;
mod power;
mod report;
mod restarted;
mod site;
mod writers;

use report::Report;

fn main() -> ExitCode {
    let only: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let mut report = Report::default();
    runtime.block_on(async {
        let wanted = |name: &str| only.is_empty() || only.iter().any(|word| name.contains(word.as_str()));
        println!("{}", Report::HEAD);
        if wanted("killed") {
            report.add(killed::run(Backend::Sqlite, 30).await);
            report.add(killed::run(Backend::Postgresql, 10).await);
        }
        if wanted("power") {
            report.add(power::run(10, power::Syncs::AsAsked).await);
            report.control(power::run(4, power::Syncs::NotOfTheLog).await);
        }
        if wanted("disk") {
            report.add(full_disk::run(5).await);
        }
        if wanted("outage") {
            report.add(outage::run(3).await);
        }
        if wanted("restarted") {
            report.add(restarted::run(4).await);
        }
        if wanted("crowd") {
            for backend in [Backend::Sqlite, Backend::Postgresql] {
                report.add(crowd::readers_beside_a_writer(backend).await);
                report.add(crowd::writers_at_once(backend).await);
            }
        }
    });
    report.end()
}
