//! The search engine as pages may rely on it: an answer in time, or a prompt no.
//!
//! A server that is down, slow or hanging is asked a few times, then left alone for a while (a circuit breaker), so that
//! pages do not wait for it one after the other.

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::Duration,
};

use jawab_domain::Locale;
use jawab_search::engine::{Query, SearchEngine, SearchError, SearchResults};
use jawab_service::Clock;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long an engine may take.
const TIME_LIMIT: Duration = Duration::from_millis(800);
/// After this many failures in a row it is left alone …
const MOST_FAILURES: u32 = 3;
/// … for this long, in milliseconds; then one request tries again.
const PAUSE: i64 = 5_000;
/// Searches of the database at once, where the engine gives no answer: they go through all subjects, and half of the connections
/// for reading are for others …
const TURNS: usize = 2;
/// … and how long one waits for its turn.
const TURN_LIMIT: Duration = Duration::from_millis(200);

/// A search engine behind a circuit breaker.
pub struct Guarded {
    engine: Arc<dyn SearchEngine>,
    clock: Clock,
    failures: AtomicU32,
    again_at: AtomicI64,
    turns: Semaphore,
}

impl Guarded {
    /// Guards an engine.
    #[must_use]
    pub const fn new(engine: Arc<dyn SearchEngine>, clock: Clock) -> Self {
        Self { engine, clock, failures: AtomicU32::new(0), again_at: AtomicI64::new(0), turns: Semaphore::const_new(TURNS) }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.engine.name()
    }

    /// Searches.
    ///
    /// # Errors
    /// When the engine fails, does not answer in time, or is left alone for now.
    pub async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.ask(self.engine.search(query)).await
    }

    /// Suggests questions for what was typed so far.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        self.ask(self.engine.suggest(typed, locale, limit)).await
    }

    /// Whether there is anything in the index. One that was emptied, or is being built, finds nothing, and that means
    /// nothing.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub async fn has_any(&self) -> Result<bool, SearchError> {
        self.ask(async { Ok(self.engine.count().await? > 0) }).await
    }

    /// The turn to search the database in the engine's stead, until it is dropped; none where too many do already.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        tokio::time::timeout(TURN_LIMIT, self.turns.acquire()).await.ok()?.ok()
    }

    async fn ask<T>(&self, answer: impl Future<Output = Result<T, SearchError>>) -> Result<T, SearchError> {
        if !self.may_ask() {
            return Err(SearchError::Unavailable("it failed several times and is left alone for a while".into()));
        }
        let answered = match tokio::time::timeout(TIME_LIMIT, answer).await {
            Ok(answered) => answered,
            Err(_) => Err(SearchError::Unavailable(format!("no answer within {} ms", TIME_LIMIT.as_millis()))),
        };
        match &answered {
            Ok(_) => self.failures.store(0, Ordering::Relaxed),
            Err(error) => {
                tracing::warn!(%error, engine = self.name(), "the search engine failed");
                if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= MOST_FAILURES {
                    self.again_at.store(self.clock.now_millis() + PAUSE, Ordering::Relaxed);
                }
            }
        }
        answered
    }

    /// Whether the engine is asked: unless it failed too often, and then by one request at the end of each pause.
    fn may_ask(&self) -> bool {
        if self.failures.load(Ordering::Relaxed) < MOST_FAILURES {
            return true;
        }
        let (now, again_at) = (self.clock.now_millis(), self.again_at.load(Ordering::Relaxed));
        now >= again_at && self.again_at.compare_exchange(again_at, now + PAUSE, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}
