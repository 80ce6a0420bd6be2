//! The values of a facet, searched by name.

use axum::{extract::State, response::Response};
use jawab_search::engine::Sort;
use jawab_service::search::{self, named_facet};
use serde::Serialize;
use utoipa::ToSchema;

use super::{search_request, within};
use crate::{
    App,
    api::{answer::answer, problem::Problem, schema::Body},
    error::AppError,
    page_request::PageRequest,
    web::filters,
};

/// Values given at most.
const MAX_VALUES: usize = 100;

/// The values of a facet that were looked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetValues {
    /// How many values the facet has under the search and its filters.
    pub all: usize,
    /// How many of them have such a name.
    pub matching: usize,
    /// The hundred most frequent of these.
    pub values: Vec<FacetValue>,
    /// Which engine answered; `database`: the engine failed, and there are no facets.
    pub engine: &'static str,
}

/// A value of a facet.
#[derive(Debug, Serialize, ToSchema)]
pub struct FacetValue {
    /// Which it is.
    #[serde(flatten)]
    pub of: Body,
    /// How many results have it.
    pub count: u64,
}

/// Looks for ministries, groups, members or themes among what a search finds.
#[utoipa::path(
    get,
    path = "/api/v1/search/facets/{facet}",
    params(
        ("facet" = String, Path, description = "ministry, group, member or theme"),
        ("in" = Option<String>, Query, description = "beginnings of any words of the name, in either language; without it: all values"),
        ("q" = Option<String>, Query, description = "what is searched for, as in the search"),
        ("lang" = Option<String>, Query, description = "the reader's language: ar or fr; it leaves nothing out"),
        ("language" = Option<String>, Query, description = "has a text in this language, as in the search"),
        ("chamber" = Option<String>, Query, description = "as in the search, like the following"),
        ("ministry" = Option<String>, Query),
        ("group" = Option<String>, Query),
        ("member" = Option<String>, Query),
        ("theme" = Option<String>, Query),
        ("status" = Option<String>, Query),
        ("standing" = Option<String>, Query),
        ("from" = Option<String>, Query),
        ("to" = Option<String>, Query),
    ),
    responses((status = 200, body = FacetValues), (status = 422, body = Problem, content_type = "application/problem+json"))
)]
pub async fn facet(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    let facet = filters::facet(request.param("facet")?);
    let facet = facet.ok_or_else(|| AppError::Parameter("facet", "ministry, group, member or theme".into()))?;
    let named = request.value("in");
    within("in", &named)?;
    let stamp = app.stamp().await?;
    let wanted = search::Request { page: 1, sort: Sort::Relevance, ..search_request(&app, &request, stamp, 0).await? };
    let found = app.search.results(&wanted).await?;
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let named_facet::FacetValues { values, matching, all } = facet.values(&reference_data, &found.facets, &named, MAX_VALUES);
    let values = values.into_iter().map(|(of, count)| FacetValue { of: (&of).into(), count }).collect();
    answer(None, &FacetValues { all, matching, values, engine: found.engine })
}
