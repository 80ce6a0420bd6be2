//! Searching for readers: the engine within its time, the database where the engine fails, and the questions that were found with the words
//! that match marked.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use futures::future::join_all;
use jawab_domain::{Filters, Locale};
use jawab_search::{
    analysis::stems,
    engine::{Facets, Query, QueryTranslation, SearchEngine, SearchError, Sort},
    highlight::Highlighter,
};
use jawab_store::{Database, LedgerCache, StoreError, list::Order, outbox, read::QuestionRecord};
use tokio::sync::SemaphorePermit;

use crate::{
    Clock,
    compute_pool::{ComputePool, Queue},
    reference_data::ReferenceCache,
    refusals::RefusalLog,
};

mod circuit_breaker;
mod failure;
mod fallback;
mod found;
pub mod named_facet;
mod question_cache;
mod spelling;

use circuit_breaker::CircuitBreaker;
pub use failure::SearchFailure;
use fallback::Fallback;
pub use found::FoundQuestion;
use found::Marking;
use question_cache::QuestionCache;

/// What [`Results::engine`] says where the engine failed.
pub const DATABASE: &str = "database";
/// The most hits that can be paged through.
pub const MAX_HITS: usize = 10_000;

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Request {
    /// As typed.
    pub text: String,
    /// The reader's language.
    pub locale: Locale,
    /// What it is narrowed to.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
    /// Hits on a page.
    pub per_page: usize,
    /// The civil date in Morocco.
    pub today: NaiveDate,
}

impl Request {
    /// What the engine is asked, narrowed otherwise and from another hit on.
    fn query(&self, filters: Filters, offset: usize) -> Query {
        let Self { text, locale, sort, per_page, today, .. } = self.clone();
        Query { text, locale, filters, sort, offset, limit: per_page, today, facets: true }
    }
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Results {
    /// How many questions match, in all.
    pub total: u64,
    /// Those of the asked-for page.
    pub hits: Vec<FoundQuestion>,
    /// How many there are per value.
    pub facets: Facets,
    /// Which engine answered: its name, or [`DATABASE`] where it failed.
    pub engine: &'static str,
    /// Whether the engine answered from an index that held every change of before the search.
    pub in_step: bool,
    /// What was also searched in the other language, where it found anything.
    pub also_searched: Vec<(Locale, String)>,
    /// Where nothing was found: the search with words of the index that are spelt almost so, written as texts write them.
    pub spelling_suggestions: Vec<String>,
}

/// What readers search by.
pub struct Search {
    engine: CircuitBreaker,
    fallback: Fallback,
    database: Database,
    ledgers: LedgerCache,
    questions: QuestionCache,
    pool: ComputePool,
}

impl Search {
    /// By an engine; what it fails to answer is counted in the log of refusals.
    #[must_use]
    pub fn new(
        engine: Arc<dyn SearchEngine>,
        clock: Clock,
        refusals: RefusalLog,
        database: Database,
        ledgers: LedgerCache,
        reference: ReferenceCache,
        pool: ComputePool,
    ) -> Self {
        let (engine, fallback) = (CircuitBreaker::new(engine, clock, refusals), Fallback::new(database.clone()));
        Self { engine, fallback, questions: QuestionCache::new(database.clone(), reference), database, ledgers, pool }
    }

