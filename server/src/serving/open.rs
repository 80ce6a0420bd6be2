//! The open connections: who gets a place, and who makes room.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::watch;

use super::{Limits, activity::Activity};

/// Places beyond the limit where all others are being answered: there one is told that the site is busy, and how it is.
const SPARE: usize = 64;

/// All open connections.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) limits: Limits,
    places: Mutex<Places>,
    next: AtomicU64,
    draining: watch::Sender<bool>,
}

/// The places that are taken.
#[derive(Debug, Default)]
struct Places {
    regular: HashMap<u64, Arc<Activity>>,
    /// How many are beyond the limit.
    spare: usize,
}

/// The place of a connection; dropped, it is free.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) open: Arc<Open>,
    pub(super) activity: Arc<Activity>,
    /// It is one too many: it is told so.
    pub(super) spare: bool,
    id: u64,
}

impl Open {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, places: Mutex::default(), next: AtomicU64::new(0), draining: watch::Sender::new(false) }
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more, if need be that of the connection that has waited longest for a request.
    pub(super) fn place(self: &Arc<Self>) -> Option<Place> {
        let mut places = self.places();
        let spare = places.regular.len() >= self.limits.connections && !places.make_room();
        let (id, activity) = (self.next.fetch_add(1, Ordering::Relaxed), Arc::new(Activity::new()));
        if !spare {
            places.regular.insert(id, Arc::clone(&activity));
        } else if places.spare < SPARE {
            places.spare += 1;
        } else {
            return None;
        }
        Some(Place { open: Arc::clone(self), activity, spare, id })
    }

    /// Ends the connection that has waited longest for a request.
    pub(super) fn make_room(&self) {
        self.places().make_room();
    }

    /// Tells all connections to end.
    pub(super) fn drain(&self) {
        self.draining.send_replace(true);
    }

    /// Waits until connections are to end.
    pub(super) async fn drained(&self) {
        // An error would say that there is nobody left to tell it.
        let _ = self.draining.subscribe().wait_for(|draining| *draining).await;
    }
}

impl Places {
    /// Ends the connection that has waited longest for a request, or for the rest of one; whether there was any.
    fn make_room(&mut self) -> bool {
        let free = self.regular.iter().filter(|(_, activity)| activity.is_free());
        let Some(longest) = free.min_by_key(|(_, activity)| activity.since()).map(|(id, _)| *id) else { return false };
        if let Some(activity) = self.regular.remove(&longest) {
            activity.end.notify_one();
        }
        true
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.open.places();
        if self.spare {
            places.spare -= 1;
        } else {
            places.regular.remove(&self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{super::activity::Doing, *};

    fn open(connections: usize) -> Arc<Open> {
        let long = Duration::from_secs(60);
        Arc::new(Open::new(Limits { connections, head: long, idle: long, stalled: long, drain: long }))
    }

    #[test]
    fn who_has_waited_longest_makes_room_and_who_is_answered_does_not() {
        let open = open(2);
        let [one, two] = [(); 2].map(|()| open.place().unwrap());
        one.activity.now(Doing::Answering);
        let three = open.place().unwrap();
        assert!(!three.spare);
        assert_eq!(open.places().regular.len(), 2, "the second one lost its place");
        two.activity.now(Doing::Answering);
        three.activity.now(Doing::Answering);
        let spare: Vec<Place> = std::iter::from_fn(|| open.place()).take(1_000).collect();
        assert_eq!((spare.len(), spare.iter().all(|place| place.spare)), (SPARE, true));
        drop((one, two, three, spare));
        assert!(open.places().regular.is_empty() && open.places().spare == 0);
    }
}
