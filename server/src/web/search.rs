//! Search results and suggestions.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use jawab_domain::{Filters, Locale, PerLocale};
use jawab_search::{
    analysis::{MAX_WORD_LETTERS, name_key},
    engine,
    highlight::TextPart,
    names::TypedName,
    query,
};
use jawab_service::{
    reference_data::{NamedSet, ReferenceData},
    search::{self, FoundQuestion, MAX_HITS, named_facet::NamedFacet},
};
use jawab_store::{Viewer, list, read};
use jawab_ui::{
    filters::{FilterKey, ListFilters},
    links,
    model::MarkedText,
    pages::{
        Page, SearchPage,
        search::{Facets, FoundIn, MAX_FACET_VALUES, NamedFacet as NamedFacetView, ParsedQuery, QueryProblem, SearchHit},
    },
};
use serde::Serialize;

use super::{LoadedPage, Loading, filters, respond, view};
use crate::{App, cache::CacheScope, error::AppError, page_request::PageRequest};

/// Hits on a page of results.
const PAGE: u32 = 10;
/// Suggestions of each sort, and in all.
const EACH: usize = 3;
const SUGGESTIONS: usize = 8;
/// Values of a facet that was searched.
const FOUND_IN_FACET: usize = 20;

/// The results of a search.
pub async fn results(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let named = query::reference(&request.value("q")).filter(|_| !request.value("q").trim().chars().all(char::is_numeric));
    if let Some(reference) = named
        && let Some(to) = the_only(&app, request.locale, reference).await?
    {
        return Ok((StatusCode::SEE_OTHER, [(axum::http::header::LOCATION, to)]).into_response());
    }
    respond(&app, &request, &filters::parameters(), |loading| async move { load(&loading).await }).await
}

/// The public question that a search names by its number, where there is exactly one. What is hidden is not counted.
async fn the_only(app: &App, locale: Locale, named: query::ReferenceQuery) -> Result<Option<String>, AppError> {
    let ids = list::numbered(app.database.reader(), Viewer::Public, named.chamber, named.legislature, named.number).await?;
    let [id] = ids.as_slice() else { return Ok(None) };
    let record = read::load_one(app.database.reader(), Viewer::Public, *id).await?;
    Ok(record.map(|record| view::address(&record).link(locale)))
}

async fn load(loading: &Loading) -> Result<LoadedPage, AppError> {
    let (raw, narrowed) = filters::read(&loading.request.query, &loading.reference_data);
    let options = filters::options(&loading.reference_data, loading.request.locale, &narrowed);
    let problem = problem(raw.text());
    if problem.is_some_and(QueryProblem::stops_search) || raw.invalid().next().is_some() || raw.page() as usize > MAX_HITS / PAGE as usize {
        let page = SearchPage { filters: raw, options, problem, page_size: PAGE, ..SearchPage::default() };
        return Ok(LoadedPage::Uncached(StatusCode::UNPROCESSABLE_ENTITY, Page::Search(Box::new(page))));
    }
    let wanted = search::Request {
        text: raw.text().to_owned(),
        locale: loading.request.locale,
        filters: narrowed,
        sort: filters::sort(&raw),
        page: raw.page() as usize,
        per_page: PAGE as usize,
        today: loading.today(),
    };
    let asked = !raw.text().is_empty() || raw.narrowing().next().is_some();
    let found = if asked { loading.app.search.results(&wanted).await? } else { search::Results::default() };
    let (today, in_step) = (loading.today(), found.in_step);
    let mut page = SearchPage {
        options,
        problem,
        total: found.total,
        page_size: PAGE,
        facets: facets(&loading.reference_data, &found.facets, &raw),
        degraded: found.engine == search::DATABASE,
        hits: found.hits.into_iter().map(|found| hit(found, today)).collect(),
        also_searched: found.also_searched,
        spelling_suggestions: found.spelling_suggestions,
        filters: raw,
        ..SearchPage::default()
    };
    if asked && page.total == 0 {
        explain(loading, &wanted, &mut page).await?;
    }
    let page = Page::Search(Box::new(page));
    // A page of an index that lags behind would be kept beyond the moment at which the index catches up.
    Ok(if in_step { LoadedPage::Page(CacheScope::SearchIndex, page) } else { LoadedPage::Uncached(StatusCode::OK, page) })
}

/// Why a text is not searched for as typed, if it is not.
pub fn problem(text: &str) -> Option<QueryProblem> {
    match query::excess(text) {
        Some(query::Excess::Letters) => Some(QueryProblem::Letters(query::MAX_QUERY_LETTERS)),
        Some(query::Excess::Word) => Some(QueryProblem::Word(MAX_WORD_LETTERS)),
        Some(query::Excess::Words) => Some(QueryProblem::Words(query::MAX_QUERY_WORDS)),
        None => query::has_no_word(text).then_some(QueryProblem::NoWord),
    }
}

