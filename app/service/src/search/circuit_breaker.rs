//! A circuit breaker around the search engine: it answers in time, or fails fast. An engine that is down, slow or hanging is asked a few
//! times, then left alone for a while, so that pages do not wait for it one after the other.

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

use crate::{
    Clock,
    refusals::{RefusalKind, RefusalLog},
};

/// How long an engine may take, once it has begun.
const TIME_LIMIT: Duration = Duration::from_millis(800);
/// How long a search waits for others to leave it a place. That says nothing of the engine.
const PLACE_LIMIT: Duration = Duration::from_millis(800);
/// After this many failures in a row the circuit is open: the engine is left alone …
const MAX_FAILURES: u32 = 3;
/// … for this long, in milliseconds; then one request tries again.
const OPEN_MILLIS: i64 = 5_000;

/// A search engine behind a circuit breaker.
pub(super) struct CircuitBreaker {
    engine: Arc<dyn SearchEngine>,
    clock: Clock,
    refusals: RefusalLog,
    failures: AtomicU32,
    again_at: AtomicI64,
}

impl CircuitBreaker {
    pub(super) const fn new(engine: Arc<dyn SearchEngine>, clock: Clock, refusals: RefusalLog) -> Self {
        Self { engine, clock, refusals, failures: AtomicU32::new(0), again_at: AtomicI64::new(0) }
    }

    /// Its name.
    pub(super) fn name(&self) -> &'static str {
        self.engine.name()
    }

    /// Searches. It fails where the engine fails, does not answer in time, or is left alone for now; with [`SearchError::Crowded`] where
    /// others leave no place.
    pub(super) async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        let place = self.place().await?;
        self.judge(self.engine.search_from(place, query)).await
    }

    /// Suggests questions for what was typed so far.
    pub(super) async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        let place = self.place().await?;
        self.judge(self.engine.suggest_from(place, typed, locale, limit)).await
    }

    /// Whether there is anything in the index. One that was emptied, or is being built, finds nothing, and that means
    /// nothing.
    pub(super) async fn has_any(&self) -> Result<bool, SearchError> {
        self.check()?;
        self.judge(async { Ok(self.engine.count().await? > 0) }).await
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
                if self.refusals.count(RefusalKind::Search, None, self.clock.now_millis()) {
                    tracing::warn!(what = RefusalKind::Search.code(), %error, engine = self.name(), "the search engine failed");
                }
                if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_FAILURES {
                    self.again_at.store(self.clock.now_millis() + OPEN_MILLIS, Ordering::Relaxed);
                }
            }
        }
        answered
    }

    /// Whether the engine is asked: unless it failed too often, and then by one request at the end of each pause.
    fn may_ask(&self) -> bool {
        if self.failures.load(Ordering::Relaxed) < MAX_FAILURES {
            return true;
        }
        let (now, again_at) = (self.clock.now_millis(), self.again_at.load(Ordering::Relaxed));
        now >= again_at && self.again_at.compare_exchange(again_at, now + OPEN_MILLIS, Ordering::Relaxed, Ordering::Relaxed).is_ok()
    }
}
