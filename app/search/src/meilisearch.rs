//! The engine for those who run a Meilisearch server, for very large collections or several instances of the site.
//!
//! The server cannot stem, so documents carry our own derived words and a query searches them beside the texts. It
//! works by tasks that may fail long after they were accepted: nothing here is done before its task has succeeded.

mod document;
mod http;
mod plan;
mod rebuild;
mod request;
mod response;
mod sentence;
mod settings;

use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use jawab_domain::Locale;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::{
    crossing::{self, Rendering},
    lexicon::Lexicon,
    port::{Change, Document, Filters, Outcome, Query, Rebuild, SearchEngine, SearchError},
    query::Parsed,
};
use http::{Accepted, Http};
use plan::Plan;
use request::{Scope, Spelling, Strategy, request};
use response::Answer;
use sentence::{Crossing, Lists};

/// Documents per request.
const BATCH: usize = 500;
/// Versions asked for at once.
const PAGE: usize = 10_000;
/// Queries of more clauses than this are read as sentences.
const SHORT: usize = 5;

/// The Meilisearch engine.
#[derive(Debug, Clone)]
pub struct Meilisearch {
    http: Http,
    prefix: String,
    index: String,
    lexicon: Arc<Lexicon>,
}

impl Meilisearch {
    /// Prepares a connection; nothing is sent yet. Names of indexes begin with the prefix, so that one server can
    /// serve several sites.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if no request can be made with this key.
    pub fn connect(url: &str, key: Option<&str>, index_prefix: &str) -> Result<Self, SearchError> {
        Self::connect_with(url, key, index_prefix, Lexicon::shipped())
    }

    /// Prepares a connection as [`Self::connect`] does, to search across languages with another lexicon than the one
    /// that ships.
    ///
    /// # Errors
    /// [`SearchError::Failed`] if no request can be made with this key.
    pub fn connect_with(url: &str, key: Option<&str>, index_prefix: &str, lexicon: Arc<Lexicon>) -> Result<Self, SearchError> {
        let http = Http::new(url, key)?;
        Ok(Self { http, prefix: index_prefix.to_owned(), index: settings::index_name(index_prefix), lexicon })
    }

    /// The index that a rebuild fills.
    fn next(&self) -> String {
        format!("{}_next", self.index)
    }

    async fn exists(&self, index: &str) -> Result<bool, SearchError> {
        Ok(self.http.get::<Value>(&format!("/indexes/{index}")).await?.is_some())
    }

    async fn create(&self, index: &str) -> Result<(), SearchError> {
        let created = self.http.post("/indexes", json!({ "uid": index, "primaryKey": "id" })).await?;
        self.http.wait(created).await?;
        let set = self.http.patch(&format!("/indexes/{index}/settings"), settings::settings()).await?;
        self.http.wait(set).await
    }

    async fn add(&self, index: &str, documents: &[Document]) -> Result<Vec<Accepted>, SearchError> {
        let mut accepted = Vec::new();
        for batch in documents.chunks(BATCH) {
            let batch = batch.iter().map(document::document).collect();
            accepted.push(self.post(index, batch).await?);
        }
        Ok(accepted)
    }

    async fn post(&self, index: &str, documents: Vec<Value>) -> Result<Accepted, SearchError> {
        self.http.post(&format!("/indexes/{index}/documents?primaryKey=id"), Value::Array(documents)).await
    }

    /// Hands in changes to an index.
    async fn change(&self, index: &str, upserts: &[Document], deletes: &[i64]) -> Result<Vec<Accepted>, SearchError> {
        let mut accepted = self.add(index, upserts).await?;
        if !deletes.is_empty() {
            accepted.push(self.http.post(&format!("/indexes/{index}/documents/delete-batch"), json!(deletes)).await?);
        }
        Ok(accepted)
    }

    async fn versions_in(&self, index: &str) -> Result<BTreeMap<i64, i64>, SearchError> {
        let path = format!("/indexes/{index}/documents/fetch");
        let mut versions = BTreeMap::new();
        for page in 0.. {
            let body = json!({ "fields": ["id", "version"], "offset": page * PAGE, "limit": PAGE });
            let Page { results } = self.http.ask(&path, body).await?;
            let last = results.len() < PAGE;
            versions.extend(results.into_iter().map(|one| (one.id, one.version)));
            if last {
                break;
            }
        }
        Ok(versions)
    }

    async fn wait_all(&self, accepted: Vec<Accepted>) -> Result<(), SearchError> {
        for task in accepted {
            self.http.wait(task).await?;
        }
        Ok(())
    }

    /// Searches with all words as they are spelt; only if nothing at all has them (whatever the filters), with near
    /// spellings; only if nothing has those, with fewer words.
    async fn find(&self, query: &Query, scope: Scope) -> Result<Outcome, SearchError> {
        let parsed = Parsed::new(&query.text);
        let renderings = crossing::renderings(&parsed, &self.lexicon);
        let plan = Plan { parsed: &parsed, renderings: &renderings, crossing: None };
        let (answer, spelling) = self.answer(query, &plan, scope).await?;
        let outcome = answer.outcome(query.today, plan.as_typed(spelling, scope));
        let words = parsed.wanted.iter().flat_map(|clause| clause.words()).filter(|_| spelling == Spelling::Near);
        let respelt = words.map(|word| word.plain.clone()).collect();
        Ok(Outcome { renderings: renderings.into_iter().flatten().collect(), respelt, ..outcome })
    }

