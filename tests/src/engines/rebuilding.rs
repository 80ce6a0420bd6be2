//! An engine with a hook that runs while its index is rebuilt.

use std::{collections::BTreeMap, pin::Pin, sync::Arc};

use async_trait::async_trait;
use jawab_domain::Locale;
use jawab_search::engine::{Change, Document, Query, Rebuild, SearchEngine, SearchError, SearchResults};

/// Called at a moment of a rebuild; an error ends the rebuild there.
pub type RebuildHook = Arc<dyn Fn(RebuildMoment) -> Pin<Box<dyn Future<Output = Result<(), SearchError>> + Send>> + Send + Sync>;

/// A moment of a rebuild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RebuildMoment {
    /// Questions were read from the database and are about to be added: how many were added before.
    BeforeAdding(usize),
    /// The new index has just replaced the old one.
    Swapped,
}

/// An engine whose rebuilds call a hook.
pub struct HookedEngine {
    /// The engine.
    pub engine: Arc<dyn SearchEngine>,
    /// The hook.
    pub hook: RebuildHook,
}

struct HookedRebuild {
    rebuild: Box<dyn Rebuild>,
    hook: RebuildHook,
    added: usize,
}

#[async_trait]
impl SearchEngine for HookedEngine {
    fn name(&self) -> &'static str {
        self.engine.name()
    }
    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        self.engine.apply(changes).await
    }
    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.engine.search(query).await
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
        let rebuild = self.engine.rebuild().await?;
        Ok(Box::new(HookedRebuild { rebuild, hook: Arc::clone(&self.hook), added: 0 }))
    }
    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        self.engine.needs_rebuild().await
    }
}

#[async_trait]
impl Rebuild for HookedRebuild {
    fn reached(&self) -> i64 {
        self.rebuild.reached()
    }
    async fn versions(&mut self) -> Result<BTreeMap<i64, i64>, SearchError> {
        self.rebuild.versions().await
    }
    async fn mend(&mut self, changes: Vec<Change>) -> Result<(), SearchError> {
        self.rebuild.mend(changes).await
    }
    async fn add(&mut self, documents: Vec<Document>) -> Result<(), SearchError> {
        (self.hook)(RebuildMoment::BeforeAdding(self.added)).await?;
        self.added += documents.len();
        self.rebuild.add(documents).await
    }
    async fn finish(self: Box<Self>) -> Result<(), SearchError> {
        self.rebuild.finish().await?;
        (self.hook)(RebuildMoment::Swapped).await
    }
}
