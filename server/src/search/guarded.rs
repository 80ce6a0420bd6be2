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
use jawab_search::engine::{Place, Query, SearchEngine, SearchError, SearchResults};
use jawab_service::{
    Clock,
    traces::{Refused, Traces},
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long an engine may take, once it has begun.
const TIME_LIMIT: Duration = Duration::from_millis(800);
/// How long a search waits for others to leave it a place. That says nothing of the engine.
const PLACE_LIMIT: Duration = Duration::from_millis(800);
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
    traces: Traces,
    failures: AtomicU32,
    again_at: AtomicI64,
    turns: Semaphore,
}

impl Guarded {
    /// Guards an engine; what it fails to answer is counted among the traces.
    #[must_use]
    pub const fn new(engine: Arc<dyn SearchEngine>, clock: Clock, traces: Traces) -> Self {
        Self { engine, clock, traces, failures: AtomicU32::new(0), again_at: AtomicI64::new(0), turns: Semaphore::const_new(TURNS) }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.engine.name()
    }

    /// Searches.
    ///
    /// # Errors
    /// When the engine fails, does not answer in time, or is left alone for now; [`SearchError::Crowded`] where others leave no place.
    pub async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        let place = self.place().await?;
        self.judge(self.engine.search_from(place, query)).await
    }

    /// Suggests questions for what was typed so far.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        let place = self.place().await?;
        self.judge(self.engine.suggest_from(place, typed, locale, limit)).await
    }

    /// Whether there is anything in the index. One that was emptied, or is being built, finds nothing, and that means
    /// nothing.
    ///
    /// # Errors
    /// As [`Self::search`].
    pub async fn has_any(&self) -> Result<bool, SearchError> {
        self.check()?;
        self.judge(async { Ok(self.engine.count().await? > 0) }).await
    }

    /// The turn to search the database in the engine's stead, until it is dropped; none where too many do already.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        tokio::time::timeout(TURN_LIMIT, self.turns.acquire()).await.ok()?.ok()
    }

    /// Refuses where the engine is left alone for now.
    fn check(&self) -> Result<(), SearchError> {
        if self.may_ask() { Ok(()) } else { Err(SearchError::Unavailable("it failed several times and is left alone for a while".into())) }
    }

    /// A place to search from, within its time.
    async fn place(&self) -> Result<Place, SearchError> {
        self.check()?;
        tokio::time::timeout(PLACE_LIMIT, self.engine.place()).await.unwrap_or(Err(SearchError::Crowded))
    }

    /// The engine's answer, where it comes in time; whether it does decides whether the engine is asked again.
    async fn judge<T>(&self, answer: impl Future<Output = Result<T, SearchError>>) -> Result<T, SearchError> {
        let answered = match tokio::time::timeout(TIME_LIMIT, answer).await {
            Ok(answered) => answered,
            Err(_) => Err(SearchError::Unavailable(format!("no answer within {} ms", TIME_LIMIT.as_millis()))),
        };
        match &answered {
            Ok(_) => self.failures.store(0, Ordering::Relaxed),
            Err(error) => {
                if self.traces.count(Refused::Search, None, self.clock.now_millis()) {
                    tracing::warn!(what = Refused::Search.code(), %error, engine = self.name(), "the search engine failed");
                }
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
