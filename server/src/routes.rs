//! The one list of URLs.

use axum::{Router, middleware::from_fn_with_state, routing::get};
use jawab_domain::Locale;
use tower_http::compression::CompressionLayer;

use crate::{App, api, health, middleware, web};

/// The whole site.
pub fn router(app: App) -> Router {
    let mut site = Router::new()
        .route("/", get(web::home::choose_language))
        .route("/robots.txt", get(web::robots))
        .route("/assets/{hash}/{*name}", get(web::asset))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .nest("/api/v1", api::router());
    for locale in Locale::ALL {
        site = site.nest(&format!("/{locale}"), pages());
    }
    site.fallback(middleware::not_found)
        .method_not_allowed_fallback(middleware::method_not_allowed)
        .layer(from_fn_with_state(app.clone(), middleware::guard))
        .layer(CompressionLayer::new().quality(tower_http::CompressionLevel::Fastest))
        .with_state(app)
}

/// The pages of one language.
fn pages() -> Router<App> {
    Router::new()
        .route("/", get(web::home::home))
        .route("/questions", get(web::questions::list))
        .route("/questions/{code}", get(web::question::by_code))
        .route("/questions/{chamber}/{legislature}/{number}", get(web::question::by_reference))
        .route("/search", get(web::search::results))
        .route("/search/suggest", get(web::search::suggest))
        .route("/search/help", get(web::texts::search_help))
        .route("/ministries", get(web::people::ministries))
        .route("/ministries/{slug}", get(web::people::ministry))
        .route("/members", get(web::people::members))
        .route("/members/{slug}", get(web::people::member))
        .route("/overdue", get(web::overdue::overdue))
        .route("/rule", get(web::rule::rule))
        .route("/about", get(web::texts::about))
        .route("/accessibility", get(web::texts::accessibility))
}
