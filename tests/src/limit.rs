//! How long a test may take. One that takes longer fails with its name, whatever it hangs in.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    time::Duration,
};

use tokio::runtime::Builder;

use crate::Backend;

/// The longest a test may take: several times what the longest ones need, which walk thousands of pages.
const LIMIT: Duration = Duration::from_secs(300);

/// What tests begin with.
pub trait Start {
    /// What takes its time once for all tests, and is no part of any: building the program.
    fn prepare() {}

    /// It, on a fresh database.
    fn start(backend: Backend) -> impl Future<Output = Self>;
}

/// Runs a test on a fresh database.
pub fn run<S: Start, F: Future<Output = ()>>(backend: Backend, test: impl FnOnce(S) -> F) {
    S::prepare();
    run_within(LIMIT, async {
        let start = S::start(backend).await;
        Box::pin(test(start)).await;
    });
}

/// Runs a test within a time. Late, it fails; if it cannot even be told to end, or its runtime cannot, the process ends.
pub fn run_within(limit: Duration, test: impl Future<Output = ()>) {
    let over = watch(limit * 2);
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let timed = async { tokio::time::timeout(limit, test).await.expect("the test ends in time") };
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(timed)));
    // Dropped, a runtime waits for its threads for ever.
    runtime.shutdown_timeout(limit / 4);
    drop(over);
    if let Err(panic) = outcome {
        resume_unwind(panic);
    }
}

/// Ends the process, and names the test that runs on this thread, unless what it gives is dropped in time.
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
