//! Work that computes for longer than a serving thread may: on threads of its own, in queues with a number of permits each, so that long work
//! in one queue delays nobody in another. In the queue of staff each sender runs one piece of work at a time: whatever one sends, the others
//! wait no longer for it than one piece takes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    thread::available_parallelism,
};

use jawab_domain::access::ActorId;
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use crate::UseCaseError;

/// Bytes that are worked over at once, in less time than it takes to hand them to another thread.
const SMALL_BYTES: usize = 64 * 1024;

/// Why work was not done: it panicked, or the program ends.
#[derive(Debug, thiserror::Error)]
#[error("work that computes failed: {0}")]
pub struct ComputeError(String);

impl ComputeError {
    fn new(error: &dyn std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl From<ComputeError> for UseCaseError {
    fn from(error: ComputeError) -> Self {
        Self::Internal(error.to_string())
    }
}

/// For whom some work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// Pages and results of searches: what readers wait for, and whoever signs in.
    Pages,
    /// What one of the staff, or a program of theirs, sent or asks for that is as large as a form or a question may be: it may take seconds.
    Staff(ActorId),
    /// Large forms of whoever is not signed in.
    Anonymous,
}

impl Queue {
    /// The queue for what a sender sent; none: it is not known who that is.
    #[must_use]
    pub fn of_sender(sender: Option<ActorId>) -> Self {
        sender.map_or(Self::Anonymous, Self::Staff)
    }
}

/// The threads that such work runs on, by the number that may run at once in each queue. Clones share it.
#[derive(Debug, Clone)]
pub struct ComputePool {
    pages: Arc<Semaphore>,
    staff: Arc<Semaphore>,
    anonymous: Arc<Semaphore>,
    /// The one permit that each sender has in the queue of staff; gone with their last piece of work.
    of_senders: Arc<Mutex<HashMap<ActorId, Weak<Semaphore>>>>,
}

impl Default for ComputePool {
    fn default() -> Self {
        let processors = available_parallelism().map_or(2, usize::from).max(2);
        // With two permits for staff at least, the long work of one sender always leaves one to the others.
        Self::with_permits(processors, (processors / 2).max(2), 1)
    }
}

/// Tells some work whether anybody still waits for it: nobody does once the future that waits is dropped, as where a request's time is up.
#[derive(Debug)]
pub struct CancelToken(Weak<()>);

impl CancelToken {
    /// Whether nobody waits any more. To be asked between steps, none of which takes long.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.strong_count() == 0
    }
}

impl ComputePool {
    fn with_permits(pages: usize, staff: usize, anonymous: usize) -> Self {
        let [pages, staff, anonymous] = [pages, staff, anonymous].map(|permits| Arc::new(Semaphore::new(permits)));
        Self { pages, staff, anonymous, of_senders: Arc::default() }
    }

    /// A permit of a queue, in the order in which they are asked for; of staff the sender's own before.
    async fn permit(&self, queue: Queue) -> Result<[Option<OwnedSemaphorePermit>; 2], AcquireError> {
        let (permits, own) = match queue {
            Queue::Pages => (&self.pages, None),
            Queue::Staff(sender) => (&self.staff, Some(self.of_sender(sender))),
            Queue::Anonymous => (&self.anonymous, None),
        };
        let own = match own {
            Some(own) => Some(own.acquire_owned().await?),
            None => None,
        };
        Ok([own, Some(Arc::clone(permits).acquire_owned().await?)])
    }

    fn of_sender(&self, sender: ActorId) -> Arc<Semaphore> {
        let mut all = self.of_senders.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, own| own.strong_count() > 0);
        all.get(&sender).and_then(Weak::upgrade).unwrap_or_else(|| {
            let own = Arc::new(Semaphore::new(1));
            all.insert(sender, Arc::downgrade(&own));
            own
        })
    }

    /// What the work comes to. It must be bounded by itself: once begun it goes on to its end.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn run<T: Send + 'static>(&self, queue: Queue, work: impl FnOnce() -> T + Send + 'static) -> Result<T, ComputeError> {
        self.run_cancellable(queue, |_| work()).await
    }

    /// The same of work that ends early where nobody waits for it any more. What it then comes to is seen by nobody.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_cancellable<T: Send + 'static>(
        &self,
        queue: Queue,
        work: impl FnOnce(&CancelToken) -> T + Send + 'static,
    ) -> Result<T, ComputeError> {
        let permit = self.permit(queue).await.map_err(|error| ComputeError::new(&error))?;
        let waits = Arc::new(());
        let cancel = CancelToken(Arc::downgrade(&waits));
        let running = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            work(&cancel)
        });
        let done = running.await.map_err(|error| ComputeError::new(&error));
        drop(waits);
        done
    }

    /// The same of work over so many bytes: what is small is done at once, and waits for no permit.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_over<T: Send + 'static>(
        &self,
        queue: Queue,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ComputeError> {
        if bytes <= SMALL_BYTES { Ok(work()) } else { self.run(queue, work).await }
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_ends_and_leaves_its_permit() {
        let pool = ComputePool::with_permits(1, 1, 1);
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (ended, ends) = mpsc::channel();
        let endless = pool.run_cancellable(Queue::Pages, move |cancel| {
            begun.send(()).unwrap();
            while !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            ended.send(()).unwrap();
        });
        tokio::select! {
            _ = endless => panic!("it does not end by itself"),
            began = begins => began.unwrap(),
        }
        assert!(pool.run_cancellable(Queue::Pages, |cancel| !cancel.is_cancelled()).await.unwrap(), "the permit is free for the next");
        ends.recv().unwrap();
    }

    #[tokio::test]
    async fn what_takes_long_in_one_queue_holds_up_nobody_in_another() {
        let pool = ComputePool::with_permits(1, 1, 1);
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let long = pool.run(Queue::Staff(ActorId::Account(1)), move || {
            begun.send(()).unwrap();
            released.recv().unwrap();
        });
        let meanwhile = async {
            begins.await.unwrap();
            for queue in [Queue::Pages, Queue::Anonymous] {
                pool.run(queue, || ()).await.unwrap();
            }
            release.send(()).unwrap();
        };
        let (done, ()) = tokio::join!(long, meanwhile);
        done.unwrap();
    }

    #[tokio::test]
    async fn who_sends_many_things_leaves_a_permit_to_others() {
        let pool = ComputePool::with_permits(1, 2, 1);
        let (one, other) = (ActorId::Account(1), ActorId::Account(2));
        let first = pool.permit(Queue::Staff(one)).await.unwrap();
        let mut second = Box::pin(pool.permit(Queue::Staff(one)));
        assert!(timeout(Duration::ZERO, &mut second).await.is_err(), "the first is under way");
        let theirs = pool.permit(Queue::Staff(other)).await.unwrap();
        drop(first);
        drop((second.await.unwrap(), theirs));
        let _last = pool.permit(Queue::Staff(other)).await.unwrap();
        assert_eq!(pool.of_senders.lock().unwrap().len(), 1, "who has nothing under way is forgotten");
    }
}
