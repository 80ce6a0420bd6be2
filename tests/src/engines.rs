//! Search engines that fail, each in its way.

use std::collections::BTreeMap;

use async_trait::async_trait;
use jawab_domain::Locale;
use jawab_search::port::{Change, Outcome, Query, Rebuild, SearchEngine, SearchError};

/// An engine that answers every request with an error.
pub struct Refusing;

/// An engine that never answers.
pub struct Hanging;

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
    async fn search(&self, _: &Query) -> Result<Outcome, SearchError> {
        refusal()
    }
    async fn suggest(&self, _: &str, _: Locale, _: usize) -> Result<Vec<i64>, SearchError> {
        refusal()
    }
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
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
    async fn search(&self, _: &Query) -> Result<Outcome, SearchError> {
        std::future::pending().await
    }
    async fn suggest(&self, _: &str, _: Locale, _: usize) -> Result<Vec<i64>, SearchError> {
        std::future::pending().await
    }
    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        std::future::pending().await
    }
    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        std::future::pending().await
    }
    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        std::future::pending().await
    }
}
