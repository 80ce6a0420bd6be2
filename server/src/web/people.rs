//! Ministries and members.

use std::collections::BTreeMap;

use axum::{extract::State, response::Response};
use jawab_domain::{
    Filters, PerLocale,
    people::{NameOverTime, Period, Succession},
};
use jawab_search::names::PartOfName;
use jawab_store::{
    list::Order,
    people::{self, Share},
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

use super::{Loaded, Loading, questions::listing, respond};
use crate::{
    App,
    directory::{Directory, linked},
    error::AppError,
    reader::Reader,
};

/// Members on a page of their list.
const MEMBERS: usize = 60;

fn counts(share: Option<&Share>) -> Counts {
    let share = share.copied().unwrap_or_default();
    Counts { questions: share.questions.cast_unsigned(), answered: share.answered.cast_unsigned(), overdue: share.overdue.cast_unsigned() }
}

/// The list of ministries.
pub async fn ministries(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &[], |loading| async move {
        let shares = loading.ledger().await?.ministry_shares(None, loading.today());
        let directory = &loading.directory;
        let row = |ministry: jawab_ui::model::Linked| {
            let id = directory.ministries.find(&ministry.slug);
            let names = id.map(|id| directory.ministries.names().history(id)).unwrap_or_default();
            let today = loading.today();
            let current = names.iter().any(|(_, _, period)| period.contains(today));
            MinistryRow { ministry, counts: counts(id.and_then(|id| shares.get(&id))), current }
        };
        let ministries = directory.ministries.sorted(loading.reader.locale).into_iter().map(row).collect();
        Ok(Loaded::page(Page::Ministries(Box::new(MinistriesPage { ministries }))))
    })
    .await
}

/// A ministry's page.
pub async fn ministry(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &["after"], |loading| async move {
        let slug = loading.reader.param("slug")?;
        let id = loading.directory.ministries.find(slug).ok_or(AppError::NotFound)?;
        let shares = loading.ledger().await?.ministry_shares(Some(id), loading.today());
        let filters = Filters { ministry: Some(id), ..Filters::default() };
        let page = MinistryPage {
            slug: slug.to_owned(),
            names: names_over_time(&loading.directory, id),
            successions: successions(&loading, id).await?,
            counts: counts(shares.get(&id)),
            listing: listing(&loading, &filters, Order::Deposited, &loading.reader.value("after")).await?.1,
        };
        Ok(Loaded::page(Page::Ministry(Box::new(page))))
    })
    .await
}

/// Names in several languages that held at the same time are one name.
fn names_over_time(directory: &Directory, id: i64) -> Vec<NameOverTime> {
    let mut by_period: BTreeMap<(Option<chrono::NaiveDate>, Option<chrono::NaiveDate>), PerLocale<String>> = BTreeMap::new();
    for (locale, name, period) in directory.ministries.names().history(id) {
        by_period.entry((period.from, period.to)).or_default().set(locale, name);
    }
    by_period.into_iter().map(|((from, to), name)| NameOverTime { name, period: Period { from, to } }).collect()
}

async fn successions(loading: &Loading, id: i64) -> Result<Vec<SuccessionLine>, AppError> {
    let rows = people::successions(loading.app.database.reader(), id).await?;
    let line = |(kind, before, after, on): (Succession, i64, i64, Option<chrono::NaiveDate>)| {
        let other = if before == id { after } else { before };
        Some(SuccessionLine { kind, other: loading.directory.ministries.linked(other)?, before: after == id, on })
    };
    Ok(rows.into_iter().filter_map(line).collect())
}

/// The list of members, by name, narrowed by one.
pub async fn members(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &["q", "after"], |loading| async move {
        let (db, directory) = (loading.app.database.reader(), &loading.directory);
        let text = loading.reader.value("q").trim().to_owned();
        let matching = directory.members.sorted_with_part(loading.reader.locale, &PartOfName::new(&text));
        let after = loading.reader.value("after");
        let begin = match after.as_str() {
            "" => 0,
            slug => 1 + matching.iter().position(|member| member.slug == slug).ok_or(AppError::BadRequest(BadRequest::Cursor))?,
        };
        let shares = loading.ledger().await?.member_shares(None, loading.today());
        let seats = people::latest_seats(db).await?;
        let row = |member: &jawab_ui::model::Linked| {
            let id = directory.members.find(&member.slug);
            let seat = id.and_then(|id| seats.get(&id));
            MemberRow {
                member: member.clone(),
                chamber: seat.map(|(chamber, _)| *chamber),
                group: seat.and_then(|(_, group)| directory.groups.get((*group)?)).map(|group| group.name),
                questions: counts(id.and_then(|id| shares.get(&id))).questions,
            }
        };
        let members: Vec<MemberRow> = matching.iter().skip(begin).take(MEMBERS).map(row).collect();
        let more = matching.len() > begin + members.len();
        let next = members.last().filter(|_| more).map(|row| row.member.slug.clone());
        let page = MembersPage { text, total: matching.len() as u64, members, next, continued: begin > 0 };
        Ok(Loaded::page(Page::Members(Box::new(page))))
    })
    .await
}

/// A member's page.
pub async fn member(State(app): State<App>, reader: Reader) -> Result<Response, AppError> {
    respond(&app, &reader, &["after"], |loading| async move {
        let (db, directory) = (loading.app.database.reader(), &loading.directory);
        let slug = loading.reader.param("slug")?;
        let id = directory.members.find(slug).ok_or(AppError::NotFound)?;
        let member = directory.members.get(id).ok_or(AppError::NotFound)?;
        let (gender, seats) = people::seats(db, id).await?;
        let shares = loading.ledger().await?.member_shares(Some(id), loading.today());
        let filters = Filters { member: Some(id), ..Filters::default() };
        let kind = |id: i64| directory.group_kinds.get(&id).copied();
        let seats = seats.into_iter().map(|seat| SeatLine {
            chamber: seat.chamber,
            legislature: seat.legislature,
            group: seat.group.and_then(|group| Some((kind(group.id)?, group.name))),
            period: seat.period,
        });
        let page = MemberPage {
            slug: slug.to_owned(),
            name: linked(member).name,
            gender,
            seats: seats.collect(),
            counts: counts(shares.get(&id)),
            listing: listing(&loading, &filters, Order::Deposited, &loading.reader.value("after")).await?.1,
        };
        Ok(Loaded::page(Page::Member(Box::new(page))))
    })
    .await
}
