//! What a connection is doing, and since when.

use std::{
    sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use super::Limits;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Nothing: no request has begun.
    Waiting,
    /// A request's head has begun.
    Head,
    /// A request is answered: its body or its answer moves.
    Answering,
    /// Its answer is made, and not all of it sent.
    Sending,
    /// What the sender still sends is read past after the answer.
    Leaving,
}

/// What one connection is doing.
#[derive(Debug)]
pub(super) struct Activity {
    begun: Instant,
    doing: AtomicU8,
    /// Since when it has been doing that, in milliseconds from `begun`.
    entered: AtomicU64,
    /// When that last moved, in milliseconds from `begun`.
    since: AtomicU64,
    /// The sender had more to send when it was answered.
    unread: AtomicBool,
    /// It has to make room.
    pub(super) end: Notify,
}

impl Activity {
    /// A connection that was just made.
    pub(super) fn new() -> Self {
        let doing = AtomicU8::new(Doing::Waiting as u8);
        let (entered, since) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { begun: Instant::now(), doing, entered, since, unread: AtomicBool::new(false), end: Notify::new() }
    }

    pub(super) fn doing(&self) -> Doing {
        match self.doing.load(Ordering::Relaxed) {
            0 => Doing::Waiting,
            1 => Doing::Head,
            2 => Doing::Answering,
            3 => Doing::Sending,
            _ => Doing::Leaving,
        }
    }

    /// Goes over to something else.
    pub(super) fn now(&self, doing: Doing) {
        self.moves();
        self.entered.store(self.since.load(Ordering::Relaxed), Ordering::Relaxed);
        self.doing.store(doing as u8, Ordering::Relaxed);
    }

    /// When it last moved.
    pub(super) fn since(&self) -> Instant {
        self.begun + Duration::from_millis(self.since.load(Ordering::Relaxed))
    }

    /// Since when it has been doing what it does.
    pub(super) fn entered(&self) -> Instant {
        self.begun + Duration::from_millis(self.entered.load(Ordering::Relaxed))
    }

    fn moves(&self) {
        let millis = self.begun.elapsed().as_millis();
        self.since.store(u64::try_from(millis).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Something was received. A head has its time as a whole, however slowly it comes; and an answer is not read by sending more.
    pub(super) fn received(&self) {
        match self.doing() {
            Doing::Waiting => self.now(Doing::Head),
            Doing::Answering => self.moves(),
            Doing::Head | Doing::Sending | Doing::Leaving => {}
        }
    }

    /// Something was sent.
    pub(super) fn sent(&self) {
        if matches!(self.doing(), Doing::Waiting | Doing::Answering | Doing::Sending) {
            self.moves();
        }
    }

    /// All that there was to send has been sent: of an answer that is still being made, a part.
    pub(super) fn flushed(&self) {
        if self.doing() == Doing::Sending {
            self.now(Doing::Waiting);
        }
    }

    /// The request is answered before all of it was read.
    pub(super) fn leave_unread(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    /// Whether the sender may still be sending.
    pub(super) fn is_unread(&self) -> bool {
        self.unread.load(Ordering::Relaxed)
    }

    /// Whether nothing is lost by ending it: no request is being answered.
    pub(super) fn is_free(&self) -> bool {
        matches!(self.doing(), Doing::Waiting | Doing::Head)
    }

    /// Whether its answer takes so long that it makes room where there is no other: its reader takes it byte by byte.
    pub(super) fn drags(&self, limits: &Limits) -> bool {
        matches!(self.doing(), Doing::Answering | Doing::Sending) && self.entered().elapsed() >= limits.stalled
    }

    /// Whether it has stood still for too long, or its answer takes too long as a whole.
    pub(super) fn is_over(&self, limits: &Limits) -> bool {
        let (still, whole) = match self.doing() {
            Doing::Waiting => (limits.idle, None),
            Doing::Head | Doing::Leaving => (limits.head, None),
            Doing::Answering | Doing::Sending => (limits.stalled, Some(limits.whole)),
        };
        self.since().elapsed() >= still || whole.is_some_and(|whole| self.entered().elapsed() >= whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    #[test]
    fn an_answer_is_not_read_by_sending_more() {
        let activity = Activity::new();
        activity.now(Doing::Sending);
        let since = activity.since();
        while activity.begun.elapsed() < Duration::from_millis(5) {
            std::hint::spin_loop();
        }
        activity.received();
        assert_eq!(activity.since(), since, "requests that are sent behind it do not keep it open");
        activity.sent();
        assert!(activity.since() > since);
    }

    #[test]
    fn an_answer_that_is_read_byte_by_byte_ends_too() {
        let limits = Limits { connections: 1, head: LONG, idle: LONG, stalled: LONG, whole: Duration::ZERO, drain: LONG };
        let activity = Activity::new();
        assert!(!activity.is_over(&limits), "without a request there is no answer");
        for doing in [Doing::Answering, Doing::Sending] {
            activity.now(doing);
            activity.sent();
            assert!(activity.is_over(&limits), "{doing:?}");
            assert!(!activity.is_over(&Limits { whole: LONG, ..limits }), "{doing:?}");
        }
    }

    #[test]
    fn a_connection_is_not_free_until_its_answer_is_sent() {
        let activity = Activity::new();
        activity.received();
        assert!(activity.is_free(), "the head of a request");
        activity.now(Doing::Answering);
        activity.flushed();
        assert!(!activity.is_free(), "a part of an answer that is still being made was sent");
        activity.now(Doing::Sending);
        activity.sent();
        assert!(!activity.is_free(), "the answer is made, and a part of it was sent");
        activity.flushed();
        assert_eq!(activity.doing(), Doing::Waiting);
    }
}
