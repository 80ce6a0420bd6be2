//! The rule explained.

use axum::{extract::State, response::Response};
use jawab_store::rules;
use jawab_ui::pages::{Page, RulePage, rule::HolidayLine};

use super::{Loaded, respond};
use crate::{App, cache::Shows, error::AppError, reader::Reader};

/// How deadlines are reckoned.
pub async fn rule(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &[], |loading| async move {
        let calendar = rules::calendar(loading.app.database.reader()).await?;
        let holidays = calendar.sources.into_iter().map(|(holiday, source)| HolidayLine {
            on: holiday.on,
            name: holiday.name,
            source: source.best(loading.reader.locale).map(|(_, source)| source.clone()),
        });
        Ok(Loaded::Page(Shows::Reference, Page::Rule(Box::new(RulePage { holidays: holidays.collect(), rules: calendar.rules }))))
    })
    .await
}
