//! What connections may do.

use std::time::Duration;

use super::pace::Pace;

/// What connections may do.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How many there may be.
    pub connections: usize,
    /// How long the head of a request may take from its first byte on.
    pub head: Duration,
    /// How long there may be no request.
    pub idle: Duration,
    /// How fast the body of a request comes while it is waited for.
    pub body: Pace,
    /// How fast an answer is read.
    pub answer: Pace,
    /// How long requests under way may take to end once the program is told to stop.
    pub drain: Duration,
}

impl Limits {
    /// How often each connection is looked at: a limit is passed by no more than that.
    pub(super) fn tick(&self) -> Duration {
        (self.head.min(self.idle).min(self.answer.still) / 4).clamp(Duration::from_millis(50), Duration::from_secs(5))
    }
}

#[cfg(test)]
impl Limits {
    /// For tests: all of them so long, however little moves in that time.
    pub(super) const fn all(limit: Duration) -> Self {
        let pace = Pace { still: limit, rate: 8 * 1024 };
        Self { connections: 2, head: limit, idle: limit, body: pace, answer: pace, drain: limit }
    }
}
