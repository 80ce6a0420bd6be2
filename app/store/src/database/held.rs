//! Who holds a change, so that nobody asks for a second connection meanwhile.
//!
//! Sixteen requests that each hold a connection and wait for another of the same sixteen wait for ever. So everything within
//! a change runs on its own connection. In debug builds, and so in all tests, asking for another is a panic.

use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    thread::ThreadId,
};

/// Who runs: a task, or a thread where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Task(tokio::task::Id),
    Thread(ThreadId),
}

static HOLDERS: LazyLock<Mutex<HashSet<Who>>> = LazyLock::new(Mutex::default);

fn holders() -> MutexGuard<'static, HashSet<Who>> {
    HOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn who() -> Who {
    tokio::task::try_id().map_or_else(|| Who::Thread(std::thread::current().id()), Who::Task)
}

/// Asserts, in debug builds, that who runs this holds no change.
#[track_caller]
pub(super) fn must_not_hold() {
    if cfg!(debug_assertions) {
        let holds = holders().contains(&who());
        assert!(!holds, "a second connection is asked for within a change: use the change's own");
    }
}

/// That a change is held, until it is dropped.
#[derive(Debug)]
pub(super) struct Held(Option<Who>);

impl Held {
    /// By who runs this, who must hold none.
    #[track_caller]
    pub(super) fn begin() -> Self {
        must_not_hold();
        Self(cfg!(debug_assertions).then(|| {
            let who = who();
            holders().insert(who);
            who
        }))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(who) = self.0 {
            holders().remove(&who);
        }
    }
}
