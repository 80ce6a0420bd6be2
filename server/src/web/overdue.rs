//! The questions whose deadline has passed.

use axum::{extract::State, response::Response};
use jawab_domain::{Filters, StandingKind};
use jawab_store::list::Order;
use jawab_ui::pages::{OverduePage, Page};

use super::{LoadedPage, questions::listing, respond, view};
use crate::{App, error::AppError, page_request::PageRequest};

/// The list of overdue questions, the longest overdue first.
pub async fn overdue(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &["after"], |loading| async move {
        let (ledger, today) = (loading.ledger().await?, loading.today());
        let filters = Filters { standing: Some(StandingKind::Overdue), ..Filters::default() };
        let mut by_ministry: Vec<_> = ledger
            .ministry_shares(None, today)
            .into_iter()
            .filter(|(_, share)| share.overdue > 0)
            .filter_map(|(id, share)| Some((view::linked_in(&loading.reference_data.ministries, id)?, share.overdue.cast_unsigned())))
            .collect();
        by_ministry.sort_by_key(|(_, overdue)| std::cmp::Reverse(*overdue));
        let (total, listing) = listing(&loading, &filters, Order::Due, &loading.request.value("after")).await?;
        let page = OverduePage { total, listing, by_ministry };
        Ok(LoadedPage::page(Page::Overdue(Box::new(page))))
    })
    .await
}
