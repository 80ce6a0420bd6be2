//! Searches away from the threads that serve: as many at once as there are processors, and none that nobody waits for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::available_parallelism,
};

use tantivy::TantivyError;
use tokio::sync::Semaphore;

use super::folder::failed;
use crate::port::SearchError;

/// Tells a search whether anybody still waits for it. The work asks between its steps, none of which takes long.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Whether nobody waits any more.
    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// An error once nobody waits any more.
    pub(super) fn check(&self) -> tantivy::Result<()> {
        if self.is_set() { Err(TantivyError::InternalError("nobody waits for this search any more".into())) } else { Ok(()) }
    }
}

/// Sets a [`Stop`] when it is dropped: with the future that waits.
struct Waiting(Stop);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.0.store(true, Ordering::Relaxed);
    }
}

/// Where searches run.
#[derive(Debug)]
pub(super) struct Seats(Arc<Semaphore>);

impl Default for Seats {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(available_parallelism().map_or(2, usize::from).max(2))))
    }
}

impl Seats {
    /// Runs work on a thread for such. Dropped before its end, it has the work stop.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Stop) -> Result<T, SearchError> + Send + 'static,
    ) -> Result<T, SearchError> {
        let seat = Arc::clone(&self.0).acquire_owned().await.map_err(failed)?;
        let stop = Stop::default();
        let _waiting = Waiting(stop.clone());
        let running = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            work(&stop)
        });
        running.await.map_err(failed)?
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_stops_and_leaves_its_seat() {
        let seats = Seats(Arc::new(Semaphore::new(1)));
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (ended, ends) = mpsc::channel();
        let endless = seats.run(move |stop| {
            begun.send(()).unwrap();
            while !stop.is_set() {
                std::thread::yield_now();
            }
            ended.send(stop.check().is_err()).unwrap();
            Ok(())
        });
        tokio::select! {
            _ = endless => panic!("it does not end by itself"),
            began = begins => began.unwrap(),
        }
        assert!(seats.run(|stop| Ok(stop.check().is_ok())).await.unwrap(), "the seat is free for the next");
        assert!(ends.recv().unwrap());
    }
}
