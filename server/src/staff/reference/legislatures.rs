//! Legislatures.

use axum::{http::StatusCode, response::Response};
use jawab_domain::people::Period;
use jawab_service::work::reference::{Item, LegislatureInput};
use jawab_store::{registers::legislatures, rows};
use jawab_ui::{
    form::FormState,
    pages::staff::{
        ReferencePage,
        reference::{EditForm, ListPage, Register, Row},
    },
};

use super::{
    Keeping,
    read::{day, needed_day, needed_number, put_day},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn, sending::version},
};

const REGISTER: Register = Register::Legislatures;

/// All of them, the latest first.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let all = legislatures::all(keeping.db()).await?;
    let row = |row: rows::Legislature| Row::Legislature(row.ordinal, Period { from: Some(row.begins_on), to: row.ends_on });
    let rows: Vec<Row> = all.into_iter().map(row).collect();
    let page = ListPage { register: REGISTER, words: String::new(), total: rows.len() as u64, rows, next: None };
    keeping.show(StatusCode::OK, ReferencePage::List(Box::new(page))).await
}

/// The form of a new one.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = keeping.form(EditForm::Legislature, true, FormState::default());
    keeping.show_form(page).await
}

/// Adds one.
pub async fn add(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let ordinal = needed_number(&mut state, "ordinal", 1, 99);
    let input = read(&mut state, ordinal).filter(|_| state.is_sound() && !posted.resumed);
    let page = keeping.form(EditForm::Legislature, true, state);
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.register(REGISTER);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.add_legislature(input).await?;
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
    let (ordinal, state) = current(&keeping).await?;
    let mut page = keeping.form(EditForm::Legislature, false, state);
    page.item = ordinal.to_string();
    page.post.version = keeping.print(Item::Legislature(ordinal)).await?;
    keeping.show_form(page).await
}

/// Changes one.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let (ordinal, now) = current(&keeping).await?;
    let mut state = posted.form;
    let seen = version(&state)?;
    let input = read(&mut state, Some(ordinal)).filter(|_| state.is_sound() && !posted.resumed);
    let mut page = keeping.form(EditForm::Legislature, false, state);
    (page.item, page.post.version) = (ordinal.to_string(), Some(seen));
    let Some(input) = input else { return keeping.show_form(page).await };
    let to = keeping.register(REGISTER);
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.edit_legislature(seen, input).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(error) => keeping.refused(page, error, now).await,
    }
}

async fn current(keeping: &Keeping) -> Result<(i32, FormState), AppError> {
    let ordinal = keeping.param("ordinal")?.parse().map_err(|_| AppError::NotFound)?;
    let row = legislatures::by_ordinal(keeping.db(), ordinal).await?.ok_or(AppError::NotFound)?;
    let mut state = FormState::default();
    put_day(&mut state, "begins", Some(row.begins_on));
    put_day(&mut state, "ends", row.ends_on);
    Ok((ordinal, state))
}

fn read(state: &mut FormState, ordinal: Option<i32>) -> Option<LegislatureInput> {
    let (begins_on, ends_on) = (needed_day(state, "begins"), day(state, "ends"));
    let outside = state.get("outside").parse().unwrap_or_default();
    Some(LegislatureInput { ordinal: ordinal?, begins_on: begins_on?, ends_on, outside })
}
