//! The engine that uses a Meilisearch server, for very large collections or several instances of the site.
//!
//! The server cannot stem, so documents carry our own derived words, and a query searches them beside the texts. The server executes
//! tasks, which may fail long after it accepted them: every call here waits until its task has succeeded.

mod document;
mod filter;
mod find;
mod http;
mod indexes;
mod plan;
mod query_text;
mod rebuild;
mod request;
mod response;
mod sentence;
mod sentence_matches;
mod settings;
mod strategy;

use std::collections::BTreeMap;

use async_trait::async_trait;
use jawab_domain::Locale;
use serde::Deserialize;

use crate::{
    engine::{Change, Query, Rebuild, SearchEngine, SearchError, SearchResults},
    query::Parsed,
};
pub use indexes::Meilisearch;
use indexes::last_of_each;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stats {
    number_of_documents: u64,
}

#[async_trait]
impl SearchEngine for Meilisearch {
    fn name(&self) -> &'static str {
        "meilisearch"
    }

    /// The new index is changed first: whether a task runs before or after the swap, the change is in the index in use.
    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        let (upserts, deletes) = last_of_each(changes);
        let mut accepted = Vec::new();
        let mut reached = false;
        for index in [self.next(), self.index.clone()] {
            if !self.exists(&index).await? {
                continue;
            }
            reached = true;
            accepted.extend(self.change(&index, &upserts, &deletes).await?);
        }
        if !reached {
            return Err(SearchError::Unavailable("the index has not been built yet".into()));
        }
        self.wait_all(accepted).await
    }

    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        let most = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
        let query = Query { offset: query.offset.min(most), limit: query.limit.min(most), ..query.clone() };
        self.find_questions(&query).await
    }

    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        if Parsed::new(typed).wanted.is_empty() {
            return Ok(Vec::new());
        }
        let results = self.find_subjects(typed, locale, limit).await?;
        Ok(results.hits.into_iter().map(|hit| hit.id).collect())
    }

    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        if self.exists(&self.index).await? { self.versions_in(&self.index).await } else { Ok(BTreeMap::new()) }
    }

    async fn count(&self) -> Result<u64, SearchError> {
        let stats: Option<Stats> = self.http.get(&format!("/indexes/{}/stats", self.index)).await?;
        Ok(stats.map_or(0, |stats| stats.number_of_documents))
    }

    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        Ok(Box::new(rebuild::Rebuilding::begin(self.clone()).await?))
    }

    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        Ok(!self.exists(&self.index).await?)
    }
}

#[cfg(test)]
mod tests;
