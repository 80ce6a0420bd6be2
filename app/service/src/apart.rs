//! Work that takes too long for a thread that serves.

use std::panic::resume_unwind;

use tokio::task::{JoinError, spawn_blocking};

/// What some work comes to, which is done on a thread of its own. A panic in it goes on here.
///
/// # Errors
/// Where the program ends before the work was begun.
pub(crate) async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
    match spawn_blocking(work).await {
        Ok(done) => Ok(done),
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(cancelled) => Err(cancelled),
        },
    }
}
