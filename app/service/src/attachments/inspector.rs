//! Inspects documents at a bounded cost, in a process of their own with a time limit.
//!
//! No PDF reader guarantees its time for arbitrary input, and a thread cannot be stopped. A process can: it has a watchdog and limits
//! of processor time and memory, it holds nothing that could be lost, and a crash affects nothing else.

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

use super::{AttachmentError, Document, MAX_DOCUMENT_BYTES, pdf};
use crate::use_cases::Problem;

/// The command with which this program inspects the document on its standard input.
pub const COMMAND: &str = "inspect-pdf";
/// The maximum number of concurrent inspections.
const MAX_CONCURRENT: usize = 2;
/// The processor time of one inspection: several times what the largest accepted document needs.
const CPU_LIMIT: Duration = Duration::from_secs(3);
/// The elapsed time of one inspection: longer, since a busy machine gives the process only a part of its time.
const WALL_LIMIT: Duration = Duration::from_secs(5);
/// The maximum wait: longer than one inspection, and within the limit of a request together with the own inspection.
const MAX_WAIT: Duration = Duration::from_secs(6);
/// The memory that the process may use beyond what it has at its start, in bytes.
const MEMORY_LIMIT_BYTES: u64 = 1 << 30;
/// The output of the process for documents that it does not accept.
const ENCRYPTED: &str = "encrypted";
const NOT_A_PDF: &str = "not a PDF";

/// Inspects documents. Cheap to clone.
///
/// Documents are inspected in the order of their arrival. Each sender has at most one document that is being inspected or next in line,
/// so one sender occupies one permit at most, and delays others by one inspection at most, whatever the cost of the documents.
#[derive(Debug, Clone)]
pub(super) struct Inspector {
    /// The program to run; `None`: inspect in this process.
    program: Option<PathBuf>,
    seats: Arc<Semaphore>,
    /// The single permit of each sender; dropped with its last document.
    own: Arc<Mutex<HashMap<ActorId, Weak<Semaphore>>>>,
    /// How long a document may wait.
    waits: Duration,
}

impl Inspector {
    pub(super) fn new(program: Option<PathBuf>) -> Self {
        Self { program, seats: Arc::new(Semaphore::new(MAX_CONCURRENT)), own: Arc::default(), waits: MAX_WAIT }
    }

    /// Inspects a file. Returns the document, or why it is not accepted.
    pub(super) async fn inspect(&self, by: ActorId, file: Bytes) -> Result<Result<Document, Problem>, AttachmentError> {
        let permits = tokio::time::timeout(self.waits, self.acquire(by)).await.map_err(|_| AttachmentError::Busy)??;
        let program = self.program.clone();
        let looking = tokio::task::spawn_blocking(move || -> std::io::Result<Result<Document, Problem>> {
            let _permits = permits;
            let pages = program.map_or_else(|| Ok(pdf::pages(file.clone())), |program| run_process(program, &file))?;
            Ok(pages.and_then(|pages| Document::new(file, pages)))
        });
        Ok(looking.await.map_err(std::io::Error::other)??)
    }

    /// Acquires the sender's own permit, then a shared one.
    async fn acquire(&self, by: ActorId) -> Result<[OwnedSemaphorePermit; 2], AttachmentError> {
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

/// Inspects a document in another process, which always ends in time.
fn run_process(program: PathBuf, file: &[u8]) -> std::io::Result<Result<usize, Problem>> {
    let mut command = Command::new(program);
    // Its allocator would otherwise reserve a GiB of address space.
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
        // A process that ended before it read everything reports why, or nothing.
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
        // It did not finish: out of time or memory, or it crashed.
        said => said.parse().map_err(|_| Problem::TooCostly),
    }
}

/// Inspects the document on standard input; runs in the child process. Returns the output.
pub fn inspect() -> std::io::Result<String> {
    // The watchdog starts before memory is limited: a thread without memory for its stack ends the process.
    let (running, runs) = channel();
    thread::spawn(move || {
        let _ = running.send(());
        thread::sleep(WALL_LIMIT);
        std::process::exit(1);
    });
    let _ = runs.recv();
    Resource::CPU.set(CPU_LIMIT.as_secs(), CPU_LIMIT.as_secs())?;
    let most = used_memory().saturating_add(MEMORY_LIMIT_BYTES);
    Resource::DATA.set(most, most)?;
    Resource::CORE.set(0, 0)?;
    let mut file = Vec::new();
    std::io::stdin().lock().take(MAX_DOCUMENT_BYTES as u64 + 1).read_to_end(&mut file)?;
    Ok(match pdf::pages(file.into()) {
        Ok(pages) => pages.to_string(),
        Err(Problem::Encrypted) => ENCRYPTED.to_owned(),
        Err(_) => NOT_A_PDF.to_owned(),
    })
}

/// The memory that this process already uses, as far as the system reports it; the limit counts it.
fn used_memory() -> u64 {
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
    async fn a_sender_of_many_documents_occupies_one_permit() {
        let inspector = Inspector::new(None);
        let first = inspector.acquire(ONE).await.unwrap();
        let mut second = Box::pin(inspector.acquire(ONE));
        assert!(timeout(Duration::ZERO, &mut second).await.is_err(), "the first is under way");
        let other = inspector.acquire(ActorId::Token(1)).await.unwrap();
        drop(first);
        let second = second.await.unwrap();
        drop((second, other));
        let _last = inspector.acquire(ONE).await.unwrap();
        assert_eq!(inspector.own.lock().unwrap().len(), 1, "who has nothing under way is forgotten");
    }

    #[tokio::test]
    async fn a_wait_that_is_too_long_ends_as_busy() {
        let inspector = Inspector { waits: Duration::ZERO, ..Inspector::new(None) };
        let taken = [inspector.acquire(ONE).await.unwrap(), inspector.acquire(ActorId::Account(2)).await.unwrap()];
        let told = inspector.inspect(ActorId::Account(3), Bytes::from_static(b"%PDF-")).await;
        assert!(matches!(told, Err(AttachmentError::Busy)), "{told:?}");
        drop(taken);
        assert_eq!(inspector.inspect(ActorId::Account(3), Bytes::from_static(b"%PDF-")).await.unwrap(), Err(Problem::NotAPdf));
    }

    #[test]
    fn every_output_of_the_process_is_an_answer() {
        assert_eq!(read("17"), Ok(17));
        assert_eq!(read(ENCRYPTED), Err(Problem::Encrypted));
        assert_eq!(read(NOT_A_PDF), Err(Problem::NotAPdf));
        for said in ["", "-1", "99999999999999999999999999", "17 pages"] {
            assert_eq!(read(said), Err(Problem::TooCostly), "{said}");
        }
    }
}
