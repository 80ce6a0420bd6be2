//! Lists of questions.

use axum::{extract::State, http::StatusCode, response::Response};
use jawab_domain::Filters;
use jawab_store::{
    Viewer,
    list::{Cursor, Order},
    read,
};
use jawab_ui::{
    filters::FilterKey,
    model::Listing,
    pages::{Page, QuestionsPage, error::BadRequest},
};

use super::{LoadedPage, Loading, filters, filters::parameters, respond, view};
use crate::{App, error::AppError, page_request::PageRequest};

/// Questions on a page of a list.
pub const PAGE: usize = 20;

/// The list of questions.
pub async fn list(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &parameters(), |loading| async move { load(&loading).await }).await
}

async fn load(loading: &Loading) -> Result<LoadedPage, AppError> {
    let (raw, narrowed) = filters::read_list(&loading.request.query, &loading.reference_data);
    let options = filters::options(&loading.reference_data, loading.request.locale, &narrowed);
    if raw.invalid().next().is_some() {
        let page = QuestionsPage { filters: raw, options, ..QuestionsPage::default() };
        return Ok(LoadedPage::Uncached(StatusCode::UNPROCESSABLE_ENTITY, Page::Questions(Box::new(page))));
    }
    let order = filters::order(&raw);
    let (total, listing) = listing(loading, &narrowed, order, raw.raw(FilterKey::After)).await?;
    Ok(LoadedPage::page(Page::Questions(Box::new(QuestionsPage { filters: raw, options, total, listing }))))
}

/// How many questions there are under the filters, and a stretch of their list, from a cursor as it came in the address.
pub async fn listing(loading: &Loading, filters: &Filters, order: Order, after: &str) -> Result<(u64, Listing), AppError> {
    let cursor: Option<Cursor> = match after {
        "" => None,
        cursor => Some(cursor.parse().map_err(|_| AppError::BadRequest(BadRequest::Cursor))?),
    };
    let today = loading.today();
    let (total, stretch) = loading.ledger().await?.list(filters, today, order, cursor, PAGE);
    let rows = read::load_rows(loading.app.database.reader(), Viewer::Public, &stretch.ids, Some(loading.reference_data.known())).await?;
    let listing = Listing {
        rows: rows.into_iter().map(|row| view::row(row, today)).collect(),
        next: stretch.next.map(|next| next.to_string()),
        continued: cursor.is_some(),
    };
    Ok((total, listing))
}
