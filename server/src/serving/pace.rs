//! How fast bytes have to move that one side waits for.

use std::time::Duration;

/// The least pace at which the body of a request comes, and an answer is read.
///
/// Time that is waited for bytes makes it late, and bytes make up for as much time as they take at the least rate: a bucket that leaks. It
/// ends where it is as late as it may stand still. So a slow and steady line is served whatever it carries, and a pause is forgiven; but
/// speed gives no credit, so that nobody who was fast keeps a connection by single bytes. In all it is waited for no longer than its bytes
/// take at the least rate, and that while. Apache's `mod_reqtimeout` counts alike (`body=20,MinRate=500`), but with credit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pace {
    /// How long not a single byte may move.
    pub still: Duration,
    /// The least rate, in bytes a second.
    pub rate: u64,
}

impl Pace {
    /// How late it is once so many bytes have moved that were waited for so long, if it was late before.
    pub(super) fn after(self, late: Duration, waited: Duration, bytes: u64) -> Duration {
        let made_up = Duration::from_micros(bytes.saturating_mul(1_000_000) / self.rate.max(1));
        late.saturating_add(waited).saturating_sub(made_up)
    }

    /// How much longer it may stand still.
    pub(super) fn left(self, late: Duration) -> Duration {
        self.still.saturating_sub(late)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long something may stand still to which this happened, step by step: so many seconds, then so many bytes.
    fn left(steps: impl IntoIterator<Item = (u64, u64)>) -> u64 {
        let pace = Pace { still: Duration::from_secs(15), rate: 8 * 1024 };
        let late = |late, (waited, bytes)| pace.after(late, Duration::from_secs(waited), bytes);
        pace.left(steps.into_iter().fold(Duration::ZERO, late)).as_secs()
    }

    #[test]
    fn a_slow_line_goes_on_and_a_trickle_does_not() {
        assert_eq!((left([]), left([(10, 0)]), left([(15, 0)])), (15, 5, 0), "nothing has come");
        assert_eq!((left([(1, 1); 10]), left([(1, 1); 16])), (5, 0), "a byte a second");
        assert_eq!(left([(1, 8 * 1024); 10_000]), 15, "just fast enough, for hours");
        assert_eq!((left([(10, 40 * 1024), (1, 8 * 1024)]), left([(10, 40 * 1024); 3])), (10, 0), "it fell behind");
        assert_eq!(left([(10, 40 * 1024), (1, 24 * 1024), (1, 32 * 1024)]), 15, "it caught up");
    }

    #[test]
    fn whoever_was_fast_has_no_credit() {
        assert_eq!((left([(1, 20 << 20)]), left([(1, u64::MAX)])), (15, 15));
        assert_eq!(left([(1, 20 << 20), (14, 1)]), 1);
        assert_eq!(left([(1, 20 << 20), (14, 1), (14, 1)]), 0);
    }
}
