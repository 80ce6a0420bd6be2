//! The seats of a member.

use jawab_domain::people::Period;
use jawab_service::use_cases::{UseCaseError, registers::SeatInput};
use jawab_store::{StoreError, registers::seats, rows};
use jawab_ui::pages::staff::reference::members::SeatLine;

use super::prelude::*;

/// The form of a seat.
pub(crate) struct Seats;

/// A member, and which seat of theirs; none: a new one.
#[derive(Clone)]
pub(crate) struct SeatOf {
    member: i64,
    seat: Option<i64>,
}

impl Form for Seats {
    type Of = SeatOf;
    /// None: the seat is taken away.
    type Input = Option<SeatInput>;

    async fn load(context: &RegisterContext) -> Result<Entry<SeatOf>, AppError> {
        let (member, name) = context.body(&context.reference_data.members)?;
        let (seat, state) = match context.param("id") {
            Ok(id) => saved(context, member, id).await.map(|(id, state)| (Some(id), state))?,
            Err(_) => (None, FormState::default()),
        };
        let of = SeatOf { member, seat };
        let entry = Entry::saved(&ui::members::SEAT, of, context.param("slug")?, Item::Member(member));
        Ok(Entry { name, state, new: seat.is_none(), ..entry })
    }

    async fn beside(context: &RegisterContext, _: &SeatOf, page: &mut EditPage) -> Result<(), AppError> {
        page.picks = context.picks(&context.reference_data.groups, |_| true);
        Ok(())
    }

    fn read(context: &RegisterContext, _: &Entry<SeatOf>, state: &mut FormState) -> Option<Option<SeatInput>> {
        let group = state.filled("group").map(str::to_owned);
        let chamber = chosen(state, "chamber");
        let legislature = number(state, "legislature", 1, 99);
        let period = Period { from: day(state, "held_from"), to: day(state, "held_to") };
        // A group that is none of those known is refused by the use case.
        let group = group.map(|slug| context.reference_data.groups.find(&slug).unwrap_or_default());
        let seat = SeatInput { chamber: chamber?, legislature, group, district: names(state, "district"), period };
        Some((state.get(ACTION) != REMOVE).then_some(seat))
    }

    async fn save(unit: &mut UnitOfWork, of: SeatOf, version: i64, input: Option<SeatInput>) -> UseCaseResult<Next> {
        match (of.seat, input) {
            (None, Some(input)) => unit.add_seat(of.member, version, &input).await.map(drop)?,
            (Some(seat), Some(input)) => unit.edit_seat(of.member, version, seat, &input).await?,
            (Some(seat), None) => unit.remove_seat(of.member, version, seat).await?,
            (None, None) => return Err(UseCaseError::NotFound),
        }
        Ok(Next::Page)
    }
}

/// A seat as the page of its member shows it.
pub(super) fn line(context: &RegisterContext, row: rows::Seat) -> Result<SeatLine, AppError> {
    let group = row.political_group_id.and_then(|id| context.reference_data.groups.get(id)).map(|group| group.name);
    Ok(SeatLine {
        id: row.id,
        chamber: row.chamber.parse().map_err(unreadable)?,
        legislature: row.legislature,
        group: group.unwrap_or_default(),
        district: serde_json::from_value(row.district).map_err(StoreError::from)?,
        period: Period { from: row.held_from, to: row.held_to },
    })
}

/// A seat of a member as it is saved.
async fn saved(context: &RegisterContext, member: i64, id: &str) -> Result<(i64, FormState), AppError> {
    let id = id.parse::<i64>().map_err(|_| AppError::NotFound)?;
    let row = seats::by_id(context.db(), id).await?;
    let row = row.filter(|row| row.member_id == member).ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    state.set("chamber", row.chamber);
    row.legislature.into_iter().for_each(|ordinal| state.set("legislature", ordinal.to_string()));
    let group = row.political_group_id.and_then(|id| context.reference_data.groups.get(id));
    state.set("group", group.map(|group| group.slug).unwrap_or_default());
    put_names(&mut state, "district", &serde_json::from_value(row.district).map_err(StoreError::from)?);
    put_day(&mut state, "held_from", row.held_from);
    put_day(&mut state, "held_to", row.held_to);
    Ok((id, state))
}
