//! Slows down guessing. Each attempt is counted as a failure before its result is known, so that concurrent guesses count too.
//!
//! Nobody is locked out: the delay grows to five minutes at most, and a browser in which the account signed in before has a count of
//! its own, which strangers cannot raise.

use std::time::Duration;

use jawab_store::accounts::failures::{self, Failures};

use super::{AccountError, Accounts, secret::sha256};

/// When delays begin, and their maximum.
struct Limit {
    /// The number of failures without delay.
    free: i64,
    /// The maximum delay, in milliseconds.
    longest: i64,
    /// How long a failure counts, in milliseconds.
    memory: i64,
}

const HOUR: i64 = 3_600_000;
/// For one address, or one address in a known browser.
const ATTEMPT: Limit = Limit { free: 5, longest: 300_000, memory: 24 * HOUR };
/// For a network: a whole ministry may share one address.
const NETWORK: Limit = Limit { free: 50, longest: 60_000, memory: HOUR };

impl Limit {
    /// The milliseconds left to wait: two seconds after the first failure over the limit, doubled for each further one.
    fn wait(&self, failures: Failures, now: i64) -> i64 {
        let over = failures.count - self.free;
        let (true, Some(last)) = (over >= 0, failures.last) else { return 0 };
        let delay = 2_000_i64.saturating_mul(1 << over.min(20)).min(self.longest);
        (last + delay - now).max(0)
    }
}

/// The subject under which an attempt is counted.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    sha256: String,
    network: String,
}

impl Attempt {
    /// An attempt on a subject from a network. In a browser that the account knows, neither the network nor strangers count.
    pub(super) fn new(subject: &str, known_browser: Option<&str>, network: Option<&str>) -> Self {
        match known_browser {
            Some(browser) => Self { sha256: sha256(&format!("{subject}\n{}", sha256(browser))), network: String::new() },
            None => Self { sha256: sha256(subject), network: network.unwrap_or_default().to_owned() },
        }
    }
}

impl Accounts {
    /// Counts an attempt, or returns how long to wait before the next.
    pub(super) async fn admit(&self, attempt: &Attempt) -> Result<Option<Duration>, AccountError> {
        let now = self.clock.now_millis();
        let change = self.database.change().await?;
        let db = change.connection();
        let mut wait = ATTEMPT.wait(failures::of_attempt(db, &attempt.sha256, now - ATTEMPT.memory).await?, now);
        if !attempt.network.is_empty() {
            wait = wait.max(NETWORK.wait(failures::of_network(db, &attempt.network, now - NETWORK.memory).await?, now));
        }
        if wait > 0 {
            change.rollback().await?;
            return Ok(Some(Duration::from_millis(wait.unsigned_abs())));
        }
        failures::record(db, &attempt.sha256, &attempt.network, now, now - ATTEMPT.memory).await?;
        change.commit_quietly().await?;
        Ok(None)
    }
}

pub(super) use failures::clear;

impl Attempt {
    /// The key under which its failures are counted.
    pub(super) fn key(&self) -> &str {
        &self.sha256
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_grows_up_to_its_maximum() {
        let after = |count: i64, passed: i64| ATTEMPT.wait(Failures { count, last: Some(1_000_000) }, 1_000_000 + passed);
        assert_eq!([after(0, 0), after(4, 0), after(5, 0), after(6, 0), after(8, 0)], [0, 0, 2_000, 4_000, 16_000]);
        assert_eq!((after(5, 1_500), after(5, 2_000), after(i64::MAX, 0), after(500, 300_000)), (500, 0, 300_000, 0));
    }

    #[test]
    fn a_known_browser_has_a_count_of_its_own() {
        let stranger = Attempt::new("a@b.ma", None, Some("192.0.2.0/24"));
        let known = Attempt::new("a@b.ma", Some("token"), Some("192.0.2.0/24"));
        assert!(stranger.key() != known.key() && known.network.is_empty());
    }
}
