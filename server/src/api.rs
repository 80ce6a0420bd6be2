//! The JSON API, version 1: read only, described by OpenAPI, errors as problem details (RFC 9457).

use axum::Json;
use utoipa::OpenApi;

use crate::routes::{Route, public};

mod people;
pub mod problem;
mod questions;
mod schema;
mod search;

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jawab",
        version = "1",
        description = "The written questions of the Parliament of Morocco and the Government's answers, in Arabic and French. \
            Dates are civil dates in Morocco (YYYY-MM-DD); what is unknown is null. Standing and due dates are the site's reading of \
            Article 100 of the Constitution."
    ),
    paths(
        questions::list,
        questions::by_code,
        questions::by_reference,
        people::ministries,
        people::members,
        search::search,
        search::facets::facet
    ),
    components(schemas(problem::Problem))
)]
struct Description;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    vec![
        public("/openapi.json", async || Json(Description::openapi())),
        public("/questions", questions::list),
        public("/questions/{code}", questions::by_code),
        public("/questions/{chamber}/{legislature}/{number}", questions::by_reference),
        public("/ministries", people::ministries),
        public("/members", people::members),
        public("/search", search::search),
        public("/search/facets/{facet}", search::facets::facet),
    ]
}
