//! Detects a second connection within a transaction.
//!
//! Sixteen requests that each hold a connection and wait for another one of the same sixteen wait for ever. So everything within a
//! transaction uses its own connection. In debug builds, and so in all tests, acquiring another one panics.

use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
    thread::ThreadId,
};

/// The running task, or the thread outside of tasks.
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

/// Asserts, in debug builds, that the current task holds no transaction.
#[track_caller]
pub(super) fn assert_no_transaction() {
    if cfg!(debug_assertions) {
        let holds = holders().contains(&who());
        assert!(!holds, "a second connection is asked for within a change: use the change's own");
    }
}

/// Marks the current task as holding a transaction until dropped.
#[derive(Debug)]
pub(super) struct OpenTransaction(Option<Who>);

impl OpenTransaction {
    /// Marks the current task, which must not hold a transaction.
    #[track_caller]
    pub(super) fn begin() -> Self {
        assert_no_transaction();
        Self(cfg!(debug_assertions).then(|| {
            let who = who();
            holders().insert(who);
            who
        }))
    }
}

impl Drop for OpenTransaction {
    fn drop(&mut self) {
        if let Some(who) = self.0 {
            holders().remove(&who);
        }
    }
}
