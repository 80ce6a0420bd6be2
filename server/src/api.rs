//! The JSON API, version 1: read only, described by OpenAPI, errors as problem details (RFC 9457).

use axum::{Json, Router, routing::get};
use utoipa::OpenApi;

use crate::App;

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
pub fn router() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(async || Json(Description::openapi())))
        .route("/questions", get(questions::list))
        .route("/questions/{code}", get(questions::by_code))
        .route("/questions/{chamber}/{legislature}/{number}", get(questions::by_reference))
        .route("/ministries", get(people::ministries))
        .route("/members", get(people::members))
        .route("/search", get(search::search))
        .route("/search/facets/{facet}", get(search::facets::facet))
}
