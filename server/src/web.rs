//! Pages: a handler loads a view model, the page renders it.

use std::{future::Future, sync::Arc};

use axum::{
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use bytes::Bytes;
use chrono::NaiveDate;
use jawab_ui::{document, pages::Page};

use crate::{
    App,
    cache::Stamp,
    directory::Directory,
    error::AppError,
    reader::{Reader, context},
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
    pub reader: Reader,
    pub stamp: Stamp,
    pub directory: Arc<Directory>,
}

impl Loading {
    /// The civil date in Morocco.
    pub const fn today(&self) -> NaiveDate {
        self.stamp.today
    }
}

/// What loading a page came to.
pub enum Loaded {
    /// A page that holds as long as the database and the day do.
    Page(Page),
    /// A page for this request alone, with its status.
    Uncached(StatusCode, Page),
    /// It is elsewhere, for good.
    Moved(String),
}

/// Answers a request with a page: from the cache where it still holds, else loaded and rendered anew.
pub async fn respond<F>(app: &App, reader: &Reader, load: impl FnOnce(Loading) -> F) -> Result<Response, AppError>
where
    F: Future<Output = Result<Loaded, AppError>>,
{
    let stamp = Stamp::now(app).await?;
    let tag =
        format!("W/\"{}-{}-{}\"", stamp.generation, stamp.today, app.assets.address().unwrap_or_default().trim_start_matches("/assets/"));
    if let Some(html) = app.pages.get(&reader.path_and_query, stamp) {
        return Ok(page(reader, StatusCode::OK, html, Some(&tag)));
    }
    let directory = app.directories.get(&app.database, stamp.generation).await?;
    let loaded = load(Loading { app: app.clone(), reader: reader.clone(), stamp, directory: Arc::clone(&directory) }).await?;
    let cx = || context(app, &reader.path_and_query, reader.locale, stamp.today, Some(&directory));
    Ok(match loaded {
        Loaded::Page(what) => {
            let html = Bytes::from(document::render(what, &cx()));
            app.pages.put(&reader.path_and_query, stamp, html.clone());
            page(reader, StatusCode::OK, html, Some(&tag))
        }
        Loaded::Uncached(status, what) => page(reader, status, Bytes::from(document::render(what, &cx())), None),
        Loaded::Moved(to) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response(),
    })
}

fn page(reader: &Reader, status: StatusCode, html: Bytes, tag: Option<&str>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(reader.locale.code()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Some(value) = tag.and_then(|tag| HeaderValue::from_str(tag).ok()) {
        headers.insert(header::ETAG, value);
        if reader.if_none_match.as_deref().is_some_and(|known| known.split(',').any(|known| Some(known.trim()) == tag)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
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
