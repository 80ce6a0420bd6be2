//! The end of a legislature, in two steps: what lapses is shown, then exactly that lapses.

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use jawab_domain::{Chamber, access::Mandate};
use jawab_service::{new_code, work::UseCaseError};
use jawab_store::entity::legislature;
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{BACK, CONFIRM, EditForm, EditPage, LapsePage},
    },
    shell::staff::Flash,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};

use super::{
    Keeping, complain, failed,
    read::{chosen, needed_day, needed_number},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

/// The most questions shown.
const MOST: i64 = 100;

/// The form: of the latest legislature.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = FormState::default();
    let latest = legislature::Entity::find().order_by_desc(legislature::COLUMN.ordinal).one(keeping.db()).await.map_err(failed)?;
    if let Some(row) = latest {
        state.set("legislature", row.ordinal.to_string());
        row.ends_on.filter(|end| *end <= keeping.today).into_iter().for_each(|end| state.set_date("on", end));
    }
    if let [only] = chambers(&keeping).as_slice() {
        state.set("chamber", only.code());
    }
    let page = form(&keeping, state);
    keeping.show_form(page).await
}

/// Shows what lapses, or lets it lapse, as the button says.
pub async fn act(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let read = (chosen(&mut state, "chamber"), needed_number(&mut state, "legislature", 1, 99), needed_day(&mut state, "on"));
    if state.filled("reason").is_none() {
        state.complain("reason", Problem::Missing);
    }
    let asked = state.get(DO).to_owned();
    let (Some(chamber), Some(legislature), Some(on)) = read else { return keeping.show_form(form(&keeping, state)).await };
    if asked == BACK || posted.resumed || !state.is_sound() {
        state.clear(DO);
        return keeping.show_form(form(&keeping, state)).await;
    }
    let (page, what) = (form(&keeping, state), (chamber, legislature, on));
    if asked == CONFIRM { confirm(&keeping, page, what).await } else { preview(&keeping, page, what, false).await }
}

async fn confirm(keeping: &Keeping, page: EditPage, what: (Chamber, i32, NaiveDate)) -> Result<Response, AppError> {
    let (chamber, legislature, on) = what;
    let shown = page.state.get("shown").parse().unwrap_or(-1);
    let (why, to) = (page.state.get("reason").to_owned(), links::lapse(keeping.locale()));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.lapse(chamber, legislature, on, shown, &why).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.signed.done(&to, Flash::Lapsed)),
        Err(UseCaseError::Conflict { .. }) => preview(keeping, page, what, true).await,
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

async fn preview(keeping: &Keeping, mut page: EditPage, what: (Chamber, i32, NaiveDate), changed: bool) -> Result<Response, AppError> {
    let (chamber, legislature, on) = what;
    let (work, actor) = (keeping.work(), keeping.signed.actor());
    if on > keeping.today {
        page.state.complain("on", Problem::After(keeping.today));
        return keeping.show_form(page).await;
    }
    let counts = match work.lapse_preview(actor, chamber, legislature, on).await {
        Ok(counts) => counts,
        Err(error) => {
            complain(&mut page.state, error)?;
            return keeping.show_form(page).await;
        }
    };
    let ids = work.lapsing(actor, chamber, legislature, on, MOST).await?;
    let view = LapsePage {
        post: Post { once: new_code(), ..page.post },
        chamber,
        legislature,
        on,
        counts: (counts.deposited.unsigned_abs(), counts.transmitted.unsigned_abs(), counts.later.unsigned_abs()),
        rows: keeping.questions(&ids).await?.into_iter().map(|(_, row)| row).collect(),
        changed,
        state: page.state,
    };
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    keeping.show(status, ReferencePage::Lapse(Box::new(view))).await
}

/// The Chambers whose questions may be ended.
fn chambers(keeping: &Keeping) -> Vec<Chamber> {
    match keeping.signed.actor().mandate {
        Mandate::Clerk(own) => vec![own],
        _ => Chamber::ALL.to_vec(),
    }
}

fn form(keeping: &Keeping, state: FormState) -> EditPage {
    let mut page = keeping.form(EditForm::Lapse, true, state);
    page.chambers = chambers(keeping);
    page
}
