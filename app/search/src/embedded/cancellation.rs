//! Search threads: at most one search per processor runs, and a search is cancelled when its caller is dropped.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::available_parallelism,
};

use tantivy::TantivyError;
use tokio::sync::Semaphore;

use super::error::failed;
use crate::engine::{Place, SearchError};

/// Tells a search whether its caller still waits. A search checks it between its steps, each of which is short.
#[derive(Debug, Clone, Default)]
pub(super) struct CancelToken(Arc<AtomicBool>);

impl CancelToken {
    /// Whether the caller is gone.
    pub(super) fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Returns an error if the caller is gone.
    pub(super) fn check(&self) -> tantivy::Result<()> {
        if self.is_cancelled() {
            return Err(TantivyError::InternalError("nobody waits for this search any more".into()));
        }
        Ok(())
    }
}

/// Cancels when dropped, with the future of the caller.
struct CancelOnDrop(CancelToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// The limit of concurrent search threads. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct SearchThreads(Arc<Semaphore>);

impl Default for SearchThreads {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(available_parallelism().map_or(2, usize::from).max(2))))
    }
}

impl SearchThreads {
    /// Waits for a permit.
    pub(super) async fn place(&self) -> Result<Place, SearchError> {
        Ok(Place::of(Arc::clone(&self.0).acquire_owned().await.map_err(failed)?))
    }

    /// Runs work on a search thread, and cancels it if this future is dropped. The permit is released when the work ends.
    pub(super) async fn run<T: Send + 'static>(
        place: Place,
        work: impl FnOnce(&CancelToken) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let cancel = CancelToken::default();
        let _cancel_on_drop = CancelOnDrop(cancel.clone());
        let running = tokio::task::spawn_blocking(move || {
            let _place = place;
            work(&cancel)
        });
        running.await.map_err(failed)?
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_stops_and_leaves_its_thread() {
        let threads = SearchThreads(Arc::new(Semaphore::new(1)));
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (ended, ends) = mpsc::channel();
        let place = threads.place().await.unwrap();
        let endless = SearchThreads::run(place, move |cancel| {
            begun.send(()).unwrap();
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            ended.send(cancel.check().is_err()).unwrap();
            Ok(())
        });
        tokio::select! {
            _ = endless => panic!("it does not end by itself"),
            began = begins => began.unwrap(),
        }
        let place = threads.place().await.unwrap();
        assert!(SearchThreads::run(place, |cancel| Ok(cancel.check().is_ok())).await.unwrap(), "the thread is free for the next");
        assert!(ends.recv().unwrap());
    }
}
