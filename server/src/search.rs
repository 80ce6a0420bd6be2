//! Searching for readers: the engine within its time, the database where it fails, and what was found shown in words.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use futures::future::join_all;
use jawab_domain::{Filters, Locale};
use jawab_search::{
    analysis::stems,
    engine::{Facets, FoundIn, Query, QueryTranslation, SearchError, Sort},
    highlight::{Highlighter, TextPart},
    query::within,
};
use jawab_store::{
    StoreError, Viewer,
    list::{self, Order},
    outbox,
    read::QuestionRecord,
};

use crate::{
    App,
    computing::{Room, Waiting},
    error::AppError,
};

mod guarded;
mod marking;
mod near;

pub use guarded::Guarded;
use marking::Marking;

/// What [`Results::engine`] says where the engine failed.
pub const DATABASE: &str = "database";
/// The most hits that can be paged through.
pub const DEEPEST: usize = 10_000;

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
    pub hits: Vec<Found>,
    /// How many there are per value.
    pub facets: Facets,
    /// Which engine answered: its name, or [`DATABASE`] where it failed.
    pub engine: &'static str,
    /// What was also searched in the other language, where it found anything.
    pub also_searched: Vec<(Locale, String)>,
    /// Where nothing was found: the search with words of the index that are spelt almost so, written as texts write them.
    pub near: Vec<String>,
}

/// A found question.
#[derive(Debug, Clone)]
pub struct Found {
    /// The question.
    pub record: Arc<QuestionRecord>,
    /// Its subject in the reader's language (else in one it has), marked.
    pub subject: Option<(Locale, Vec<TextPart>)>,
    /// The passage that matches best, marked.
    pub snippet: Option<(Locale, Vec<TextPart>)>,
    /// In which texts it was found.
    pub found_in: Vec<FoundIn>,
    /// The names in which it was found, marked.
    pub names: Vec<(Locale, Vec<TextPart>)>,
    /// Found only by a translation of what was searched.
    pub translated: bool,
}

/// Searches. A failing engine is no error: the database is searched instead, and [`Results::engine`] says so.
///
/// # Errors
/// When the database fails, or too many search already, it or by the engine.
pub async fn search(app: &App, request: &Request) -> Result<Results, AppError> {
    let offset = request.page.saturating_sub(1).saturating_mul(request.per_page);
    let excluding = outbox::kept_from_searches(app.database.reader()).await?;
    let query = request.query(Filters { excluding, ..request.filters.clone() }, offset);
    let mut highlighter = Highlighter::new(&request.text);
    let (mut also_searched, mut near) = (Vec::new(), Vec::new());
    let (total, hits, facets, engine) = match app.search.search(&query).await {
        Ok(outcome) if outcome.total > 0 || is_to_be_believed(app, request).await? => {
            highlighter = Highlighter::from_results(&request.text, &outcome);
            let hits = outcome.hits.into_iter().map(|hit| (hit.id, hit.translated)).collect();
            let offers = outcome.spelling_suggestions.into_iter().filter(|word| !stems(word).is_empty()).collect();
            near = near::written(app, &query, offers).await?;
            if outcome.translated > 0 {
                also_searched = shown(&outcome.translations);
            }
            (outcome.total, hits, outcome.facets, app.search.name())
        }
        Err(error @ SearchError::Crowded) => return Err(AppError::Busy(error.to_string())),
        _ => {
            let (total, ids) = in_database(app, request, offset).await?;
            (total, ids.into_iter().map(|id| (id, false)).collect::<Vec<_>>(), Facets::default(), DATABASE)
        }
    };
    let ids: Vec<i64> = hits.iter().map(|(id, _)| *id).collect();
    let records = app.records.load(app, &ids).await?;
    let translated = |id: i64| hits.iter().any(|(hit, translated)| *hit == id && *translated);
    let records: Vec<_> = records.into_iter().map(|record| (translated(record.id), record)).collect();
    let locale = request.locale;
    let shown = move |waiting: &Waiting| {
        let marking = Marking { highlighter, reader: locale, waiting };
        let wanted = records.into_iter().take_while(|_| !waiting.is_over());
        wanted.map(|(translated, record)| marking.show(translated, record)).collect()
    };
    let hits = app.computing.run_while_waited(Room::Pages, shown).await?;
    Ok(Results { total, hits, facets, engine, also_searched, near })
}

/// How many results a search would have under each of some filters; none where the engine fails.
///
/// # Errors
/// When the database fails.
pub async fn totals(app: &App, request: &Request, each: Vec<Filters>) -> Result<Vec<Option<u64>>, StoreError> {
    let excluding = outbox::kept_from_searches(app.database.reader()).await?;
    let total = async |filters: Filters| {
        let query = Query { limit: 0, facets: false, ..request.query(Filters { excluding: excluding.clone(), ..filters }, 0) };
        app.search.search(&query).await.ok().map(|outcome| outcome.total)
    };
    Ok(join_all(each.into_iter().map(total)).await)
}

/// Whether an engine that finds nothing has an index to find something in, if there is anything to be found.
async fn is_to_be_believed(app: &App, request: &Request) -> Result<bool, StoreError> {
    if app.search.has_any().await.unwrap_or(false) {
        return Ok(true);
    }
    Ok(app.ledger().await?.count(&Filters::default(), request.today) == 0)
}

/// Suggests questions for what was typed so far. Where the engine fails, those whose subject contains its words; none where too many
/// search already.
///
/// # Errors
/// When the database fails.
pub async fn suggest(app: &App, typed: &str, locale: Locale, limit: usize) -> Result<Vec<i64>, StoreError> {
    match app.search.suggest(typed, locale, limit).await {
        Ok(mut ids) if !ids.is_empty() || app.search.has_any().await.unwrap_or(false) => {
            let excluding = outbox::kept_from_searches(app.database.reader()).await?;
            ids.retain(|id| !excluding.contains(id));
            Ok(ids)
        }
        Err(SearchError::Crowded) => Ok(Vec::new()),
        _ => {
            let Some(_turn) = app.search.turn().await else { return Ok(Vec::new()) };
            let (reader, filters, today) = (app.database.reader(), Filters::default(), app.clock.today());
            let first = 0..limit as u64;
            Ok(list::containing(reader, Viewer::Public, &filters, today, &words(typed), Order::Deposited, first).await?.1)
        }
    }
}

/// The likeliest translation of each word, put together by language.
fn shown(translations: &[QueryTranslation]) -> Vec<(Locale, String)> {
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

/// The words of a text for a plain search.
fn words(text: &str) -> Vec<&str> {
    within(text).split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// A plain search of subjects, for when the engine fails: every word as a part of the subject.
async fn in_database(app: &App, request: &Request, offset: usize) -> Result<(u64, Vec<i64>), AppError> {
    let busy = || AppError::Busy("too many search the database in the engine’s stead".into());
    let _turn = app.search.turn().await.ok_or_else(busy)?;
    let order = match request.sort {
        Sort::Relevance | Sort::DepositDate => Order::Deposited,
        Sort::DueDate => Order::Due,
        Sort::AnswerDate => Order::Answered,
    };
    let stretch = offset as u64..offset.saturating_add(request.per_page) as u64;
    let (reader, words) = (app.database.reader(), words(&request.text));
    Ok(list::containing(reader, Viewer::Public, &request.filters, request.today, &words, order, stretch).await?)
}
