//! Work that computes for longer than a serving thread may: on threads of its own, in rooms of so many seats each, so that what takes long
//! in one room holds up nobody in another. In the room of staff each sender has one turn at a time: whatever they send, the others wait no
//! longer for it than one piece of their work takes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    thread::available_parallelism,
};

use jawab_domain::access::ActorId;
use jawab_service::{UseCaseError, redaction::Apart};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

use crate::error::AppError;

/// Bytes that are worked over at once, in less time than it takes to hand them to another thread.
const LITTLE: usize = 64 * 1024;

/// For what some work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Pages and results of searches: what readers wait for, and whoever signs in.
    Pages,
    /// What one of the staff, or a program of theirs, sent or asks for that is as large as a form or a question may be: it may take seconds.
    Staff(ActorId),
    /// Large forms of whoever is not signed in.
    Strangers,
}

impl Room {
    /// The room for what somebody sent, if it is known who that is.
    #[must_use]
    pub fn of(sender: Option<ActorId>) -> Self {
        sender.map_or(Self::Strangers, Self::Staff)
    }
}

/// Where such work is done.
#[derive(Debug)]
pub struct Computing {
    pages: Arc<Semaphore>,
    staff: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    /// The one turn that each sender has in the room of staff; gone with their last piece of work.
    own: Mutex<HashMap<ActorId, Weak<Semaphore>>>,
}

impl Default for Computing {
    fn default() -> Self {
        let processors = available_parallelism().map_or(2, usize::from).max(2);
        // With two seats for staff at least, the long work of one sender always leaves one to the others.
        Self::with_seats(processors, (processors / 2).max(2), 1)
    }
}

/// Whether anybody still waits for some work: nobody does once the future that waits is dropped, as where a request's time is up.
#[derive(Debug)]
pub struct Waiting(Weak<()>);

impl Waiting {
    /// Whether nobody waits any more. To be asked between steps, none of which takes long.
    pub fn is_over(&self) -> bool {
        self.0.strong_count() == 0
    }
}

impl Computing {
    fn with_seats(pages: usize, staff: usize, strangers: usize) -> Self {
        let [pages, staff, strangers] = [pages, staff, strangers].map(|seats| Arc::new(Semaphore::new(seats)));
        Self { pages, staff, strangers, own: Mutex::default() }
    }

    /// A seat in a room, in the order in which they are asked for; of staff the sender's own turn before.
    async fn seat(&self, room: Room) -> Result<[Option<OwnedSemaphorePermit>; 2], AcquireError> {
        let (seats, own) = match room {
            Room::Pages => (&self.pages, None),
            Room::Staff(sender) => (&self.staff, Some(self.own(sender))),
            Room::Strangers => (&self.strangers, None),
        };
        let own = match own {
            Some(own) => Some(own.acquire_owned().await?),
            None => None,
        };
        Ok([own, Some(Arc::clone(seats).acquire_owned().await?)])
    }

    fn own(&self, sender: ActorId) -> Arc<Semaphore> {
        let mut all = self.own.lock().unwrap_or_else(PoisonError::into_inner);
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
    pub async fn run<T: Send + 'static>(&self, room: Room, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        self.run_while_waited(room, |_| work()).await
    }

    /// The same of work that ends early where nobody waits for it any more. What it then comes to is seen by nobody.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_while_waited<T: Send + 'static>(
        &self,
        room: Room,
        work: impl FnOnce(&Waiting) -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let failed = |error: &dyn std::fmt::Display| AppError::Internal(format!("work that computes failed: {error}"));
        let seat = self.seat(room).await.map_err(|error| failed(&error))?;
        let waits = Arc::new(());
        let waiting = Waiting(Arc::downgrade(&waits));
        let running = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            work(&waiting)
        });
        let done = running.await.map_err(|error| failed(&error));
        drop(waits);
        done
    }

    /// The same of work over so many bytes: what is little is done at once, and waits for no seat.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_over<T: Send + 'static>(
        &self,
        room: Room,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        if bytes <= LITTLE { Ok(work()) } else { self.run(room, work).await }
    }
}

/// Work of the service that reads whole texts, in the room of who asks for it.
#[derive(Debug, Clone, Copy)]
pub struct ForSender<'a>(pub &'a Computing, pub ActorId);

impl Apart for ForSender<'_> {
    async fn run<T, W>(&self, work: W) -> Result<T, UseCaseError>
    where
        T: Send + 'static,
        W: FnOnce(&(dyn Fn() -> bool + Send)) -> T + Send + 'static,
    {
        let Self(computing, sender) = *self;
        let done = computing.run_while_waited(Room::Staff(sender), move |waiting| {
            let weak = waiting.0.clone();
            work(&move || weak.strong_count() > 0)
        });
        done.await.map_err(|error| UseCaseError::Internal(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, time::Duration};

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn work_that_nobody_waits_for_ends_and_leaves_its_seat() {
        let computing = Computing::with_seats(1, 1, 1);
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (ended, ends) = mpsc::channel();
        let endless = computing.run_while_waited(Room::Pages, move |waiting| {
            begun.send(()).unwrap();
            while !waiting.is_over() {
                std::thread::yield_now();
            }
            ended.send(()).unwrap();
        });
        tokio::select! {
            _ = endless => panic!("it does not end by itself"),
            began = begins => began.unwrap(),
        }
        assert!(computing.run_while_waited(Room::Pages, |waiting| !waiting.is_over()).await.unwrap(), "the seat is free for the next");
        ends.recv().unwrap();
    }

    #[tokio::test]
    async fn what_takes_long_in_one_room_holds_up_nobody_in_another() {
        let computing = Computing::with_seats(1, 1, 1);
        let (begun, begins) = tokio::sync::oneshot::channel();
        let (release, released) = mpsc::channel::<()>();
        let long = computing.run(Room::Staff(ActorId::Account(1)), move || {
            begun.send(()).unwrap();
            released.recv().unwrap();
        });
        let meanwhile = async {
            begins.await.unwrap();
            for room in [Room::Pages, Room::Strangers] {
                computing.run(room, || ()).await.unwrap();
            }
            release.send(()).unwrap();
        };
        let (done, ()) = tokio::join!(long, meanwhile);
        done.unwrap();
    }

    #[tokio::test]
    async fn who_sends_many_things_leaves_a_seat_to_others() {
        let computing = Computing::with_seats(1, 2, 1);
        let (one, other) = (ActorId::Account(1), ActorId::Account(2));
        let first = computing.seat(Room::Staff(one)).await.unwrap();
        let mut second = Box::pin(computing.seat(Room::Staff(one)));
        assert!(timeout(Duration::ZERO, &mut second).await.is_err(), "the first is under way");
        let theirs = computing.seat(Room::Staff(other)).await.unwrap();
        drop(first);
        drop((second.await.unwrap(), theirs));
        let _last = computing.seat(Room::Staff(other)).await.unwrap();
        assert_eq!(computing.own.lock().unwrap().len(), 1, "who has nothing under way is forgotten");
    }
}
