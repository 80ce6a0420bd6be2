//! What a connection is doing, and since when.

use std::{
    sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use super::{limits::Limits, pace::Pace};

/// The last four bytes of a head.
const HEAD_ENDS: u32 = u32::from_be_bytes(*b"\r\n\r\n");

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Nothing: no request has begun.
    Waiting,
    /// A request's head has begun.
    Head,
    /// A request is answered: its body is read, and it is worked at.
    Answering,
    /// Its answer is being made; what there is of it is sent.
    Making,
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
    /// How late the reading of the answer was then, in microseconds: see [`Pace`].
    late: AtomicU64,
    /// The last four bytes that were received.
    received: AtomicU32,
    /// The last four bytes of the request that is being answered, as far as it was read.
    asked: AtomicU32,
    /// The sender had more to send when it was answered.
    unread: AtomicBool,
    /// It has to make room.
    pub(super) end: Notify,
}

impl Activity {
    /// A connection that was just made.
    pub(super) fn new() -> Self {
        let doing = AtomicU8::new(Doing::Waiting as u8);
        let [entered, since, late] = [(); 3].map(|()| AtomicU64::new(0));
        let [received, asked] = [(); 2].map(|()| AtomicU32::new(HEAD_ENDS));
        Self { begun: Instant::now(), doing, entered, since, late, received, asked, unread: AtomicBool::new(false), end: Notify::new() }
    }

    pub(super) fn doing(&self) -> Doing {
        match self.doing.load(Ordering::Relaxed) {
            0 => Doing::Waiting,
            1 => Doing::Head,
            2 => Doing::Answering,
            3 => Doing::Making,
            4 => Doing::Sending,
            _ => Doing::Leaving,
        }
    }

    /// Goes over to something else.
    pub(super) fn now(&self, doing: Doing) {
        self.moves();
        self.entered.store(self.since.load(Ordering::Relaxed), Ordering::Relaxed);
        self.late.store(0, Ordering::Relaxed);
        self.doing.store(doing as u8, Ordering::Relaxed);
    }

    /// The head of a request has come: it is answered from now on.
    pub(super) fn answer(&self) {
        self.asked.store(HEAD_ENDS, Ordering::Relaxed);
        self.now(Doing::Answering);
    }

    /// A part of its body was read.
    pub(super) fn body(&self, bytes: &[u8]) {
        self.asked.store(last_four(self.asked.load(Ordering::Relaxed), bytes), Ordering::Relaxed);
    }

    /// All of the body has come: what is worked at from now on does not drag on because that did.
    pub(super) fn body_came(&self) {
        if self.doing() == Doing::Answering {
            self.now(Doing::Answering);
        }
    }

    /// All of the answer is made: the rest of it is to be sent, in the time that the whole has.
    pub(super) fn made(&self) {
        self.doing.store(Doing::Sending as u8, Ordering::Relaxed);
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

    /// This was received. A head has its time as a whole, however slowly it comes; how a body comes is for whoever reads it to
    /// see (`sent.rs`); and an answer is not read by sending more.
    pub(super) fn received(&self, bytes: &[u8]) {
        self.received.store(last_four(self.received.load(Ordering::Relaxed), bytes), Ordering::Relaxed);
        if self.doing() == Doing::Waiting {
            self.now(Doing::Head);
        }
    }

    /// How late the reading of the answer was when it last moved.
    fn late(&self) -> Duration {
        Duration::from_micros(self.late.load(Ordering::Relaxed))
    }

    /// So many bytes were sent, of an answer that is read at this pace at least.
    pub(super) fn sent(&self, bytes: usize, pace: Pace) {
        if matches!(self.doing(), Doing::Waiting | Doing::Making | Doing::Sending) {
            let before = self.since();
            self.moves();
            let late = pace.after(self.late(), self.since().saturating_duration_since(before), bytes as u64);
            self.late.store(u64::try_from(late.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
        }
    }

    /// All that there was to send has been sent: of an answer that is still being made, a part.
    pub(super) fn flushed(&self) {
        if self.doing() == Doing::Sending {
            self.now(if self.has_begun_another() { Doing::Head } else { Doing::Waiting });
        }
    }

    /// Whether more was received than the request that was answered: the head of another one has begun behind it. A request ends with
    /// its body, or else with an empty line: that of its head, or that behind a body in chunks. Who sends the end of the body once more
    /// is taken for one who waits, and gains no more than the time of that.
    fn has_begun_another(&self) -> bool {
        let (received, asked) = (self.received.load(Ordering::Relaxed), self.asked.load(Ordering::Relaxed));
        let bytes = received.to_be_bytes();
        received != asked && !bytes.ends_with(b"\n\r\n") && !bytes.ends_with(b"\n\n")
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

    /// Whether its body or its answer takes so long that it makes room where there is no other: it comes or is read slowly.
    pub(super) fn drags(&self, limits: &Limits) -> bool {
        matches!(self.doing(), Doing::Answering | Doing::Making | Doing::Sending) && self.entered().elapsed() >= limits.answer.still
    }

    /// Whether it has stood still for too long, or its answer is read too slowly.
    pub(super) fn is_over(&self, limits: &Limits) -> bool {
        let left = match self.doing() {
            Doing::Waiting => limits.idle,
            Doing::Head | Doing::Leaving => limits.head,
            // The site sees to that itself, and can say so: see `middleware.rs`.
            Doing::Answering => return false,
            Doing::Making | Doing::Sending => limits.answer.left(self.late()),
        };
        self.since().elapsed() >= left
    }
}

/// The last four bytes once these have come too.
fn last_four(before: u32, bytes: &[u8]) -> u32 {
    let new = bytes.get(bytes.len().saturating_sub(4)..).unwrap_or_default();
    new.iter().fold(before, |last, byte| (last << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests;
