//! The Chamber's questions, drafts and hidden ones too; for an administrator those that are hidden or are to be, of both.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, access::Mandate};
use jawab_store::{
    board::{self, Queue},
    chamber::{self, QuestionTab},
    read,
};
use jawab_ui::{
    links,
    pages::staff::{
        HidingsPage, StaffBody, StaffQuestionsPage,
        chamber::{QueueItem, QueueKind},
        questions::{StaffRow, Tab},
    },
};

use super::Desk;
use crate::{
    error::AppError,
    staff::{
        SignedIn,
        chamber::{shared_inviter_confirmations, waits},
    },
    web::view,
};

/// Questions on a page.
const PAGE: usize = 25;
/// Most that an administrator sees of what is hidden, and of what is to be, in each Chamber.
const HIDINGS: u64 = 100;

/// The Chamber's questions.
pub async fn show(signed: SignedIn) -> Result<Response, AppError> {
    let desk = Desk::of(signed).await?;
    if desk.signed.actor().mandate == Mandate::Administrator {
        return hidings(&desk).await;
    }
    let own = desk.chamber()?;
    let db = desk.app().database.reader();
    let request = &desk.signed.request;
    let (tab, words, after) = (Tab::from_code(&request.value("tab")), request.value("q"), request.value("after").parse().ok());
    let ledger = desk.app().ledger().await?;
    let mut ids = if words.trim().is_empty() {
        ledger.slice(own, slice(tab), after, PAGE + 1)
    } else {
        chamber::questions(db, own, slice(tab), &words, after, PAGE as u64 + 1).await?
    };
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let records = read::load_rows(db, desk.signed.viewer(), &ids, Some(desk.reference_data.known())).await?;
    let tab_counts = ledger.tab_counts(own);
    let counts = Tab::ALL.iter().map(|tab| (*tab, tab_counts.get(&slice(*tab)).copied().unwrap_or_default())).collect();
    let rows = records.into_iter().map(|row| StaffRow { publication: row.publication, question: view::row(row, desk.today) }).collect();
    let next = ids.last().filter(|_| more).map(ToString::to_string);
    let page = StaffQuestionsPage { tab, counts, words, rows, next };
    desk.show(StatusCode::OK, StaffBody::Questions(Box::new(page))).await
}

const fn slice(tab: Tab) -> QuestionTab {
    match tab {
        Tab::All => QuestionTab::All,
        Tab::Drafts => QuestionTab::Drafts,
        Tab::Deposited => QuestionTab::Deposited,
        Tab::Transmitted => QuestionTab::Transmitted,
        Tab::Unpublished => QuestionTab::Unpublished,
        Tab::Hidden => QuestionTab::Hidden,
    }
}

async fn hidings(desk: &Desk) -> Result<Response, AppError> {
    let (db, locale) = (desk.app().database.reader(), desk.signed.locale());
    let mut page = HidingsPage::default();
    let whom = desk.signed.actor().id.to_string();
    for of in Chamber::ALL {
        page.shared_inviter_confirmations.extend(shared_inviter_confirmations(&desk.signed, *of).await?);
        let asked = board::queue(db, *of, Queue::Hidings, &whom, 0..HIDINGS).await?;
        page.asked.extend(waits(&desk.signed, &desk.reference_data, QueueKind::Hidings, asked).await?);
        let ids = desk.app().ledger().await?.slice(*of, QuestionTab::Hidden, None, HIDINGS as usize);
        for row in read::load_rows(db, desk.signed.viewer(), &ids, Some(desk.reference_data.known())).await? {
            let row = view::row(row, desk.today);
            let link = links::staff::question(locale, &row.address.code);
            page.hidden.push(QueueItem { subject: row.subject, address: row.address, link, ..QueueItem::default() });
        }
    }
    desk.show(StatusCode::OK, StaffBody::Hidings(Box::new(page))).await
}
