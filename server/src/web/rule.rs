//! The rule explained.

use axum::{extract::State, response::Response};
use jawab_ui::pages::{Page, RulePage, rule::HolidayLine};

use super::{LoadedPage, respond};
use crate::{App, cache::CacheScope, error::AppError, page_request::PageRequest};

/// How deadlines are reckoned.
pub async fn rule(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |loading| async move {
        let calendar = loading.reference_data.calendar.clone();
        let holidays = calendar.sources.into_iter().map(|(holiday, source)| HolidayLine {
            on: holiday.on,
            name: holiday.name,
            source: source.best(loading.request.locale).map(|(_, source)| source.clone()),
        });
        Ok(LoadedPage::Page(CacheScope::Reference, Page::Rule(Box::new(RulePage { holidays: holidays.collect(), rules: calendar.rules }))))
    })
    .await
}
