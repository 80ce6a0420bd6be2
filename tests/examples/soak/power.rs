//! A power failure: each file is left as it was when it was last synchronized to disk.
//!
//! A small preload library (`power.c`) copies a file of the data folder whenever the program syncs it. The program is killed, and
//! started again on those copies alone. Everything acknowledged must exist then, and a mail that the database no longer queues
//! must be in its folder.

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use jawab_tests::process::Program;

use crate::{report::Outcome, site, writers::Writers};

/// Which sync requests take effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syncs {
    /// All.
    AsAsked,
    /// None for the database's log, which is then durable only by chance, as with `synchronous=NORMAL`: the control.
    NotOfTheLog,
}

/// Mails per round.
const MAILS: u32 = 8;

/// Cuts the power while four clients write and mails are sent, repeatedly.
pub async fn run(rounds: u32, syncs: Syncs) -> Outcome {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = build(folder.path());
    let mut program = Program::in_folder(tempfile::tempdir().expect("a temporary folder"));
    let token = site::prepare(&program, 50).await;
    let name = if syncs == Syncs::AsAsked { "power failure, Sqlite" } else { "control: log not made durable" };
    let mut outcome = Outcome { name: name.into(), rounds, ..Outcome::default() };
    let mut sent = 0;
    for round in 0..rounds {
        let durable = tempfile::tempdir().expect("a temporary folder");
        for mail in 0..MAILS {
            program.execute(&queued(&key(round, mail))).await;
        }
        copy(program.folder(), durable.path());
        let server = program.serve_with(site::ADDRESS, |command| {
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
        let server = left.serve(site::ADDRESS);
        writers.moved(&server.url());
        let acknowledged = writers.acknowledged();
        // Requests in flight are sent again, to the restarted site.
        let shared = writers.stop().await;
        assert!(acknowledged > 0, "nothing was written");
        site::verify(&left, &server.url(), &shared, &mut outcome).await;
        for mail in 0..MAILS {
            let key = key(round, mail);
            // A mail that is still queued is fine.
            if left.number(&format!("SELECT COUNT(*) FROM mail WHERE key = '{key}'")).await == 0 {
                sent += 1;
                outcome.lost += usize::from(!is_whole(&left.folder().join("mail").join(format!("{key}.eml")), &key));
            }
        }
        // Subjects must not repeat in another round.
        drop(server);
        left.execute("UPDATE text SET body = 'Plus ancien ' || id WHERE part = 'subject' AND body LIKE 'Écriture %'").await;
        left.execute("DELETE FROM idempotency_key").await;
        program = left;
    }
    outcome.say(&format!("mails sent: {sent} of {}", rounds * MAILS));
    if sent == 0 {
        outcome.faults.push("no mail was sent: nothing is known of them".into());
    }
    outcome
}

/// The text that identifies a mail.
fn key(round: u32, mail: u32) -> String {
    format!("soak-{round}-{mail}")
}

/// A statement that queues a mail. It is run while nothing is served, since other processes' writes are not known to be synced.
fn queued(key: &str) -> String {
    format!(
        "INSERT INTO mail (key, name, address, locale, subject, body, queued_at, not_after) \
         VALUES ('{key}', 'Amina', 'amina@example.ma', 'fr', 'Essai', '{key}', '2026-11-01 00:00:00+00:00', {})",
        i64::MAX
    )
}

/// Whether a mail exists completely.
fn is_whole(file: &Path, key: &str) -> bool {
    let mail = std::fs::read_to_string(file).unwrap_or_default();
    mail.contains("Subject: Essai") && mail.matches(key).count() >= 3 && mail.trim_end().ends_with("--")
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
