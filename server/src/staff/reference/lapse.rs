//! The end of a legislature: what would lapse is shown and asked for by one; another confirms, and within a day it can be undone.

use axum::{http::StatusCode, response::Response};
use jawab_domain::{Chamber, access::Mandate};
use jawab_service::{
    new_code,
    work::{Ending, UseCaseError},
};
use jawab_store::registers::legislatures;
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    links::staff as links,
    pages::staff::{
        ReferencePage,
        reference::{Aside, BACK, CONFIRM, EditForm, EditPage, LapsePage},
    },
    shell::staff::Flash,
};

use super::{
    Keeping, complain,
    read::{chosen, needed_day, needed_number},
};
use crate::{
    error::AppError,
    staff::{Posted, SignedIn},
};

pub mod at_hand;

/// The most questions shown.
const MOST: usize = 100;

/// The form: of the latest legislature.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let mut state = FormState::default();
    let latest = legislatures::all(keeping.db()).await?.into_iter().next();
    if let Some(row) = latest {
        state.set("legislature", row.ordinal.to_string());
        row.ends_on.filter(|end| *end < keeping.today).into_iter().for_each(|end| state.set_date("on", end));
    }
    if let [only] = chambers(&keeping).as_slice() {
        state.set("chamber", only.code());
    }
    let page = EditPage { aside: Aside::Lapses(at_hand::all(&keeping).await?), ..form(&keeping, state) };
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
    let (page, ending) = (form(&keeping, state), Ending { chamber, legislature, on });
    if asked == CONFIRM { ask(&keeping, page, ending).await } else { preview(&keeping, page, ending, false).await }
}

async fn ask(keeping: &Keeping, page: EditPage, ending: Ending) -> Result<Response, AppError> {
    let shown = page.state.get("shown").parse().unwrap_or(-1);
    let (why, to) = (page.state.get("reason").to_owned(), links::lapse(keeping.locale()));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.ask_lapse(ending, shown, &why).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.signed.done(&to, Flash::LapseAsked)),
        Err(UseCaseError::Conflict { .. }) => preview(keeping, page, ending, true).await,
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

async fn preview(keeping: &Keeping, mut page: EditPage, ending: Ending, changed: bool) -> Result<Response, AppError> {
    let Ending { chamber, legislature, on } = ending;
    let (work, actor) = (keeping.work(), keeping.signed.actor());
    let counts = match work.lapse_preview(actor, ending).await {
        Ok(counts) => counts,
        Err(error) => {
            complain(&mut page.state, error)?;
            return keeping.show_form(page).await;
        }
    };
    let view = LapsePage {
        post: Post { once: new_code(), ..page.post },
        chamber,
        legislature,
        on,
        counts: (counts.deposited.unsigned_abs(), counts.transmitted.unsigned_abs(), counts.stay.len() as u64),
        rows: keeping.questions(first(&counts.questions)).await?.into_iter().map(|(_, row)| row).collect(),
        stay: keeping.questions(first(&counts.stay)).await?.into_iter().map(|(_, row)| row).collect(),
        changed,
        state: page.state,
    };
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    keeping.show(status, ReferencePage::Lapse(Box::new(view))).await
}

/// Those that are shown.
fn first(questions: &[i64]) -> &[i64] {
    questions.get(..MOST).unwrap_or(questions)
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
