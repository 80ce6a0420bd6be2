//! A power failure: what is left of the files is what each was when it was last made durable.
//!
//! A small library in front of the C library (`power.c`) copies a file of the data folder aside whenever the program asks
//! for it to be on the disk. The program is killed, and started again on those copies alone.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use jawab_tests::process::Program;

use crate::{report::Outcome, site, writers::Writers};

/// Which wishes to make a file durable are granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syncs {
    /// All.
    AsAsked,
    /// None for the database's log, which is then durable only by chance, as with `synchronous=NORMAL`: the control.
    NotOfTheLog,
}

/// Cuts the power while four write, so many times.
pub async fn run(rounds: u32, syncs: Syncs) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = build(folder.path());
    let mut program = Program::in_folder(tempfile::tempdir().expect("a temporary folder"));
    let token = site::prepare(&program, 50).await;
    let name = if syncs == Syncs::AsAsked { "power failure, Sqlite" } else { "control: log not made durable" };
    let mut outcome = Outcome { name: name.into(), rounds, ..Outcome::default() };
    for round in 0..rounds {
        let durable = tempfile::tempdir().expect("a temporary folder");
        copy(program.folder(), durable.path());
        let server = program.serve_with(&[], |command| {
            command.env("LD_PRELOAD", &library).env("POWER_LIVE", program.folder()).env("POWER_DURABLE", durable.path());
            if syncs == Syncs::NotOfTheLog {
                command.env("POWER_IGNORED", "-wal");
            }
        });
        let writers = Writers::start(4, server.url(), token.clone());
        writers.go_on(20).await;
        tokio::time::sleep(Duration::from_millis(u64::from(round * 53 % 100))).await;
        drop(server);
        let left = Program::in_folder(durable);
        let server = left.serve(&[]);
        writers.moved(&server.url());
        let acknowledged = writers.acknowledged();
        // What was on its way is sent again, to the site as it is now.
        let shared = writers.stop().await;
        assert!(acknowledged > 0, "nothing was written");
        site::verify(&left, &server.url(), &shared, &mut outcome).await;
        // Another round may not meet the subjects of this one.
        drop(server);
        left.execute("UPDATE text SET body = 'Plus ancien ' || id WHERE part = 'subject' AND body LIKE 'Écriture %'").await;
        left.execute("DELETE FROM posted_once").await;
        program = left;
    }
    outcome
}

/// Compiles the library into a folder.
fn build(folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/soak/power.c");
    let library = folder.join("power.so");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).arg("-ldl").status();
    assert!(built.expect("a C compiler").success(), "power.c cannot be compiled");
    library
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-a").arg(from.join(".")).arg(to).status();
    assert!(copied.expect("cp runs").success(), "the data folder cannot be copied");
}
