//! Pages: a handler loads a view model, the page renders it.

use std::{future::Future, sync::Arc};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use bytes::Bytes;
use chrono::NaiveDate;
use jawab_service::{compute_pool::Queue, reference_data::ReferenceData};
use jawab_store::Ledger;
use jawab_ui::{document, pages::Page};

use crate::{
    App,
    cache::{CacheScope, Rendered, Stamp},
    error::{AppError, shared_error_response},
    page_request::{PageRequest, context},
};

pub mod attachment;
pub mod filters;
pub mod home;
pub mod overdue;
pub mod people;
pub mod question;
pub mod questions;
pub mod rule;
pub mod search;
pub mod texts;
pub mod view;

/// What a page is loaded with.
pub struct Loading {
    pub app: App,
    pub request: PageRequest,
    pub stamp: Stamp,
    pub reference_data: Arc<ReferenceData>,
}

impl Loading {
    /// The civil date in Morocco.
    pub const fn today(&self) -> NaiveDate {
        self.stamp.today
    }

    /// What all questions are counted by.
    pub async fn ledger(&self) -> Result<Arc<Ledger>, AppError> {
        Ok(self.app.ledgers.at(&self.app.database, self.stamp.state.generation).await?)
    }
}

/// What loading a page came to.
pub enum LoadedPage {
    /// A page that holds as long as the day, and what it shows, do.
    Page(CacheScope, Page),
    /// A page for this request alone, with its status.
    Uncached(StatusCode, Page),
    /// It is elsewhere, for good.
    Moved(String),
}

impl LoadedPage {
    /// A page that may show anything public.
    pub const fn page(page: Page) -> Self {
        Self::Page(CacheScope::Everything, page)
    }
}

/// Answers a request with a page: from memory where it still holds, else loaded and rendered anew, once for all who ask. Of
/// the address only these parameters mean something to the page: it neither is kept apart for others nor links to them.
pub async fn respond<F>(
    app: &App,
    request: &PageRequest,
    parameters: &[&str],
    load: impl FnOnce(Loading) -> F + Send + 'static,
) -> Result<Response, AppError>
where
    F: Future<Output = Result<LoadedPage, AppError>> + Send + 'static,
{
    let request = request.clone().retain_parameters(parameters);
    let stamp = app.stamp().await?;
    let make = || make(app.clone(), request.clone(), stamp, load);
    let patience = app.patience.filter(|_| !request.works_here);
    let answer = match app.pages.get(&app.database, (app.time_limit, patience), &request.path_and_query, stamp, make).await {
        Ok(answer) => answer,
        Err(error) => return Ok(shared_error_response(error)),
    };
    Ok(match &answer.made {
        Rendered::Page(_, html) => page(&request, StatusCode::OK, html.clone(), answer.tag.as_deref()),
        Rendered::Uncached(status, html) => page(&request, *status, html.clone(), None),
        Rendered::Moved(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to.clone())]).into_response(),
    })
}

async fn make<F>(app: App, request: PageRequest, stamp: Stamp, load: impl FnOnce(Loading) -> F + Send) -> Result<Rendered, AppError>
where
    F: Future<Output = Result<LoadedPage, AppError>> + Send,
{
    let reference_data = app.reference_cache.at(stamp.state).await?;
    let loading = Loading { app: app.clone(), request: request.clone(), stamp, reference_data: Arc::clone(&reference_data) };
    let loaded = load(loading).await?;
    let cx = context(&app, &request.path_and_query, request.locale, stamp.today, Some(&reference_data));
    // Texts of a question may be megabytes.
    let html = |what| app.pool.run(Queue::Pages, move || Bytes::from(document::render(what, &cx)));
    Ok(match loaded {
        LoadedPage::Page(shows, what) => Rendered::Page(shows, html(what).await?),
        LoadedPage::Uncached(status, what) => Rendered::Uncached(status, html(what).await?),
        LoadedPage::Moved(to) => Rendered::Moved(to),
    })
}

fn page(request: &PageRequest, status: StatusCode, html: Bytes, tag: Option<&str>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(request.locale.code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(tag).ok()) {
        headers.insert(header::ETAG, tag);
    }
    (status, headers, Html(html)).into_response()
}

/// A built asset.
pub async fn asset(State(app): State<App>, Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, AppError> {
    app.assets.serve(&hash, &name, &headers).ok_or(AppError::NotFound)
}

/// What robots may read: everything but searches, which they would walk without end.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /ar/staff\nDisallow: /fr/staff\nDisallow: /ar/search\nDisallow: /fr/search\nDisallow: /api/\n"
}
