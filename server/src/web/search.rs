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
use jawab_store::{Viewer, list, read};
use jawab_ui::{
    filters::{FilterKey, ListFilters},
    links,
    model::Marked,
    pages::{
        Page, SearchPage,
        search::{Excess, Facets, FoundIn, NamedFacet as NamedFacetView, SHORT_FACET, SearchHit, Searched},
    },
};
use serde::Serialize;

use super::{Loaded, Loading, filters, respond, view};
use crate::{
    App,
    directory::{Bodies, Directory, linked},
    error::AppError,
    facets::NamedFacet,
    reader::Reader,
    search::{self, DEEPEST, Found, Request, Results},
};

/// Hits on a page of results.
const PAGE: u32 = 10;
/// Suggestions of each sort, and in all.
const EACH: usize = 3;
const SUGGESTIONS: usize = 8;
/// Values of a facet that was searched.
const FOUND_IN_FACET: usize = 20;

/// The results of a search.
pub async fn results(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let named = query::reference(&reader.value("q")).filter(|_| !reader.value("q").trim().chars().all(char::is_numeric));
    if let Some(reference) = named
        && let Some(to) = the_only(&app, reader.locale, reference).await?
    {
        return Ok((StatusCode::SEE_OTHER, [(axum::http::header::LOCATION, to)]).into_response());
    }
    respond(&app, &reader, &filters::parameters(), |loading| async move { load(&loading).await }).await
}

/// The public question that a search names by its number, where there is exactly one. What is hidden is not counted.
async fn the_only(app: &App, locale: Locale, named: query::ReferenceQuery) -> Result<Option<String>, AppError> {
    let ids = list::numbered(app.database.reader(), Viewer::Public, named.chamber, named.legislature, named.number).await?;
    let [id] = ids.as_slice() else { return Ok(None) };
    let record = read::one(app.database.reader(), Viewer::Public, *id).await?;
    Ok(record.map(|record| view::address(&record).link(locale)))
}

async fn load(loading: &Loading) -> Result<Loaded, AppError> {
    let (raw, narrowed) = filters::read(&loading.reader.query, &loading.directory);
    let options = filters::options(&loading.directory, loading.reader.locale, &narrowed);
    let excess = excess(raw.text());
    let too_long = excess.is_some_and(|excess| !matches!(excess, Excess::Words(_)));
    if too_long || raw.invalid().next().is_some() || raw.page() as usize > DEEPEST / PAGE as usize {
        let page = SearchPage { filters: raw, options, excess, page_size: PAGE, ..SearchPage::default() };
        return Ok(Loaded::Uncached(StatusCode::UNPROCESSABLE_ENTITY, Page::Search(Box::new(page))));
    }
    let request = Request {
        text: raw.text().to_owned(),
        locale: loading.reader.locale,
        filters: narrowed,
        sort: filters::sort(&raw),
        page: raw.page() as usize,
        per_page: PAGE as usize,
        today: loading.today(),
    };
    let asked = !raw.text().is_empty() || raw.narrowing().next().is_some();
    let found = if asked { search::search(&loading.app, &request).await? } else { Results::default() };
    let today = loading.today();
    let mut page = SearchPage {
        options,
        excess,
        total: found.total,
        page_size: PAGE,
        facets: facets(&loading.directory, &found.facets, &raw),
        degraded: found.engine == search::DATABASE,
        hits: found.hits.into_iter().map(|found| hit(found, today)).collect(),
        also_searched: found.also_searched,
        near: found.near,
        filters: raw,
        ..SearchPage::default()
    };
    if asked && page.total == 0 {
        explain(loading, &request, &mut page).await?;
    }
    Ok(Loaded::Uncached(StatusCode::OK, Page::Search(Box::new(page))))
}

