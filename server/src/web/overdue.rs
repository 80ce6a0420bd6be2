//! The questions whose deadline has passed.

use axum::{extract::State, response::Response};
use jawab_domain::{Filters, StandingKind};
use jawab_store::{
    Viewer,
    list::{self, Order},
    people,
};
use jawab_ui::pages::{OverduePage, Page};

use super::{Loaded, questions::listing, respond};
use crate::{App, error::AppError, reader::Reader};

/// The list of overdue questions, the longest overdue first.
pub async fn overdue(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, |loading| async move {
        let (db, today) = (loading.app.database.reader(), loading.today());
        let filters = Filters { standing: Some(StandingKind::Overdue), ..Filters::default() };
        let shares = people::ministry_shares(db, Viewer::Public, None, today).await?;
        let mut by_ministry: Vec<_> = shares
            .into_iter()
            .filter(|(_, share)| share.overdue > 0)
            .filter_map(|(id, share)| Some((loading.directory.ministries.linked(id)?, share.overdue.cast_unsigned())))
            .collect();
        by_ministry.sort_by_key(|(_, overdue)| std::cmp::Reverse(*overdue));
        let page = OverduePage {
            total: list::count(db, Viewer::Public, &filters, today).await?,
            listing: listing(&loading, &filters, Order::Due, &loading.reader.value("after")).await?,
            by_ministry,
        };
        Ok(Loaded::Page(Page::Overdue(Box::new(page))))
    })
    .await
}
