//! Search engines that fail in different ways.

mod rebuilding;

pub use rebuilding::{HookedEngine, RebuildHook, RebuildMoment};

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use async_trait::async_trait;
use jawab_domain::Locale;
use jawab_search::engine::{Change, Query, Rebuild, SearchEngine, SearchError, SearchResults};

/// An engine that fails every request.
pub struct Refusing;

/// An engine that never responds.
pub struct Hanging;

/// An engine that can be switched off and on, and counts its requests.
pub struct Switched {
    /// The engine behind the switch.
    pub engine: Arc<dyn SearchEngine>,
    /// Whether it is off.
    pub off: AtomicBool,
    /// The number of searches that reached it.
    pub asked: AtomicU32,
}

fn refusal<T>() -> Result<T, SearchError> {
    Err(SearchError::Unavailable("it is down".into()))
}

#[async_trait]
impl SearchEngine for Refusing {
    fn name(&self) -> &'static str {
        "refusing"
    }
    async fn apply(&self, _: Vec<Change>) -> Result<(), SearchError> {
        refusal()
    }
    async fn search(&self, _: &Query) -> Result<SearchResults, SearchError> {
        refusal()
    }
    async fn suggest(&self, _: &str, _: Locale, _: usize) -> Result<Vec<i64>, SearchError> {
        refusal()
    }
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        refusal()
    }
    async fn count(&self) -> Result<u64, SearchError> {
        refusal()
    }
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        refusal()
    }
    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        refusal()
    }
}

#[async_trait]
impl SearchEngine for Hanging {
    fn name(&self) -> &'static str {
        "hanging"
    }
    async fn apply(&self, _: Vec<Change>) -> Result<(), SearchError> {
        std::future::pending().await
    }
    async fn search(&self, _: &Query) -> Result<SearchResults, SearchError> {
        std::future::pending().await
    }
    async fn suggest(&self, _: &str, _: Locale, _: usize) -> Result<Vec<i64>, SearchError> {
        std::future::pending().await
    }
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        std::future::pending().await
    }
    async fn count(&self) -> Result<u64, SearchError> {
        std::future::pending().await
    }
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        std::future::pending().await
    }
    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        std::future::pending().await
    }
}

#[async_trait]
impl SearchEngine for Switched {
    fn name(&self) -> &'static str {
        self.engine.name()
    }
    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        self.engine.apply(changes).await
    }
    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.off.load(Ordering::SeqCst) { refusal() } else { self.engine.search(query).await }
    }
    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        self.engine.suggest(typed, locale, limit).await
    }
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        self.engine.versions().await
    }
    async fn count(&self) -> Result<u64, SearchError> {
        self.engine.count().await
    }
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        self.engine.rebuild().await
    }
    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        self.engine.needs_rebuild().await
    }
}
