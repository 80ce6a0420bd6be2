//! The seats of a member.

use axum::http::StatusCode;
use jawab_domain::people::Period;
use jawab_service::use_cases::{UseCaseError, registers::SeatInput};
use jawab_store::{StoreError, registers::seats, rows};
use jawab_ui::{
    form::Post,
    pages::staff::{
        ReferencePage,
        reference::members::{SeatLine, SeatRemovalPage},
    },
};

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
        if state.get(ACTION) == REMOVE {
            state.set(REMOVING, "yes");
        }
        // What else stands in the form does not matter then.
        if state.has(REMOVING, "yes") && state.get(ACTION) != ui::BACK {
            return Some(None);
        }
        let group = state.filled(FieldName::Group.form()).map(str::to_owned);
        let chamber = chosen(state, FieldName::Chamber);
        let legislature = number(state, FieldName::Legislature, 1, 99);
        let period = Period { from: day(state, FieldName::HeldFrom), to: day(state, FieldName::HeldTo) };
        // A group that is none of those known is refused by the use case.
        let group = group.map(|slug| context.reference_data.groups.find(&slug).unwrap_or_default());
        Some(Some(SeatInput { chamber: chamber?, legislature, group, district: names(state, FieldName::District), period }))
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

    fn flash(state: &FormState) -> Flash {
        if state.has(REMOVING, "yes") { Flash::SeatRemoved } else { Flash::Saved }
    }

    async fn submit(context: &RegisterContext, mut sent: Submission<Self>) -> Result<Response, AppError> {
        if sent.page.state.get(ACTION) == ui::BACK {
            [ACTION, SHOWN, REMOVING].iter().for_each(|name| sent.page.state.clear(name));
            return context.show_form(sent.page).await;
        }
        match sent.of.seat.filter(|_| sent.input.is_none()) {
            Some(seat) => remove(context, sent, seat).await,
            None => commit(context, sent).await,
        }
    }
}

/// Takes a seat away once what that leaves behind was shown; else shows it.
async fn remove(context: &RegisterContext, sent: Submission<Seats>, seat: i64) -> Result<Response, AppError> {
    let member = sent.of.member;
    let left = context.use_cases().seat_removal_preview(context.signed.actor(), member, seat).await?;
    let shown = format!("{} {} {}", left.questions, left.has_others, left.refused);
    let confirmed = sent.page.state.get(ACTION) == CONFIRM;
    if confirmed && sent.page.state.get(SHOWN) == shown {
        return commit(context, sent).await;
    }
    let row = seats::by_id(context.db(), seat).await?.ok_or(AppError::NotFound)?;
    let EditPage { of, item, post, state, .. } = sent.page;
    let view = SeatRemovalPage {
        of,
        item,
        seat: line(context, row)?,
        questions: left.questions,
        has_others: left.has_others,
        refused: left.refused,
        // The fields carry the version that was seen.
        post: Post { version: None, ..post },
        state,
        shown,
        changed: confirmed,
    };
    let status = if confirmed { StatusCode::CONFLICT } else { StatusCode::OK };
    context.show(status, ReferencePage::SeatRemoval(Box::new(view))).await
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
    state.set(FieldName::Chamber.form(), row.chamber);
    row.legislature.into_iter().for_each(|ordinal| state.set(FieldName::Legislature.form(), ordinal.to_string()));
    let group = row.political_group_id.and_then(|id| context.reference_data.groups.get(id));
    state.set(FieldName::Group.form(), group.map(|group| group.slug).unwrap_or_default());
    put_names(&mut state, FieldName::District, &serde_json::from_value(row.district).map_err(StoreError::from)?);
    put_day(&mut state, FieldName::HeldFrom, row.held_from);
    put_day(&mut state, FieldName::HeldTo, row.held_to);
    Ok((id, state))
}
