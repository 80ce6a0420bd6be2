//! Search as JSON.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use jawab_domain::{Filters, Locale};
use jawab_search::{
    engine::{self, FoundIn},
    highlight::TextPart,
};
use jawab_service::{
    reference_data::ReferenceData,
    search::{self, FoundQuestion, MAX_HITS, named_facet::NamedFacet},
};
use jawab_ui::filters::FilterKey;
use serde::Serialize;
use utoipa::ToSchema;

use super::{answer::answer, problem::Problem, questions::checked, schema::Summary};
use crate::{
    App,
    cache::Stamp,
    error::AppError,
    page_request::PageRequest,
    web::{filters, search::problem},
};

pub mod facets;

/// What a search found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchResults {
    /// How many questions match.
    pub total: u64,
    /// Those of the asked-for page.
    pub hits: Vec<Hit>,
    /// How many there are per value, under the query and all filters.
    pub facets: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Which engine answered: `embedded`, `meilisearch`, or `database` where the engine failed.
    pub engine: &'static str,
    /// What was also searched in the other language, where it found anything.
    pub also_searched: Vec<AlsoSearched>,
    /// Where nothing was found: searches for words that are spelt almost so.
    pub near: Vec<String>,
}

/// The words of a search in another language.
#[derive(Debug, Serialize, ToSchema)]
pub struct AlsoSearched {
    /// The language.
    pub lang: &'static str,
    /// The words.
    pub text: String,
}

/// A found question.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// The question.
    #[serde(flatten)]
    pub question: Summary,
    /// In which of its texts: `subject`, `question`, `answer`, `name`, `reference`.
    #[schema(value_type = Vec<String>)]
    pub found_in: Vec<FoundIn>,
    /// Found only by a translation of the query.
    pub translated: bool,
    /// The passage that matches best.
    pub snippet: Vec<SnippetPart>,
}

/// A stretch of a snippet.
#[derive(Debug, Serialize, ToSchema)]
pub struct SnippetPart {
    /// Its language.
    pub lang: &'static str,
    /// Its text.
    pub text: String,
    /// Whether it matches.
    pub mark: bool,
}

/// Searches questions and answers in Arabic and French.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    params(
        ("q" = Option<String>, Query, description = "words, \"phrases\", -exclusions, or a number: at most 1,000 characters and 64 words; signs without any word are a 422, and without it all questions match"),
        ("lang" = Option<String>, Query, description = "the reader's language: ar or fr; it leaves nothing out"),
        ("language" = Option<String>, Query, description = "has a text in this language, as the facet `language` counts: ar or fr; the list of questions calls it `lang`"),
        ("chamber" = Option<String>, Query, description = "representatives or councillors"),
        ("ministry" = Option<String>, Query, description = "slug of a ministry"),
        ("group" = Option<String>, Query, description = "slug of a group"),
        ("member" = Option<String>, Query, description = "slug of an author"),
        ("theme" = Option<String>, Query, description = "slug of a theme"),
        ("status" = Option<String>, Query, description = "deposited, transmitted, answered, withdrawn or lapsed"),
        ("standing" = Option<String>, Query, description = "as in the list of questions"),
        ("from" = Option<String>, Query, description = "deposited on this day or later"),
        ("to" = Option<String>, Query, description = "deposited on this day or earlier, and not before `from`"),
        ("sort" = Option<String>, Query, description = "relevance, deposited (newest first), due (earliest open due date first) or answered (newest first)"),
        ("page" = Option<u32>, Query, description = "from 1"),
        ("per_page" = Option<u32>, Query, description = "1 to 100, 20 unless told"),
    ),
    responses((status = 200, body = SearchResults), (status = 404, body = Problem, content_type = "application/problem+json", description = "a page after the last that there can be"), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub async fn search(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let stamp = app.stamp().await?;
    let per_page = match request.value("per_page").as_str() {
        "" => 20,
        given => given
            .parse()
            .ok()
            .filter(|n| (1..=100).contains(n))
            .ok_or_else(|| AppError::Parameter("per_page", "a number from 1 to 100".into()))?,
    };
    let wanted = search_request(&app, &request, stamp, per_page).await?;
    if wanted.page > MAX_HITS {
        return Err(AppError::Parameter(FilterKey::Page.code(), format!("only the first {MAX_HITS} hits can be paged through")));
    }
    if wanted.page.saturating_mul(per_page) > MAX_HITS {
        return Err(AppError::NotFound);
    }
    let found = app.search.results(&wanted).await?;
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let said = SearchResults {
        total: found.total,
        facets: facets(&reference_data, &found.facets),
        engine: found.engine,
        also_searched: found.also_searched.into_iter().map(|(lang, text)| AlsoSearched { lang: lang.code(), text }).collect(),
        near: found.spelling_suggestions,
        hits: found.hits.into_iter().map(|found| hit(&app, found, stamp)).collect(),
    };
    answer(None, &said)
}

/// The parameter of the language in which a text must exist, named as its facet: `lang` is the reader's language here.
pub(super) const LANGUAGE: &str = "language";

/// What a request searches for.
async fn search_request(app: &App, request: &PageRequest, stamp: Stamp, per_page: usize) -> Result<search::Request, AppError> {
    let (raw, filters) = checked(app, request, stamp, filters::read).await?;
    within(FilterKey::Text.code(), raw.text())?;
    let language = match request.value(LANGUAGE).trim() {
        "" => None,
        given => Some(given.parse::<Locale>().map_err(|_| AppError::Parameter(LANGUAGE, format!("{given:?} is not a value it takes")))?),
    };
    Ok(search::Request {
        text: raw.text().to_owned(),
        locale: raw.language().unwrap_or(Locale::Ar),
        filters: Filters { language, ..filters },
        sort: filters::sort(&raw),
        page: raw.page() as usize,
        per_page,
        today: stamp.today,
    })
}

/// Refuses a text that is not searched for as it is.
fn within(parameter: &'static str, text: &str) -> Result<(), AppError> {
    problem(text).map_or(Ok(()), |problem| Err(AppError::Query(parameter, problem)))
}

fn hit(app: &App, found: FoundQuestion, stamp: Stamp) -> Hit {
    let part = |lang: Locale| move |part: TextPart| SnippetPart { lang: lang.code(), text: part.text, mark: part.mark };
    Hit {
        question: Summary::of(&found.record, &app.public_url, stamp.today),
        found_in: found.found_in,
        translated: found.translated,
        snippet: found.snippet.map(|(lang, parts)| parts.into_iter().map(part(lang)).collect()).unwrap_or_default(),
    }
}

fn facets(reference_data: &ReferenceData, counted: &engine::Facets) -> BTreeMap<&'static str, BTreeMap<String, u64>> {
    let named = |facet: NamedFacet| {
        let counts = facet.counts(counted).iter();
        (filters::key(facet).code(), counts.filter_map(|(id, count)| Some((facet.set(reference_data).get(*id)?.slug, *count))).collect())
    };
    let coded: [(_, BTreeMap<String, u64>); 4] = [
        ("chamber", counted.chamber.iter().map(|(value, count)| (value.to_string(), *count)).collect()),
        ("status", counted.status.iter().map(|(value, count)| (value.to_string(), *count)).collect()),
        ("standing", counted.standing.iter().map(|(value, count)| (value.to_string(), *count)).collect()),
        (LANGUAGE, counted.language.iter().map(|(value, count)| (value.to_string(), *count)).collect()),
    ];
    coded.into_iter().chain(NamedFacet::ALL.map(named)).collect()
}
