//! Looking into documents at a bounded cost: in a process of its own, which ends by itself when its time is up.
//!
//! No reader of PDF promises to be done in time with whatever it is given, and a thread cannot be stopped. A process can: it has
//! a watchdog, a limit of processor time and one of memory, it holds nothing that could be lost, and what crashes in it crashes
//! alone.

use std::{
    collections::HashMap,
    io::{Read as _, Write as _},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak, mpsc::channel},
    thread,
    time::Duration,
};

use bytes::Bytes;
use jawab_domain::access::ActorId;
use rlimit::Resource;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{AttachmentError, Document, SIZE_MOST, pdf};
use crate::work::Problem;

/// The command by which this program looks into the document on its standard input.
pub const COMMAND: &str = "inspect-pdf";
/// Documents looked into at once.
const AT_ONCE: usize = 2;
/// How much processor time one may take: several times what the largest document that is taken needs.
const TIME: Duration = Duration::from_secs(3);
/// When its process ends in any case: later, since a busy machine gives it a part of its time only.
const ENDS: Duration = Duration::from_secs(5);
/// How long a document waits for its turn: longer than one before it can take, and within a request together with its own time.
const WAITS: Duration = Duration::from_secs(6);
/// Most bytes that may be unpacked, with all else that the process takes once it has begun.
const MEMORY: u64 = 1 << 30;
/// What the process says of what it does not take.
const ENCRYPTED: &str = "encrypted";
const NOT_A_PDF: &str = "not a PDF";

/// What looks into documents. Cheap to clone.
///
/// Documents take turns in the order in which they come. Whoever sends several has one looked into, or in line for that, at a time:
/// so the documents of one sender, whatever they cost, hold one seat, and keep others waiting for the time of one document at most.
#[derive(Debug, Clone)]
pub(super) struct Inspector {
    /// The program to run; none: it is done in this process.
    program: Option<PathBuf>,
    seats: Arc<Semaphore>,
    /// The one turn that each sender has; gone with its last document.
    own: Arc<Mutex<HashMap<ActorId, Weak<Semaphore>>>>,
    /// How long a document waits for its turn.
    waits: Duration,
}

impl Inspector {
    pub(super) fn new(program: Option<PathBuf>) -> Self {
        Self { program, seats: Arc::new(Semaphore::new(AT_ONCE)), own: Arc::default(), waits: WAITS }
    }

    /// The document that a file is, or why it is not taken.
    pub(super) async fn look(&self, by: ActorId, file: Bytes) -> Result<Result<Document, Problem>, AttachmentError> {
        let turn = tokio::time::timeout(self.waits, self.turn(by)).await.map_err(|_| AttachmentError::Busy)??;
        let program = self.program.clone();
        let looking = tokio::task::spawn_blocking(move || -> std::io::Result<Result<Document, Problem>> {
            let _turn = turn;
            let pages = program.map_or_else(|| Ok(pdf::pages(file.clone())), |program| apart(program, &file))?;
            Ok(pages.and_then(|pages| Document::of(file, pages)))
        });
        Ok(looking.await.map_err(std::io::Error::other)??)
    }

    /// The sender's own turn, then a seat.
    async fn turn(&self, by: ActorId) -> Result<[OwnedSemaphorePermit; 2], AttachmentError> {
        let own = self.own(by).acquire_owned().await.map_err(std::io::Error::other)?;
        let seat = Arc::clone(&self.seats).acquire_owned().await.map_err(std::io::Error::other)?;
        Ok([own, seat])
    }

    fn own(&self, by: ActorId) -> Arc<Semaphore> {
        let mut all = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, own| own.strong_count() > 0);
        all.get(&by).and_then(Weak::upgrade).unwrap_or_else(|| {
            let own = Arc::new(Semaphore::new(1));
            all.insert(by, Arc::downgrade(&own));
            own
        })
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
        NOT_A_PDF => Err(Problem::NotAPdf),
        // It came to no end: out of time or of memory, or a crash.
        said => said.parse().map_err(|_| Problem::TooCostly),
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
    use tokio::time::timeout;

    use super::*;

    const ONE: ActorId = ActorId::Account(1);

    #[tokio::test]
    async fn a_sender_of_many_documents_leaves_a_seat_to_others() {
        let inspector = Inspector::new(None);
        let first = inspector.turn(ONE).await.unwrap();
        let mut second = Box::pin(inspector.turn(ONE));
        assert!(timeout(Duration::ZERO, &mut second).await.is_err(), "the first is under way");
        let other = inspector.turn(ActorId::Token(1)).await.unwrap();
        drop(first);
        let second = second.await.unwrap();
        drop((second, other));
        let _last = inspector.turn(ONE).await.unwrap();
        assert_eq!(inspector.own.lock().unwrap().len(), 1, "who has nothing under way is forgotten");
    }

    #[tokio::test]
    async fn who_waits_for_too_long_is_told_that_all_seats_are_taken() {
        let inspector = Inspector { waits: Duration::ZERO, ..Inspector::new(None) };
        let taken = [inspector.turn(ONE).await.unwrap(), inspector.turn(ActorId::Account(2)).await.unwrap()];
        let told = inspector.look(ActorId::Account(3), Bytes::from_static(b"%PDF-")).await;
        assert!(matches!(told, Err(AttachmentError::Busy)), "{told:?}");
        drop(taken);
        assert_eq!(inspector.look(ActorId::Account(3), Bytes::from_static(b"%PDF-")).await.unwrap(), Err(Problem::NotAPdf));
    }

    #[test]
    fn whatever_the_process_says_is_an_answer() {
        assert_eq!(read("17"), Ok(17));
        assert_eq!(read(ENCRYPTED), Err(Problem::Encrypted));
        assert_eq!(read(NOT_A_PDF), Err(Problem::NotAPdf));
        for said in ["", "-1", "99999999999999999999999999", "17 pages"] {
            assert_eq!(read(said), Err(Problem::TooCostly), "{said}");
        }
    }
}
