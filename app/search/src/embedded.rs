//! The embedded engine: an index of our own words in a folder, searched in this process. No server is needed.
//!
//! A missing, damaged or outdated index never stops anything: the engine then works on an empty one and says that it
//! [needs to be rebuilt](crate::port::SearchEngine::needs_rebuild). One process writes at a time; all may search, and
//! see what another has committed.

mod apart;
mod columns;
mod cross;
mod docs;
mod expand;
mod folder;
mod found;
mod gather;
mod indexed;
mod matching;
mod near;
mod plan;
mod ranking;
mod row;
mod rows;
mod schema;
mod scoring;
mod stop;
mod terms;
mod writing;

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use async_trait::async_trait;
use jawab_domain::Locale;
use tantivy::Searcher;

use crate::{
    lexicon::Lexicon,
    port::{Change, Facets, Outcome, Query, Rebuild, SearchEngine, SearchError},
    query::Parsed,
};
use folder::{Folder, Live, Pointer, failed};
use plan::Planner;
use stop::{Seats, Stop};
use writing::Writing;

/// Hits beyond this many are counted, but never returned.
const DEEPEST: usize = 10_000;

/// The embedded engine. Clones share one index.
#[derive(Clone)]
pub struct Embedded(Arc<Inner>);

struct Inner {
    folder: Folder,
    lexicon: Arc<Lexicon>,
    live: RwLock<Arc<Live>>,
    writing: Mutex<Writing>,
    seats: Seats,
    /// Held while another index takes the place of the one in use; searches then go on with what they have.
    swapping: Mutex<()>,
    /// Reading has failed: some file is not what it was.
    damaged: AtomicBool,
}

impl Embedded {
    /// Opens the index in a folder, which is made if it is missing. Reads all of the index once, to check it.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if the folder cannot be made or written to.
    pub fn open(dir: &Path) -> Result<Self, SearchError> {
        Self::open_with(dir, Lexicon::shipped())
    }

    /// Opens the index in a folder as [`Self::open`] does, to search across languages with another lexicon than the
    /// one that ships.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if the folder cannot be made or written to.
    pub fn open_with(dir: &Path, lexicon: Arc<Lexicon>) -> Result<Self, SearchError> {
        let folder = Folder::new(dir).map_err(failed)?;
        let live = match folder.open(true) {
            Some(live) => live,
            None => match folder.lock() {
                Ok(_lock) => open_or_create(&folder)?,
                Err(SearchError::Unavailable(_)) => folder.placeholder()?,
                Err(error) => return Err(error),
            },
        };
        let live = RwLock::new(Arc::new(live));
        Ok(Self(Arc::new(Inner {
            folder,
            lexicon,
            live,
            writing: Mutex::default(),
            seats: Seats::default(),
            swapping: Mutex::default(),
            damaged: AtomicBool::new(false),
        })))
    }
}

/// The index in use, or a new empty one in its place. Only under the folder's lock.
fn open_or_create(folder: &Folder) -> Result<Live, SearchError> {
    if let Some(live) = folder.open(true) {
        return Ok(live);
    }
    let (name, index) = folder.create()?;
    let pointer = Pointer { name, complete: false };
    folder.point(&pointer).map_err(failed)?;
    folder.live(index, pointer).map_err(failed)
}

impl Inner {
    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_live(&self, live: Live) {
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(live);
        self.damaged.store(false, Ordering::Relaxed);
    }

    /// The index in use now, which another process may have replaced.
    fn current(&self) -> Arc<Live> {
        let live = self.live();
        if self.folder.pointer().is_none_or(|pointer| pointer.name == live.name) {
            return live;
        }
        let Ok(_swapping) = self.swapping.try_lock() else { return live };
        if let Some(newer) = self.folder.open(false) {
            self.set_live(newer);
        }
        self.live()
    }

    /// The index in use, to be written to.
    fn open_locked(&self) -> Result<Arc<Live>, SearchError> {
        let live = self.live();
        if self.folder.pointer().is_none_or(|pointer| pointer.name != live.name) {
            self.set_live(open_or_create(&self.folder)?);
        }
        Ok(self.live())
    }

