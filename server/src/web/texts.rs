//! Pages that are text alone.

use axum::{extract::State, response::Response};
use jawab_ui::pages::Page;

use super::{Loaded, respond};
use crate::{App, cache::Shows, error::AppError, page_request::PageRequest};

/// How to search.
pub async fn search_help(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::SearchHelp)) }).await
}

/// About the site.
pub async fn about(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::About)) }).await
}

/// The accessibility statement.
pub async fn accessibility(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::Accessibility)) }).await
}
