//! The Chamber's questions, drafts and hidden ones too.

use axum::{http::StatusCode, response::Response};
use jawab_store::{
    chamber::{self, Slice},
    read,
};
use jawab_ui::pages::staff::{
    StaffBody, StaffQuestionsPage,
    questions::{StaffRow, Tab},
};

use super::Desk;
use crate::{error::AppError, staff::SignedIn, web::view};

/// Questions on a page.
const PAGE: usize = 25;

/// The Chamber's questions.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    let own = desk.chamber()?;
    let db = desk.app().database.reader();
    let reader = &desk.signed.reader;
    let (tab, words, after) = (Tab::from_code(&reader.value("tab")), reader.value("q"), reader.value("after").parse().ok());
    let mut ids = chamber::questions(db, own, slice(tab), &words, after, PAGE as u64 + 1).await?;
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let records = read::load(db, desk.signed.viewer(), &ids).await?;
    let mut counts = Vec::new();
    for tab in Tab::ALL {
        counts.push((*tab, chamber::count(db, own, slice(*tab)).await?));
    }
    let rows = records.iter().map(|record| StaffRow { question: view::row(record, desk.today), publication: record.publication }).collect();
    let next = ids.last().filter(|_| more).map(ToString::to_string);
    let page = StaffQuestionsPage { tab, counts, words, rows, next };
    desk.show(StatusCode::OK, StaffBody::Questions(Box::new(page))).await
}

const fn slice(tab: Tab) -> Slice {
    match tab {
        Tab::All => Slice::All,
        Tab::Drafts => Slice::Drafts,
        Tab::Deposited => Slice::Deposited,
        Tab::Transmitted => Slice::Transmitted,
        Tab::Unpublished => Slice::Unpublished,
        Tab::Hidden => Slice::Hidden,
    }
}