/// Says what was searched where nothing was found, and what there would be with fewer filters.
async fn explain(loading: &Loading, wanted: &search::Request, page: &mut SearchPage) -> Result<(), AppError> {
    let query::TypedQuery { words, phrases, unwanted } = query::TypedQuery::new(&wanted.text);
    page.searched = ParsedQuery { words, phrases, unwanted };
    if page.degraded {
        return Ok(());
    }
    let keys: Vec<FilterKey> = page.filters.narrowing().map(|(key, _)| key).collect();
    let fewer = keys.iter().map(|key| filters::without(&wanted.filters, *key));
    let everything = (keys.len() > 1 && !wanted.text.is_empty()).then(Filters::default);
    let mut totals = loading.app.search.totals(wanted, fewer.chain(everything).collect()).await?.into_iter();
    page.without = keys.iter().zip(totals.by_ref()).filter_map(|(key, total)| Some((*key, total?))).collect();
    page.without_all = totals.next().flatten();
    Ok(())
}

fn hit(found: FoundQuestion, today: chrono::NaiveDate) -> SearchHit {
    SearchHit {
        row: view::row(&*found.record, today),
        subject: found.title.map(marked),
        snippet: found.snippet.map(marked),
        found_in: found.found_in.into_iter().map(found_in).collect(),
        names: found.names.into_iter().map(marked).collect(),
        translated: found.translated,
    }
}

fn marked((locale, parts): (Locale, Vec<TextPart>)) -> MarkedText {
    let parts = parts.into_iter().map(|part| jawab_ui::model::TextSegment { text: part.text, marked: part.mark }).collect();
    MarkedText { locale, parts }
}

const fn found_in(what: engine::FoundIn) -> FoundIn {
    match what {
        engine::FoundIn::Subject => FoundIn::Subject,
        engine::FoundIn::Question => FoundIn::Question,
        engine::FoundIn::Answer => FoundIn::Answer,
        engine::FoundIn::Name => FoundIn::Name,
        engine::FoundIn::Reference => FoundIn::Reference,
    }
}

fn facets(reference_data: &ReferenceData, counted: &engine::Facets, raw: &ListFilters) -> Facets {
    let named = |facet: NamedFacet| {
        let typed = filters::key(facet).facet_search().map_or("", |within| raw.raw(within));
        let most = if typed.is_empty() { MAX_FACET_VALUES } else { FOUND_IN_FACET };
        let found = facet.values(reference_data, counted, typed, most);
        let values = found.values.into_iter().map(|(of, count)| (view::linked(of), count)).collect();
        NamedFacetView { values, matching: found.matching, all: found.all }
    };
    Facets {
        standing: counted.standing.iter().map(|(kind, count)| (*kind, *count)).collect(),
        status: counted.status.iter().map(|(status, count)| (*status, *count)).collect(),
        chamber: counted.chamber.iter().map(|(chamber, count)| (*chamber, *count)).collect(),
        language: counted.language.iter().map(|(locale, count)| (*locale, *count)).collect(),
        ministry: named(NamedFacet::Ministry),
        group: named(NamedFacet::Group),
        member: named(NamedFacet::Member),
        theme: named(NamedFacet::Theme),
    }
}

/// What the search box offers while somebody types.
#[derive(Debug, Serialize)]
pub struct Suggestions {
    suggestions: Vec<Suggestion>,
}

#[derive(Debug, Serialize)]
struct Suggestion {
    kind: &'static str,
    label: String,
    lang: Locale,
    url: String,
    detail: String,
}

/// Questions, ministries and members that begin like what was typed. Where the engine fails, the
/// database names the questions.
pub async fn suggest(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let typed = request.value("q");
    let mut suggestions = Vec::new();
    if problem(&typed).is_none() && name_key(&typed).chars().count() >= 2 {
        let reference_data = app.reference_data().await?;
        suggestions.extend(people("ministry", &reference_data.ministries, &typed, request.locale, links::ministry));
        suggestions.extend(people("member", &reference_data.members, &typed, request.locale, links::member));
        let room = SUGGESTIONS.saturating_sub(suggestions.len());
        for record in app.search.suggest(&typed, request.locale, room, app.clock.today()).await? {
            if let Some((lang, subject)) = record.title().best(request.locale) {
                let detail = record.reference().map_or_else(String::new, |reference| reference.number.to_string());
                let url = view::address(&record).link(request.locale);
                suggestions.push(Suggestion { kind: "question", label: subject.clone(), lang, url, detail });
            }
        }
    }
    Ok(Json(Suggestions { suggestions }).into_response())
}

/// Those who have a name as typed.
fn people(kind: &'static str, set: &NamedSet, typed: &str, locale: Locale, link: fn(Locale, &str) -> String) -> Vec<Suggestion> {
    let typed = TypedName::new(typed);
    let matching = set.matching_names(&typed).take(EACH).filter_map(|id| set.get(id));
    let suggestion = |name: PerLocale<String>, slug: &str| {
        let (lang, label) = name.best(locale).map(|(lang, label)| (lang, label.clone()))?;
        Some(Suggestion { kind, label, lang, url: link(locale, slug), detail: String::new() })
    };
    matching.filter_map(|body| suggestion(body.name, &body.slug)).collect()
}
