//! Pages that are text alone.

use axum::{extract::State, response::Response};
use jawab_ui::pages::Page;

use super::{LoadedPage, respond};
use crate::{App, cache::CacheScope, error::AppError, page_request::PageRequest};

/// How to search.
pub async fn search_help(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(LoadedPage::Page(CacheScope::Reference, Page::SearchHelp)) }).await
}

/// About the site.
pub async fn about(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(LoadedPage::Page(CacheScope::Reference, Page::About)) }).await
}

/// The accessibility statement.
pub async fn accessibility(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(LoadedPage::Page(CacheScope::Reference, Page::Accessibility)) }).await
}
