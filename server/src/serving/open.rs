//! The open connections: who gets a place, and who makes room.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::watch;

use super::{activity::Activity, limits::Limits};

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

    /// A place for one more, if need be that of another one: see [`Places::make_room`].
    pub(super) fn place(self: &Arc<Self>) -> Option<Place> {
        let mut places = self.places();
        let spare = places.regular.len() >= self.limits.connections && !places.make_room(&self.limits);
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

    /// Ends a connection, to make room: see [`Places::make_room`].
    pub(super) fn make_room(&self) {
        self.places().make_room(&self.limits);
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
    /// Ends the connection that has waited longest for a request, or for the rest of its head; where there is none, the one whose
    /// body or answer has dragged on longest. Whether there was any.
    fn make_room(&mut self, limits: &Limits) -> bool {
        let free = self.regular.iter().filter(|(_, activity)| activity.is_free());
        let dragging = self.regular.iter().filter(|(_, activity)| activity.drags(limits));
        let longest = free.min_by_key(|(_, activity)| activity.since());
        let longest = longest.or_else(|| dragging.min_by_key(|(_, activity)| activity.entered()));
        let Some(longest) = longest.map(|(id, _)| *id) else { return false };
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

    /// Two connections, whose answers drag on after so long.
    fn open(limit: Duration) -> Arc<Open> {
        Arc::new(Open::new(Limits::all(limit)))
    }

    #[test]
    fn who_has_waited_longest_makes_room_and_who_is_answered_does_not() {
        let open = open(Duration::from_secs(60));
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

    #[test]
    fn whose_answer_drags_on_makes_room_where_nobody_is_free() {
        let open = open(Duration::ZERO);
        let [one, two] = [(); 2].map(|()| open.place().unwrap());
        one.activity.now(Doing::Answering);
        let three = open.place().unwrap();
        assert!(!three.spare && open.places().regular.contains_key(&one.id), "who waits makes room first");
        three.activity.now(Doing::Sending);
        let four = open.place().unwrap();
        assert!(!four.spare && !open.places().regular.contains_key(&one.id), "then whose answer began first");
        drop((two, three));
    }
}