/// In what a text is more than is searched for.
pub fn excess(text: &str) -> Option<Excess> {
    Some(match query::excess(text)? {
        query::Excess::Letters => Excess::Letters(query::MAX_QUERY_LETTERS),
        query::Excess::Word => Excess::Word(MAX_WORD_LETTERS),
        query::Excess::Words => Excess::Words(query::MAX_QUERY_WORDS),
    })
}

/// Says what was searched where nothing was found, and what there would be with fewer filters.
async fn explain(loading: &Loading, request: &Request, page: &mut SearchPage) -> Result<(), AppError> {
    let query::Written { words, phrases, unwanted } = query::Written::new(&request.text);
    page.searched = Searched { words, phrases, unwanted };
    if page.degraded {
        return Ok(());
    }
    let keys: Vec<FilterKey> = page.filters.narrowing().map(|(key, _)| key).collect();
    let fewer = keys.iter().map(|key| filters::without(&request.filters, *key));
    let everything = (keys.len() > 1 && !request.text.is_empty()).then(Filters::default);
    let mut totals = search::totals(&loading.app, request, fewer.chain(everything).collect()).await?.into_iter();
    page.without = keys.iter().zip(totals.by_ref()).filter_map(|(key, total)| Some((*key, total?))).collect();
    page.without_all = totals.next().flatten();
    Ok(())
}

fn hit(found: Found, today: chrono::NaiveDate) -> SearchHit {
    SearchHit {
        row: view::row(&*found.record, today),
        subject: found.subject.map(marked),
        snippet: found.snippet.map(marked),
        found_in: found.found_in.into_iter().map(found_in).collect(),
        names: found.names.into_iter().map(marked).collect(),
        translated: found.translated,
    }
}

fn marked((locale, parts): (Locale, Vec<TextPart>)) -> Marked {
    let parts = parts.into_iter().map(|part| jawab_ui::model::Part { text: part.text, marked: part.mark }).collect();
    Marked { locale, parts }
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

fn facets(directory: &Directory, counted: &engine::Facets, raw: &ListFilters) -> Facets {
    let named = |facet: NamedFacet| {
        let typed = facet.key().facet_search().map_or("", |within| raw.raw(within));
        let most = if typed.is_empty() { SHORT_FACET } else { FOUND_IN_FACET };
        let found = facet.values(directory, counted, typed, most);
        let values = found.values.into_iter().map(|(of, count)| (linked(of), count)).collect();
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
pub async fn suggest(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let typed = reader.value("q");
    let mut suggestions = Vec::new();
    if excess(&typed).is_none() && name_key(&typed).chars().count() >= 2 {
        let directory = app.directory().await?;
        suggestions.extend(people("ministry", &directory.ministries, &typed, reader.locale, links::ministry));
        suggestions.extend(people("member", &directory.members, &typed, reader.locale, links::member));
        let room = SUGGESTIONS.saturating_sub(suggestions.len());
        let ids = search::suggest(&app, &typed, reader.locale, room).await?;
        for record in app.records.load(&app, &ids).await? {
            if let Some((lang, subject)) = view::subject(&record).best(reader.locale) {
                let detail = record.reference().map_or_else(String::new, |reference| reference.number.to_string());
                let url = view::address(&record).link(reader.locale);
                suggestions.push(Suggestion { kind: "question", label: subject.clone(), lang, url, detail });
            }
        }
    }
    Ok(Json(Suggestions { suggestions }).into_response())
}

/// Those who have a name as typed.
fn people(kind: &'static str, bodies: &Bodies, typed: &str, reader: Locale, link: fn(Locale, &str) -> String) -> Vec<Suggestion> {
    let typed = TypedName::new(typed);
    let matching = bodies.called_so(&typed).take(EACH).filter_map(|id| bodies.get(id));
    let suggestion = |name: PerLocale<String>, slug: &str| {
        let (lang, label) = name.best(reader).map(|(lang, label)| (lang, label.clone()))?;
        Some(Suggestion { kind, label, lang, url: link(reader, slug), detail: String::new() })
    };
    matching.filter_map(|body| suggestion(body.name, &body.slug)).collect()
}
