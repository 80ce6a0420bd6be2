//! The values of a facet, searched by name.

use axum::{extract::State, response::Response};
use jawab_search::engine::Sort;
use serde::Serialize;
use utoipa::ToSchema;

use super::{request, within};
use crate::{
    App,
    api::{answer::answer, problem::Problem, schema::Body},
    cache::Stamp,
    error::AppError,
    facets::{NamedFacet, Values},
    reader::Reader,
    search::{self, Request},
};

/// Values given at most.
const MOST: usize = 100;

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
        ("lang" = Option<String>, Query, description = "the reader's language: ar or fr"),
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
pub async fn facet(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    let facet = NamedFacet::from_code(reader.param("facet")?);
    let facet = facet.ok_or_else(|| AppError::Parameter("facet", "ministry, group, member or theme".into()))?;
    let named = reader.value("in");
    within("in", &named)?;
    let stamp = Stamp::now(&app).await?;
    let request = Request { page: 1, sort: Sort::Relevance, ..request(&app, &reader, stamp, 0).await? };
    let found = search::search(&app, &request).await?;
    let directory = app.directories.get(&app.database, stamp.state).await?;
    let Values { values, matching, all } = facet.values(&directory, &found.facets, &named, MOST);
    let values = values.into_iter().map(|(of, count)| FacetValue { of: (&of).into(), count }).collect();
    answer(&reader.known, None, &FacetValues { all, matching, values, engine: found.engine })
}
