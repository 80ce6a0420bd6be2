//! The time limit of a test. A test that exceeds it fails with its name, wherever it hangs.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    time::Duration,
};

use tokio::runtime::Builder;

use crate::Backend;

/// The time limit: several times what the longest tests need, which walk thousands of pages.
const LIMIT: Duration = Duration::from_secs(300);

/// The start state of a test.
pub trait Start {
    /// Does one-time work for all tests that no time limit covers: building the program.
    fn prepare() {}

    /// Creates the state on a new database.
    fn start(backend: Backend) -> impl Future<Output = Self>;
}

/// Runs a test on a new database.
pub fn run<S: Start, F: Future<Output = ()>>(backend: Backend, test: impl FnOnce(S) -> F) {
    S::prepare();
    run_within(LIMIT, async {
        let start = S::start(backend).await;
        Box::pin(test(start)).await;
    });
}

/// Runs a test within a time limit. After it, the test fails; if the test or its runtime cannot be stopped, the process exits.
pub fn run_within(limit: Duration, test: impl Future<Output = ()>) {
    let over = watch(limit * 2);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let timed = async { tokio::time::timeout(limit, test).await.expect("the test ends in time") };
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(timed)));
    // A dropped runtime waits for its threads without limit.
    runtime.shutdown_timeout(limit / 4);
    drop(over);
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Exits the process, naming the test of this thread, unless the returned value is dropped in time.
fn watch(limit: Duration) -> Sender<()> {
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        if receiver.recv_timeout(limit) == Err(RecvTimeoutError::Timeout) {
            eprintln!("{name}: not over after {} s, and not to be ended: the run is given up", limit.as_secs_f32());
            std::process::abort();
        }
    });
    sender
}
