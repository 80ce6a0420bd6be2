//! Looking into documents at a bounded cost: in a process of its own, which ends by itself when its time is up.
//!
//! No reader of PDF promises to be done in time with whatever it is given, and a thread cannot be stopped. A process can: it has
//! a watchdog, a limit of processor time and one of memory, it holds nothing that could be lost, and what crashes in it crashes
//! alone.

use std::{
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, mpsc::channel},
    thread,
    time::Duration,
};

use bytes::Bytes;
use rlimit::Resource;
use tokio::sync::Semaphore;

use super::{AttachmentError, SIZE_MOST, pdf};
use crate::work::Problem;

/// The command by which this program looks into the document on its standard input.
pub const COMMAND: &str = "inspect-pdf";
/// Documents looked into at once.
const AT_ONCE: usize = 2;
/// How much processor time one may take.
const TIME: Duration = Duration::from_secs(5);
/// When its process ends in any case: later, since a busy machine gives it a part of its time only, and within a request.
const ENDS: Duration = Duration::from_secs(12);
/// Most bytes that may be unpacked, with all else that the process takes once it has begun.
const MEMORY: u64 = 1 << 30;
/// What the process says of what it does not take.
const ENCRYPTED: &str = "encrypted";
const NOT_A_PDF: &str = "not a PDF";

/// What looks into documents. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Inspector {
    /// The program to run; none: it is done in this process.
    program: Option<PathBuf>,
    seats: Arc<Semaphore>,
}

impl Inspector {
    pub(super) fn new(program: Option<PathBuf>) -> Self {
        Self { program, seats: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// How many pages a document has, or why it is not taken.
    pub(super) async fn pages(&self, file: Bytes) -> Result<Result<usize, Problem>, AttachmentError> {
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(std::io::Error::other)?;
        let program = self.program.clone();
        let looking = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            program.map_or_else(|| Ok(pdf::pages(file.clone())), |program| apart(program, &file))
        });
        Ok(looking.await.map_err(std::io::Error::other)??)
    }
}

/// Has another process look into a document. Whatever the process does, it ends in time.
fn apart(program: PathBuf, file: &[u8]) -> std::io::Result<Result<usize, Problem>> {
    let mut command = Command::new(program);
    // Its allocator would set a GiB aside for itself, whatever it needs.
    command
        .arg(COMMAND)
        .env_clear()
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A process that ended before it read all says why, or nothing.
        let _ = input.write_all(file);
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        tracing::warn!(status = %output.status, bytes = file.len(), "a document was not looked into to its end");
    }
    Ok(read(String::from_utf8_lossy(&output.stdout).trim()))
}

fn read(said: &str) -> Result<usize, Problem> {
    match said {
        ENCRYPTED => Err(Problem::Encrypted),
        // Out of time or of memory, a crash: nobody can read such a file.
        said => said.parse().map_err(|_| Problem::NotAPdf),
    }
}

/// Looks into the document on standard input: what the process does that is run for it. Gives what it says.
///
/// # Errors
/// When its limits cannot be set, or its input cannot be read.
pub fn inspect() -> std::io::Result<String> {
    // It runs before memory is limited: a thread that finds none for its stack ends the process.
    let (running, runs) = channel();
    thread::spawn(move || {
        let _ = running.send(());
        thread::sleep(ENDS);
        std::process::exit(1);
    });
    let _ = runs.recv();
    Resource::CPU.set(TIME.as_secs(), TIME.as_secs())?;
    let most = held().saturating_add(MEMORY);
    Resource::DATA.set(most, most)?;
    Resource::CORE.set(0, 0)?;
    let mut file = Vec::new();
    std::io::stdin().lock().take(SIZE_MOST as u64 + 1).read_to_end(&mut file)?;
    Ok(match pdf::pages(file.into()) {
        Ok(pages) => pages.to_string(),
        Err(Problem::Encrypted) => ENCRYPTED.to_owned(),
        Err(_) => NOT_A_PDF.to_owned(),
    })
}

/// The bytes that this process holds already, as far as the system tells: what its limit of memory counts.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmData:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kibibytes.unwrap_or_default() << 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_process_says_is_an_answer() {
        assert_eq!(read("17"), Ok(17));
        assert_eq!(read(ENCRYPTED), Err(Problem::Encrypted));
        for said in [NOT_A_PDF, "", "-1", "99999999999999999999999999", "17 pages"] {
            assert_eq!(read(said), Err(Problem::NotAPdf), "{said}");
        }
    }
}
