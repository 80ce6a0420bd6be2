//! Work that would block an async thread for too long.

use std::panic::resume_unwind;

use tokio::task::{JoinError, spawn_blocking};

/// Runs work on a thread of its own and returns its result. A panic of the work is propagated.
///
/// # Errors
/// If the program ends before the work begins.
pub(crate) async fn run_blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
    match spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(cancelled) => Err(cancelled),
        },
    }
}
