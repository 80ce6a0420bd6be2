//! Work that computes for longer than a serving thread may: on threads of its own, as many at once as there are processors.

use std::{sync::Arc, thread::available_parallelism};

use tokio::sync::Semaphore;

use crate::error::AppError;

/// Bytes that are worked over at once, in less time than it takes to hand them to another thread.
const LITTLE: usize = 64 * 1024;

/// Where such work is done.
#[derive(Debug)]
pub struct Computing(Arc<Semaphore>);

impl Default for Computing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(available_parallelism().map_or(2, usize::from).max(2))))
    }
}

impl Computing {
    /// What the work comes to. It must be bounded by itself: once begun it goes on to its end.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let failed = |error: &dyn std::fmt::Display| AppError::Internal(format!("work that computes failed: {error}"));
        let seat = Arc::clone(&self.0).acquire_owned().await.map_err(|error| failed(&error))?;
        let running = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            work()
        });
        running.await.map_err(|error| failed(&error))
    }

    /// The same of work over so many bytes: what is little is done at once, and waits for no seat.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_over<T: Send + 'static>(&self, bytes: usize, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        if bytes <= LITTLE { Ok(work()) } else { self.run(work).await }
    }
}
