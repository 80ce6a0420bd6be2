//! Pages that are text alone.

use axum::{extract::State, response::Response};
use jawab_ui::pages::Page;

use super::{Loaded, respond};
use crate::{App, cache::Shows, error::AppError, reader::Reader};

/// How to search.
pub async fn search_help(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::SearchHelp)) }).await
}

/// About the site.
pub async fn about(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::About)) }).await
}

/// The accessibility statement.
pub async fn accessibility(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &[], |_| async { Ok(Loaded::Page(Shows::Reference, Page::Accessibility)) }).await
}
