//! Work that computes for longer than a serving thread may: on threads of its own, in rooms of so many seats each, so that what takes long
//! in one room holds up nobody in another.

use std::{
    sync::{Arc, Weak},
    thread::available_parallelism,
};

use tokio::sync::Semaphore;

use crate::error::AppError;

/// Bytes that are worked over at once, in less time than it takes to hand them to another thread.
const LITTLE: usize = 64 * 1024;

/// For what some work is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Pages and results of searches: what readers wait for, and whoever signs in.
    Pages,
    /// What staff sent or ask for that is as large as a form or a question may be: it may take seconds.
    Staff,
    /// Large forms of whoever is not signed in.
    Strangers,
}

/// Where such work is done.
#[derive(Debug)]
pub struct Computing {
    pages: Arc<Semaphore>,
    staff: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
}

impl Default for Computing {
    fn default() -> Self {
        let processors = available_parallelism().map_or(2, usize::from).max(2);
        Self::with_seats(processors, processors / 2, 1)
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
        Self { pages, staff, strangers }
    }

    const fn seats(&self, room: Room) -> &Arc<Semaphore> {
        match room {
            Room::Pages => &self.pages,
            Room::Staff => &self.staff,
            Room::Strangers => &self.strangers,
        }
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
        let seat = Arc::clone(self.seats(room)).acquire_owned().await.map_err(|error| failed(&error))?;
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

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
        let long = computing.run(Room::Staff, move || {
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
}
