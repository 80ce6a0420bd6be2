//! The embedded engine: an index of our own derived words in a folder, searched in this process. No server is needed.
//!
//! A missing, damaged or outdated index never stops the program: the engine then uses an empty one and reports that it [needs to be
//! rebuilt](crate::engine::SearchEngine::needs_rebuild). One process writes at a time; all may search, and see what another has committed.
//!
//! `docs/search-engine.md` walks through the files. A search is `search.rs`, and each of its stages is a file beside it.

mod bit_sliced_counter;
mod bm25;
mod cache;
mod cancellation;
mod candidates;
mod doc_set;
mod error;
mod facets;
mod hits;
mod index;
mod matching;
mod parallel;
mod phrase;
mod plan;
mod scoring;
mod search;
mod spelling;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use async_trait::async_trait;
use jawab_domain::Locale;

use crate::{
    engine::{Change, Place, Query, Rebuild, SearchEngine, SearchError, SearchResults},
    lexicon::Lexicon,
    query::Parsed,
};
use cancellation::{CancelToken, SearchThreads};
use error::failed;
use index::{shared::SharedIndex, versions::versions};
use search::{Texts, search};

/// The largest number of hits that can be returned. Further ones are only counted.
const MAX_HITS: usize = 10_000;

/// The embedded engine. Clones share one index.
#[derive(Clone)]
pub struct Embedded {
    index: Arc<SharedIndex>,
    lexicon: Arc<Lexicon>,
    threads: SearchThreads,
}

impl Embedded {
    /// Opens the index in a folder, which is created if missing. All of the index is read once, to verify it.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if the folder cannot be created or written to.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        Self::open_with(dir, Lexicon::shipped())
    }

    /// Opens the index in a folder like [`Self::open`], with another lexicon for searches across languages.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if the folder cannot be created or written to.
    pub fn open_with(dir: &Path, lexicon: Arc<Lexicon>) -> Result<Self, SearchError> {
        Ok(Self { index: Arc::new(SharedIndex::open(dir)?), lexicon, threads: SearchThreads::default() })
    }

    /// Runs work on the index on a thread that may block.
    async fn blocking<T: Send + 'static>(&self, work: impl FnOnce(&Arc<SharedIndex>) -> T + Send + 'static) -> Result<T, SearchError> {
        let index = Arc::clone(&self.index);
        tokio::task::spawn_blocking(move || work(&index)).await.map_err(failed)
    }
}

#[async_trait]
impl SearchEngine for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        self.blocking(move |index| index.apply(changes)).await?
    }

    async fn search(&self, query: &Query) -> Result<SearchResults, SearchError> {
        self.search_from(self.place().await?, query).await
    }

    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        self.suggest_from(self.place().await?, typed, locale, limit).await
    }

    async fn place(&self) -> Result<Place, SearchError> {
        self.threads.place().await
    }

    async fn search_from(&self, place: Place, query: &Query) -> Result<SearchResults, SearchError> {
        let limit = query.limit.min(MAX_HITS.saturating_sub(query.offset));
        let query = Query { limit, offset: query.offset.min(MAX_HITS), ..query.clone() };
        let (index, lexicon) = (Arc::clone(&self.index), Arc::clone(&self.lexicon));
        let work = move |cancel: &CancelToken| {
            let parsed = Parsed::new(&query.text);
            index.checked(search(&index.current(), &query, &parsed, Texts::All(&lexicon), cancel), cancel)
        };
        SearchThreads::run(place, work).await
    }

    async fn suggest_from(&self, place: Place, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        let parsed = Parsed::new(typed);
        if parsed.wanted.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query::suggesting(typed, locale, limit.min(MAX_HITS));
        let index = Arc::clone(&self.index);
        let work = move |cancel: &CancelToken| index.checked(search(&index.current(), &query, &parsed, Texts::Subjects, cancel), cancel);
        let results = SearchThreads::run(place, work).await?;
        Ok(results.hits.into_iter().map(|hit| hit.id).collect())
    }

    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        self.blocking(|index| index.checked(versions(&index.current().reader.searcher()), &CancelToken::default())).await?
    }

    async fn count(&self) -> Result<u64, SearchError> {
        self.blocking(|index| index.current().reader.searcher().num_docs()).await
    }

    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        Ok(Box::new(self.blocking(|index| index.begin_rebuild()).await??))
    }

    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        self.blocking(|index| index.needs_rebuild()).await
    }
}