    /// Searches all texts in both languages, or for suggestions only subjects as typed; given up where nobody waits for it.
    fn search(&self, query: &Query, parsed: &Parsed, only_subjects: bool, stop: &Stop) -> tantivy::Result<Outcome> {
        let live = self.current();
        let searcher = live.reader.searcher();
        let (texts, lexicon) = if only_subjects { (0..1, None) } else { (0..live.fields.texts.len(), Some(&*self.lexicon)) };
        let planner = Planner::new(&live.fields, &searcher, texts, lexicon, stop);
        let plan = planner.plan(parsed, query.locale)?;
        let segments = live.shelf.segments(&searcher)?;
        let found = plan.find(&segments, query, stop)?;
        stop.check()?;
        let total = found.iter().map(|found| found.docs.count() as u64).sum();
        let facets = || if query.facets { gather::facets(&segments, &found, query) } else { Ok(Facets::default()) };
        let (hits, facets) = apart::both(&searcher, || gather::hits(&searcher, &segments, &found, &plan, query), facets);
        let near = if total == 0 { near::near(parsed, &planner.dictionary)? } else { Vec::new() };
        Ok(Outcome {
            total,
            translated: gather::translated(&found),
            hits: hits?,
            renderings: plan.renderings,
            respelt: plan.respelt,
            near,
            facets: facets?,
        })
    }

    /// Notes that reading failed.
    fn read<T>(&self, outcome: tantivy::Result<T>, stop: &Stop) -> Result<T, SearchError> {
        outcome.map_err(|error| {
            self.damaged.fetch_or(!stop.is_set(), Ordering::Relaxed);
            failed(error)
        })
    }
}

/// The version of every question of an index, by identity.
fn versions(searcher: &Searcher) -> tantivy::Result<BTreeMap<i64, i64>> {
    let mut versions = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let (ids, of) = (columns::column(segment, "id")?, columns::column(segment, "version")?);
        versions.extend(segment.doc_ids_alive().filter_map(|doc| Some((ids.first(doc)?, of.first(doc)?))));
    }
    Ok(versions)
}

#[async_trait]
impl SearchEngine for Embedded {
    fn name(&self) -> &'static str {
        "embedded"
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), SearchError> {
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || inner.apply(changes)).await.map_err(failed)?
    }

    async fn search(&self, query: &Query) -> Result<Outcome, SearchError> {
        let limit = query.limit.min(DEEPEST.saturating_sub(query.offset));
        let query = Query { limit, offset: query.offset.min(DEEPEST), ..query.clone() };
        let inner = Arc::clone(&self.0);
        let work = move |stop: &Stop| inner.read(inner.search(&query, &Parsed::new(&query.text), false, stop), stop);
        self.0.seats.run(work).await
    }

    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        let parsed = Parsed::new(typed);
        if parsed.wanted.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query::suggesting(typed, locale, limit.min(DEEPEST));
        let inner = Arc::clone(&self.0);
        let outcome = self.0.seats.run(move |stop| inner.read(inner.search(&query, &parsed, true, stop), stop)).await?;
        Ok(outcome.hits.into_iter().map(|hit| hit.id).collect())
    }

    async fn versions(&self) -> Result<BTreeMap<i64, i64>, SearchError> {
        let inner = Arc::clone(&self.0);
        let reading = move || inner.read(versions(&inner.current().reader.searcher()), &Stop::default());
        tokio::task::spawn_blocking(reading).await.map_err(failed)?
    }

    async fn count(&self) -> Result<u64, SearchError> {
        Ok(self.0.current().reader.searcher().num_docs())
    }

    async fn rebuild(&self) -> Result<Box<dyn Rebuild>, SearchError> {
        let inner = Arc::clone(&self.0);
        let rebuilding = tokio::task::spawn_blocking(move || inner.begin()).await.map_err(failed)??;
        Ok(Box::new(rebuilding))
    }

    async fn needs_rebuild(&self) -> Result<bool, SearchError> {
        Ok(!self.0.current().complete || self.0.damaged.load(Ordering::Relaxed))
    }
}