    async fn answer(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<(Answer, Spelling), SearchError> {
        let sentence = plan.parsed.wanted.len() > SHORT;
        if !sentence {
            let spellings: &[Spelling] = match plan.has_near(scope) {
                false => &[Spelling::Same],
                true if self.is_misspelt(query, plan, scope).await? => &[Spelling::Near],
                true => &[Spelling::Same, Spelling::Near],
            };
            for spelling in spellings {
                let answer = self.ask(query, plan, (Strategy::All, *spelling), scope).await?;
                let last = plan.parsed.wanted.len() < 2 && Some(spelling) == spellings.last();
                if answer.total() > 0 || last || self.any_has_all(query, plan, *spelling, scope).await? {
                    return Ok((answer, *spelling));
                }
            }
        }
        let crossing = self.crossing(query, plan, scope).await?;
        let plan = Plan { crossing, ..*plan };
        Ok((self.ask(query, &plan, (Strategy::Frequency, Spelling::Near), scope).await?, Spelling::Near))
    }

    /// Whether a query has words that only seem to have translations, and nothing has it as it is spelt.
    async fn is_misspelt(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<bool, SearchError> {
        let sure = |all: &Vec<Rendering>| all.iter().filter(|one| !one.akin).cloned().collect();
        let sure: Vec<Vec<Rendering>> = plan.renderings.iter().map(sure).collect();
        if scope == Scope::Subjects || sure == plan.renderings {
            return Ok(false);
        }
        let plan = Plan { parsed: plan.parsed, renderings: &sure, crossing: None };
        Ok(self.ask(&unfiltered(query), &plan, (Strategy::All, Spelling::Same), scope).await?.total() == 0)
    }

    /// What a sentence finds in the other language, if it reads otherwise there and half the time is enough to ask.
    async fn crossing(&self, query: &Query, plan: &Plan<'_>, scope: Scope) -> Result<Option<Crossing>, SearchError> {
        if scope == Scope::Subjects || plan.renderings.iter().all(Vec::is_empty) {
            return Ok(None);
        }
        let asked = sentence::asked(plan);
        let crossing = async {
            let lists: Lists = self.http.ask("/multi-search", sentence::request(&self.index, query, plan, &asked)).await?;
            let crossing = lists.crossing(&asked);
            if crossing.questions.is_empty() {
                return Ok(crossing);
            }
            let texts = self.http.ask(&format!("/indexes/{}/documents/fetch", self.index), crossing.texts()).await?;
            Ok(crossing.read(&texts))
        };
        timeout(self.http.limits.search / 2, crossing).await.map_or(Ok(None), |crossing| crossing.map(Some))
    }

    /// Whether anything that the filters of a query leave out has all its words.
    async fn any_has_all(&self, query: &Query, plan: &Plan<'_>, spelling: Spelling, scope: Scope) -> Result<bool, SearchError> {
        let open = unfiltered(query);
        Ok(query.filters != open.filters && self.ask(&open, plan, (Strategy::All, spelling), scope).await?.total() > 0)
    }

    async fn ask(&self, query: &Query, plan: &Plan<'_>, how: (Strategy, Spelling), scope: Scope) -> Result<Answer, SearchError> {
        self.http.ask("/multi-search", request(&self.index, query, plan, how, scope)).await
    }

    async fn in_time<T>(&self, search: impl Future<Output = Result<T, SearchError>> + Send) -> Result<T, SearchError> {
        timeout(self.http.limits.search, search).await.map_err(|_| http::late())?
    }
}

/// The query without its filters, to learn whether anything at all is found.
fn unfiltered(query: &Query) -> Query {
    let filters = Filters { excluding: query.filters.excluding.clone(), ..Filters::default() };
    Query { filters, offset: 0, limit: 1, facets: false, ..query.clone() }
}

/// Of several changes to one question only the last counts.
fn last_of_each(changes: Vec<Change>) -> (Vec<Document>, Vec<i64>) {
    let mut upserts = BTreeMap::new();
    let mut deletes = BTreeMap::new();
    for change in changes {
        match change {
            Change::Upsert(document) => {
                deletes.remove(&document.id);
                upserts.insert(document.id, *document);
            }
            Change::Delete(id) => {
                upserts.remove(&id);
                deletes.insert(id, ());
            }
        }
    }
    (upserts.into_values().collect(), deletes.into_keys().collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stats {
    number_of_documents: u64,
}

#[derive(Deserialize)]
struct Page {
    results: Vec<Version>,
}

#[derive(Deserialize)]
struct Version {
    id: i64,
    version: i64,
}

#[async_trait]
impl SearchEngine for Meilisearch {
    fn name(&self) -> &'static str {
        "meilisearch"
    }

    /// The index being built comes first: whichever side of the swap a task falls on, the change is in what is used.
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

    async fn search(&self, query: &Query) -> Result<Outcome, SearchError> {
        let most = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
        let query = Query { offset: query.offset.min(most), limit: query.limit.min(most), ..query.clone() };
        self.in_time(self.find(&query, Scope::Everything)).await
    }

    async fn suggest(&self, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, SearchError> {
        if Parsed::new(typed).wanted.is_empty() {
            return Ok(Vec::new());
        }
        let query = Query::suggesting(typed, locale, limit);
        let outcome = self.in_time(self.find(&query, Scope::Subjects)).await?;
        Ok(outcome.hits.into_iter().map(|hit| hit.id).collect())
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
