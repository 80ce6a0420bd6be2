//! The seats of a member.

use axum::response::Response;
use jawab_domain::{PerLocale, people::Period};
use jawab_service::work::reference::{Item, SeatInput};
use jawab_store::{StoreError, registers::seats, rows};
use jawab_ui::{
    form::{DO, FormState},
    pages::staff::reference::{EditForm, EditPage, REMOVE, Register, SeatLine},
};

use super::{
    Keeping,
    groups::unreadable,
    read::{chosen, day, names, number, put_day, put_names},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

/// A seat, as the page of its member shows it.
pub(super) fn line(keeping: &Keeping, row: rows::Seat) -> Result<SeatLine, AppError> {
    let group = row.political_group_id.and_then(|id| keeping.directory.groups.get(id)).map(|group| group.name);
    Ok(SeatLine {
        id: row.id,
        chamber: row.chamber.parse().map_err(unreadable)?,
        legislature: row.legislature,
        group: group.unwrap_or_default(),
        district: serde_json::from_value(row.district).map_err(StoreError::from)?,
        period: Period { from: row.held_from, to: row.held_to },
    })
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.members)?;
    let mut page = form(&keeping, name, true, FormState::default())?;
    page.post.version = keeping.print(Item::Member(id)).await?;
    keeping.show_form(page).await
}

/// Adds one.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.members)?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let input = read(&keeping, &mut state).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = form(&keeping, name, true, state)?;
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.item(Register::Members, &page.item);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.add_seat(id, seen, &input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

/// One of them.
pub async fn filled(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (id, name) = keeping.body(&keeping.directory.members)?;
    let (_, state) = current(&keeping, id).await?;
    let mut page = form(&keeping, name, false, state)?;
    page.post.version = keeping.print(Item::Member(id)).await?;
    keeping.show_form(page).await
}

/// Changes one, or takes it away.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    if let Some(led) = keeping.done_before(&posted.form).await? {
        return Ok(led);
    }
    let (id, name) = keeping.body(&keeping.directory.members)?;
    let (seat, now) = current(&keeping, id).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let remove = state.get(DO) == REMOVE;
    let input = read(&keeping, &mut state).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = form(&keeping, name, false, state)?;
    page.post.version = Some(seen);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.item(Register::Members, &page.item);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            if remove {
                turn.remove_seat(id, seen, seat).await?;
            } else {
                turn.edit_seat(id, seen, seat, &input).await?;
            }
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

fn form(keeping: &Keeping, name: PerLocale<String>, new: bool, state: FormState) -> Result<EditPage, AppError> {
    let mut page = keeping.form(EditForm::Seat, new, state);
    (page.of, page.item) = (name, keeping.param("slug")?.to_owned());
    page.picks = keeping.picks(&keeping.directory.groups, |_| true);
    Ok(page)
}

async fn current(keeping: &Keeping, member: i64) -> Result<(i64, FormState), AppError> {
    let id = keeping.param("id")?.parse::<i64>().map_err(|_| AppError::NotFound)?;
    let row = seats::by_id(keeping.db(), id).await?;
    let row = row.filter(|row| row.member_id == member).ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    state.set("chamber", row.chamber);
    row.legislature.into_iter().for_each(|ordinal| state.set("legislature", ordinal.to_string()));
    let group = row.political_group_id.and_then(|id| keeping.directory.groups.get(id));
    state.set("group", group.map(|group| group.slug).unwrap_or_default());
    put_names(&mut state, "district", &serde_json::from_value(row.district).map_err(StoreError::from)?);
    put_day(&mut state, "held_from", row.held_from);
    put_day(&mut state, "held_to", row.held_to);
    Ok((id, state))
}

fn read(keeping: &Keeping, state: &mut FormState) -> Option<SeatInput> {
    let group = state.filled("group").map(str::to_owned);
    let chamber = chosen(state, "chamber");
    let legislature = number(state, "legislature", 1, 99);
    let period = Period { from: day(state, "held_from"), to: day(state, "held_to") };
    // A group that is none of those known is refused by the use case.
    let group = group.map(|slug| keeping.directory.groups.find(&slug).unwrap_or_default());
    Some(SeatInput { chamber: chamber?, legislature, group, district: names(state, "district"), period })
}
