//! Ministries and members.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use jawab_domain::{
    Filters, PerLocale,
    people::{NameOverTime, Period, Succession},
};
use jawab_search::names::PartOfName;
use jawab_service::reference_data::{ReferenceData, SlugAndName};
use jawab_store::{
    list::Order,
    people::{self, QuestionCounts},
};
use jawab_ui::{
    model::Counts,
    pages::{
        MemberPage, MembersPage, MinistriesPage, MinistryPage, Page,
        error::BadRequest,
        members::{MemberRow, SeatLine},
        ministries::{MinistryRow, SuccessionLine},
    },
};

use super::{LoadedPage, Loading, questions::listing, respond, view};
use crate::{App, error::AppError, page_request::PageRequest};

/// Members on a page of their list.
const MEMBERS: usize = 60;

fn counts(share: Option<&QuestionCounts>) -> Counts {
    let share = share.copied().unwrap_or_default();
    Counts { questions: share.questions.cast_unsigned(), answered: share.answered.cast_unsigned(), overdue: share.overdue.cast_unsigned() }
}

/// The list of ministries.
pub async fn ministries(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &[], |loading| async move {
        let shares = loading.ledger().await?.ministry_shares(None, loading.today());
        let reference_data = &loading.reference_data;
        let (names, today) = (reference_data.ministries.names(), loading.today());
        let row = |ministry: &SlugAndName| MinistryRow {
            ministry: view::linked_to(ministry),
            counts: counts(shares.get(&ministry.id)),
            current: names.history(ministry.id).iter().any(|(_, _, period)| period.contains(today)),
        };
        let ministries = reference_data.ministries.sorted(loading.request.locale).iter().map(row).collect();
        Ok(LoadedPage::page(Page::Ministries(Box::new(MinistriesPage { ministries }))))
    })
    .await
}

/// A ministry's page.
pub async fn ministry(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &["after"], |loading| async move {
        let slug = loading.request.param("slug")?;
        let id = loading.reference_data.ministries.find(slug).ok_or(AppError::NotFound)?;
        let shares = loading.ledger().await?.ministry_shares(Some(id), loading.today());
        let filters = Filters { ministry: Some(id), ..Filters::default() };
        let page = MinistryPage {
            slug: slug.to_owned(),
            names: names_over_time(&loading.reference_data, id),
            successions: successions(&loading, id).await?,
            counts: counts(shares.get(&id)),
            listing: listing(&loading, &filters, Order::Deposited, &loading.request.value("after")).await?.1,
        };
        Ok(LoadedPage::page(Page::Ministry(Box::new(page))))
    })
    .await
}

/// Names in several languages that held at the same time are one name.
fn names_over_time(reference_data: &ReferenceData, id: i64) -> Vec<NameOverTime> {
    let mut by_period: BTreeMap<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>), PerLocale<String>> = BTreeMap::new();
    for (locale, name, period) in reference_data.ministries.names().history(id) {
        by_period.entry((period.from, period.to)).or_default().set(locale, name);
    }
    by_period.into_iter().map(|((from, to), name)| NameOverTime { name, period: Period { from, to } }).collect()
}

async fn successions(loading: &Loading, id: i64) -> Result<Vec<SuccessionLine>, AppError> {
    let rows = people::successions(loading.app.database.reader(), id).await?;
    let line = |(kind, before, after, on): (Succession, i64, i64, Option<chrono::NaiveDate>)| {
        let other = if before == id { after } else { before };
        Some(SuccessionLine { kind, other: view::linked_in(&loading.reference_data.ministries, other)?, before: after == id, on })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// The list of members, by name, narrowed by one.
pub async fn members(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &["q", "after"], |loading| async move {
        let (db, reference_data) = (loading.app.database.reader(), &loading.reference_data);
        let text = loading.request.value("q").trim().to_owned();
        let matching = reference_data.members.sorted_with_part(loading.request.locale, &PartOfName::new(&text));
        let after = loading.request.value("after");
        let begin = match after.as_str() {
            "" => 0,
            slug => 1 + matching.iter().position(|member| member.slug == slug).ok_or(AppError::BadRequest(BadRequest::Cursor))?,
        };
        let shares = loading.ledger().await?.member_shares(None, loading.today());
        let seats = people::latest_seats(db).await?;
        let row = |member: &SlugAndName| {
            let seat = seats.get(&member.id);
            MemberRow {
                member: view::linked_to(member),
                chamber: seat.map(|(chamber, _)| *chamber),
                group: seat.and_then(|(_, group)| reference_data.groups.get((*group)?)).map(|group| group.name),
                questions: counts(shares.get(&member.id)).questions,
            }
        };
        let members: Vec<MemberRow> = matching.iter().copied().skip(begin).take(MEMBERS).map(row).collect();
        let more = matching.len() > begin + members.len();
        let next = members.last().filter(|_| more).map(|row| row.member.slug.clone());
        let page = MembersPage { text, total: matching.len() as u64, members, next, continued: begin > 0 };
        Ok(LoadedPage::page(Page::Members(Box::new(page))))
    })
    .await
}

/// A member's page.
pub async fn member(State(app): State<App>, request: PageRequest) -> Result<Response, AppError> {
    respond(&app, &request, &["after"], |loading| async move {
        let (db, reference_data) = (loading.app.database.reader(), &loading.reference_data);
        let slug = loading.request.param("slug")?;
        let id = reference_data.members.find(slug).ok_or(AppError::NotFound)?;
        let member = reference_data.members.get(id).ok_or(AppError::NotFound)?;
        let (gender, seats) = people::seats(db, id).await?;
        let shares = loading.ledger().await?.member_shares(Some(id), loading.today());
        let filters = Filters { member: Some(id), ..Filters::default() };
        let kind = |id: i64| reference_data.group_kinds.get(&id).copied();
        let seats = seats.into_iter().map(|seat| SeatLine {
            chamber: seat.chamber,
            legislature: seat.legislature,
            group: seat.group.and_then(|group| Some((kind(group.id)?, group.name))),
            period: seat.period,
        });
        let page = MemberPage {
            slug: slug.to_owned(),
            name: view::linked(member).name,
            gender,
            seats: seats.collect(),
            counts: counts(shares.get(&id)),
            listing: listing(&loading, &filters, Order::Deposited, &loading.request.value("after")).await?.1,
        };
        Ok(LoadedPage::page(Page::Member(Box::new(page))))
    })
    .await
}
