//! The JSON API, version 1: reading for everybody, writing for programs with a token; described by OpenAPI, errors as
//! problem details (RFC 9457).

use axum::{extract::State, response::Response};
use jawab_domain::access::Act;
use utoipa::{
    OpenApi,
    openapi::security::{Http, HttpAuthScheme, SecurityScheme},
};

use crate::{
    App,
    error::AppError,
    page_request::PageRequest,
    route::{Needs, Route, public, write},
};

mod answer;
mod described;
mod people;
pub mod problem;
mod questions;
mod schema;
mod search;
mod work;

use described::Completed;
pub use work::{InvalidJson, JsonProblem};

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jawab",
        version = "1",
        description = "The written questions of the Parliament of Morocco and the Government's answers, in Arabic and French. \
            Dates are civil dates in Morocco (YYYY-MM-DD); what is unknown is null. A parameter is given once. Standing and due dates are \
            the site's reading of Article 100 of the Constitution."
    ),
    paths(
        questions::list,
        questions::by_code,
        questions::by_reference,
        people::ministries,
        people::members,
        search::search,
        search::facets::facet,
        work::log,
        work::deposit,
        work::transmit,
        work::publish,
        work::answer,
        work::attach,
        work::withdraw_document
    ),
    modifiers(&Token, &Completed),
    components(schemas(problem::Problem))
)]
struct Description;

/// How programs say who they are.
struct Token;

impl utoipa::Modify for Token {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        description.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

/// The description, with the names that filters take now.
async fn description(State(app): State<App>, _: PageRequest) -> Result<Response, AppError> {
    let mut description = Description::openapi();
    described::name_bodies(&mut description, &*app.reference_data().await?);
    answer::answer(None, &description)
}

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    vec![
        public("/openapi.json", description),
        public("/questions", questions::list),
        public("/questions/{code}", questions::by_code),
        public("/questions/{chamber}/{legislature}/{number}", questions::by_reference),
        public("/ministries", people::ministries),
        public("/members", people::members),
        public("/search", search::search),
        public("/search/facets/{facet}", search::facets::facet),
        write("/questions", Needs::Act(Act::KeepQuestion), work::log),
        write("/questions/{code}/deposit", Needs::Act(Act::KeepQuestion), work::deposit),
        write("/questions/{code}/transmit", Needs::Act(Act::KeepQuestion), work::transmit),
        write("/questions/{code}/publish", Needs::Act(Act::KeepQuestion), work::publish),
        write("/questions/{code}/answers", Needs::Act(Act::RecordAnswer), work::answer),
        write("/questions/{code}/attachments", Needs::Act(Act::KeepQuestion), work::attach),
        write("/questions/{code}/attachments/{sha256}/withdraw", Needs::Act(Act::KeepQuestion), work::withdraw_document),
    ]
}