    /// Searches. A failing engine is no error: the database is searched instead, and [`Results::engine`] says so.
    ///
    /// # Errors
    /// When the database fails, or too many search already.
    pub async fn results(&self, request: &Request) -> Result<Results, SearchFailure> {
        let offset = request.page.saturating_sub(1).saturating_mul(request.per_page);
        let indexed = outbox::is_empty(self.database.reader(), outbox::INDEX_QUESTION).await?;
        let excluding = outbox::excluded_from_search(self.database.reader()).await?;
        let query = request.query(Filters { excluding, ..request.filters.clone() }, offset);
        let (mut also_searched, mut spelling_suggestions) = (Vec::new(), Vec::new());
        let (total, hits, facets, engine, highlighter) = match self.engine.search(&query).await {
            Ok(outcome) if outcome.total > 0 || self.has_index(request.today).await? => {
                let highlighter = Highlighter::from_results(&request.text, &outcome);
                let hits = outcome.hits.into_iter().map(|hit| (hit.id, hit.translated)).collect();
                let offers = outcome.spelling_suggestions.into_iter().filter(|word| !stems(word).is_empty()).collect();
                spelling_suggestions = spelling::as_written(&self.engine, &self.database, &self.pool, &query, offers).await?;
                if outcome.translated > 0 {
                    also_searched = by_language(&outcome.translations);
                }
                (outcome.total, hits, outcome.facets, self.engine.name(), highlighter)
            }
            Err(SearchError::Crowded) => return Err(SearchFailure::Crowded),
            _ => {
                let found =
                    self.fallback.find(&request.text, &request.filters, request.today, order(request.sort), offset, request.per_page);
                let (total, ids) = found.await?.ok_or(SearchFailure::FallbackCrowded)?;
                let hits = ids.into_iter().map(|id| (id, false)).collect::<Vec<_>>();
                (total, hits, Facets::default(), DATABASE, Highlighter::new(&request.text))
            }
        };
        let ids: Vec<i64> = hits.iter().map(|(id, _)| *id).collect();
        let records = self.questions.load(&ids).await?;
        let translated = |id: i64| hits.iter().any(|(hit, translated)| *hit == id && *translated);
        let records: Vec<_> = records.into_iter().map(|record| (translated(record.id), record)).collect();
        let locale = request.locale;
        let hits = self.pool.run_cancellable(Queue::Pages, move |cancel| {
            let marking = Marking { highlighter, reader: locale, cancel };
            let wanted = records.into_iter().take_while(|_| !cancel.is_cancelled());
            wanted.map(|(translated, record)| marking.mark(translated, record)).collect()
        });
        let in_step = indexed && engine != DATABASE;
        Ok(Results { total, hits: hits.await?, facets, engine, in_step, also_searched, spelling_suggestions })
    }

    /// How many results a search would have under each of some filters; none where the engine fails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn totals(&self, request: &Request, each: Vec<Filters>) -> Result<Vec<Option<u64>>, StoreError> {
        let excluding = outbox::excluded_from_search(self.database.reader()).await?;
        let total = async |filters: Filters| {
            let query = Query { limit: 0, facets: false, ..request.query(Filters { excluding: excluding.clone(), ..filters }, 0) };
            self.engine.search(&query).await.ok().map(|outcome| outcome.total)
        };
        Ok(join_all(each.into_iter().map(total)).await)
    }

    /// Suggests questions for what was typed so far. Where the engine fails, those whose subject contains its words; none where too many
    /// search already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suggest(
        &self,
        typed: &str,
        locale: Locale,
        limit: usize,
        today: NaiveDate,
    ) -> Result<Vec<Arc<QuestionRecord>>, StoreError> {
        let ids = match self.engine.suggest(typed, locale, limit).await {
            Ok(mut ids) if !ids.is_empty() || self.engine.has_any().await.unwrap_or(false) => {
                let excluding = outbox::excluded_from_search(self.database.reader()).await?;
                ids.retain(|id| !excluding.contains(id));
                ids
            }
            Err(SearchError::Crowded) => Vec::new(),
            _ => {
                let found = self.fallback.find(typed, &Filters::default(), today, Order::Deposited, 0, limit).await?;
                found.map(|(_, ids)| ids).unwrap_or_default()
            }
        };
        self.questions.load(&ids).await
    }

    /// The permit to search the database in the engine's stead, until it is dropped; none where too many do already.
    pub async fn fallback_permit(&self) -> Option<SemaphorePermit<'_>> {
        self.fallback.permit().await
    }

    /// Whether an engine that finds nothing has an index to find something in, if there is anything to be found.
    async fn has_index(&self, today: NaiveDate) -> Result<bool, StoreError> {
        if self.engine.has_any().await.unwrap_or(false) {
            return Ok(true);
        }
        let ledger = self.ledgers.at(&self.database, self.database.state().await?.generation).await?;
        Ok(ledger.count(&Filters::default(), today) == 0)
    }
}

/// The order of the database that comes nearest to one of results.
const fn order(sort: Sort) -> Order {
    match sort {
        Sort::Relevance | Sort::DepositDate => Order::Deposited,
        Sort::DueDate => Order::Due,
        Sort::AnswerDate => Order::Answered,
    }
}

/// The likeliest translation of each word, put together by language.
fn by_language(translations: &[QueryTranslation]) -> Vec<(Locale, String)> {
    let mut of = Vec::new();
    let mut all: BTreeMap<Locale, Vec<&str>> = BTreeMap::new();
    for one in translations {
        let words = all.entry(one.locale).or_default();
        if !of.contains(&&one.from) && !words.contains(&one.shown.as_str()) {
            words.push(&one.shown);
        }
        of.push(&one.from);
    }
    all.into_iter().map(|(locale, words)| (locale, words.join(" "))).collect()
}
