//! A full disk, and free space again.

use std::{path::Path, process::Command, sync::atomic::Ordering};

use jawab_tests::process::Program;
use tempfile::TempDir;

use crate::{report::Outcome, site, writers::Writers};

/// The size of the disk.
const SIZE: &str = "size=96m";

/// A small disk, unmounted when dropped.
struct Disk(TempDir);

impl Disk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(folder.path()).status();
        mounted.is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Unmounts it even while something still uses it.
        drop(Command::new("umount").arg("--lazy").arg(self.0.path()).status());
    }
}

/// Fills the disk of the data folder while four clients write, repeatedly.
pub async fn run(rounds: u32) -> Outcome {
    let outcome = Outcome { name: "full disk, Sqlite".into(), rounds, ..Outcome::default() };
    match Disk::mount() {
        Some(disk) => fill(disk.0.path(), rounds, outcome).await,
        None => Outcome { rounds: 0, left_out: Some("only root can make a small disk".into()), ..outcome },
    }
}

async fn fill(disk: &Path, rounds: u32, mut outcome: Outcome) -> Outcome {
    let program = Program::in_folder(tempfile::tempdir_in(disk).expect("a folder on the small disk"));
    let token = site::prepare(&program, 50).await;
    let mut server = program.serve(site::ADDRESS);
    let writers = Writers::start(4, server.url(), token);
    let filler = disk.join("filler");
    for _ in 0..rounds {
        writers.go_on(10).await;
        let refused = writers.shared.refused.load(Ordering::SeqCst);
        drop(std::io::copy(&mut std::io::repeat(0), &mut std::fs::File::create(&filler).expect("a file")));
        writers.until("writes are refused", || writers.shared.refused.load(Ordering::SeqCst) >= refused + 4).await;
        std::fs::remove_file(&filler).expect("the disk has room again");
        writers.go_on(10).await;
    }
    let shared = writers.stop().await;
    drop(server);
    server = program.serve(site::ADDRESS);
    site::verify(&program, &server.url(), &shared, &mut outcome).await;
    outcome
}
