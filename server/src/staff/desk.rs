//! The translation desk: its list.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Chamber, Locale, PerLocale,
    access::Mandate,
    translation::{Need, TextOwner},
};
use jawab_store::{
    desk::{self as rows, DeskRow, Filters, Order},
    read::{self, QuestionRecord},
};
use jawab_ui::pages::staff::{
    DeskPage, StaffBody,
    desk::{DeskItem, DeskQuery},
};

use super::SignedIn;
use crate::{error::AppError, web::view};

pub mod editor;
mod form;
mod pieces;

/// Lines on a page.
const PAGE: u64 = 25;

/// What needs work.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let (db, today) = (signed.app.database.reader(), signed.app.clock.today());
    let chamber = chamber(&signed)?;
    let query = DeskQuery::from_values(|name| signed.request.value(name));
    let words = query.words.split_whitespace().map(str::to_owned).collect();
    let filters = Filters { need: query.need, locale: query.into, about: query.about, words };
    let order = if query.most_read { Order::MostRead } else { Order::Oldest };
    let from = (u64::from(query.page) - 1) * PAGE;
    let ledger = signed.app.ledger().await?;
    let rows::DeskPage { counts, total, rows } = rows::desk(db, &ledger, chamber, &filters, order, from..from + PAGE).await?;
    let ids: Vec<i64> = rows.iter().map(|one| one.question).collect();
    let records: BTreeMap<i64, QuestionRecord> =
        read::load(db, signed.viewer(), &ids).await?.into_iter().map(|record| (record.id, record)).collect();
    let items = rows.into_iter().filter_map(|one| Some(item(records.get(&one.question)?, one, today))).collect();
    let page = DeskPage {
        query,
        counts: counts.into_iter().collect(),
        total,
        pages: u32::try_from(total.div_ceil(PAGE)).unwrap_or(u32::MAX),
        items,
    };
    signed.show(StatusCode::OK, StaffBody::Desk(Box::new(page))).await
}

/// The Chamber of a clerk.
fn chamber(signed: &SignedIn) -> Result<Chamber, AppError> {
    match signed.actor().mandate {
        Mandate::Clerk(chamber) => Ok(chamber),
        _ => Err(AppError::Forbidden),
    }
}

fn item(record: &QuestionRecord, of: DeskRow, today: chrono::NaiveDate) -> DeskItem {
    let answers =
        record.answers.iter().filter(|answer| of.needs.iter().any(|(about, ..)| *about == TextOwner::Answer) && wants(answer, of.locale));
    let name = |answer: &read::Answer| answer.ministry.as_ref().map_or_else(PerLocale::default, |ministry| ministry.name.clone());
    DeskItem {
        answers: answers.map(|answer| (answer.code.clone(), name(answer))).collect(),
        address: view::row(record, today).address,
        subject: of.subject,
        into: of.locale,
        deposited_on: record.deposited_on,
        views: of.views,
        needs: of.needs,
    }
}

/// Whether an answer's text in a language needs work.
fn wants(answer: &read::Answer, locale: Locale) -> bool {
    answer.stands()
        && match answer.texts.get(locale) {
            None => !answer.texts.is_empty(),
            Some(text) => text.review.is_none() && Need::from_role(text.role).is_some(),
        }
}
